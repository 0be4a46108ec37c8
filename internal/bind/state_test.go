package bind

import (
	"slices"
	"strings"
	"testing"

	"gophersnake/internal/model"
)

func TestState(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{"m.go": `package m

import (
	"sync"
	"sync/atomic"
	"time"
)

type Plain struct { X int; Name string; _ int }
type Tree struct { Name string; Up *Tree; Kids []*Tree }
type Lists struct { A []int; B map[string]int; C [2]int; P *int }
type Times struct { At time.Time; For time.Duration }
type Lives struct { F func(); C chan int }
type Half struct { X int; y int }
type Locked struct { X int; mu sync.Mutex }
type Embedding struct { sync.RWMutex; At [2]sync.Mutex; In Locked }
type Lazy struct { X int; once sync.Once }
type Inside struct { l Lazy }
type Spin struct { X int; held *int }
func (s *Spin) Lock() {}
func (s *Spin) Unlock() {}
type Counted struct { N atomic.Int64; X int }
type Skipped struct {
	X int
	//py:skip
	Y int
}
type inner struct { Depth int }
type Outer struct { inner; X int }
type hollow struct { Depth int; secret int }
type Around struct { hollow; X int }
type Holds struct { H Half; X int }

type Text struct { s string }
func (t Text) MarshalText() ([]byte, error) { return nil, nil }
func (t *Text) UnmarshalText(b []byte) error { return nil }
func (t Text) MarshalJSON() ([]byte, error) { return nil, nil }
func (t *Text) UnmarshalJSON(b []byte) error { return nil }

type Gob struct { Text; n int }
func (g *Gob) GobEncode() ([]byte, error) { return nil, nil }
func (g *Gob) GobDecode(b []byte) error { return nil }

type Embeds struct { Text; n int }

type OneWay struct { s string }
func (o OneWay) MarshalBinary() ([]byte, error) { return nil, nil }

type Other struct { s string }
func (o Other) MarshalBinary(n int) ([]byte, error) { return nil, nil }
func (o *Other) UnmarshalBinary(b []byte) error { return nil }

type Lost struct { s string }
func (l Lost) MarshalText() ([]byte, error) { return nil, nil }
func (l Lost) UnmarshalText(b []byte) error { return nil }

type Public struct { X int }
func (p Public) MarshalText() ([]byte, error) { return nil, nil }
func (p *Public) UnmarshalText(b []byte) error { return nil }

type Box []int
`})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		class, how    string
		fields        string // their forms
		links, copied bool
	}{
		{"Plain", "by its fields", "00", false, true},
		{"Tree", "by its fields", "001", true, true},
		{"Lists", "by its fields", "1100", false, true},
		{"Times", "by its fields", "32", false, true},
		{"Lives", "by its fields", "44", true, true},
		{"Half", "not: its field y is not exported", "0", false, true},
		{"Locked", "by its fields", "0", false, true},
		{"Embedding", "by its fields", "0", false, true},
		{"Lazy", "not: its field once must not be copied", "0", false, false},
		{"Inside", "not: its field l must not be copied", "", false, false},
		{"Spin", "not: its field held is not exported", "0", false, false},
		{"Counted", "by its fields", "00", false, false},
		{"Skipped", "not: its field Y is not bound", "0", false, true},
		{"Outer", "by its fields", "00", false, true},
		{"Around", "not: its field hollow.secret is not exported", "00", false, true},
		{"Holds", "by its fields", "00", false, true},
		{"Text", "by MarshalText and UnmarshalText", "", false, true},
		{"Gob", "by GobEncode and GobDecode", "0", false, true},
		{"Embeds", "not: its field n is not exported", "0", false, true},
		{"OneWay", "not: its field s is not exported", "", false, true},
		{"Other", "not: its field s is not exported", "", false, true},
		{"Lost", "not: its field s is not exported", "", false, true},
		{"Public", "by its fields", "0", false, true},
		{"Box", "by its fields", "", false, false},
	} {
		i := slices.IndexFunc(m.Classes, func(c *model.Class) bool { return c.Go == row.class })
		if i < 0 {
			t.Errorf("no class %s", row.class)
			continue
		}
		s, forms := m.Classes[i].State, ""
		for _, f := range s.Fields {
			forms += string('0' + rune(f.Form))
		}
		if s.How() != row.how || forms != row.fields || s.Links != row.links || (s.Copy != nil) != row.copied {
			t.Errorf("%s: %s, %s, links %v, copied %v; want %+v", row.class, s.How(), forms, s.Links, s.Copy != nil, row)
		}
	}
}

func TestWhatCannotBeFrozenOrHashed(t *testing.T) {
	for source, want := range map[string]string{
		"//py:frozen\ntype T int":                                                                      "//py:frozen T: it is no struct",
		"//py:frozen\ntype T struct{ P *int }":                                                         "a part of it is a pointer, a slice, a map or an interface",
		"//py:frozen\ntype T struct{ I Inner }\ntype Inner struct{ X int }":                            "its field I could be changed: put //py:frozen at Inner too",
		"//py:frozen\ntype T struct{ A [2]int }":                                                       "its field A could be changed",
		"//py:hashable\ntype T struct{ S []int }":                                                      "//py:hashable T: Go can't compare its values with ==",
		"//py:hashable\ntype T struct{ X int }\n//py:frozen\ntype U struct{ T T }":                     "put //py:frozen at T too",
		"//py:frozen\ntype T struct{ I Inner }\n//py:frozen\ntype Inner struct{ X int; B [4]byte }":    "",
		"//py:hashable\ntype T struct{ X int; P *int }\n//py:hashable\ntype N string":                  "",
		"//py:frozen\ntype T struct{ X int; Name string }\nfunc (t T) Equal(u T) bool { return true }": "",
	} {
		_, err := bound(t, Options{}, map[string]string{"m.go": "package m\n\n" + source + "\n"})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: got %v, want %q", source, err, want)
		}
	}
}
