package doctor

import (
	"runtime"
	"strings"
	"testing"

	"gophersnake/internal/audit"
	"gophersnake/internal/interpreter"
)

func TestLibrary(t *testing.T) {
	here := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[runtime.GOARCH]
	m := &machine{glibc: audit.Version{Major: 2, Minor: 31}, python: &interpreter.Python{Path: "/bin/python3", Version: "3.12.1"},
		suffixes: []string{".cpython-312-x86_64-linux-gnu.so", ".abi3.so", ".so"}, libraries: map[string]bool{"libc.so.6": true}}
	for _, row := range []struct {
		lib audit.Library
		say string // a part of what is said; "" where nothing is wrong
	}{
		{audit.Library{Path: "x.so", Arch: here, Exports: []string{"PyInit_x"}}, ""},
		{audit.Library{Path: "x.abi3.so", Arch: here, Exports: []string{"PyInit_x"}, Needed: []string{"libc.so.6"}}, ""},
		{audit.Library{Path: "x.so", Arch: "s390x"}, "it is for s390x, and this machine is " + here},
		{audit.Library{Path: "x.so", Arch: here, Glibc: audit.Version{Major: 2, Minor: 38}, Witness: []string{"__isoc23_strtol", "b", "c", "d"}}, "it needs glibc 2.38 (for __isoc23_strtol, b, c), and this machine has 2.31: get a wheel for manylinux_2_31"},
		{audit.Library{Path: "x.so", Arch: here, Glibc: audit.Version{Major: 2, Minor: 31}}, ""},
		{audit.Library{Path: "x.so", Arch: here, Needed: []string{"libc.so.6", "libq.so.1"}}, "it needs libq.so.1, which this machine does not have"},
		{audit.Library{Path: "x.so", Arch: here, Exports: []string{"PyModExport_x"}}, ""},
		{audit.Library{Path: "y.so", Arch: here, Exports: []string{"PyInit_x"}}, "name the file x.so"},
		{audit.Library{Path: "x.cpython-39-x86_64-linux-gnu.so", Arch: here, Exports: []string{"PyInit_x"}}, "/bin/python3 (3.12.1) loads no file whose name ends so"},
		{audit.Library{Path: "none/_native.abi3.so", Arch: here, Exports: []string{"PyInit__native"}}, "the Go half of the extension is missing: none/_native.core.so"},
	} {
		said := ""
		for _, f := range m.library(&row.lib, &audit.Report{Libraries: []*audit.Library{&row.lib}}) {
			if f.Bad {
				said += f.Text
			}
		}
		if row.say == "" && said != "" || !strings.Contains(said, row.say) {
			t.Errorf("%s: %q, want %q", row.lib.Path, said, row.say)
		}
	}
	// What a wheel brings is there.
	lib := audit.Library{Path: "x.so", Arch: here, Needed: []string{"libq.so.1"}}
	in := &audit.Report{Libraries: []*audit.Library{&lib, {Path: "x.libs/libq.so.1"}}}
	if missing := m.missing(&lib, in); len(missing) > 0 {
		t.Errorf("missing: %v", missing)
	}
}
