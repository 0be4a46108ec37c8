package audit

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"sort"
	"strings"
)

// A Report is what an audit of a wheel, or of libraries, has found.
type Report struct {
	Libraries []*Library
	Platform  Platform
	Tag       string // the platform part of the wheel's name; "" for libraries
	Wrong     string // why the name promises more than the files keep; "" if it does not
}

// Audit reads wheels, libraries and programs, ours or not.
func Audit(file string) (*Report, error) {
	r := &Report{}
	if filepath.Ext(file) != ".whl" {
		lib, err := Read(file)
		if err != nil {
			return nil, err
		}
		r.Libraries = []*Library{lib}
		r.Platform, err = PlatformOf(lib)
		return r, err
	}
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	defer z.Close()
	parts := strings.Split(strings.TrimSuffix(filepath.Base(file), ".whl"), "-")
	if len(parts) < 5 {
		return nil, fmt.Errorf("%s is not the name of a wheel: NAME-VERSION-PYTHON-ABI-PLATFORM.whl", filepath.Base(file))
	}
	r.Tag = parts[len(parts)-1]
	for _, entry := range z.File {
		data, err := read(entry)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", file, entry.Name, err)
		}
		if !IsObject(systemOf(r.Tag), data) {
			continue
		}
		lib, err := ReadFrom(entry.Name, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		r.Libraries = append(r.Libraries, lib)
	}
	if len(r.Libraries) == 0 {
		return r, nil
	}
	sort.Slice(r.Libraries, func(i, j int) bool { return r.Libraries[i].Path < r.Libraries[j].Path })
	if r.Platform, err = PlatformOf(r.Libraries...); err != nil {
		return nil, err
	}
	r.Wrong = r.Platform.Promises(r.Tag)
	return r, nil
}

func read(entry *zip.File) ([]byte, error) {
	f, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Text prints it: for each file what it needs, then what decides the tag.
func (r *Report) Text(w io.Writer) error {
	var b strings.Builder
	for _, lib := range r.Libraries {
		fmt.Fprintf(&b, "%s\n  processor  %s\n", lib.Path, lib.Arch)
		if len(lib.Needed) > 0 {
			fmt.Fprintf(&b, "  needs      %s\n", strings.Join(lib.Needed, ", "))
		} else {
			b.WriteString("  needs      no library\n")
		}
		if lib.Oldest != (Version{}) {
			fmt.Fprintf(&b, "  macOS      %s\n", lib.Oldest)
		}
		if lib.Glibc != (Version{}) {
			fmt.Fprintf(&b, "  glibc      %s, for %s\n", lib.Glibc, strings.Join(firstFew(lib.Witness), ", "))
		}
	}
	switch {
	case len(r.Libraries) == 0:
		b.WriteString("no compiled code: the tag any is right\n")
	case r.Platform.Reason == "":
		fmt.Fprintf(&b, "tag: %s\n", r.Platform.Tag)
	default:
		fmt.Fprintf(&b, "tag: %s, because %s\n  %s\n", r.Platform.Tag, r.Platform.Reason, r.Platform.Cure)
	}
	if r.Wrong != "" {
		fmt.Fprintf(&b, "the wheel's name says %s, which is wrong: %s\n", r.Tag, r.Wrong)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
