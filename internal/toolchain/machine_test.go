package toolchain

import (
	"strings"
	"testing"

	"gophersnake"
)

func TestNamesOfMachines(t *testing.T) {
	for want, names := range map[string][]string{
		"linux/amd64":   {"x86_64", "amd64", "linux/amd64", "x86_64-unknown-linux-gnu", "x86_64-linux-gnu", "manylinux_x86_64"},
		"linux/arm64":   {"aarch64", "arm64", "linux/arm64", "aarch64-unknown-linux-gnu"},
		"darwin/arm64":  {"macos-arm64", "darwin/arm64", "aarch64-apple-darwin", "arm64-apple-macos", "macosx_arm64", "macOS-arm64"},
		"darwin/amd64":  {"macos-x86_64", "darwin/amd64", "x86_64-apple-darwin"},
		"windows/amd64": {"windows-x86_64", "windows/amd64", "x86_64-pc-windows-msvc", "x86_64-pc-windows-gnu", "win_amd64", "windows-x64"},
		"":              {"", "riscv64", "linux", "darwin", "windows/arm64", "universal2-apple-darwin", "darwin/linux/amd64", "amd64/arm64", "x86_64-unknown-linux-musl"},
	} {
		for _, name := range names {
			m, err := ParseMachine(name)
			if got := m.OS + "/" + m.Arch; err == nil && got != want || (err != nil) != (want == "") {
				t.Errorf("%s: %s, %v", name, got, err)
			}
		}
	}
}

func TestDefinitionsOfPython(t *testing.T) {
	abi3, err := gophersnake.Shim.ReadFile("shim/abi/abi3.h")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(pythonDefinitions(abi3)), "\n")
	all := map[string]bool{}
	for _, line := range lines {
		all[line] = true
	}
	for _, want := range []string{"Py_FatalError", "PyErr_Occurred", "PyThread_get_thread_ident", "_PyObject_GC_New", "Py_Version DATA", "PyBool_Type DATA", "PyCFunction_Type DATA", "_Py_NoneStruct DATA", "PyExc_TypeError DATA", "PyExc_BlockingIOError DATA"} {
		if !all[want] {
			t.Errorf("there is no %s", want)
		}
	}
	if n := strings.Count(string(abi3), "\nAPI "); len(lines) < n {
		t.Errorf("%d names of more than %d", len(lines), n)
	}
}
