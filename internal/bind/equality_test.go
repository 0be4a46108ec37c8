package bind

import (
	"slices"
	"testing"

	"gophersnake/internal/model"
)

// How each class is compared and hashed, and by which functions of rt/.
func TestEquality(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{"m.go": `package m

import (
	"math/big"
	"net/netip"
	"sync"
	"time"
)

type Plain struct{ x, y int }
type Settable struct{ X int }
type Address struct{ a netip.Addr; p [2]netip.Prefix }
type Stamp struct{ at time.Time }
type Number struct{ n *big.Int; m big.Int }
type Event struct{ When time.Time }
type Deep struct {
	X int
	m map[string][]*inner
}
type Hidden struct { X int; t *inner }
type Opaque struct{ m map[string]int }
type Own struct{ T time.Time }
type Locked struct { mu sync.Mutex; X []int }
type Ring struct { Next *Ring; N int }
type List[T any] struct { v T; next *List[T] }
type Generic struct { L *List[time.Duration]; X int }

type Interface struct{ full any }
type Decoded struct{ p *int }
type Changing struct{ p *int }
type Guarded struct{ mu sync.Mutex; p *int }
type Ordered struct{ digits []int }
type Fields struct{ X []int }
type Value struct{ x int }
type Pointed struct{ x int }
type Less struct{ X int }
type List2 []int
type Sorter struct{ X int }
type Named int
type Variadic struct{ X int }

func (d *Decoded) UnmarshalText(t []byte) error { return nil }
func (d Decoded) Get() int { return *d.p }
func (c *Changing) Set(n int) { *c.p = n }
func (c Changing) Get() int { return *c.p }
func (o *Ordered) Cmp(p *Ordered) int { return 0 }
func (f Fields) Compare(g Fields) int { return 0 }
func (v Value) Compare(w Value) int { return 0 }
func (p Pointed) Equal(q *Pointed) bool { return true }
func (p *Pointed) Less(q Pointed) bool { return true }
func (l Less) Less(m Less) bool { return true }
func (l Less) Equal(m int) bool { return true }
func (l List2) Compare(m List2) int { return 0 }
func (s Sorter) Less(i, j int) bool { return true }
func (n Named) Less(m Named) bool { return true }
func (v Variadic) Cmp(w ...Variadic) int { return 0 }

type inner struct{ at [1]time.Time }

func (o Own) Equal(p Own) bool { return o.T == p.T }
`})
	if err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		class, equal, hash string
		unhashable         bool
		order              string
	}{
		{"Plain", "==", "rt.Hash", false, ""},
		{"Settable", "==", "", true, ""},
		{"Address", "==", "rt.Hash", false, ""},
		{"Stamp", "rt.DeepEqual", "rt.DeepHash", false, ""},
		{"Number", "rt.DeepEqual", "rt.DeepHash", false, ""},
		{"Event", "rt.DeepEqual", "", true, ""},
		{"Deep", "rt.DeepEqual", "", true, ""},
		{"Hidden", "rt.DeepEqual", "", true, ""},
		{"Opaque", "", "", false, ""},
		{"Own", "Equal", "", true, ""},
		{"Locked", "rt.DeepEqual", "", true, ""},
		{"Ring", "rt.DeepEqual", "", true, ""},
		{"Generic", "rt.DeepEqual", "", true, ""},
		{"Interface", "rt.Equal", "rt.Hash", false, ""},
		{"Decoded", "==", "rt.Hash", false, ""},
		{"Changing", "", "", false, ""},
		{"Guarded", "", "", false, ""},
		{"Ordered", "Cmp", "", true, "Cmp"},
		{"Fields", "Compare", "", true, "Compare"},
		{"Value", "==", "rt.Hash", false, "Compare"},
		{"Pointed", "Equal", "", true, "Less"},
		{"Less", "==", "", true, "Less"},
		{"List2", "", "", true, "Compare"},
		{"Sorter", "==", "", true, ""},
		{"Named", "", "", false, ""},
		{"Variadic", "==", "", true, ""},
	}
	for _, row := range rows {
		i := slices.IndexFunc(m.Classes, func(c *model.Class) bool { return c.Go == row.class })
		if i < 0 {
			t.Errorf("%s is no class", row.class)
			continue
		}
		c := m.Classes[i]
		if call(c.Equal) != row.equal || call(c.HashFunc) != row.hash || c.Unhashable != row.unhashable || call(c.Order) != row.order {
			t.Errorf("%s: == by %q, hash by %q, unhashable %v, order by %q; want %+v", row.class, call(c.Equal), call(c.HashFunc), c.Unhashable, call(c.Order), row)
		}
	}
}

const head = `package m

import (
	"math/big"
	"net/netip"
	"time"
)

var _ big.Int
var _ netip.Addr
var _ time.Time

`

// The functions that compare are those of the types that are reached.
func TestComparisonsOfAModule(t *testing.T) {
	instants, numbers := model.Comparison{Equal: "rt.EqualTime", Hash: "rt.HashTime"}, model.Comparison{Equal: "rt.EqualBigInt", Hash: "rt.HashBigInt"}
	objects := model.Comparison{Equal: "rt.EqualObject", Hash: "rt.HashObject"}
	floats, fractions := model.Comparison{Equal: "rt.EqualFloat", Hash: "rt.HashFloat"}, model.Comparison{Equal: "rt.EqualRat", Hash: "rt.HashRat"}
	zones := model.Comparison{Equal: "rt.EqualLocation", Hash: "rt.HashLocation"}
	for _, row := range []struct {
		source string
		want   []model.Comparison
	}{
		{"type A struct{ X []int }", nil},
		{"type A struct{ X int; t time.Time }", []model.Comparison{instants}},
		{"type A struct{ X int; m map[string][2]*b }\ntype b struct{ t time.Time }", []model.Comparison{instants}},
		{"type A struct{ X []*big.Int }", []model.Comparison{numbers}},
		{"type A struct{ X int; v any }", []model.Comparison{objects, floats, numbers, fractions, zones, instants}},
		{"type A struct{ X int; v error }", []model.Comparison{objects, floats, numbers, fractions, zones, instants}},
		{"type A struct{ X int; p []netip.Prefix }", nil},
		{"type A struct{ T time.Time }\nfunc (a A) Equal(b A) bool { return true }", nil},
		{"func F(t time.Time) {}", nil},
	} {
		m, err := bound(t, Options{}, map[string]string{"m.go": head + row.source + "\n"})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(m.Compared, row.want) {
			t.Errorf("%s: %v, want %v", row.source, m.Compared, row.want)
		}
	}
}

func call(f *model.Func) string {
	if f == nil {
		return ""
	}
	return f.Call
}
