package build

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"debug/elf"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gophersnake/internal/audit"
	"gophersnake/internal/config"
	"gophersnake/internal/toolchain"
)

// projects are those of the Python tests, which import what is built.
const projects = "../../tests/tool/projects"

// TestBuild looks at the files that come out of each injection.
func TestBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles")
	}
	t.Setenv("GOPHERSNAKE_CACHE", filepath.Join(t.TempDir(), "cache with spaces"))
	for _, name := range []string{"module", "workspace", "vendor"} {
		t.Run(name, func(t *testing.T) {
			project, err := config.Read(filepath.Join(projects, name))
			if err != nil {
				t.Fatal(err)
			}
			target := OfProject(project)
			target.Publish = true
			ext, err := Build(context.Background(), target)
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(ext.Root, ext.ImportName)
			checkExports(t, filepath.Join(dir, toolchain.ABI{}.ShimFile()), func(s string) bool {
				return s == "PyInit__native" || s == "gophersnake_signals_1" || s == "gophersnake_subinterpreter" || strings.HasPrefix(s, "_polars_plugin_")
			})
			checkExports(t, filepath.Join(dir, toolchain.Machine{}.CoreFile()), func(s string) bool {
				return strings.HasPrefix(s, "gophersnake_") || strings.HasPrefix(s, "GOPHERSNAKE_CORE_") // the latter a version's name, which names nothing
			})
			checkID(t, filepath.Join(dir, toolchain.Machine{}.CoreFile()))
			checkBuildInfo(t, filepath.Join(dir, toolchain.Machine{}.CoreFile()), name)
			if !strings.HasPrefix(ext.Platform.Tag, "manylinux_2_") {
				t.Errorf("tagged %s: %s", ext.Platform.Tag, ext.Platform.Reason)
			}
			if n := Unbound(ext.Module); n != 0 {
				t.Errorf("%d symbols are not bound: %+v", n, ext.Module.Symbols)
			}
			shim, err := os.Stat(filepath.Join(dir, toolchain.ABI{}.ShimFile()))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := Build(context.Background(), target); err != nil {
				t.Fatal(err)
			}
			if again, err := os.Stat(filepath.Join(dir, toolchain.ABI{}.ShimFile())); err != nil || !os.SameFile(shim, again) {
				t.Errorf("the same build was published twice (%v)", err)
			}
		})
	}
}

func checkExports(t *testing.T, path string, allowed func(string) bool) {
	t.Helper()
	lib, err := audit.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if !lib.Symbols {
		t.Errorf("%s has no names for profilers", filepath.Base(path))
	}
	if len(lib.Exports) == 0 {
		t.Errorf("%s exports nothing", filepath.Base(path))
	}
	for _, name := range lib.Exports {
		if !allowed(name) {
			t.Errorf("%s exports %s", filepath.Base(path), name)
		}
	}
	for _, needed := range lib.Needed {
		if strings.HasPrefix(needed, "libpython") {
			t.Errorf("%s is linked to %s", filepath.Base(path), needed)
		}
	}
}

// checkID looks for the build's ID where the shim does.
func checkID(t *testing.T, path string) {
	t.Helper()
	f, err := elf.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names, err := f.Section(".dynstr").Data()
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := bytes.Cut(names, []byte("\x00GOPHERSNAKE_CORE_"))
	id, _, _ := bytes.Cut(rest, []byte{0})
	if !ok || len(id) != 40 {
		t.Fatalf("the core has the ID %q", id)
	}
	shim, err := os.ReadFile(filepath.Join(filepath.Dir(path), toolchain.ABI{}.ShimFile()))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(shim, id) {
		t.Errorf("the shim does not know the core's ID %s", id)
	}
}

func checkBuildInfo(t *testing.T, path, name string) {
	t.Helper()
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"module": "example.com/odd/native.go/v2", "workspace": "example.com/workspace/app", "vendor": "example.com/vendored"}[name]
	if info.Main.Path != want {
		t.Errorf("the core says it is of %s, want %s", info.Main.Path, want)
	}
	deps := ""
	for _, d := range info.Deps {
		deps += d.Path + "@" + d.Version + " "
	}
	wantDeps := map[string]string{"vendor": "example.com/elsewhere@v1.0.0 ", "workspace": "example.com/workspace/lib@(devel) "}[name]
	if deps != wantDeps {
		t.Errorf("the core says it needs %s, want %s", deps, wantDeps)
	}
}

func TestUnshadowed(t *testing.T) {
	for name, want := range map[string]string{"uuid": "uuid_go", "html": "html_go", "textstats": "textstats", "this": "this_go", "assert": "assert_go"} {
		if got := Unshadowed(name); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestImportName(t *testing.T) {
	for name, want := range map[string]string{"go-uuid": "go_uuid", "a.b": "a.b", "9a": "", "class": "", "a b": "", "é": ""} {
		got, err := ImportName(name)
		if (err != nil) != (want == "") || err == nil && got != want {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
}
