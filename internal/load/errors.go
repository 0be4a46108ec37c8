package load

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A complaint is one error of the author's code.
type complaint struct {
	file         string // from the folder that was loaded, where it lies in there
	line, column int    // 0 where they are not known
	text         string
}

func (c complaint) String() string {
	at := c.file
	for _, n := range []int{c.line, c.column} {
		if n > 0 {
			at += ":" + strconv.Itoa(n)
		}
	}
	if at == "" {
		return c.text
	}
	return at + ": " + c.text
}

// most is how many errors are told.
const most = 10

// complaints gathers what is wrong with packages: each error once, though the go
// command, the compiler and the type checker all tell of it, with paths of one
// style, and without those that only follow from others.
func (o Options) complaints(loaded []*packages.Package) error {
	var all, later []complaint
	own := ""
	packages.Visit(loaded, nil, func(l *packages.Package) {
		if l.Module != nil && l.Module.Main {
			own = l.Module.Path
		}
	})
	packages.Visit(loaded, nil, func(l *packages.Package) {
		of := func(kinds ...packages.ErrorKind) (found []complaint) {
			for _, e := range l.Errors {
				if slices.Contains(kinds, e.Kind) {
					found = append(found, o.split(e, own)...)
				}
			}
			return found
		}
		// The go command has the compiler's errors, if it came so far. The parser
		// reports what it can't parse in other words, and the type checker reports
		// what follows from that.
		listed, parsed := of(packages.UnknownError, packages.ListError), of(packages.ParseError)
		all = append(all, listed...)
		switch {
		case len(parsed) == 0:
			for _, c := range of(packages.TypeError) {
				if strings.HasPrefix(c.text, "could not import ") {
					later = append(later, c)
				} else {
					all = append(all, c)
				}
			}
		case len(listed) == 0:
			all = append(all, parsed...)
		}
	})
	if len(all) == 0 {
		all = later
	}
	all = withOthers(all)
	slices.SortStableFunc(all, func(a, b complaint) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column))
	})
	all = slices.CompactFunc(all, func(a, b complaint) bool {
		return a.file == b.file && a.line == b.line && (a.column == b.column && a.line > 0 || a.text == b.text)
	})
	if len(all) == 0 {
		return nil
	}
	var lines []string
	for i, c := range all {
		if i == most {
			lines = append(lines, fmt.Sprintf("and %d more", len(all)-most))
			break
		}
		lines = append(lines, c.String())
	}
	return errors.New("the Go code has errors:\n" + strings.Join(lines, "\n"))
}

const otherDeclaration = "other declaration of "

// withOthers puts where a name is declared already behind the complaint that it is declared again.
// The compiler and the type checker tell that as a complaint of its own.
func withOthers(all []complaint) []complaint {
	return slices.DeleteFunc(all, func(c complaint) bool {
		name, ok := strings.CutPrefix(strings.TrimSpace(c.text), otherDeclaration)
		if !ok {
			return false
		}
		c.text = otherDeclaration + name
		told := false
		for i, again := range all {
			if strings.HasPrefix(again.text, name+" redeclared ") {
				if !strings.Contains(again.text, otherDeclaration) {
					all[i].text += "\n\t" + c.String()
				}
				told = true
			}
		}
		return told
	})
}

var place = regexp.MustCompile(`^(.+?\.[a-zA-Z]+):(\d+)(?::(\d+))?(?:: |$)`)

// split splits an error into parts: a compiler's output has many of them.
func (o Options) split(e packages.Error, own string) []complaint {
	text := e.Msg
	if e.Pos != "" && e.Pos != "-" {
		text = e.Pos + ": " + e.Msg
	}
	var all []complaint
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "# ") || strings.HasSuffix(line, "too many errors") {
			continue
		}
		c := o.complaint(line, own)
		if c.line == 0 && len(all) > 0 { // have …, want …
			all[len(all)-1].text += "\n" + line
		} else {
			all = append(all, c)
		}
	}
	return all
}

func (o Options) complaint(line, own string) complaint {
	line = o.asWritten(line)
	if strings.Contains(line, ": "+otherDeclaration) {
		line = strings.TrimSpace(line)
	}
	c := complaint{text: line}
	if m := place.FindStringSubmatch(line); m != nil {
		c.file, c.text = o.relative(m[1]), line[len(m[0]):]
		c.line, _ = strconv.Atoi(m[2])
		c.column, _ = strconv.Atoi(m[3]) // "" is 0
	}
	c.text = cured(c.text, own)
	return c
}

// asWritten names the author's go.mod, if the build used another in its place.
func (o Options) asWritten(text string) string {
	for _, flag := range o.Flags {
		if file, ok := strings.CutPrefix(flag, "-modfile="); ok {
			if rel, err := filepath.Rel(o.Dir, file); err == nil { // the go command shortens it
				text = strings.ReplaceAll(text, rel, "go.mod")
			}
			text = strings.ReplaceAll(text, file, "go.mod")
		}
	}
	return text
}

var driverNoise = regexp.MustCompile(`^err: exit status \d+: stderr: (go: )?`)

// listFailed is the error of a go command that could not even begin.
func (o Options) listFailed(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	text := strings.TrimSpace(driverNoise.ReplaceAllString(o.asWritten(err.Error()), ""))
	if strings.Contains(text, "requires go >= ") && !strings.Contains(text, "but go.work lists") {
		text += "; install that Go, or name its go command in GOPHERSNAKE_GO"
	}
	return fmt.Errorf("go list: %s", text)
}

func (o Options) relative(file string) string {
	if filepath.IsAbs(file) {
		dir, err := filepath.Abs(o.Dir)
		if err != nil {
			return file
		}
		rel, err := filepath.Rel(dir, file)
		if err != nil || rel == ".." || strings.HasPrefix(rel, "../") {
			return file
		}
		file = rel
	}
	return filepath.ToSlash(filepath.Clean(file))
}

var unprovided = regexp.MustCompile(`cannot find module providing package (\S+): import lookup disabled by -mod=(readonly|vendor)`)

// nothingListed asks the go command again where it gave no packages, and its
// complaint was lost: a broken environment (GOCACHE=off, a -toolexec that does not
// work).
func (o Options) nothingListed(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, cmp.Or(o.Go, "go"), slices.Concat([]string{"list", "-export"}, o.Flags, o.Patterns)...)
	cmd.Dir = o.Dir
	cmd.Env = append(os.Environ(), o.Env...)
	out, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		return fmt.Errorf("no Go package matches %s", strings.Join(o.Patterns, " "))
	}
	return fmt.Errorf("go list: %s", strings.TrimSpace(o.asWritten(string(out))))
}

// cured says what to do if the go command would have to change go.mod. own is the path
// of the author's module.
func cured(text, own string) string {
	return unprovided.ReplaceAllStringFunc(text, func(all string) string {
		m := unprovided.FindStringSubmatch(all)
		path, vendor := m[1], ""
		if m[2] == "vendor" {
			vendor = "; then copy it into vendor/ with `go mod vendor`"
		}
		if below, ok := strings.CutPrefix(path, own+"/"); ok && own != "" {
			return fmt.Sprintf("the module has no package %s: there is no Go code in its folder %s", path, below)
		}
		return fmt.Sprintf("no module that go.mod requires provides the package %s; add one with `go get %s`, or all that are missing with `go mod tidy`%s", path, path, vendor)
	})
}
