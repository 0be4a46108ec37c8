package audit

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"gophersnake/internal/failures"
)

// IsObject reports whether this is the content of a program or a library of a system, by its name
// in Go.
func IsObject(system string, data []byte) bool {
	switch system {
	case "darwin":
		return isMachO(data)
	case "windows":
		return isPE(data)
	}
	return IsELF(data)
}

// systemOf is the system that the tag of a wheel's name is for, by its name in Go.
func systemOf(tag string) string {
	switch {
	case strings.HasPrefix(tag, "macosx_"):
		return "darwin"
	case strings.HasPrefix(tag, "win"):
		return "windows"
	}
	return "linux"
}

// ReadFrom reads a library or a program, which is named in messages.
func ReadFrom(name string, content io.ReaderAt) (*Library, error) {
	start := make([]byte, 4096)
	n, err := content.ReadAt(start, 0)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	switch start = start[:n]; {
	case isMachO(start):
		return readMachO(name, content)
	case isPE(start):
		return readPE(name, content)
	case !bytes.HasPrefix(start, []byte("\x7fELF")):
		return nil, fmt.Errorf("%s is no library or program of Linux, macOS or Windows, and its name is not that of a wheel", name)
	}
	return readELF(name, content)
}

// libpython is the error about a file that is linked to one build of Python.
func libpython(lib *Library, needed string) error {
	return failures.Libpython.Error("object", filepath.Base(lib.Path), "library", needed)
}

// foreignAs is As for a system that has one kind of tag.
func (p Platform) foreignAs(asked string) (Platform, error) {
	switch {
	case asked == "" || asked == p.Tag:
		return p, nil
	case p.Reason != "" && asked == "pypi":
		return p, fmt.Errorf("no index should have the wheel: %s; %s", p.Reason, p.Cure)
	case asked == "pypi":
		return p, nil
	}
	var want Version
	var arch string
	if n, _ := fmt.Sscanf(asked, "macosx_%d_%d_%s", &want.Major, &want.Minor, &arch); p.system == "darwin" && n >= 2 && (arch == "" || arch == p.arch) {
		if want.less(p.oldest) {
			return p, fmt.Errorf("the tag %s can't be had, but %s: Go's runtime and the files ask for macOS %s", asked, p.Tag, p.oldest)
		}
		p.oldest, p.Tag = want, macOSTag(want, p.arch)
		return p, nil
	}
	return p, fmt.Errorf("the tag %s is not known, or of another machine than that of %s", asked, p.Tag)
}
