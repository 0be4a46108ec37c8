package build

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"gophersnake/internal/load"
)

var (
	undefined = regexp.MustCompile("undefined reference to [`'](\\w+)'|undefined symbol: (\\w+)\n")
	noLibrary = regexp.MustCompile(`cannot find -l([^\s:]+)|unable to find (?:dynamic system )?library '?([^\s']+)`)
)

// withPlaces says where the package's Go code calls a C function, or asks for a library, that the
// linker does not find: it names files that cgo has made.
func (s *session) withPlaces(failed error, program *load.Program) error {
	if failed == nil {
		return nil
	}
	var places strings.Builder
	for _, kind := range []struct {
		said      *regexp.Regexp
		use, text string
	}{
		{undefined, `\bC\.%s\b`, "C.%s is called here"},
		{noLibrary, `(?m)^.*#cgo\b.*\bLDFLAGS:.*-l%s\b`, "-l%s is asked for here"},
	} {
		seen := map[string]bool{}
		for _, m := range kind.said.FindAllStringSubmatch(failed.Error(), -1) {
			name := m[1] + m[2]
			if seen[name] {
				continue
			}
			seen[name] = true
			use := regexp.MustCompile(fmt.Sprintf(kind.use, regexp.QuoteMeta(name)))
			for _, place := range s.find(program, use) {
				fmt.Fprintf(&places, "%s: "+kind.text+"\n", place, name)
			}
		}
	}
	if places.Len() == 0 {
		return failed
	}
	return fmt.Errorf("the package does not link:\n%s%w", &places, failed)
}

// find gives the first place in each of the module's files that has the pattern.
func (s *session) find(program *load.Program, use *regexp.Regexp) []string {
	var places []string
	for _, l := range program.Local() {
		for _, file := range l.Files {
			file = s.injection.Unmap(file)
			text, err := os.ReadFile(file)
			at := use.FindIndex(text)
			if err != nil || at == nil {
				continue
			}
			if rel, err := filepath.Rel(s.Dir, file); err == nil {
				file = rel
			}
			places = append(places, fmt.Sprintf("%s:%d", file, 1+bytes.Count(text[:at[0]], []byte("\n"))))
		}
	}
	return places
}
