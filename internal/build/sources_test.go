package build

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gophersnake/internal/load"
	"gophersnake/internal/toolchain"
)

// TestWatchIsBounded: what an import looks at does not grow with the project.
func TestWatchIsBounded(t *testing.T) {
	dir := t.TempDir()
	w := &watch{project: dir, began: time.Now().Add(time.Hour), infos: map[string]fs.FileInfo{}, sums: map[string]string{}}
	for i := range watchedFiles + 100 {
		path := filepath.Join(dir, fmt.Sprint(i)+".go")
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		w.add(path)
		w.add(path)
	}
	for range watchedFolders + 10 {
		w.addFolder(dir)
	}
	if len(w.files) != watchedFiles || len(w.folders) != watchedFolders {
		t.Errorf("%d files, %d folders", len(w.files), len(w.folders))
	}
}

// TestWatchChanges: a file that changed while the build ran has no times and no sum; one that was written
// just before has its sum alone.
func TestWatchChanges(t *testing.T) {
	dir := t.TempDir()
	const sum = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881" // of x
	file := filepath.Join(dir, "a\tfile.go")
	if err := os.WriteFile(file, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file, time.Time{}, time.Unix(5, 7)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	last := changed(info)
	record := func(w *watch) string {
		return strings.Join(strings.Split(string(w.record()), "\x00"), "|")
	}
	for name, c := range map[string]struct {
		began time.Time
		want  []string
	}{
		"long before": {last.Add(time.Minute), []string{"5000000007", fmt.Sprint(last.UnixNano()), "1", sum}},
		"just before": {last.Add(time.Millisecond), []string{"-1", "-1", "1", sum}},
		"during":      {last.Add(-time.Millisecond), []string{"-1", "-1", "-1", ""}},
	} {
		w := &watch{project: dir, began: c.began, infos: map[string]fs.FileInfo{}, sums: map[string]string{}}
		w.add(file)
		w.add(filepath.Join(dir, "none"))
		if got, want := record(w), strings.Join(slices.Concat([]string{dir, "1", file}, c.want, []string{"0", ""}), "|"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	// Put back with its time while the build ran.
	w := &watch{project: dir, began: last.Add(time.Minute), infos: map[string]fs.FileInfo{}, sums: map[string]string{}}
	w.add(file)
	for changed(info).Equal(last) {
		if err := os.Chtimes(file, time.Time{}, time.Unix(5, 7)); err != nil {
			t.Fatal(err)
		}
		if info, err = os.Stat(file); err != nil {
			t.Fatal(err)
		}
	}
	if got := record(w); !strings.Contains(got, "|-1|-1|-1||") {
		t.Errorf("%q", got)
	}
}

// TestTimesInSeconds: on a file system that has no more, a file can be written again in the same second, or two.
func TestTimesInSeconds(t *testing.T) {
	w := &watch{began: time.Unix(100, 500)}
	for _, c := range []struct {
		time time.Time
		want bool
	}{{time.Unix(100, 0), true}, {time.Unix(99, 0), true}, {time.Unix(97, 0), false}, {time.Unix(99, 5), false}, {time.Unix(101, 0), false}} {
		if got := w.justBefore(c.time); got != c.want {
			t.Errorf("%v: %v", c.time, got)
		}
	}
}

// TestWatchWorkspace: the go.mod of each module of a workspace counts, also where no package of it is used.
func TestWatchWorkspace(t *testing.T) {
	dir := t.TempDir()
	files := []string{filepath.Join(dir, "go.work"), filepath.Join(dir, "a.mod"), filepath.Join(dir, "go.mod"), filepath.Join(dir, "go.work.sum")}
	for _, path := range files {
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := &session{Target: Target{Dir: dir}, injection: &toolchain.Injection{WorkFile: files[0], SumFiles: []string{filepath.Join(dir, "go.sum"), files[3]}}}
	w := s.watchSources(&load.Program{}, time.Now())
	if want := []string{files[0], files[2], files[3]}; !slices.Equal(w.files, want) {
		t.Errorf("%q", w.files)
	}
}
