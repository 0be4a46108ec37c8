package goruntime

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// The program's one thread makes a call that leaves for C just when a collection stops the
// world, and makes no further call until the collection is over. To meet that moment, the
// runtime of this test waits in it.
const leavingGo = `package main

import "C"

import (
	"runtime"
	"unsafe"
)

func main() {}

//go:linkname leaving runtime.testLeaving
var leaving uint32

//export test_collect
func test_collect(done unsafe.Pointer) {
	go func() {
		for leaving != 2 {
			runtime.Gosched()
		}
		runtime.GC()
		*(*int32)(done) = 1
	}()
}

//export test_leave
func test_leave() { leaving = 1 }

//export test_call
func test_call() {}
`

const leavingC = `#include <stdio.h>
#include <unistd.h>
extern void test_collect(void *);
extern void test_leave(void);
extern void test_call(void);
int main(void) {
    for (int i = 0; i < 15; i++) {
        static volatile int done;
        done = 0;
        for (int k = 0; k < 1000; k++) test_call();
        test_collect((void *)&done);
        usleep(50000);  /* sysmon sleeps for longer and longer */
        test_leave();
        for (int ms = 0; !done; ms++) {
            if (ms > 60000) {
                printf("the world did not stop\n");
                return 1;
            }
            usleep(1000);
        }
    }
    printf("ok\n");
    return 0;
}
`

func TestStopFindsThreadsThatLeave(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles Go's standard library")
	}
	cc, err := exec.LookPath("cc")
	if err != nil {
		t.Skip("no C compiler on PATH")
	}
	c, err := For(goroot(t), runtime.Version(), "linux", runtime.GOARCH, false)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(goroot(t), "src", "runtime", "proc.go")
	const place = "	// As soon as we switch to _Gsyscall, we are in danger of losing our P.\n"
	text := c.Files[path]
	if strings.Count(string(text), place) != 1 {
		t.Skipf("%s leaves for C in another way", runtime.Version())
	}
	c.Files[path] = []byte(strings.Replace(string(text), place, `	if gp.m.isextra && atomic.Cas(&testLeaving, 1, 2) {
		for end := nanotime() + 20*1000*1000; !sched.gcwaiting.Load() && nanotime() < end; {
			procyield(10)
		}
		for range 100 {
			procyield(10)
		}
	}
`+place, 1) + "\n//go:linkname testLeaving\nvar testLeaving uint32\n")
	dir := t.TempDir()
	replace := map[string]string{}
	for path, text := range c.Files {
		replace[path] = filepath.Join(dir, "runtime", filepath.Base(path))
		write(t, replace[path], string(text))
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "overlay.json"), string(overlay))
	write(t, filepath.Join(dir, "go.mod"), "module leaving\n\ngo 1.25\n")
	write(t, filepath.Join(dir, "main.go"), leavingGo)
	write(t, filepath.Join(dir, "host.txt"), leavingC)
	command(t, dir, "go", "build", "-buildmode=c-archive", "-trimpath", "-overlay=overlay.json", "-o", "leaving.a", ".")
	command(t, dir, cc, "-O2", "-o", "host", "-x", "c", "host.txt", "-x", "none", "leaving.a", "-lpthread")
	if out := command(t, dir, "./host"); out != "ok\n" {
		t.Error(out)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func command(t *testing.T, dir, name string, arguments ...string) string {
	t.Helper()
	cmd := exec.Command(name, arguments...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOWORK=off", "PWD="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
