// Package config reads what a user says about a project: pyproject.toml, and
// the layout of the folder where nothing is said.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"gophersnake/internal/naming"
)

// A Project is a folder that a wheel is made from.
type Project struct {
	Dir        string              // absolute
	Packages   []string            // Go package patterns, relative to Dir: "./textstats"
	ImportName string              // name of the Python package; "" = the Go package's name
	Tags       []string            // Go build tags
	Bind       map[string][]string // directives by symbol, as in doc comments: "Greet": {"//py:name hello"}

	OneThread    bool // without a GIL, calls that keep it elsewhere exclude each other
	FastCrossing bool // calls take a shorter way into Go's runtime
	Scalar       bool // no function of numbers is translated to C
	DirectProven bool // functions whose machine code is proven are called without any
	Python       Python
	Vendor       bool // source distributions have copies of the Go modules that a build needs
	Metadata     Metadata
	Described    bool // there is a [project] table
	Backend      Backend
}

// A Backend is who builds the project for pip and uv.
type Backend struct {
	Name   string `toml:"build-backend"`
	Within any    `toml:"backend-path"` // it is a module of the project, which may call ours
}

// Other says that pip and uv would call another backend than ours, and what to write; "" if they call ours.
func (b Backend) Other() string {
	switch {
	case b.Name == "gophersnake" || b.Within != nil:
		return ""
	case b.Name == "":
		return FileName + " has no build-backend, so pip and uv use setuptools, which knows nothing of the Go code: " + backendLines
	}
	return fmt.Sprintf("%s names the build-backend %s, so pip and uv do not build the Go code: %s", FileName, b.Name, backendLines)
}

const backendLines = `write [build-system], requires = ["gophersnake"], build-backend = "gophersnake"`

// Python says which files of the project are in its wheel and its sdist, beside what is
// generated.
type Python struct {
	Source   string   // folder of packages, relative to the project's; "" = found by the layout
	Packages []string // of that folder: "words", "words.plugins"; nil = found by the layout
	Data     string   // folder of data, scripts and headers that are installed elsewhere; "" = none
	Include  []Pattern
	Exclude  []Pattern
}

// A Pattern selects files of the project by their paths.
type Pattern struct {
	Glob         string // relative to the project's folder; ** is any number of folders
	Wheel, Sdist bool   // what it is for
	To           string // folder of the wheel for the files; "" = where they would be by their path
}

// Metadata is the [project] table, checked.
type Metadata struct {
	Name           string
	Version        string // as written; "" = 0.0.0
	VersionFrom    string // where a dynamic version is: "tag", or the name of a constant of the Go package; "" = it is written
	DocSummary     bool   // the description is the first sentence of the Go package's documentation
	Description    string
	Readme         string // its text
	ReadmeFile     string // its path from Dir; "" if the text is written in the file
	ReadmeType     string // text/markdown
	RequiresPython string
	License        string   // SPDX expression
	LicenseText    string   // where there is no expression
	LicenseFiles   []string // paths from Dir
	Authors        []Person
	Maintainers    []Person
	Keywords       []string
	Classifiers    []string
	URLs           []Link // in order of their labels
	Dependencies   []string
	Extras         map[string][]string
	Groups         map[string][]string // dependency groups, with those that they include
	Scripts        map[string]string   // objects
	Commands       map[string]string   // Go packages main, relative to Dir: "./cmd/words"
	GUIScripts     map[string]string
	EntryPoints    map[string]map[string]string
	ImportNames    []string // what the wheel holds, if the project says so
	Namespaces     []string
	FindNames      bool // these two are found when the content of the wheel is known
}

// A Person is an author or a maintainer.
type Person struct {
	Name  string `toml:"name"`
	Email string `toml:"email"`
}

// A Link is one of the project's URLs.
type Link struct{ Label, URL string }

// The shape of the file.
type pyproject struct {
	Build   Backend          `toml:"build-system"`
	Project *projectTable    `toml:"project"`
	Groups  map[string][]any `toml:"dependency-groups"`
	Tool    struct {
		Gophersnake toolTable `toml:"gophersnake"`
	} `toml:"tool"`
}

// The tags named doc are the descriptions in the JSON schema (schema.go).
type toolTable struct {
	Package  string   `toml:"package" doc:"Folder of the Go package to bind, such as ./textstats. Without it: the one in the project's folder, else the only one below it."`
	Packages []string `toml:"packages" doc:"Folders of several Go packages: the first is the Python package, the others are its submodules."`
	Name     string   `toml:"name" doc:"What Python imports, such as textstats or textstats._native. Without it: the Go package's name."`
	Module   string   `toml:"module-name" doc:"The same as name."`
	Tags     []string `toml:"tags" doc:"Go build tags."`

	PythonSource   string   `toml:"python-source" doc:"Folder with the project's Python packages. Without it: python or src, if there are packages in it, else the project's folder."`
	PythonPackages []string `toml:"python-packages" doc:"Python packages and modules of python-source to pack. Without it: all, or in the project's folder the one with the name of what is imported."`
	Include        []any    `toml:"include" doc:"Further files of the project."`
	Exclude        []any    `toml:"exclude" doc:"Files of the project to leave out."`
	Data           string   `toml:"data" doc:"Folder with the folders data, scripts, headers, purelib and platlib, whose content is installed there."`
	Vendor         bool     `toml:"vendor" doc:"Source distributions have copies of all Go modules that a build needs, also of those in other folders, and are built without a network."`
	VersionFrom    string   `toml:"version-from" doc:"Where a dynamic version is: tag (of Git), or the name of a constant of the Go package."`

	Threads      string `toml:"threads" doc:"What is called by several threads at once where there is no GIL. one: no two of the calls that keep the GIL elsewhere. Without it: everything."`
	FastCrossing bool   `toml:"fast-crossing" doc:"Calls take a shorter way into Go's runtime, where its release is known (x86-64)."`
	Direct       string `toml:"direct" doc:"Which functions are called with no crossing into Go's runtime. proven: all whose machine code the build can prove. Without it: those with //py:direct. Experimental, x86-64."`

	Vectorise *bool `toml:"vectorise" doc:"Whether functions of numbers are translated to C for calls over columns, where the result is the same to the last bit. Without it: true."`

	// A symbol's directives: the same words as in a doc comment, without
	// "//py:". A word that takes nothing is written as true.
	Bind map[string]map[string]any `toml:"bind" doc:"Directives by the symbols of the Go packages, such as Index.Find; the words of //py: comments."`
}

type projectTable struct {
	Name           string                       `toml:"name"`
	Version        string                       `toml:"version"`
	Description    string                       `toml:"description"`
	Readme         any                          `toml:"readme"`
	RequiresPython string                       `toml:"requires-python"`
	License        any                          `toml:"license"`
	LicenseFiles   *[]string                    `toml:"license-files"`
	Authors        []Person                     `toml:"authors"`
	Maintainers    []Person                     `toml:"maintainers"`
	Keywords       []string                     `toml:"keywords"`
	Classifiers    []string                     `toml:"classifiers"`
	URLs           map[string]string            `toml:"urls"`
	Dependencies   []string                     `toml:"dependencies"`
	Optional       map[string][]string          `toml:"optional-dependencies"`
	Scripts        map[string]string            `toml:"scripts"`
	GUIScripts     map[string]string            `toml:"gui-scripts"`
	EntryPoints    map[string]map[string]string `toml:"entry-points"`
	Dynamic        []string                     `toml:"dynamic"`
	ImportNames    *[]string                    `toml:"import-names"`
	Namespaces     *[]string                    `toml:"import-namespaces"`
}

// FileName is the one file that a project is described in.
const FileName = "pyproject.toml"

// Read reads the project in dir. A folder with Go alone is a project too: its
// name is the Go package's, its version 0.0.0.
func Read(dir string) (*Project, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("there is no folder %s", dir)
	}
	p := &Project{Dir: dir}
	data, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil {
		if err := p.parse(data); err != nil {
			return nil, fmt.Errorf("%s: %w", FileName, err)
		}
	}
	if len(p.Packages) == 0 {
		if p.Packages, err = defaultPackages(dir); err != nil {
			return p, err // what was read is told by init
		}
	}
	return p, nil
}

func (p *Project) parse(data []byte) error {
	if err := refuseEncoding(data); err != nil {
		return err
	}
	var file pyproject
	if err := toml.Unmarshal(data, &file); err != nil {
		return describe(err)
	}
	if err := refuseUnknownKeys(data); err != nil {
		return err
	}
	if err := p.setTool(file.Tool.Gophersnake); err != nil {
		return fmt.Errorf("[tool.gophersnake] %w", err)
	}
	p.Backend = file.Build
	groups, err := dependencyGroups(file.Groups)
	if err != nil {
		return fmt.Errorf("[dependency-groups] %w", err)
	}
	if file.Project == nil {
		p.Metadata.Groups = groups
		return nil
	}
	p.Described = true
	if err := p.setMetadata(file.Project); err != nil {
		return fmt.Errorf("[project] %w", err)
	}
	p.Metadata.Groups = groups
	if err := p.setVersionFrom(file.Tool.Gophersnake.VersionFrom); err != nil {
		return fmt.Errorf("[tool.gophersnake] version-from %w", err)
	}
	return nil
}

func (p *Project) setTool(t toolTable) error {
	switch {
	case t.Package != "" && len(t.Packages) > 0:
		return errors.New(`has both "package" and "packages"; keep one`)
	case t.Package != "":
		p.Packages = []string{t.Package}
	default:
		p.Packages = t.Packages
	}
	for i, pattern := range p.Packages {
		if filepath.IsAbs(pattern) {
			return fmt.Errorf("package %q: write it relative to %s, such as \"./textstats\"", pattern, FileName)
		}
		if !strings.HasPrefix(pattern, ".") {
			p.Packages[i] = "./" + pattern
		}
		if strings.Contains(pattern, "...") {
			continue
		}
		if info, err := os.Stat(filepath.Join(p.Dir, filepath.FromSlash(pattern))); err != nil || !info.IsDir() {
			return fmt.Errorf("package %q: there is no such folder in %s: write a folder relative to it, such as \"./textstats\", not an import path", pattern, p.Dir)
		}
	}
	nameKey := "name"
	if t.Module != "" {
		nameKey = "module-name"
		if t.Name != "" && t.Name != t.Module {
			return errors.New(`has both "name" and "module-name"; keep one`)
		}
		t.Name = t.Module
	}
	if t.Name != "" && !isImportName(t.Name) {
		return fmt.Errorf("%s %q cannot be imported: use letters, digits and _ (and dots for a package in a package), and no keyword of Python", nameKey, t.Name)
	}
	p.ImportName, p.Tags, p.FastCrossing, p.Vendor = t.Name, t.Tags, t.FastCrossing, t.Vendor
	if p.OneThread = t.Threads == "one"; t.Threads != "" && !p.OneThread {
		return fmt.Errorf("threads: %q: it is \"one\", or left out", t.Threads)
	}
	p.Scalar = t.Vectorise != nil && !*t.Vectorise
	if p.DirectProven = t.Direct == "proven"; t.Direct != "" && !p.DirectProven {
		return fmt.Errorf("direct: %q: it is \"proven\", or left out", t.Direct)
	}
	if err := p.setPython(t); err != nil {
		return err
	}
	var err error
	p.Bind, err = directives(t.Bind)
	return err
}

// directives turns the bind tables into the lines that would stand in the
// doc comment.
func directives(tables map[string]map[string]any) (map[string][]string, error) {
	out := map[string][]string{}
	for symbol, words := range tables {
		names := make([]string, 0, len(words))
		for name := range words {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			values, err := directiveValues(words[name])
			if err != nil {
				return nil, fmt.Errorf("bind.%q.%s %w", symbol, name, err)
			}
			for _, v := range values {
				out[symbol] = append(out[symbol], strings.TrimSpace("//py:"+name+" "+v))
			}
		}
	}
	return out, nil
}

func directiveValues(v any) ([]string, error) {
	switch v := v.(type) {
	case bool:
		if v {
			return []string{""}, nil
		}
		return nil, nil
	case string:
		return []string{v}, nil
	case []any:
		var all []string
		for _, item := range v {
			s, ok := item.(string)
			if !ok {
				return nil, fmt.Errorf("lists a %T; give strings", item)
			}
			all = append(all, s)
		}
		return all, nil
	}
	return nil, fmt.Errorf("is a %T; give a string, a list of strings, or true", v)
}

// describe puts the line into errors of the TOML parser.
func describe(err error) error {
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		row, _ := decode.Position()
		if m := mismatch.FindStringSubmatch(err.Error()); m != nil && len(decode.Key()) > 0 {
			return fmt.Errorf("line %d: %s: expected %s, got %s", row, strings.Join(decode.Key(), "."), expected(m[2]), m[1])
		}
		return fmt.Errorf("line %d: %w", row, err)
	}
	return err
}

// mismatch matches the library's message about a value of a wrong type, which has the
// name of a Go type that users don't know.
var mismatch = regexp.MustCompile(`cannot decode TOML ([a-z ]+) into (?:.* of type )?(\S.*)$`)

func expected(goType string) string {
	switch {
	case goType == "string":
		return "a string (in quotes)"
	case goType == "[]string":
		return "a list of strings"
	case goType == "bool":
		return "true or false"
	case strings.HasPrefix(goType, "[]"):
		return "a list of tables"
	}
	return "a table"
}

func isImportName(name string) bool {
	for _, part := range strings.Split(name, ".") {
		if part == "" || naming.Safe(part) != part {
			return false
		}
		for i, r := range part {
			letter := r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}
