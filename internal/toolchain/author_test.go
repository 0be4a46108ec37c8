package toolchain

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gophersnake"
)

func TestShowRuntime(t *testing.T) {
	root := t.TempDir()
	write(t, root, map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.20\n", "m.go": "package m\n\nimport \"gophersnake/py\"\n\nfunc Same(o py.Object) py.Object { return o }\n",
		"m_test.go": "package m\n\nimport (\n\t\"strings\"\n\t\"testing\"\n\n\t\"gophersnake/py\"\n)\n\nfunc TestNoPython(t *testing.T) {\n\tif _, err := py.Import(\"os\"); err == nil || !strings.Contains(err.Error(), \"no Python\") {\n\t\tt.Error(err)\n\t}\n}\n",
	})
	for range 2 { // the second time changes nothing
		if err := ShowRuntime(root, gophersnake.Runtime); err != nil {
			t.Fatal(err)
		}
	}
	mod := read(t, filepath.Join(root, "go.mod"))
	if want := "require gophersnake v0.0.0\n\nreplace gophersnake => ./.gophersnake/go\n"; !strings.HasSuffix(mod, want) {
		t.Errorf("go.mod is %q", mod)
	}
	for _, args := range [][]string{{"vet", "./..."}, {"test", "./..."}, {"mod", "tidy"}} {
		cmd := exec.Command("go", args...)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("go %v: %v\n%s", args, err, out)
		}
	}
	without, err := withoutRuntime("go.mod", []byte(mod))
	if err != nil || strings.Contains(string(without), "gophersnake") {
		t.Errorf("without it: %q, %v", without, err)
	}
	modules := "# example.com/x v1.0.0\n## explicit\nexample.com/x\n# gophersnake v0.0.0 => ./.gophersnake/go\n## explicit\ngophersnake/py\n"
	if got := string(withoutVendored([]byte(modules))); got != "# example.com/x v1.0.0\n## explicit\nexample.com/x\n" {
		t.Errorf("modules.txt without it: %q", got)
	}
}
