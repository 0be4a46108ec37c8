package wheel

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"gophersnake/internal/config"
)

// WriteSdist writes the project's source distribution into dir and returns
// its path: the files that git does not ignore, or all files where there is
// no git.
func (d *Distribution) WriteSdist(project, dir string) (string, error) {
	at, err := sourceDate()
	if err != nil {
		return "", err
	}
	out, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	names, err := projectFiles(project, out)
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
	add := func(name string, mode fs.FileMode, data []byte) error {
		h := &tar.Header{
			Typeflag: tar.TypeReg, Name: path.Join(stem, name), Size: int64(len(data)),
			Mode: int64(mode), ModTime: at, Format: tar.FormatPAX,
		}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		_, err := t.Write(data)
		return err
	}
	for _, name := range names {
		file, err := config.Inside(project, name)
		if err != nil {
			return "", fmt.Errorf("%w, or keep it out with .gitignore", err)
		}
		info, err := os.Stat(file)
		if err != nil {
			return "", err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		mode := fs.FileMode(0o644)
		if info.Mode()&0o100 != 0 {
			mode = 0o755
		}
		if err := add(name, mode, data); err != nil {
			return "", err
		}
	}
	if err := add("PKG-INFO", 0o644, d.METADATA()); err != nil {
		return "", err
	}
	if err := errors.Join(t.Close(), gz.Close()); err != nil {
		return "", err
	}
	return writeInto(dir, stem+".tar.gz", buf.Bytes())
}

// projectFiles lists the files of a source distribution, sorted, without what
// lies in the output folder.
func projectFiles(project, out string) ([]string, error) {
	names, err := gitFiles(project)
	if err != nil {
		if names, err = walkFiles(project); err != nil {
			return nil, err
		}
	}
	outRel, err := filepath.Rel(project, out)
	if err != nil {
		return nil, err
	}
	outRel = filepath.ToSlash(outRel) + "/"
	var kept []string
	for _, name := range names {
		if name == "PKG-INFO" || strings.HasPrefix(name, outRel) && outRel != "./" {
			continue
		}
		if info, err := os.Stat(filepath.Join(project, filepath.FromSlash(name))); err != nil || !info.Mode().IsRegular() {
			continue // tracked but gone, or a submodule
		}
		kept = append(kept, name)
	}
	if len(kept) == 0 {
		return nil, fmt.Errorf("no files in %s", project)
	}
	sort.Strings(kept)
	return kept, nil
}

func gitFiles(project string) ([]string, error) {
	cmd := exec.Command("git", "-C", project, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var names []string
	for _, name := range strings.Split(string(out), "\x00") {
		if name != "" && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		// The folder itself may be ignored by a repository around it.
		return nil, errors.New("git knows no files here")
	}
	return names, nil
}

func walkFiles(project string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(project, func(file string, d fs.DirEntry, err error) error {
		if err != nil || file == project {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			_, venv := os.Stat(filepath.Join(file, "pyvenv.cfg"))
			if strings.HasPrefix(name, ".") || name == "__pycache__" || name == "node_modules" || venv == nil {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".pyc") || strings.HasSuffix(name, ".whl") || strings.HasSuffix(name, ".tar.gz") {
			return nil
		}
		rel, err := filepath.Rel(project, file)
		names = append(names, filepath.ToSlash(rel))
		return err
	})
	return names, err
}
