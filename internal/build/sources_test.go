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
	w := &watch{project: dir, began: time.Now().Add(time.Hour), infos: map[string]fs.FileInfo{}}
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

// TestWatchChanges: a file that changed while the build ran has no time and no sum.
func TestWatchChanges(t *testing.T) {
	dir := t.TempDir()
	before, file := filepath.Join(dir, "before.go"), filepath.Join(dir, "a\tfile.go")
	for _, path := range []string{before, file} {
		if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Time{}, time.Unix(5, 7)); err != nil {
			t.Fatal(err)
		}
	}
	w := &watch{project: dir, began: time.Unix(10, 0), infos: map[string]fs.FileInfo{}}
	w.add(before)
	w.add(file)
	w.add(filepath.Join(dir, "none"))
	if err := os.Chtimes(before, time.Time{}, time.Unix(20, 0)); err != nil {
		t.Fatal(err)
	}
	want := []string{dir, "2", before, "-1", "-1", "", file, "5000000007", "1", "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", "0", ""}
	if got := strings.Split(string(w.record()), "\x00"); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q", got)
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
