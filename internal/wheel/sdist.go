package wheel

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// A SourceFile is a file of a source distribution.
type SourceFile struct {
	Name       string // from the project's folder, with slashes
	Data       []byte
	Executable bool
}

// WriteSdist writes the source distribution of these files into dir and returns its
// path.
func (d *Distribution) WriteSdist(files []SourceFile, dir string) (string, error) {
	at, err := sourceDate()
	if err != nil {
		return "", err
	}
	var buf bytes.Buffer
	gz, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	t := tar.NewWriter(gz)
	stem := d.Stem()
	for _, f := range d.withInfo(files) {
		mode := fs.FileMode(0o644)
		if f.Executable {
			mode = 0o755
		}
		h := &tar.Header{
			Typeflag: tar.TypeReg, Name: path.Join(stem, f.Name), Size: int64(len(f.Data)),
			Mode: int64(mode), ModTime: at, Format: tar.FormatPAX,
		}
		if err := t.WriteHeader(h); err != nil {
			return "", err
		}
		if _, err := t.Write(f.Data); err != nil {
			return "", err
		}
	}
	if err := errors.Join(t.Close(), gz.Close()); err != nil {
		return "", err
	}
	return writeInto(dir, stem+".tar.gz", buf.Bytes())
}

// withInfo adds the metadata to the files of a source distribution.
func (d *Distribution) withInfo(files []SourceFile) []SourceFile {
	return append(files[:len(files):len(files)], SourceFile{Name: "PKG-INFO", Data: d.METADATA()})
}

// Unpack writes the files of a source distribution to a folder.
func (d *Distribution) Unpack(files []SourceFile, dir string) error {
	for _, f := range d.withInfo(files) {
		file := filepath.Join(dir, filepath.FromSlash(f.Name))
		mode := fs.FileMode(0o644)
		if f.Executable {
			mode = 0o755
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, f.Data, mode); err != nil {
			return err
		}
	}
	return nil
}
