package report

import (
	"strings"
	"testing"
)

const crashed = `gophersnake crash report 1
extension: words
pid: 17
time: 2026-01-02T03:04:05.000006Z

== Calls in flight ==
thread 0x00007f3492c42b80  Count(text string) int  request r-1

== Go ==
goroutine 9 [running]:
internal/runtime/maps.fatal({0x7fc7d856deb0?, 0x0?})
	runtime/panic.go:1181 +0x18
example.com/words.Count.func1()
	example.com/words/words.go:301 +0x7c
created by example.com/words.Count in goroutine 18
	example.com/words/words.go:299 +0x13a

== Python ==
Thread 0x00007f34920cc6c0 (most recent call first):
  File "other.py", line 1 in other

Current thread 0x00007f3492c42b80 (most recent call first):
  File "app.py", line 23 in handler
  File "app.py", line 26 in <module>
`

func TestExplain(t *testing.T) {
	c, err := ReadCrash(crashed)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := c.Explain(&b); err != nil {
		t.Fatal(err)
	}
	want := `Two goroutines used a map at the same time, and one of them wrote.

  extension: words
  pid: 17
  time: 2026-01-02T03:04:05.000006Z

Where: example.com/words.Count.func1 (example.com/words/words.go:301)

Calls in flight:
  thread 0x00007f3492c42b80  Count(text string) int  request r-1

Python, in the thread that crashed:
  File "app.py", line 23 in handler
  File "app.py", line 26 in <module>
`
	if !strings.HasPrefix(b.String(), want) || !strings.Contains(b.String(), "sync.Mutex") {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestCausesAreToldApart(t *testing.T) {
	for trace, want := range map[string]string{
		"runtime stack:\nruntime.throw({0x1, 0x2})\n\truntime/panic.go:1\nruntime.newstack()\n\truntime/stack.go:1": "stack grew",
		"panic: boom\n\ngoroutine 9 [running]:\nx.f()\n\tx.go:1":                                                    "not guarded",
		"panic: a goroutine panicked, and calls that were in flight did not return within 10s: boom\n":              "longer than the grace time",
		"runtime.throw({0x1, 0x2})\n\truntime/panic.go:1":                                                           "does not survive",
		"nothing that we know": "Go ended the process",
	} {
		c := &Crash{Go: trace}
		var b strings.Builder
		if err := c.Explain(&b); err != nil || !strings.Contains(b.String(), want) {
			t.Errorf("%q: got %q, want %q", trace, b.String(), want)
		}
	}
}

func TestWhatIsNoReport(t *testing.T) {
	for text, want := range map[string]string{"": "not a gophersnake crash report", "Traceback": "not a gophersnake crash report", crashed[:200]: "incomplete"} {
		if _, err := ReadCrash(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
