//go:build go1.25

package rt

import (
	"fmt"
	"log"
	"os"
	"path"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A LogRecord is what Go code has logged: a record of Python's logging, but for its logger.
type LogRecord struct {
	Time    time.Time
	Level   int // of Python: 20 is INFO; below zero it is output (output.go)
	Message string
	PC      uintptr // of the code that logs; 0: unknown
	Attrs   []LogAttr

	site *logSite // where there is no PC
	call *callScope
}

// A LogAttr is a key and a value. The value does not change any more.
type LogAttr struct {
	Groups []string
	Key    string
	Kind   LogKind
	Value  any // nil, bool, int64, uint64, float64, string or []byte
}

// A LogKind says what a value stands for; shim/records.py has the same list.
type LogKind int

const (
	LogPlain    LogKind = iota
	LogDuration         // int64: nanoseconds
	LogTime             // string: RFC 3339
	LogJSON             // string: a document
	LogError            // string: the text, after its Go type and a line break
)

// Levels of Python's logging.
const (
	levelInfo  = 20
	levelError = 40
	levelFatal = 50
)

// A logSite is where code logs.
type logSite struct {
	pkg, function, file string
	line                int
}

// logSites are by program counter.
var logSites sync.Map

func siteOf(pc uintptr) *logSite {
	if s, ok := logSites.Load(pc); ok {
		return s.(*logSite)
	}
	s := new(logSite)
	if pc != 0 {
		f, _ := runtime.CallersFrames([]uintptr{pc}).Next()
		s = siteOfFrame(f)
	}
	logSites.Store(pc, s)
	return s
}

func siteOfFrame(f runtime.Frame) *logSite {
	s := &logSite{file: f.File, line: f.Line}
	s.pkg, s.function = splitFunction(f.Function)
	if s.pkg == "main" { // inlined into the generated package
		s.pkg = packageOfFile(f.File)
	}
	return s
}

// packageOfFile is the path of the package of a file, as -trimpath writes it: with the version
// behind the path of its module, unless that is the main one.
func packageOfFile(file string) string {
	pkg := path.Dir(file)
	if module, version, ok := strings.Cut(pkg, "@"); ok {
		_, below, _ := strings.Cut(version, "/")
		pkg = path.Join(module, below)
	}
	return pkg
}

// splitFunction divides "example.com/a/b.(*T).Method" into the package's path and the rest. In
// symbols, dots of the last element of a path are written as %2e.
func splitFunction(name string) (pkg, function string) {
	slash := strings.LastIndexByte(name, '/')
	dot := strings.IndexByte(name[slash+1:], '.')
	if dot < 0 {
		return "", name
	}
	return strings.ReplaceAll(name[:slash+1+dot], "%2e", "."), strings.ReplaceAll(name[slash+dot+2:], "[...]", "")
}

// text is the record as Go's own logger writes it, for Python processes that log nowhere.
func (r *LogRecord) text() string {
	if r.Level < 0 {
		return r.Message
	}
	var b strings.Builder
	b.WriteString(r.Time.Format("2006/01/02 15:04:05 "))
	if r.site == nil { // from log/slog
		b.WriteString(levelName(r.Level) + " ")
	}
	b.WriteString(r.Message)
	for _, a := range r.Attrs {
		b.WriteByte(' ')
		for _, g := range a.Groups {
			b.WriteString(g + ".")
		}
		b.WriteString(a.Key + "=")
		text := a.text()
		if text == "" || strings.ContainsAny(text, " \"=\n\t") {
			text = strconv.Quote(text)
		}
		b.WriteString(text)
	}
	b.WriteByte('\n')
	return b.String()
}

func (a *LogAttr) text() string {
	switch v := a.Value.(type) {
	case int64:
		if a.Kind == LogDuration {
			return time.Duration(v).String()
		}
	case string:
		if a.Kind == LogError {
			_, text, _ := strings.Cut(v, "\n")
			return text
		}
	}
	return fmt.Sprint(a.Value)
}

func levelName(level int) string {
	names := []string{"DEBUG", "INFO", "WARN", "ERROR"}
	at := max(0, min(len(names)-1, level/10-1))
	switch above := level - 10*(at+1); {
	case above > 0:
		return fmt.Sprintf("%s+%d", names[at], above*4/10)
	case above < 0:
		return fmt.Sprintf("%s%d", names[at], above*4/5)
	}
	return names[at]
}

// toStderr writes records as Go does where nothing else takes them, and output where it would have gone.
func toStderr(all []*LogRecord) {
	var b strings.Builder
	for i, r := range all {
		b.WriteString(r.text())
		if to := r.descriptor(); i == len(all)-1 || to != all[i+1].descriptor() {
			to.WriteString(b.String())
			b.Reset()
		}
	}
}

// ---- package log ----

// A stdLog is the output of log.Default.
type stdLog struct{}

// TakeLogs makes Python's logging the output of package log. Nothing else leads to the delivery of
// records, so that the linker leaves it out, with all that encodes them, of extensions that do not log.
func TakeLogs() {
	delivery.start, delivery.flush = startLogging, records.flush
	if !LogsGoOn() {
		log.SetOutput(stdLog{})
		takeOutputs()
	}
}

// LogsGoOn reports whether the user wants Go's records where Go writes them.
func LogsGoOn() bool { return os.Getenv("GOPHERSNAKE_LOGGING") == "off" }

// Write gets a line with the header that the flags ask for.
func (stdLog) Write(line []byte) (int, error) {
	r := &LogRecord{Time: time.Now(), Level: levelInfo}
	r.Message = withoutHeader(strings.TrimSuffix(string(line), "\n"), log.Flags(), log.Prefix())
	var exits bool
	if r.site, r.Level, exits = callerOfLog(false); exits {
		toStderr([]*LogRecord{r}) // the process ends now
		return len(line), nil
	}
	Log(r)
	return len(line), nil
}

// LogUnplaced is Log for records of slog without a place. Where a program has made a logger of
// its own the default, what package log writes comes so.
func LogUnplaced(r *LogRecord) {
	site, level, exits := callerOfLog(true)
	if site == nil {
		Log(r)
		return
	}
	r.site, r.Level = site, max(r.Level, level)
	if exits {
		toStderr([]*LogRecord{r})
		return
	}
	Log(r)
}

// callerOfLog is the code that has called package log, and the level of the function that it
// has called. exits: the function ends the process. bySlog: handlers of slog were called
// meanwhile, some of them perhaps the program's; then the site may be nil.
func callerOfLog(bySlog bool) (site *logSite, level int, exits bool) {
	var pcs [32]uintptr
	n := runtime.Callers(3, pcs[:]) // of Write, or of package slogging
	level = levelInfo
	seen := !bySlog
	for frames := runtime.CallersFrames(pcs[:n]); ; {
		f, more := frames.Next()
		site := siteOfFrame(f)
		name := site.function[strings.LastIndexByte(site.function, '.')+1:]
		switch site.pkg {
		case "log":
			seen = true
			if strings.HasPrefix(name, "Panic") {
				level = levelError
			} else if strings.HasPrefix(name, "Fatal") {
				level, exits = levelFatal, true
			}
		case "log/internal", "log/slog", "bufio", "fmt", "io": // on the way to log.Writer()
		default:
			if !seen {
				break
			}
			if site.pkg != runtimePackage || !strings.Contains(site.function, "Fatal") {
				return site, level, exits
			}
			level = levelFatal // exit.go
		}
		if !more {
			if !seen {
				site = nil
			}
			return site, level, exits
		}
	}
}

// runtimePackage is the path of this package.
const runtimePackage = "gophersnake/rt"

// withoutHeader removes what the flags have put before a message: time and place are in the
// record. A prefix stays. Loggers with flags of their own may write here, too (log.New(log.Writer(),
// ...)), and lines that no logger has made: only what is a header is removed.
func withoutHeader(line string, flags int, prefix string) string {
	before, rest := "", line
	if flags&log.Lmsgprefix == 0 {
		if !strings.HasPrefix(line, prefix) {
			return line
		}
		before, rest = prefix, line[len(prefix):]
	}
	for _, part := range []struct {
		flag  int
		shape string
	}{{log.Ldate, "0000/00/00 "}, {log.Ltime | log.Lmicroseconds, "00:00:00"}} {
		if flags&part.flag == 0 {
			continue
		}
		shape := part.shape
		if part.flag&log.Ltime != 0 {
			if flags&log.Lmicroseconds != 0 {
				shape += ".000000"
			}
			shape += " "
		}
		if !hasShape(rest, shape) {
			return line
		}
		rest = rest[len(shape):]
	}
	if flags&(log.Lshortfile|log.Llongfile) != 0 {
		place, message, ok := strings.Cut(rest, ": ")
		file, n, _ := cutLast(place, ":")
		if _, err := strconv.Atoi(n); !ok || err != nil || !strings.HasSuffix(file, ".go") && file != "???" {
			return line
		}
		rest = message
	}
	return before + rest
}

// hasShape reports whether text begins like shape, in which a 0 is any digit.
func hasShape(text, shape string) bool {
	if len(text) < len(shape) {
		return false
	}
	for i := range len(shape) {
		if c := text[i]; c != shape[i] && !(shape[i] == '0' && '0' <= c && c <= '9') {
			return false
		}
	}
	return true
}

// cutLast is strings.Cut at the last separator.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
