package contents

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gophersnake/internal/config"
)

// project makes a folder of files and reads it.
func project(t *testing.T, git bool, files map[string]string) *config.Project {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if git {
		if out, err := exec.Command("git", "-C", dir, "init", "-q").CombinedOutput(); err != nil {
			t.Skipf("no git: %v %s", err, out)
		}
	}
	p, err := config.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestOfWheel(t *testing.T) {
	for name, c := range map[string]struct {
		toml, imported string
		files          []string
		want           string // paths in the wheel
		notes          string // begin of each
	}{
		"Go alone":      {"", "words", []string{"words/w.go", "words/data.txt", "tests/test_w.py", "conftest.py", "test_all.py", "setup.py"}, "", ""},
		"python":        {"", "words._native", []string{"w.go", "python/words/__init__.py", "python/words/sub/data.json", "python/words/py.typed", "python/words/__pycache__/x.pyc"}, "words/__init__.py words/py.typed words/sub/data.json", ""},
		"data alone":    {"", "words", []string{"w.go", "python/words/data/a.json", "python/words/_version.py"}, "words/data/a.json", "python/words/_version.py: git ignores"},
		"src":           {"", "words._native", []string{"w.go", "src/words/__init__.py", "src/other/__init__.py", "src/one.py", "src/tests/test_x.py"}, "one.py other/__init__.py words/__init__.py", ""},
		"src of Go":     {"", "words", []string{"src/w.go", "words/helper.py"}, "words/helper.py", ""},
		"flat":          {"", "words._native", []string{"w.go", "words/__init__.py", "words/x.pyi", "tools/x.py", "more/__init__.py", "run.py"}, "words/__init__.py words/x.pyi", "more is|run.py is"},
		"among Go":      {"", "words", []string{"words/w.go", "words/helper.py", "words/w.tmpl", "words/testdata/x.json", "words/py.typed"}, "words/helper.py words/py.typed", "words/w.tmpl: it lies beside Go"},
		"ignored":       {"", "words", []string{"w.go", "python/words/_version.py", "python/words/a.py"}, "words/a.py", "python/words/_version.py: git ignores"},
		"ignored, kept": {"include = [\"python/words/_version.py\"]", "words", []string{"w.go", "python/words/_version.py", "python/words/a.py"}, "words/_version.py words/a.py", ""},
		"packages":      {"python-source = \"lib\"\npython-packages = [\"a\", \"b.c\", \"one\"]", "words", []string{"w.go", "lib/a/x.py", "lib/b/__init__.py", "lib/b/c/x.py", "lib/one.py", "lib/two.py"}, "a/x.py b/c/x.py one.py", ""},
		"no name":       {"python-source = \"lib\"", "words", []string{"w.go", "lib/a-b/x.py", "lib/c/x.py"}, "c/x.py", "lib/a-b is not packed"},
		"include":       {"include = [\"docs/*.md\", {path = \"models/**/*.bin\", to = \"words/models\"}, {path = \"x.txt\", format = \"sdist\"}]", "words", []string{"w.go", "docs/a.md", "docs/b.txt", "models/m/a.bin", "x.txt"}, "docs/a.md words/models/m/a.bin", ""},
		"exclude":       {"exclude = [\"python/words/*_internal.py\", {path = \"**/*.md\", format = [\"sdist\"]}]", "words", []string{"w.go", "python/words/a.py", "python/words/b_internal.py", "python/words/r.md"}, "words/a.py words/r.md", ""},
		"excluded note": {"exclude = [\"more\", \"run.py\"]", "words", []string{"w.go", "words/x.py", "more/__init__.py", "run.py"}, "words/x.py", ""},
	} {
		files := map[string]string{".gitignore": "_version.py\n__pycache__\n", "pyproject.toml": "[tool.gophersnake]\n" + c.toml}
		for _, f := range c.files {
			files[f] = ""
			if strings.HasSuffix(f, ".go") {
				files[f] = "package words\n"
			}
		}
		for _, git := range []bool{true, false} {
			if !git && strings.Contains(c.notes, "git ignores") {
				continue
			}
			w, err := OfWheel(project(t, git, files), c.imported)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if got := strings.Join(slices.Sorted(maps.Keys(w.Files)), " "); got != c.want {
				t.Errorf("%s: got %s, want %s", name, got, c.want)
			}
			notes := slices.DeleteFunc(strings.Split(c.notes, "|"), func(n string) bool { return n == "" })
			if !slices.EqualFunc(w.Notes, notes, strings.HasPrefix) {
				t.Errorf("%s: said %q", name, w.Notes)
			}
		}
	}
}

func TestOfWheelErrors(t *testing.T) {
	for toml, want := range map[string]string{
		"python-packages = [\"nothing\"]": "no Python package or module nothing",
		"include = [\"no/*.txt\"]":        `no file of the project matches "no/*.txt"`,
		"data = \"docs\"":                 "docs/a.md lies in none of the folders data,",
	} {
		p := project(t, false, map[string]string{"pyproject.toml": "[tool.gophersnake]\n" + toml, "w.go": "package words", "docs/a.md": ""})
		if _, err := OfWheel(p, "words"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", toml, err)
		}
	}
	for _, link := range []string{"python/words/data.txt", "python/words/sub"} {
		p := project(t, false, map[string]string{"w.go": "package words", "python/words/a.py": ""})
		outside := t.TempDir()
		if err := os.WriteFile(filepath.Join(outside, "x.py"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(outside, "x.py")
		if strings.HasSuffix(link, "sub") {
			target = outside
		}
		if err := os.Symlink(target, filepath.Join(p.Dir, link)); err != nil {
			t.Fatal(err)
		}
		if w, err := OfWheel(p, "words"); err == nil || !strings.Contains(err.Error(), "outside of the project") {
			t.Errorf("%s: %v %v", link, w, err)
		}
	}
}

func TestClash(t *testing.T) {
	generated := []string{"words/__init__.py", "words/__init__.pyi", "words/py.typed", "words/_native.abi3.so", "words/html/__init__.py"}
	for files, want := range map[string]string{
		"words/__init__.py": `module-name = "words._native"`,
		"words.py":          "have one name",
		"words/html.py":     "imported as words.html have one name",
		"words/py.typed":    "",
		"words/a.py":        "",
		"a/__init__.py":     "",
	} {
		w := &Wheel{Files: map[string]string{files: "src/" + files}}
		err := w.Clash("words", generated)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", files, err)
		}
	}
}

func TestMarker(t *testing.T) {
	for files, want := range map[string]string{
		"words/__init__.py":                "words/py.typed",
		"words/__init__.py words/py.typed": "",
		"words/a/__init__.py":              "words/a/py.typed", // words is a namespace
		"other.py":                         "",
	} {
		w := &Wheel{Files: map[string]string{}}
		for file := range strings.FieldsSeq(files) {
			w.Files[file] = "src/" + file
		}
		if got := w.Marker("words.a._native"); got != want {
			t.Errorf("%s: %q, want %q", files, got, want)
		}
		if got := w.Marker("words"); got != "" {
			t.Errorf("%s: %q for a package that is generated", files, got)
		}
	}
}

func TestImportNames(t *testing.T) {
	for _, c := range []struct{ files, imported, names, namespaces string }{
		{"", "words", "words", ""},
		{"words/__init__.py words/a.py", "words._native", "words", ""},
		{"", "acme.words", "acme.words", "acme"},
		{"acme/other.py one.py _two.py", "acme.words", "_two; private acme.other acme.words one", "acme"},
	} {
		w := &Wheel{Files: map[string]string{}}
		for _, f := range strings.Fields(c.files) {
			w.Files[f] = f
		}
		names, spaces := w.ImportNames(c.imported)
		if strings.Join(names, " ") != c.names || strings.Join(spaces, " ") != c.namespaces {
			t.Errorf("%s: %q %q", c.files, names, spaces)
		}
	}
}

func sdistNames(t *testing.T, p *config.Project, out string) (string, error) {
	reads := NewReads()
	reads.Add(filepath.Join(p.Dir, "words.go"), "the Go package words")
	files, err := OfSdist(p, "words", out, reads)
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	return strings.Join(names, " "), err
}

func TestOfSdist(t *testing.T) {
	p := project(t, false, map[string]string{
		"go.mod": "module words\n", "words.go": "package words", "sub/x.go": "package sub", "dist/old.tar.gz": "", ".venv/x": "", "env/pyvenv.cfg": "", "env/y": "", "out/z": "",
		"notes.txt": "", "dist/kept.txt": "", "pyproject.toml": "[tool.gophersnake]\ninclude = [\"dist/*.gz\"]\nexclude = [\"notes.*\", {path = \"sub/*\", format = \"wheel\"}]",
	})
	got, err := sdistNames(t, p, filepath.Join(p.Dir, "out"))
	if want := "dist/kept.txt dist/old.tar.gz go.mod pyproject.toml sub/x.go words.go"; got != want || err != nil {
		t.Errorf("got %s, want %s (%v)", got, want, err)
	}
}

// What lies outside of the project is never packed, by git's list or by ours.
func TestSdistFollowsNoLinkOutOfTheProject(t *testing.T) {
	for _, git := range []bool{false, true} {
		p, secret := project(t, git, map[string]string{"words.go": "package words", "sub/x.txt": "inside", "pyproject.toml": ""}), filepath.Join(t.TempDir(), "secret")
		if err := os.WriteFile(secret, []byte("secret"), 0o644); err != nil {
			t.Fatal(err)
		}
		for link, to := range map[string]string{"inside.txt": "sub/x.txt", "folder": filepath.Dir(secret), "gone": "nowhere"} {
			if err := os.Symlink(to, filepath.Join(p.Dir, link)); err != nil {
				t.Fatal(err)
			}
		}
		if names, err := sdistNames(t, p, t.TempDir()); err != nil || names != "inside.txt pyproject.toml sub/x.txt words.go" {
			t.Errorf("links inside of the project: %s, %v", names, err)
		}
		if err := os.Symlink(secret, filepath.Join(p.Dir, "data.txt")); err != nil {
			t.Fatal(err)
		}
		names, err := sdistNames(t, p, t.TempDir())
		if err == nil || !strings.Contains(err.Error(), "data.txt lies outside of the project") || !strings.Contains(err.Error(), ".gitignore") {
			t.Errorf("%s: %v", names, err)
		}
	}
}

func TestOfSdistWantsAllThatIsRead(t *testing.T) {
	p := project(t, true, map[string]string{
		"words.go": "package words", "zz_generated.go": "package words", "LICENSE": "", ".gitignore": "zz*\nLICENSE\ndata.bin\n", "python/words/a.py": "", "data.bin": "",
		"pyproject.toml": "[project]\nname = \"words\"\nversion = \"1\"\n[tool.gophersnake]\ninclude = [{path = \"data.bin\", format = \"wheel\"}]\n",
	})
	reads := NewReads()
	for _, name := range []string{"words.go", "zz_generated.go", "nowhere.go"} {
		reads.Add(filepath.Join(p.Dir, name), "the Go module words")
	}
	reads.Made["vendor/modules.txt"] = []byte("# x")
	files, err := OfSdist(p, "words", t.TempDir(), reads)
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	if want := ".gitignore LICENSE data.bin pyproject.toml python/words/a.py vendor/modules.txt words.go zz_generated.go"; strings.Join(names, " ") != want || err != nil {
		t.Errorf("got %v, want %s (%v)", names, want, err)
	}
	p.Python.Exclude = []config.Pattern{{Glob: "zz*", Sdist: true}}
	if _, err := OfSdist(p, "words", t.TempDir(), reads); err == nil || !strings.Contains(err.Error(), "exclude leaves zz_generated.go out") {
		t.Errorf("%v", err)
	}
	outside := filepath.Join(t.TempDir(), "lib.go")
	if err := os.WriteFile(outside, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	reads.Add(outside, "the Go module lib")
	if _, err := OfSdist(p, "words", t.TempDir(), reads); err == nil || !strings.Contains(err.Error(), "the Go module lib: "+outside) {
		t.Errorf("%v", err)
	}
}

// A repository that git does not read may have files that nobody else should.
func TestGitThatDoesNotTell(t *testing.T) {
	p := project(t, true, map[string]string{"pyproject.toml": "", "w.go": "package words", "python/words/a.py": "", "python/words/key.py": "", ".gitignore": "key.py\n"})
	t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
	w, err := OfWheel(p, "words")
	if err != nil || len(w.Notes) != 1 || !strings.Contains(w.Notes[0], "git does not say which files it ignores, so all are packed: fatal: detected dubious ownership") {
		t.Errorf("%v %v", w, err)
	}
	for _, path := range []string{os.Getenv("PATH"), t.TempDir()} {
		t.Setenv("PATH", path)
		if files, err := OfSdist(p, "words", filepath.Join(p.Dir, "dist"), NewReads()); err == nil || !strings.Contains(err.Error(), "they may be secret") {
			t.Errorf("%v %v", files, err)
		}
	}
	if err := os.RemoveAll(filepath.Join(p.Dir, ".git")); err != nil {
		t.Fatal(err)
	}
	if files, err := OfSdist(p, "words", filepath.Join(p.Dir, "dist"), NewReads()); err != nil || len(files) == 0 {
		t.Errorf("%v %v", files, err)
	}
}
