package analysis

import (
	"regexp"
	"strings"
	"testing"
)

// output is what the compiler may say of a probe, and what it never says.
const output = `# example.com/x/gophersnake_probe
example.com/x/gophersnake_probe.go:4:6: can inline P1
./gophersnake_probe.go:4:26: inlining call to p0.F
gophersnake_probe/gophersnake_probe.go:4:9: leaking param: a0 to result ~r0 level=0
gophersnake_probe/gophersnake_probe.go:5:9: leaking param: a1
gophersnake_probe/gophersnake_probe.go:5:9: leaking param content: a0
gophersnake_probe/gophersnake_probe.go:6:9: mutates param: a0 derefs=1
gophersnake_probe/gophersnake_probe.go:6:9: calls param: a0 derefs=0
gophersnake_probe/gophersnake_probe.go:7:9: a0 does not escape, mutate, or call
gophersnake_probe/gophersnake_probe.go:8:9: moved to heap: a0
gophersnake_probe/gophersnake_probe.go:9:9: a0 does something new
gophersnake_probe/gophersnake_probe.go:9:9: leaking param sideways: a1 through the wall
gophersnake_probe/gophersnake_probe.go:10:9: string(a0) escapes to heap
other.go:5:9: leaking param: a7
`

func TestParse(t *testing.T) {
	got := parse(output)
	for _, c := range []struct {
		line int
		name string
		want facts
	}{
		{4, "a0", facts{seen: true, result: true, results: 1}},
		{5, "a1", facts{seen: true, kept: true}},
		{5, "a0", facts{seen: true, content: true}},
		{6, "a0", facts{seen: true, mutated: true, inner: true, called: true}},
		{7, "a0", facts{seen: true}},
		{8, "a0", facts{seen: true, kept: true}},
		{9, "a0", facts{seen: true, unparsed: "a0 does something new"}},
		{9, "a1", facts{seen: true, unparsed: "leaking param sideways: a1 through the wall"}},
	} {
		f := got[c.line][c.name]
		if f == nil {
			t.Errorf("line %d, %s: nothing was read", c.line, c.name)
			continue
		}
		if !strings.Contains(f.said, c.name) {
			t.Errorf("line %d, %s: %q is given as what was said", c.line, c.name, f.said)
		}
		f.said = ""
		if *f != c.want {
			t.Errorf("line %d, %s: got %+v, want %+v", c.line, c.name, f, c.want)
		}
	}
	if got[10]["a0"] != nil || got[5]["a7"] != nil {
		t.Error("a message about something else was taken for one about a parameter")
	}
}

// FuzzParse looks for output that is misread: whatever else the compiler says,
// it never takes back that an argument is kept, written or of unknown fate.
func FuzzParse(f *testing.F) {
	for line := range strings.Lines(output) {
		f.Add(output, line)
		f.Add(line, output)
	}
	f.Add("gophersnake_probe.go:4:9: leaking param: a0\r\n", "gophersnake_probe.go:4:9: a0 does not escape\n")
	f.Add("gophersnake_probe.go:9999999999999999999:9: leaking param: a0\n", "\x00\xff")
	f.Fuzz(func(t *testing.T, said, more string) {
		before, after := parse(said), parse(said+"\n"+more)
		for line, of := range before {
			for name, was := range of {
				is := after[line][name]
				if is == nil || !parameter.MatchString(name) || !was.seen || !is.seen ||
					was.kept && !is.kept || was.result && !is.result || was.mutated && !is.mutated ||
					was.called && !is.called || was.unparsed != "" && is.unparsed == "" {
					t.Errorf("line %d, %q: %+v became %+v", line, name, was, is)
				}
			}
		}
	})
}

var parameter = regexp.MustCompile(`^a\d+$`)
