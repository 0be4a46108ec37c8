package audit

import (
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestParseGlibc(t *testing.T) {
	for text, want := range map[string]Version{"GLIBC_2.34": {2, 34}, "GLIBC_2.3.2": {2, 3}, "GLIBC_PRIVATE": {}, "GCC_3.0": {}} {
		got, ok := parseGlibc(text)
		if got != want || ok != (want != Version{}) {
			t.Errorf("%s: %v, %v", text, got, ok)
		}
	}
}

func TestPlatformOf(t *testing.T) {
	lib := func(name string, glibc Version, needed ...string) *Library {
		return &Library{Path: "/x/" + name, Arch: "x86_64", Glibc: glibc, Needed: needed, Witness: []string{"dlopen"}}
	}
	plus := func(versions ...string) *Library {
		l := lib("plus.so", Version{2, 3}, "libc.so.6", "libstdc++.so.6")
		l.Other = versions
		return l
	}
	old := lib("old.so", Version{2, 3}, "libc.so.6")
	for name, c := range map[string]struct {
		libs []*Library
		tag  string // "" = an error
		why  string
	}{
		"old":           {[]*Library{old}, "manylinux_2_17_x86_64", ""},
		"the newest":    {[]*Library{old, lib("new.so", Version{2, 34}, "libc.so.6")}, "manylinux_2_34_x86_64", "new.so asks for GLIBC_2.34 (dlopen)"},
		"no glibc":      {[]*Library{lib("a.so", Version{})}, "manylinux_2_17_x86_64", ""},
		"foreign":       {[]*Library{old, lib("z.so", Version{2, 17}, "libc.so.6", "libgreet.so.1")}, "linux_x86_64", "z.so needs libgreet.so.1"},
		"of the policy": {[]*Library{old, lib("z.so", Version{2, 17}, "libc.so.6", "libz.so.1", "libX11.so.6")}, "manylinux_2_17_x86_64", ""},
		"C++":           {[]*Library{plus("GLIBCXX_3.4.29", "CXXABI_1.3", "CXXABI_FLOAT128")}, "manylinux_2_34_x86_64", "plus.so asks for GLIBCXX_3.4.29"},
		"old C++":       {[]*Library{plus("GLIBCXX_3.4.9", "CXXABI_1.3")}, "manylinux_2_17_x86_64", ""},
		"newest C++":    {[]*Library{plus("GLIBCXX_3.4.99")}, "linux_x86_64", "newer than all tags know"},
		"own C++":       {[]*Library{plus("GLIBCXX_3.4.99"), lib("libstdc++.so.6", Version{2, 3})}, "manylinux_2_17_x86_64", ""},
		"libpython":     {[]*Library{lib("p.so", Version{}, "libpython3.11.so.1.0")}, "", "linked to libpython"},
		"musl":          {[]*Library{lib("m.so", Version{}, "libc.musl-x86_64.so.1")}, "", "musl"},
		"two kinds":     {[]*Library{old, {Path: "arm.so", Arch: "aarch64"}}, "", "for aarch64"},
		"nothing yet":   {nil, "", "no files"},
	} {
		p, err := PlatformOf(c.libs...)
		if p.Tag != c.tag {
			t.Errorf("%s: got %s, want %s", name, p.Tag, c.tag)
		}
		text := p.Reason
		if err != nil {
			text = err.Error()
		}
		if !strings.Contains(text, c.why) || c.why == "" && text != "" {
			t.Errorf("%s: says %q, want %q", name, text, c.why)
		}
		if p.Reason != "" && p.Cure == "" {
			t.Errorf("%s: has no cure", name)
		}
	}
}

func TestRead(t *testing.T) {
	cc, err := exec.LookPath("cc")
	if err != nil {
		t.Skip("no C compiler on PATH")
	}
	dir := t.TempDir()
	source := "#include <stdio.h>\nstatic int hidden(void) { return puts(\"x\"); }\nint shown(void) { return hidden(); }\n"
	if err := os.WriteFile(filepath.Join(dir, "a.c"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(cc, "-shared", "-fPIC", "-o", "a.so", "a.c")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lib, err := Read(filepath.Join(dir, "a.so"))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(lib.Exports, []string{"shown"}) || !reflect.DeepEqual(lib.Needed, []string{"libc.so.6"}) || lib.Glibc.Major != 2 || len(lib.Witness) == 0 {
		t.Errorf("got %+v", lib)
	}
	if _, err := Read(filepath.Join(dir, "a.c")); err == nil {
		t.Error("a C file was read as ELF")
	}
}
