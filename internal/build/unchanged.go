package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"gophersnake/internal/audit"
	"gophersnake/internal/contents"
	"gophersnake/internal/load"
	"gophersnake/internal/model"
	"gophersnake/internal/toolchain"
)

// A published build is not made again if nothing that it depends on has changed. What that is must be
// known whole, so projects with cgo, a vendor folder or Go programs are always built: the go command
// then decides, which knows all, and takes several times as long.

// recordFile is the record of the last published build, in the folder of generated files.
const recordFile = "published.json"

// A record is a published build and what it was made of.
type record struct {
	Key        string            // all but files, as a hash
	Sources    []byte            // as in the build itself
	Trees      map[string]string // folders below which a package embeds files, with a hash of the names there
	Others     map[string]string // files that a build leaves out, with hashes: a constraint may change
	Listed     map[string]string // files of the project that are packed as they are, with time and size
	Build      string            // its folder
	Files      map[string]string // in it, with hashes
	ImportName string
	Platform   audit.Platform
	Report     Report
}

// A Report is what the author of a package is told beside what was built.
type Report struct {
	Warnings       []model.Note
	Unbound, Total int // exported symbols that are not bound, and all
}

func reportOf(m *model.Module) Report {
	return Report{Warnings: m.Warnings(), Unbound: Unbound(m), Total: len(m.Symbols)}
}

// unchanged is the extension that was published last, if a build would make the same; else nil.
func (s *session) unchanged() (*Extension, error) {
	if !s.Publish {
		return nil, nil
	}
	data, err := os.ReadFile(filepath.Join(s.work, recordFile))
	if err != nil {
		return nil, nil
	}
	var r record
	if err := json.Unmarshal(data, &r); err != nil || r.Key != s.key() {
		return nil, nil
	}
	w, err := contents.OfWheel(s.Project, r.ImportName)
	if err != nil || !maps.Equal(listed(w), r.Listed) || !sameSources(r.Sources) || !sameTrees(r.Trees) || !sameOthers(r.Others) {
		return nil, nil // a build says what is wrong
	}
	dir := filepath.Join(s.work, buildsFolder, r.Build)
	for name, sum := range r.Files {
		if now, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil || hashOf(now) != sum {
			return nil, nil
		}
	}
	if state, _ := stateOf(dir); state == "" {
		return nil, nil
	} else if _, err := os.Stat(state); err != nil {
		return nil, nil
	}
	for _, note := range append(w.Notes, s.notes()...) {
		Say(note)
	}
	site := filepath.Join(s.work, siteLink)
	if err := errors.Join(pointTo(site, filepath.Join(buildsFolder, r.Build)), tellBuilds(filepath.Dir(dir), r.Build)); err != nil {
		return nil, err
	}
	return &Extension{ImportName: r.ImportName, Contents: w, Root: site, Report: r.Report, Platform: r.Platform, ABI: s.ABI}, nil
}

// record writes down what was published, or that nobody can know whether it is up to date.
func (s *session) record(program *load.Program, e *Extension, watched *watch, sources []byte) error {
	file := filepath.Join(s.work, recordFile)
	trees, few := s.trees(program)
	if !few || !s.knowsAll(program, e, watched) {
		if err := os.Remove(file); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	build, err := os.Readlink(filepath.Join(s.work, siteLink))
	if err != nil {
		return err
	}
	r := record{
		Key: s.key(), Sources: sources, Trees: trees, Others: watched.others, Listed: listed(e.Contents), Build: filepath.Base(build), Files: map[string]string{},
		ImportName: e.ImportName, Platform: e.Platform, Report: e.Report,
	}
	files, err := readFiles(filepath.Join(s.work, build))
	if err != nil {
		return err
	}
	for name, data := range files {
		if filepath.Base(name) != stateFile {
			r.Files[name] = hashOf(data)
		}
	}
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return toolchain.WriteIfChanged(file, data)
}

// knowsAll reports whether the watched files, and the key, are all that the build depends on.
func (s *session) knowsAll(program *load.Program, e *Extension, w *watch) bool {
	switch {
	case s.Project == nil || s.injection.Kind == toolchain.VendorInjection,
		len(w.files) == watchedFiles || len(w.folders) == watchedFolders,
		len(s.Project.Metadata.Commands) > 0 || len(e.Contents.Data) > 0 || len(e.besides()) > 0 || len(e.binaries(runtime.GOOS)) > 0,
		len(e.Module.Directs()) > 0, // whose number is told
		slices.ContainsFunc(s.Patterns, func(p string) bool { return strings.Contains(p, "...") }):
		return false
	}
	for _, flag := range []string{"overlay", "toolexec", "pgo", "modfile"} { // they name files
		if strings.Contains(s.injection.GOFLAGS, "-"+flag) {
			return false
		}
	}
	return !program.Any(func(l *packages.Package) bool { return usesC(l.GoFiles) })
}

var importC = regexp.MustCompile(`(?m)^(?:import\s+|\s*)"C"`)

// usesC reports whether one of the files imports C, whose headers and libraries can lie anywhere.
func usesC(files []string) bool {
	return slices.ContainsFunc(files, func(file string) bool {
		text, err := os.ReadFile(file)
		return err != nil || importC.Match(text)
	})
}

// key is a hash of all that a build depends on, but for the files that it reads: the tool, the
// compilers, the project, the environment.
func (s *session) key() string {
	var settings []byte
	if file := s.injection.GOENV; file != "" {
		settings, _ = os.ReadFile(file) // it need not exist
	}
	own, _ := os.Executable()
	var environment []string
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		if !slices.ContainsFunc(idle, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) {
			environment = append(environment, variable)
		}
	}
	slices.Sort(environment)
	data, err := json.Marshal([]any{
		timeAndSize(own), s.golang, timeAndSize(s.golang.Path), s.cc, timeAndSize(found(s.cc.Args[0])), s.Target, s.injection, string(settings), environment,
	})
	if err != nil {
		panic(err) // it is plain data
	}
	return hashOf(data)
}

// found is where a program is that is called by its name.
func found(program string) string {
	if path, err := exec.LookPath(program); err == nil {
		return path
	}
	return program
}

// idle are beginnings of the names of variables that no compiler asks for, and that differ between two
// commands. Any other may matter.
var idle = []string{"PWD", "OLDPWD", "SHLVL", "_", "TERM", "COLUMNS", "LINES", "WINDOWID", "SSH_", "XDG_SESSION", "PYTEST_", "PS1"}

// mostNames is how many files there may be below a folder with embedded ones.
const mostNames = 5000

// trees hashes the names of files that patterns of embedded files may match, or tells that there are too
// many. The content of those that match is watched.
func (s *session) trees(program *load.Program) (map[string]string, bool) {
	all := map[string]string{}
	for _, l := range program.Local() {
		if dir := s.injection.Unmap(l.Dir); l.Embeds {
			if all[dir] = namesBelow(dir); all[dir] == "" {
				return nil, false
			}
		}
	}
	return all, true
}

func sameTrees(trees map[string]string) bool {
	for dir, names := range trees {
		if namesBelow(dir) != names {
			return false
		}
	}
	return true
}

// namesBelow is a hash of the paths of all files below a folder; "" if there are too many.
func namesBelow(dir string) string {
	h := sha256.New()
	n := 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() == ".git" {
			return fs.SkipDir // nobody can embed it
		}
		if n++; n > mostNames {
			return fs.SkipAll
		}
		fmt.Fprintf(h, "%s\x00%v\x00", path, entry.Type())
		return err
	})
	if err != nil || n > mostNames {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

func sameOthers(others map[string]string) bool {
	for file, sum := range others {
		if sumOf(file, 0) != sum {
			return false
		}
	}
	return true
}

func listed(w *contents.Wheel) map[string]string {
	all := map[string]string{}
	for at, file := range w.Files {
		all[at] = file + " " + timeAndSize(filepath.Join(w.Project, filepath.FromSlash(file)))
	}
	for at := range w.Data {
		all["data "+at] = ""
	}
	return all
}

func timeAndSize(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return path + " " + err.Error()
	}
	return fmt.Sprint(path, " ", info.ModTime().UnixNano(), " ", info.Size())
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// sameSources reports whether the sources are those that were written down. shim/editable.py does the
// same at import, and believes a file's times: here each is read.
func sameSources(written []byte) bool {
	r := fields{rest: written}
	r.text() // the project's folder
	for range r.number() {
		path, time, _, size, sum := r.text(), r.number(), r.number(), r.number(), r.text()
		info, err := os.Stat(path)
		if r.bad || err != nil || info.Size() != size || sum == "" && info.ModTime().UnixNano() != time || sum != "" && sumOf(path, size) != sum {
			return false
		}
	}
	for range r.number() {
		path, time := r.text(), r.number()
		names := map[string]bool{}
		for range r.number() {
			names[r.text()] = true
		}
		if info, err := os.Stat(path); r.bad || err != nil || info.ModTime().UnixNano() != time && added(path, names) {
			return false
		}
	}
	return !r.bad
}

// added reports whether a folder has a source file that is not among the names.
func added(dir string, names map[string]bool) bool {
	entries, err := os.ReadDir(dir)
	return err != nil || slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		return !names[e.Name()] && slices.Contains(sourceSuffixes, filepath.Ext(e.Name()))
	})
}

// fields are texts that end with a zero byte.
type fields struct {
	rest []byte
	bad  bool
}

func (f *fields) text() string {
	text, rest, found := bytes.Cut(f.rest, []byte{0})
	f.rest, f.bad = rest, f.bad || !found
	return string(text)
}

func (f *fields) number() int64 {
	var n int64
	if _, err := fmt.Sscan(f.text(), &n); err != nil {
		f.bad = true
	}
	return n
}
