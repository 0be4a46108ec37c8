package goruntime

import (
	"bytes"
	"context"
	"encoding/json"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestCrossingIsFormatted(t *testing.T) {
	text, err := format.Source([]byte(crossingGo))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, []byte(crossingGo)) {
		t.Error("crossing.go.txt is not as gofmt writes it")
	}
}

func TestNoFastCrossingElsewhere(t *testing.T) {
	c, err := For(goroot(t), runtime.Version(), "linux", "arm64", true)
	if err != nil {
		t.Fatal(err)
	}
	if c.Fast || len(c.Left) != 1 || !strings.Contains(c.Left[0], "arm64") {
		t.Errorf("fast: %v, left: %v", c.Fast, c.Left)
	}
}

// modes of the host program, with the variables that they need.
var modes = []struct{ mode, variable string }{
	{"mixed", ""}, {"mixed", "GOMAXPROCS=1"}, {"mixed", "GOMAXPROCS=8"}, {"mixed", "GOGC=1"}, {"turns", "GOMAXPROCS=1"}, {"coroutines", ""}, {"stops", ""},
}

// Many threads of C call by the fast crossing and by the ordinary way, beside all that stops
// the world. Every result is checked.
func TestFastCrossing(t *testing.T) {
	host := hostWith(t)
	for _, m := range modes {
		t.Run(m.mode+" "+m.variable, func(t *testing.T) {
			if out, err := runHost(host, m.mode, "5", m.variable, 120*time.Second); err != nil || out != "ok\n" {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// The invariants of docs/rationale.md, each broken on purpose: the stress must notice.
func TestBrokenInvariants(t *testing.T) {
	if os.Getenv("GOPHERSNAKE_BREAK") == "" {
		t.Skip("compiles Go's standard library for each: set GOPHERSNAKE_BREAK=1")
	}
	for _, b := range []struct {
		what, mode, seconds string
		changes             []string // texts, and what stands for each
	}{
		{"who may take it", "mixed", "5", []string{
			"!mp.isExtraInC || mp.ncgo != 0 || ", "",
			"\t\tgp.syscallsp != gp.stktopsp || gp.syscallbp != 0 || mp.p == 0 {", "\t\tmp.p == 0 {",
		}},
		{"the processor is read again", "mixed", "5", []string{" || mp.p == 0 {", " {", "pp == nil {", "false {"}},
		{"the swap out", "mixed", "30", []string{
			"if !gp.atomicstatus.CompareAndSwap(_Grunning, _Gsyscall) {\n\t\tcasgstatus(gp, _Grunning, _Gsyscall)\n\t}",
			"gp.atomicstatus.Store(_Gsyscall)",
		}},
		{"the swap in", "mixed", "5", []string{
			"if !gp.atomicstatus.CompareAndSwap(_Gsyscall, _Grunning) {\n\t\treturn false\n\t}",
			"gp.atomicstatus.Store(_Grunning)",
		}},
		{"coroutines", "coroutines", "", []string{"mp.lockedInt--\n", "\n"}},
		{"signals", "stops", "", []string{"mp.isExtraInC = false", ""}},
		{"stack growth", "mixed", "5", []string{"base := gp.stktopsp // the stack may have moved", "base := g0.sched.sp"}},
	} {
		t.Run(b.what, func(t *testing.T) {
			host := hostWith(t, b.changes...)
			for try := range 5 {
				out, err := runHost(host, b.mode, b.seconds, "", 90*time.Second)
				if err != nil || out != "ok\n" {
					t.Logf("noticed at try %d: %v: %.300s", try+1, err, out)
					return
				}
			}
			t.Error("not noticed")
		})
	}
}

func runHost(host, mode, seconds, variable string, limit time.Duration) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, host, mode, seconds)
	cmd.Env = append(os.Environ(), variable)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// hostWith builds the program, with texts of the crossing's replaced: each is followed by
// what stands for it.
func hostWith(t *testing.T, changes ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles Go's standard library")
	}
	cc, err := exec.LookPath("cc")
	if err != nil {
		t.Skip("no C compiler on PATH")
	}
	if runtime.GOARCH != "amd64" {
		t.Skip("there is a fast crossing for amd64 only")
	}
	c, err := For(goroot(t), runtime.Version(), "linux", runtime.GOARCH, true)
	if err != nil {
		t.Fatal(err)
	}
	if !c.Fast {
		t.Fatalf("this release is not known: read it, and add its sums: %v", c.Left)
	}
	dir := t.TempDir()
	replace := map[string]string{}
	for path, text := range c.Files {
		if filepath.Base(path) == "gophersnake_crossing.go" {
			for i := 0; i < len(changes); i += 2 {
				if n := strings.Count(string(text), changes[i]); n != 1 {
					t.Fatalf("%q is there %d times", changes[i], n)
				}
				text = []byte(strings.Replace(string(text), changes[i], changes[i+1], 1))
			}
		}
		replace[path] = filepath.Join(dir, "runtime", filepath.Base(path))
		write(t, replace[path], string(text))
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "overlay.json"), string(overlay))
	write(t, filepath.Join(dir, "go.mod"), "module crossing\n\ngo 1.25\n")
	for _, name := range []string{"main.go", "host.c.txt"} {
		text, err := os.ReadFile(filepath.Join("testdata", "crossing", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), string(text))
	}
	command(t, dir, "go", "build", "-buildmode=c-archive", "-trimpath", "-overlay=overlay.json", "-o", "crossing.a", ".")
	command(t, dir, cc, "-O2", "-o", "host", "-x", "c", "host.c.txt", "-x", "none", "crossing.a", "-lpthread")
	return filepath.Join(dir, "host")
}
