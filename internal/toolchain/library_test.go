package toolchain

import (
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gophersnake"
)

// ownLibrary is shim/ as it lies in the cache of the test.
func ownLibrary(t *testing.T) (*library, *Compiler) {
	cc := ofOwnCache(t)
	l, err := openLibrary(gophersnake.Shim)
	if err != nil {
		t.Fatal(err)
	}
	return l, cc
}

// layers are the folders of shim in the order of the table in ARCHITECTURE.md.
func layers(t *testing.T) []string {
	text, err := os.ReadFile(filepath.Join("..", "..", "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, m := range regexp.MustCompile("(?m)^\\| `shim/(\\w+)/` \\|").FindAllSubmatch(text, -1) {
		all = append(all, string(m[1]))
	}
	return all
}

var ownInclude = regexp.MustCompile(`(?m)^#include "([^"]+)"`)

func (l *library) includes(name string) []string {
	var all []string
	for _, m := range ownInclude.FindAllSubmatch(l.files[name], -1) {
		all = append(all, string(m[1]))
	}
	return all
}

// A layer includes only layers that stand above it in the table, and what it includes
// is there.
func TestALayerIncludesOnlyLayersAboveItInTheTable(t *testing.T) {
	l, _ := ownLibrary(t)
	order := layers(t)
	sources := append(l.named(".h"), l.named(".c")...)
	for _, name := range sources {
		layer := path.Dir(name)
		if layer == "." {
			continue // gophersnake.h, for what is generated
		}
		if !slices.Contains(order, layer) {
			t.Errorf("ARCHITECTURE.md has no line for shim/%s/", layer)
		}
		for _, included := range l.includes(name) {
			if l.files[included] == nil {
				t.Errorf("%s includes %s, which is not there", name, included)
			}
			if slices.Index(order, path.Dir(included)) > slices.Index(order, layer) {
				t.Errorf("%s includes %s, of a layer that is below its own in the table", name, included)
			}
		}
	}
	for _, layer := range order {
		if _, err := fs.Stat(gophersnake.Shim, "shim/"+layer); err != nil {
			t.Errorf("ARCHITECTURE.md has a line for shim/%s/: %v", layer, err)
		}
	}
}

// Only the porting layer knows platforms; all else asks for what they have: os/has.h.
func TestOnlyThePortingLayerKnowsPlatforms(t *testing.T) {
	l, _ := ownLibrary(t)
	platform := regexp.MustCompile(`\b(_WIN32|_WIN64|__APPLE__|__MACH__|__linux__|__ELF__)\b`)
	asked := regexp.MustCompile(`\bGS_HAS_\w+`)
	has := string(l.files["os/has.h"])
	for _, name := range append(l.named(".h"), l.named(".c")...) {
		if path.Dir(name) != "os" && name != "abi/attributes.h" && platform.Match(l.files[name]) {
			t.Errorf("%s asks for a platform: %s", name, platform.Find(l.files[name]))
		}
		for _, capability := range asked.FindAllString(string(l.files[name]), -1) {
			if strings.Count(has, "#define "+capability+" ") < strings.Count(has, "#define GS_HAS_FORK ") {
				t.Errorf("os/has.h does not say of each platform whether it has %s, which %s asks for", capability, name)
			}
		}
	}
}

func TestHeadersIncludeEachOtherInNoCircle(t *testing.T) {
	l, _ := ownLibrary(t)
	const entered, left = 1, 2
	state := map[string]int{}
	var visit func(string, []string)
	visit = func(name string, way []string) {
		if state[name] == entered {
			t.Errorf("a circle of headers: %s", strings.Join(append(way, name), " -> "))
		}
		if state[name] != 0 {
			return
		}
		state[name] = entered
		for _, included := range l.includes(name) {
			visit(included, append(way, name))
		}
		state[name] = left
	}
	for _, name := range l.named(".h") {
		visit(name, nil)
	}
	if len(state) < 50 {
		t.Errorf("only %d headers were found", len(state))
	}
}

// Each file stands for itself, and no compiler has anything to say of it.
func TestEachFileCompilesAloneWithoutAWarning(t *testing.T) {
	l, found := ownLibrary(t)
	for _, compiler := range []string{found.Args[0], "gcc", "clang"} {
		if path, err := exec.LookPath(compiler); err != nil || compiler != found.Args[0] && sameFile(t, path, found.Args[0]) {
			continue // cc is mostly another name of one of them
		}
		args := append(l.flags(compileFlags), "-Werror", "-O0", "-c") // not -fsyntax-only, which zig can't do
		if compiler == found.Args[0] {
			args = append(slices.Clone(found.Args[1:]), args...)
		}
		var units []string
		for _, name := range append(l.named(".h"), l.named(".c")...) {
			if name == "abi/cpython.h" {
				continue // for a Python without a GIL, and its headers
			}
			unit := filepath.Join(t.TempDir(), strings.ReplaceAll(name, "/", "_")+".c")
			if err := os.WriteFile(unit, []byte("#include \""+name+"\"\nextern int no_empty_unit;\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			units = append(units, unit)
		}
		cmd := exec.CommandContext(t.Context(), compiler, append(args, units...)...)
		cmd.Dir = t.TempDir() // for the objects
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", compiler, err, out)
		}
	}
}

func sameFile(t *testing.T, a, b string) bool {
	var found [2]os.FileInfo
	for i, path := range []string{a, b} {
		path, err := exec.LookPath(path)
		if err == nil {
			found[i], err = os.Stat(path)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return os.SameFile(found[0], found[1])
}

// With the optimiser, which sees more than a look at one file does.
func TestRoomsCompileWithoutAWarning(t *testing.T) {
	l, found := ownLibrary(t)
	compilers := []*Compiler{found}
	if zig := inPython("ziglang/zig"); zig != "" && found.From != "ziglang" {
		compilers = append(compilers, &Compiler{Args: []string{zig, "cc"}, From: "ziglang"})
	}
	for _, cc := range compilers {
		if _, said, err := l.objects(t.Context(), cc, compileFlags); err != nil || said != "" {
			t.Error(said, err)
		}
	}
}
