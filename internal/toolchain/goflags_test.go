package toolchain

import (
	"context"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

func TestCheckFlags(t *testing.T) {
	for flags, want := range map[string]string{
		"-race": "-race", "--race": "-race", "-mod=mod -race=true": "-race", "-race=1": "-race", "'-asan'": "-asan", "-msan": "-msan", "-cover": "-cover", "-covermode=atomic": "-covermode",
		"-overlay=x.json": "-overlay", "-modfile=x.mod": "-modfile", "-n": "-n", "-json": "-json", "-C=/tmp": "-C", "-compiler=gccgo": "-compiler",
		"": "", "-race=false": "", "-mod=mod": "", "-mod=vendor -tags=a,b": "", "-trimpath": "", `"-gcflags=all=-N -race"`: "", `'-ldflags=-X a=b -n' -v`: "", `'-ldflags=-X a=b' "-race"`: "-race", "-buildvcs=false": "", "-compiler=gc": "", "-toolexec=wrap": "", "-modcacherw": "",
	} {
		err := checkFlags(flags)
		if (err != nil) != (want != "") || err != nil && !(strings.Contains(err.Error(), "GOFLAGS sets "+want+",") && strings.Contains(err.Error(), "unset it")) {
			t.Errorf("%s: %v", flags, err)
		}
	}
}

// The flags are found wherever they stand, before anything is built, and do not
// keep the go command from being found.
func TestInjectionRefusesFlags(t *testing.T) {
	path, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go")
	}
	t.Setenv("GOPHERSNAKE_GO", path)
	for _, flags := range []string{"-race", "-json", "-C=/tmp", "-cover"} {
		t.Setenv("GOFLAGS", flags)
		g, err := FindGo(context.Background())
		if err != nil {
			t.Fatalf("%s: %v", flags, err)
		}
		dir := t.TempDir()
		write(t, dir, map[string]string{"go.mod": "module m\n\ngo 1.20\n"})
		if _, err := Inject(context.Background(), g, dir, t.TempDir(), t.TempDir(), nil); err == nil || !strings.Contains(err.Error(), "GOFLAGS sets "+strings.Split(flags, "=")[0]) {
			t.Errorf("%s: %v", flags, err)
		}
	}
}

func TestFlagsThatAreAddedToOurs(t *testing.T) {
	const goflags = `-tags=a,b "-ldflags=-X example.com/x.V=1 -s" --tags=c '-gcflags=all=-N -tags=d'`
	for name, want := range map[string]string{"tags": "c", "ldflags": "-X example.com/x.V=1 -s", "gcflags": "all=-N -tags=d", "mod": ""} {
		if got := flagOf(goflags, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	path, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go")
	}
	t.Setenv("GOPHERSNAKE_GO", path)
	t.Setenv("GOFLAGS", `-tags=c,b '-ldflags=all=-X example.com/x.V=1'`)
	g, err := FindGo(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, map[string]string{"go.mod": "module m\n\ngo 1.20\n"})
	d, err := Inject(context.Background(), g, dir, t.TempDir(), t.TempDir(), []string{"a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(d.Flags, "-tags=a,b,c") || d.ldflags != "-X example.com/x.V=1" {
		t.Errorf("flags %q, ldflags %q", d.Flags, d.ldflags)
	}
}

func TestFlagsOfTwoLinkers(t *testing.T) {
	for ldflags, want := range map[string][2]string{
		"": {}, "-s -X=a.V=1": {"-s -X=a.V=1", ""}, "all=-s": {"-s", ""},
		"-extldflags=-static-libgcc":                                     {"", "-static-libgcc"},
		"-s --extldflags '-L/a -lz' -X a.V=1":                            {"-s -X a.V=1", "-L/a -lz"},
		`-extldflags=-La -X 'a.V=1 "2"' '-extldflags=-lz "-L/a folder"'`: {`-X 'a.V=1 "2"'`, `-lz "-L/a folder"`},
	} {
		forGo, forC, err := flagsOfLinkers(ldflags)
		if got := [2]string{forGo, strings.Join(forC, " ")}; got != want || err != nil {
			t.Errorf("%s: %q, %v", ldflags, got, err)
		}
	}
	for _, ldflags := range []string{"-s -extldflags", `-extldflags="-L/it's"`} {
		if _, _, err := flagsOfLinkers(ldflags); err == nil {
			t.Errorf("%s: no error", ldflags)
		}
	}
}
