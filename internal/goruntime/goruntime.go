// Package goruntime says what the build of a core changes in Go's own package runtime. The
// changes are files of an overlay: nothing is written to the Go installation, and other
// builds of the user's don't see them.
//
// A change is made only where the functions that it touches or relies on are known, word for
// word, from a release that was read for it. Elsewhere the runtime stays as it is, and the
// build says so. docs/rationale.md has the reasons for each.
package goruntime

import (
	"fmt"
	"os"
	"path/filepath"
)

// Changes are the changes for one Go installation.
type Changes struct {
	Files map[string][]byte // the text of files of package runtime, by their paths as the go command sees them
	Made  []string          // what was changed
	Left  []string          // what was not, and why
	Fast  bool              // the fast crossing is among them
}

// For returns the changes for the Go installation in goroot, for a system and a processor by
// their names in Go. With fast, the fast crossing is one of them.
func For(goroot, version, system, arch string, fast bool) (*Changes, error) {
	c := &Changes{Files: map[string][]byte{}}
	s := &source{dir: filepath.Join(goroot, "src", "runtime"), files: map[string]*file{}}
	for _, a := range alterations {
		if _, err := c.alter(s, a, version); err != nil {
			return nil, err
		}
	}
	if fast && (system != "linux" || arch != "amd64") {
		c.Left = append(c.Left, fmt.Sprintf("%s: it is written for linux/amd64 only, and this is %s/%s", fastCrossing.what, system, arch))
	} else if fast {
		var err error
		if c.Fast, err = c.alter(s, fastCrossing, version); err != nil {
			return nil, err
		}
	}
	for name, f := range s.files {
		if f.edited {
			c.Files[filepath.Join(s.dir, name)] = f.text
		}
	}
	return c, nil
}

// alter makes one change, if the runtime is known for it.
func (c *Changes) alter(s *source, a alteration, version string) (made bool, err error) {
	sum, err := s.sum(a.reads)
	if err != nil {
		c.Left = append(c.Left, fmt.Sprintf("%s: %v", a.what, err))
		return false, nil
	}
	switch a.known[sum] {
	case unknown:
		c.Left = append(c.Left, fmt.Sprintf("%s: the runtime of %s is not known (%s)", a.what, version, sum))
		return false, nil
	case needless:
		return false, nil
	}
	if err := s.edit(a.edits); err != nil {
		return false, fmt.Errorf("%s: %w", a.what, err)
	}
	for name, text := range a.adds {
		c.Files[filepath.Join(s.dir, name)] = []byte(text)
	}
	c.Made = append(c.Made, a.what)
	return true, nil
}

// source is the runtime's source, and what has become of it.
type source struct {
	dir   string
	files map[string]*file
}

type file struct {
	name     string
	original []byte              // hashes are of this: alterations don't depend on each other
	funcs    map[string][][]byte // of original, by their names; nil until one is asked for
	text     []byte
	edited   bool
}

func (s *source) file(name string) (*file, error) {
	if f := s.files[name]; f != nil {
		return f, nil
	}
	data, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		return nil, err
	}
	f := &file{name: name, original: data, text: data}
	s.files[name] = f
	return f, nil
}
