// Package wheel writes what pip installs: wheels, editable installs and
// source distributions, always the same bytes for the same content.
package wheel

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/flate"
)

// compression takes a tenth of the time of the best, for 1 % more bytes. (Measured on the core
// of a large module, where compress/flate's best was half of the time that a build takes.)
const compression = 7

// A Wheel is a distribution with its files.
type Wheel struct {
	Dist  *Distribution
	Tag   string            // cp311-abi3-manylinux_2_34_x86_64
	Files map[string][]byte // by path in the wheel
}

// Tag writes the tag of a wheel by the ABI of its extension: "cp311-abi3".
func Tag(abi, platform string) string { return abi + "-" + platform }

// FileName is the wheel's own.
func (w *Wheel) FileName() string { return w.Dist.Stem() + "-" + w.Tag + ".whl" }

// Write writes the wheel into dir and returns its path.
func (w *Wheel) Write(dir string) (string, error) {
	at, err := sourceDate()
	if err != nil {
		return "", err
	}
	files := map[string][]byte{}
	for name, data := range w.Files {
		files[name] = data
	}
	for name, data := range w.distInfo() {
		files[name] = data
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, compression)
	})
	record := w.Dist.DistInfo() + "/RECORD"
	// The metadata comes last, as the format recommends.
	var names, info []string
	for _, name := range sortedKeys(files) {
		if strings.HasPrefix(name, w.Dist.DistInfo()+"/") {
			info = append(info, name)
		} else {
			names = append(names, name)
		}
	}
	names = append(names, info...)
	files[record] = recordOf(names, files, record)
	for _, name := range append(names, record) {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at}
		h.SetMode(modeOf(name))
		out, err := z.CreateHeader(h)
		if err != nil {
			return "", err
		}
		if _, err := out.Write(files[name]); err != nil {
			return "", err
		}
	}
	if err := z.Close(); err != nil {
		return "", err
	}
	return writeInto(dir, w.FileName(), buf.Bytes())
}

// WriteMetadata writes the dist-info folder alone, as PEP 517 asks for before
// a build, and returns its name.
func (d *Distribution) WriteMetadata(dir, tag string) (string, error) {
	for name, data := range (&Wheel{Dist: d, Tag: tag}).distInfo() {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return "", err
		}
	}
	return d.DistInfo(), nil
}

// distInfo makes the files of the dist-info folder, without RECORD.
func (w *Wheel) distInfo() map[string][]byte {
	dir := w.Dist.DistInfo() + "/"
	files := map[string][]byte{
		dir + "METADATA": w.Dist.METADATA(),
		dir + "WHEEL":    wheelFile(w.Tag),
	}
	if entries := w.Dist.entryPoints(); entries != nil {
		files[dir+"entry_points.txt"] = entries
	}
	for name, data := range w.Dist.LicenseFiles {
		files[dir+"licenses/"+name] = data
	}
	return files
}

func recordOf(names []string, files map[string][]byte, record string) []byte {
	var b bytes.Buffer
	for _, name := range names {
		fmt.Fprintf(&b, "%s,%s,%d\n", csvField(name), recordHash(files[name]), len(files[name]))
	}
	fmt.Fprintf(&b, "%s,,\n", csvField(record))
	return b.Bytes()
}

func recordHash(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256=" + base64.RawURLEncoding.EncodeToString(sum[:])
}

func csvField(s string) string {
	if strings.ContainsAny(s, ",\"\n") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// modeOf gives shared libraries the mode that linkers give them.
func modeOf(name string) fs.FileMode {
	if strings.HasSuffix(name, ".so") || strings.HasSuffix(name, ".pyd") || strings.HasSuffix(name, ".dll") || strings.Contains(name, ".data/scripts/") {
		return 0o755
	}
	return 0o644
}

func writeInto(dir, name string, data []byte) (string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	tmp, err := os.CreateTemp(dir, ".new-")
	if err != nil {
		return "", err
	}
	defer os.Remove(tmp.Name())
	if _, err := tmp.Write(data); err != nil {
		tmp.Close()
		return "", err
	}
	if err := tmp.Chmod(0o644); err != nil {
		tmp.Close()
		return "", err
	}
	if err := tmp.Close(); err != nil {
		return "", err
	}
	path := filepath.Join(dir, name)
	return path, os.Rename(tmp.Name(), path)
}
