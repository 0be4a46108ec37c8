package build

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"debug/elf"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gophersnake/internal/analysis"
	"gophersnake/internal/audit"
	"gophersnake/internal/config"
	"gophersnake/internal/load"
	"gophersnake/internal/model"
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

// TestProbe compares what the compiler says to us and to the go command.
func TestProbe(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles")
	}
	t.Setenv("GOPHERSNAKE_CACHE", t.TempDir())
	for _, name := range []string{"module", "vendor"} {
		project, err := config.Read(filepath.Join(projects, name))
		if err != nil {
			t.Fatal(err)
		}
		s, err := open(context.Background(), OfProject(project))
		if err != nil {
			t.Fatal(err)
		}
		defer s.close()
		asked := 0
		_, _, err = s.analyse(context.Background(), func(ctx context.Context, program *load.Program, m *model.Module, compile analysis.Compiler) error {
			byGo, err := s.analysisCompiler(program, nil)
			if err != nil {
				return err
			}
			return analysis.Decide(ctx, program, m, func(ctx context.Context, name string, source []byte, gcflags, tags string) (string, error) {
				ours, err := compile(ctx, name, source, gcflags, tags)
				theirs, err2 := byGo(ctx, name, source, gcflags, tags)
				if tags == "" {
					asked++
					place := regexp.MustCompile(name + `\.go:\d+:\d+: .*`)
					a, b := place.FindAllString(ours, -1), place.FindAllString(theirs, -1)
					slices.Sort(a)
					slices.Sort(b)
					if strings.HasPrefix(ours, "#") || !strings.HasPrefix(theirs, "#") || len(a) == 0 || !slices.Equal(a, b) {
						t.Errorf("the compiler says %q to us and %q to the go command", ours, theirs)
					}
				}
				return ours, errors.Join(err, err2)
			})
		})
		if err != nil || asked == 0 {
			t.Errorf("%s: asked %d times, %v", name, asked, err)
		}
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
