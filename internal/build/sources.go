package build

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"gophersnake/internal/config"
	"gophersnake/internal/load"
	"gophersnake/internal/toolchain"
)

// An editable install checks a limited number of source files and folders at import,
// those of the bound packages first. Files above the size limit are compared by size
// and time alone.
const (
	watchedFiles   = 1000
	watchedFolders = 200
	watchedBytes   = 16 << 20
)

// A watch is the sources of a build, for the import to compare.
type watch struct {
	project string
	began   time.Time
	files   []string
	folders []watchedFolder
	infos   map[string]fs.FileInfo // as the files were when the packages had been read
	sums    map[string]string      // hashes of the contents of files whose times say nothing
	others  map[string]string      // hashes of the files that the build leaves out
}

type watchedFolder struct {
	path  string
	time  time.Time
	names []string // of source files, also those that this build leaves out
}

// watchSources begins to watch. It is called when the packages have been read, and
// began is when that began.
func (s *session) watchSources(program *load.Program, began time.Time) *watch {
	w := &watch{project: s.Dir, began: began, infos: map[string]fs.FileInfo{}, sums: map[string]string{}, others: map[string]string{}}
	w.add(filepath.Join(s.Dir, config.FileName))
	w.add(s.injection.WorkFile)
	for _, file := range s.injection.SumFiles {
		w.add(file)
		if filepath.Base(file) == "go.sum" { // what a module of the workspace needs counts for all of them
			w.add(filepath.Join(filepath.Dir(file), "go.mod"))
		}
	}
	cache, err := toolchain.CacheDir()
	for _, l := range program.Local() {
		if err == nil && within(cache, s.injection.Unmap(l.Dir)) {
			continue // the runtime, for packages that import it
		}
		for _, file := range l.Files {
			w.add(s.injection.Unmap(file))
		}
		for _, file := range l.Others {
			file = s.injection.Unmap(file)
			w.others[file] = sumOf(file, 0)
		}
		w.addFolder(s.injection.Unmap(l.Dir))
	}
	return w
}

func (w *watch) add(path string) {
	if _, seen := w.infos[path]; seen || len(w.files) == watchedFiles {
		return
	}
	info, err := os.Stat(path)
	if err != nil {
		return // no pyproject.toml, no go.sum
	}
	w.infos[path] = info
	w.files = append(w.files, path)
	if w.justBefore(changed(info)) {
		w.sums[path] = sumOf(path, info.Size())
	}
}

func (w *watch) addFolder(dir string) {
	info, err := os.Stat(dir)
	if err != nil || len(w.folders) == watchedFolders {
		return
	}
	folder := watchedFolder{path: dir, time: info.ModTime()}
	if w.justBefore(folder.time) || w.during(folder.time) {
		folder.time = never
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if slices.Contains(sourceSuffixes, filepath.Ext(e.Name())) {
			folder.names = append(folder.names, e.Name())
		}
	}
	w.folders = append(w.folders, folder)
}

// sourceSuffixes are those of files that the go command takes by their name alone;
// shim/editable.py has the same.
var sourceSuffixes = []string{".go", ".c", ".cc", ".cpp", ".h", ".s", ".S", ".syso"}

// record writes it down for shim/editable.py, in fields that end with a zero byte,
// which no path contains. A file that changed during the build is recorded with an
// impossible time and without a hash, so that it counts as newer than the build. One that
// was written just before has an impossible time, and is compared by its content.
func (w *watch) record() []byte {
	var b strings.Builder
	field := func(s string) {
		b.WriteString(s)
		b.WriteByte(0)
	}
	number := func(n int64) { field(strconv.FormatInt(n, 10)) }
	field(w.project)
	number(int64(len(w.files)))
	for _, path := range w.files {
		before := w.infos[path]
		field(path)
		now, err := os.Stat(path)
		if err != nil || !changed(now).Equal(changed(before)) || !now.ModTime().Equal(before.ModTime()) || now.Size() != before.Size() || w.during(changed(now)) {
			number(-1)
			number(-1)
			number(-1)
			field("")
			continue
		}
		if sum := w.sums[path]; sum != "" {
			number(never.UnixNano())
			number(never.UnixNano())
			number(now.Size())
			field(sum)
			continue
		}
		number(now.ModTime().UnixNano())
		number(changed(now).UnixNano())
		number(now.Size())
		field(sumOf(path, now.Size()))
	}
	number(int64(len(w.folders)))
	for _, f := range w.folders {
		field(f.path)
		number(f.time.UnixNano())
		number(int64(len(f.names)))
		for _, name := range f.names {
			field(name)
		}
	}
	return []byte(b.String())
}

// never is a time that no file has.
var never = time.Unix(0, -1)

// during reports whether a file with this time may have changed after the packages
// began to be read. A time in the future says nothing.
func (w *watch) during(t time.Time) bool {
	return t.After(w.began) && !t.After(time.Now())
}

// justBefore reports whether a file with this time may be written once more and keep it. The kernel's
// clock ticks every 4 to 10 ms; a time in whole seconds is of a file system that has no more, and may
// have two.
func (w *watch) justBefore(t time.Time) bool {
	tick := 20 * time.Millisecond
	if t.Nanosecond() == 0 {
		tick = 2 * time.Second
	}
	return !t.After(w.began) && w.began.Sub(t) <= tick
}

func sumOf(path string, size int64) string {
	if size > watchedBytes {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}
