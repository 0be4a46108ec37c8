package audit

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// built compiles a program for another system with Go alone, and reads it.
func built(t *testing.T, system string) *Library {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte("package main\n\nfunc main() { println(1) }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", "program", "main.go")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lib, err := Read(filepath.Join(dir, "program"))
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func TestReadOtherSystems(t *testing.T) {
	mac := built(t, "darwin")
	p, err := PlatformOf(mac)
	if err != nil || mac.System != "darwin" || mac.Oldest == (Version{}) || p.Tag != "macosx_"+strings.ReplaceAll(mac.Oldest.String(), ".", "_")+"_x86_64" || p.Reason != "" {
		t.Errorf("%+v, %v", p, err)
	}
	windows := built(t, "windows")
	p, err = PlatformOf(windows)
	if err != nil || windows.System != "windows" || !slices.Contains(windows.Needed, "kernel32.dll") || p.Tag != "win_amd64" || p.Reason != "" {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := PlatformOf(mac, windows); err == nil || !strings.Contains(err.Error(), "different systems") {
		t.Errorf("both in one wheel: %v", err)
	}
}

func TestTagsOfOtherSystems(t *testing.T) {
	mac := &Library{Path: "_native.abi3.so", System: "darwin", Arch: "arm64", Oldest: Version{12, 0}, Needed: []string{"/usr/lib/libSystem.B.dylib"}}
	windows := &Library{Path: "_native.pyd", System: "windows", Arch: "amd64", Needed: []string{"kernel32.dll", "python3.dll"}}
	with := func(lib Library, needed string) *Library {
		lib.Needed = append(slices.Clone(lib.Needed), needed)
		return &lib
	}
	for _, c := range []struct {
		lib        *Library
		asked, tag string
		why        string // of an error, or of the platform
	}{
		{mac, "", "macosx_12_0_arm64", ""},
		{mac, "pypi", "macosx_12_0_arm64", ""},
		{mac, "macosx_14_0", "macosx_14_0_arm64", ""},
		{mac, "macosx_14_0_arm64", "macosx_14_0_arm64", ""},
		{mac, "macosx_11_0", "", "macosx_12_0_arm64"},
		{mac, "macosx_14_0_x86_64", "", "of another machine"},
		{mac, "manylinux_2_28", "", "of another machine"},
		{with(*mac, "/opt/homebrew/lib/libz.1.dylib"), "", "macosx_12_0_arm64", "not a part of macOS"},
		{with(*mac, "/opt/homebrew/lib/libz.1.dylib"), "pypi", "", "not a part of macOS"},
		{with(*mac, "@rpath/libpython3.12.dylib"), "", "", "libpython"},
		{&Library{Path: "a.so", System: "darwin", Arch: "arm64", Anywhere: []string{"PyErr_Occurred", "_Py_Dealloc", "other"}}, "pypi", "", "a.so needs other"},
		{windows, "", "win_amd64", ""},
		{windows, "win_amd64", "win_amd64", ""},
		{windows, "macosx_14_0", "", "of another machine"},
		{with(*windows, "zlib1.dll"), "", "win_amd64", "not a part of Windows"},
		{with(*windows, "python312.dll"), "", "", "python312.dll"},
	} {
		p, err := PlatformOf(c.lib)
		if err == nil {
			p, err = p.As(c.asked)
		}
		said := p.Reason
		if err != nil {
			p.Tag, said = "", err.Error()
		}
		if p.Tag != c.tag || !strings.Contains(said, c.why) {
			t.Errorf("%v as %q: %s, %s", c.lib.Needed, c.asked, p.Tag, said)
		}
	}
}

// A damaged file is an error.
func TestDamagedFilesOfOtherSystems(t *testing.T) {
	pe := make([]byte, 0x80)
	copy(pe, "MZ")
	binary.LittleEndian.PutUint32(pe[0x3c:], 0x70)
	copy(pe[0x70:], "PE\x00\x00")
	for _, data := range [][]byte{pe, {0xcf, 0xfa, 0xed, 0xfe, 1, 2, 3}, {0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2}} {
		if lib, err := ReadFrom("damaged", bytes.NewReader(data)); err == nil {
			t.Errorf("% x: %+v", data[:4], lib)
		}
	}
	if IsObject("windows", []byte("MZ")) || IsObject("darwin", []byte("\x7fELF")) || !IsObject("windows", pe) {
		t.Error("what is no file of the system is taken for one")
	}
}
