//go:build go1.25

package rt

import (
	"os"
	"sync"
	"syscall"
	"time"
	"unicode/utf8"
)

// What Go code writes to os.Stdout and os.Stderr goes through Python's sys.stdout and sys.stderr, where the user has asked for
// that. Both variables are pipes then, and what comes out of these waits among the records, as one of a level below zero: so it
// comes in order, before a call returns and before Python is called back, and to the descriptor where Python takes nothing.

// An output is one of the two.
type output struct {
	level int // of its records: stdoutLevel, stderrLevel
	own   *os.File
	conn  syscall.RawConn // of the pipe's end that is read

	sync.Mutex
	room [32 << 10]byte
	held int // bytes of room: the beginning of a character
}

const (
	stdoutLevel = -1
	stderrLevel = -2

	mostAtOnce = 1 << 20 // bytes: a goroutine may write for ever
)

// outputs are both; nil: they are as in a Go program.
var outputs []*output

// takeOutputs makes the pipes, before the program's own packages look at these variables.
func takeOutputs() {
	if !canReadAvailable || os.Getenv("GOPHERSNAKE_OUTPUT") != "python" {
		return
	}
	var all []*output
	var ends []*os.File
	for i, own := range []*os.File{os.Stdout, os.Stderr} {
		from, to, err := os.Pipe()
		if err != nil {
			return
		}
		conn, err := from.SyscallConn()
		if err != nil {
			return
		}
		all, ends = append(all, &output{level: stdoutLevel - i, own: own, conn: conn}), append(ends, to)
	}
	outputs, os.Stdout, os.Stderr = all, ends[0], ends[1]
	for _, o := range all {
		go o.watch()
	}
}

// watch collects what is written outside of calls, and in long ones.
func (o *output) watch() {
	setProfLabel(nil)
	for {
		full := false
		err := o.conn.Read(func(fd uintptr) bool {
			n, more := o.take(int(fd))
			full = more
			return n > 0 || full // else it waits until there is something
		})
		if err != nil {
			return
		}
		if full {
			time.Sleep(gathering)
		}
	}
}

// collect makes records of what there is.
func (o *output) collect() {
	o.conn.Control(func(fd uintptr) { o.take(int(fd)) })
}

// take reads what there is. full: there is no room for more, so that who writes waits.
func (o *output) take(fd int) (n int, full bool) {
	o.Lock()
	defer o.Unlock()
	for n < mostAtOnce {
		if records.full() {
			return n, true
		}
		k := readAvailable(fd, o.room[o.held:])
		if k <= 0 {
			break
		}
		n += k
		o.held += k
		whole := wholeRunes(o.room[:o.held])
		if whole > 0 {
			Log(&LogRecord{Time: time.Now(), Level: o.level, Message: string(o.room[:whole])})
		}
		o.held = copy(o.room[:], o.room[whole:o.held])
	}
	return n, false
}

// wholeRunes is the length of text without a character at its end of which bytes are still to come.
func wholeRunes(text []byte) int {
	for i := len(text) - 1; i >= max(0, len(text)-utf8.UTFMax); i-- {
		if utf8.RuneStart(text[i]) {
			if utf8.FullRune(text[i:]) {
				break
			}
			return i
		}
	}
	return len(text)
}

// full reports whether half of the room for records is taken.
func (q *recordQueue) full() bool {
	q.Lock()
	defer q.Unlock()
	return !q.closed && (len(q.all) >= mostRecords/2 || q.bytes >= mostOfRecords/2)
}

// descriptor is where a record goes that Python does not take.
func (r *LogRecord) descriptor() *os.File {
	switch {
	case r.Level < 0:
		return outputs[stdoutLevel-r.Level].own
	case outputs != nil:
		return outputs[stdoutLevel-stderrLevel].own
	}
	return os.Stderr
}
