package emit

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"gophersnake"
	"gophersnake/internal/bind"
	"gophersnake/internal/load"
	"gophersnake/internal/toolchain"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The stub of every case, as it was when someone last looked at it. The
// decisions are not in it: they are the compiler's. And no C compiler has anything to
// say of the shim.
func TestStubsOfTheCases(t *testing.T) {
	cases, err := filepath.Glob("../../tests/cases/*/go.mod")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases:", err)
	}
	runtime, err := toolchain.RuntimeModule(gophersnake.Runtime)
	if err != nil {
		t.Fatal(err)
	}
	cc, noCompiler := toolchain.FindC(t.Context())
	for _, mod := range cases {
		dir := filepath.Dir(mod)
		name := filepath.Base(dir)
		t.Run(name, func(t *testing.T) {
			abs, err := filepath.Abs(dir)
			if err != nil {
				t.Fatal(err)
			}
			// a case may import gophersnake/py, which builds make known in the same way
			gomod := filepath.Join(t.TempDir(), "go.mod")
			text, err := os.ReadFile(mod)
			if err != nil {
				t.Fatal(err)
			}
			text = fmt.Appendf(text, "\nrequire gophersnake v0.0.0\nreplace gophersnake => %s\n", runtime)
			if err := os.WriteFile(gomod, text, 0o644); err != nil {
				t.Fatal(err)
			}
			// -modfile=x.mod takes x.sum for go.sum
			if sum, err := os.ReadFile(filepath.Join(dir, "go.sum")); err == nil {
				if err := os.WriteFile(filepath.Join(filepath.Dir(gomod), "go.sum"), sum, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			p, err := load.Load(context.Background(), load.Options{Dir: abs, Patterns: []string{"."}, Flags: []string{"-modfile=" + gomod}})
			if err != nil {
				t.Fatal(err)
			}
			m, err := bind.Bind(p, bind.Options{})
			if err != nil {
				t.Fatal(err)
			}
			first, err := Emit(m)
			if err != nil {
				t.Fatal(err)
			}
			again, err := Emit(m)
			if err != nil {
				t.Fatal(err)
			}
			if first.ID != again.ID || !bytes.Equal(first.ShimC, again.ShimC) || !bytes.Equal(first.CoreGo, again.CoreGo) {
				t.Error("the same model gave two different outputs")
			}
			fieldsShareFunctions(t, first.ShimC)
			if noCompiler == nil {
				compilesWithoutAWarning(t, cc, first.ShimC)
			}
			compare(t, name+".pyi", first.Files["__init__.pyi"])
			if name == "asynccase" {
				compare(t, name+"_aio.pyi", first.Files["aio/__init__.pyi"])
			}
		})
	}
}

func compilesWithoutAWarning(t *testing.T, cc *toolchain.Compiler, source []byte) {
	t.Helper()
	// not -fsyntax-only, which zig can't do
	args := append(slices.Clone(cc.Args), "-Wall", "-Wextra", "-Werror", "-Wno-gnu-variable-sized-type-not-at-end",
		"-D_GNU_SOURCE", "-iquote", "../../shim", "-c", "-o", filepath.Join(t.TempDir(), "shim.o"), "-xc", "-")
	cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
	cmd.Stdin = bytes.NewReader(source)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("the generated shim: %v\n%s", err, out)
	}
}

func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	golden := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the stub differs from %s; look at the difference, and run go test ./internal/emit -update if it is meant\n%s", golden, got)
	}
}
