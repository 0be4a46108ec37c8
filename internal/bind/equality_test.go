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

type inner struct{ at [1]time.Time }

func (o Own) Equal(p Own) bool { return o.T == p.T }
`})
	if err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		class, equal, hash string
		unhashable         bool
	}{
		{"Plain", "==", "rt.Hash", false},
		{"Settable", "==", "", true},
		{"Address", "==", "rt.Hash", false},
		{"Stamp", "rt.DeepEqual", "rt.DeepHash", false},
		{"Number", "rt.DeepEqual", "rt.DeepHash", false},
		{"Event", "rt.DeepEqual", "", true},
		{"Deep", "rt.DeepEqual", "", true},
		{"Hidden", "rt.DeepEqual", "", true},
		{"Opaque", "", "", false},
		{"Own", "Equal", "", true},
		{"Locked", "rt.DeepEqual", "", true},
		{"Ring", "rt.DeepEqual", "", true},
		{"Generic", "rt.DeepEqual", "", true},
	}
	for _, row := range rows {
		i := slices.IndexFunc(m.Classes, func(c *model.Class) bool { return c.Go == row.class })
		if i < 0 {
			t.Errorf("%s is no class", row.class)
			continue
		}
		c := m.Classes[i]
		if call(c.Equal) != row.equal || call(c.HashFunc) != row.hash || c.Unhashable != row.unhashable {
			t.Errorf("%s: == by %q, hash by %q, unhashable %v; want %+v", row.class, call(c.Equal), call(c.HashFunc), c.Unhashable, row)
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
	for _, row := range []struct {
		source string
		want   []model.Comparison
	}{
		{"type A struct{ X []int }", nil},
		{"type A struct{ X int; t time.Time }", []model.Comparison{instants}},
		{"type A struct{ X int; m map[string][2]*b }\ntype b struct{ t time.Time }", []model.Comparison{instants}},
		{"type A struct{ X []*big.Int }", []model.Comparison{numbers}},
		{"type A struct{ X int; v any }", []model.Comparison{numbers, instants}},
		{"type A struct{ X int; v error }", []model.Comparison{numbers, instants}},
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
