package report

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// A Crash is a report that the shim wrote (shim/process/crash.h).
type Crash struct {
	Head        []string // "pid: 17", and so on
	ActiveCalls []string // calls in flight: thread, function, request
	Go          string   // the trace of Go's runtime
	Python      string   // the stacks of Python's threads
	Records     []string // what Go had logged and Python did not get
}

const crashTitle = "gophersnake crash report 1"

// ReadCrash reads a report.
func ReadCrash(text string) (*Crash, error) {
	head, rest, ok1 := strings.Cut(text, "\n== Calls in flight ==\n")
	active, rest, ok2 := strings.Cut(rest, "\n== Go ==\n")
	trace, python, ok3 := strings.Cut(rest, "\n== Python ==\n")
	python, records, _ := strings.Cut(python, "\n== Log records that Python did not get ==\n")
	head, found := strings.CutPrefix(head, crashTitle+"\n")
	switch {
	case !found:
		return nil, errors.New("this is not a gophersnake crash report")
	case !ok1 || !ok2 || !ok3:
		return nil, errors.New("the crash report is incomplete: the disk was full, or the process was killed while it wrote")
	}
	return &Crash{Head: linesOf(head), ActiveCalls: linesOf(active), Go: strings.TrimSpace(trace), Python: strings.TrimSpace(python), Records: linesOf(records)}, nil
}

func linesOf(text string) []string {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// causes are recognised in Go's trace; the first match counts.
var causes = []struct {
	shows        *regexp.Regexp
	what, advice string
}{
	{regexp.MustCompile(`calls that were in flight did not return within`),
		"A goroutine panicked, and a call waited for it for longer than the grace time.",
		"Repair the panic, which the first lines of Go's trace show. A goroutine that signals its end by a deferred call lets the call return, and raise PanicError. GOPHERSNAKE_PANIC_GRACE sets the grace time in seconds."},
	{regexp.MustCompile(`maps\.fatal\(|runtime\.fatal\(.*\n.*\n(?:.*\n.*\n)?runtime\.map`),
		"Two goroutines used a map at the same time, and one of them wrote.",
		"Guard the map with a sync.Mutex. Two Python threads that call into Go are two goroutines as well. `go test -race` finds the places."},
	{regexp.MustCompile(`runtime\.newstack\(`),
		"A goroutine's stack grew beyond Go's limit of 1 GB: a recursion without end.",
		"The frame that repeats in Go's trace is the recursion."},
	{regexp.MustCompile(`sync\.fatal\(|sync\.\(\*(RW)?Mutex\)\.unlockSlow`),
		"A mutex was unlocked that was not locked.",
		"The frame below sync's in Go's trace is the place."},
	{regexp.MustCompile(`runtime\.\(\*mheap\)\.grow|runtime\.sysMap|runtime\.sysReserve|out of memory`),
		"The system gave Go no more memory.",
		"Look at the limits of the process (ulimit -v, the container's memory). GOMEMLIMIT makes Go collect more often before a limit is reached."},
	{regexp.MustCompile(`newosproc|newm1?\(`),
		"The system gave Go no more threads.",
		"Look at the limits of the process (ulimit -u, the container's pids). Each call that waits in C code or in a system call holds a thread."},
	{regexp.MustCompile(`signal arrived during cgo execution|runtime\.sigfwd|SIGSEGV|SIGBUS`),
		"C code that Go called, or unsafe Go code, used memory that is not there.",
		"Run the tests under guard mode (pytest --gophersnake-guard) if the package uses unsafe or //py:borrow."},
	{regexp.MustCompile(`(?m)^panic: `),
		"A goroutine panicked that is not guarded: one that a dependency started, or one of a file that imports \"C\"; or the initialisation of a package variable did.",
		"The first line of Go's trace is the panic; \"created by\" says who started the goroutine."},
	{regexp.MustCompile(`runtime\.throw\(`),
		"Go's runtime found an error that it does not survive.",
		"Its first line, \"fatal error: …\", went to stderr."},
}

// standard are packages in which crashes show up but are not caused.
var standard = regexp.MustCompile(`^(runtime|internal|sync|reflect|syscall|main|panic|gophersnake/rt)\b`)

var frame = regexp.MustCompile(`(?m)^(\S+)\(.*\)\n\t(\S+:\d+)`)

// Explain prints what the report means.
func (c *Crash) Explain(w io.Writer) error {
	var b strings.Builder
	what, advice := "Go ended the process.", "Go's trace in the report says more."
	for _, cause := range causes {
		if cause.shows.MatchString(c.Go) {
			what, advice = cause.what, cause.advice
			break
		}
	}
	fmt.Fprintf(&b, "%s\n\n", what)
	for _, line := range c.Head {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	if place := c.place(); place != "" {
		fmt.Fprintf(&b, "\nWhere: %s\n", place)
	}
	b.WriteString("\nCalls in flight:\n")
	for _, f := range c.ActiveCalls {
		fmt.Fprintf(&b, "  %s\n", f)
	}
	if python := c.caller(); python != "" {
		fmt.Fprintf(&b, "\nPython, in the thread that crashed:\n%s\n", python)
	}
	if len(c.Records) > 0 {
		b.WriteString("\nLogged last, and not in Python's logs:\n")
		for _, r := range c.Records {
			fmt.Fprintf(&b, "  %s\n", r)
		}
	}
	fmt.Fprintf(&b, "\nWhat to do: %s\n", advice)
	_, err := io.WriteString(w, b.String())
	return err
}

// place is the first frame of the trace that is not Go's own.
func (c *Crash) place() string {
	for _, m := range frame.FindAllStringSubmatch(c.Go, -1) {
		if !standard.MatchString(m[1]) {
			return m[1] + " (" + m[2] + ")"
		}
	}
	return ""
}

// caller is the stack of the Python thread that the crash happened in, if it
// was one of Python's.
func (c *Crash) caller() string {
	_, after, ok := strings.Cut("\n"+c.Python, "\nCurrent thread ")
	if !ok {
		return ""
	}
	_, after, _ = strings.Cut(after, "\n")
	stack, _, _ := strings.Cut(after, "\n\n")
	if strings.Contains(stack, "<no Python frame>") { // a thread of Go's
		return ""
	}
	return strings.TrimRight(stack, "\n")
}
