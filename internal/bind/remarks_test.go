package bind

import (
	"slices"
	"strings"
	"testing"
)

const withRemarks = `// Package m says // py:name is for names. It has
// py:prose that is none.
//
//py:skip
package m

// py:name g
func F() {}

//  py:signature (a=1)
func G(a int) {}

//py:name lost

func H() {}

//py:skip
const (
	A = 1
	B = 2
)

//py:skip
func hidden() {}

type T struct {
	X int // py:name y
	//py:name z
	Z int
}

// py:skip
func (T) M() {
	//py:skip
}

// py:nothing of ours
func K() {}

//	py:name code
func L() {}
`

// A directive that has no effect is told of: nobody would find it.
func TestDirectivesWithoutEffect(t *testing.T) {
	files := func() map[string]string { return map[string]string{"m.go": withRemarks} }
	m, err := bound(t, Options{}, files())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range m.Lost {
		got = append(got, n.Pos+" "+n.Text+" | "+n.Cure)
	}
	slices.Sort(got)
	want := []string{
		`m.go:10:1 "//  py:signature (a=1)" is a comment, not a directive`, `m.go:13:1 //py:name lost has no effect here`, `m.go:17:1 //py:skip has no effect here`,
		`m.go:23:1 //py:skip has no effect here`, `m.go:27:8 "// py:name y" is a comment, not a directive`, `m.go:32:1 "// py:skip" is a comment, not a directive`, `m.go:34:2 //py:skip has no effect here`,
		`m.go:4:1 //py:skip has no effect here`, `m.go:7:1 "// py:name g" is a comment, not a directive`,
	}
	for i, w := range want {
		if i >= len(got) || !strings.HasPrefix(got[i], w+" | ") {
			t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	if len(got) != len(want) || !strings.Contains(got[0], "without a space") || !strings.Contains(got[1], "directly above") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if s := symbol(t, m, "T.Z"); s.Python != "T.z" && s.Python != "z" {
		t.Errorf("a directive that stands where it should: %+v", s)
	}
	if _, err := bound(t, Options{Strict: true}, files()); err == nil || !strings.Contains(err.Error(), `m.go:7:1: "// py:name g" is a comment`) {
		t.Errorf("strict: %v", err)
	}
}

// A name that another has taken, by a directive or by its spelling, is a warning.
func TestNamesThatAreTakenAreWarnings(t *testing.T) {
	for name, source := range map[string]string{
		"directive first": "//py:name primes\nfunc Count() {}\n\nfunc Primes() {}\n",
		"directive last":  "func Primes() {}\n\n//py:name primes\nfunc Count() {}\n",
		"a class's":       "type T struct{}\n\n//py:name primes\nfunc (T) Count() {}\n\nfunc (T) Primes() {}\n",
		"spelling":        "func GetID() {}\nfunc GetId() {}\n",
	} {
		m, err := bound(t, Options{}, map[string]string{"m.go": "package m\n\n" + source})
		if err != nil {
			t.Fatal(err)
		}
		w := m.Warnings()
		if len(w) != 1 || !strings.Contains(w[0].Text, "in Python: the name ") || !strings.Contains(w[0].Text, " is taken by ") || w[0].Cure == "" || !strings.HasPrefix(w[0].Pos, "m.go:") {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

func TestPackagesThatExportNothing(t *testing.T) {
	for name, source := range map[string]string{"unexported": "func f() {}\n\ntype t struct{}\n\nfunc (t) M() {}\n", "empty": "", "blank": "var _ = 1\n", "init alone": "func init() {}\n"} {
		_, err := bound(t, Options{}, map[string]string{"m.go": "package m\n\n" + source})
		if err == nil || !strings.Contains(err.Error(), "example.com/m exports nothing: ") || !strings.Contains(err.Error(), "capital letter") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := bound(t, Options{}, map[string]string{"m.go": "package m\n", "other/other.go": "package other\n\nfunc F() {}\n"}); err != nil {
		t.Errorf("one of two exports something: %v", err)
	}
}

// Messages spell types as their authors do.
func TestTypesInMessages(t *testing.T) {
	_, err := bound(t, Options{}, map[string]string{"m.go": "package m\n\nimport \"time\"\n\n//py:borrow t\nfunc F(t []time.Time) {}\n"})
	if err == nil || !strings.Contains(err.Error(), "t is a []time.Time") {
		t.Errorf("%v", err)
	}
}
