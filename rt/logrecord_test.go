//go:build go1.25

package rt

import (
	"log"
	"testing"
	"time"
)

func TestSplitFunction(t *testing.T) {
	for name, want := range map[string][2]string{
		"example.com/a/b.(*T).Method": {"example.com/a/b", "(*T).Method"},
		"example.com/a.F[...]":        {"example.com/a", "F"},
		"gopkg.in/yaml%2ev3.Load":     {"gopkg.in/yaml.v3", "Load"},
		"main.main.func1":             {"main", "main.func1"},
		"":                            {"", ""},
	} {
		if pkg, function := splitFunction(name); pkg != want[0] || function != want[1] {
			t.Errorf("%s is %s, %s", name, pkg, function)
		}
	}
}

func TestPackageOfFile(t *testing.T) {
	for file, want := range map[string]string{"example.com/a/b/c.go": "example.com/a/b", "github.com/x/y@v1.2.3/z/w.go": "github.com/x/y/z",
		"github.com/x/y@v1.2.3/w.go": "github.com/x/y"} {
		if got := packageOfFile(file); got != want {
			t.Errorf("%s is of %s, want %s", file, got, want)
		}
	}
}

func TestHeadersOfLog(t *testing.T) {
	for _, c := range []struct {
		line   string
		flags  int
		prefix string
		want   string
	}{
		{"2026/11/29 01:02:03 hello", log.LstdFlags, "", "hello"},
		{"2026/11/29 01:02:03.123456 hello", log.LstdFlags | log.Lmicroseconds, "", "hello"},
		{"app: 2026/11/29 01:02:03 hello", log.LstdFlags, "app: ", "app: hello"},
		{"2026/11/29 01:02:03 app: hello", log.LstdFlags | log.Lmsgprefix, "app: ", "app: hello"},
		{"main.go:3: a: b", log.Lshortfile, "", "a: b"},
		{"hello", 0, "", "hello"},
		{"short", log.LstdFlags, "", "short"},
		{"a line of a logger with flags of its own", log.LstdFlags, "", "a line of a logger with flags of its own"},
		{"2026/11/29 a date, and no time", log.LstdFlags, "", "2026/11/29 a date, and no time"},
		{"key: value", log.Lshortfile, "", "key: value"},
		{"at 10:30: done", log.Lshortfile, "", "at 10:30: done"},
	} {
		if got := withoutHeader(c.line, c.flags, c.prefix); got != c.want {
			t.Errorf("%q is %q, want %q", c.line, got, c.want)
		}
	}
}

func TestTextOfRecords(t *testing.T) {
	r := LogRecord{Time: time.Date(2026, 11, 29, 1, 2, 3, 0, time.Local), Level: 30, Message: "slow",
		Attrs: []LogAttr{{Key: "took", Kind: LogDuration, Value: int64(time.Second)}, {Groups: []string{"req"}, Key: "path", Value: "/a b"},
			{Key: "err", Kind: LogError, Value: "*T\nlost"}}}
	if got, want := r.text(), "2026/11/29 01:02:03 WARN slow took=1s req.path=\"/a b\" err=lost\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for level, want := range map[int]string{10: "DEBUG", 20: "INFO", 25: "INFO+2", 30: "WARN", 40: "ERROR", 50: "ERROR+4", 5: "DEBUG-4"} {
		if got := levelName(level); got != want {
			t.Errorf("%d is %s, want %s", level, got, want)
		}
	}
}
