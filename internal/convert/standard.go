package convert

import (
	"go/types"
	"maps"
	"slices"

	"gophersnake/internal/model"
)

// A standardType is a type of the standard library, or of our own, that has a
// Python form.
type standardType struct {
	convert func(*Table, *types.Named) (*model.Type, error)
	equal   Equality
}

// An Equality is how values of a type are compared where they lie in a struct:
// as Python compares what they become.
type Equality struct {
	Way EqualityWay
	// Functions of rt/, func(a, b *T) bool and func(*T) uint64; ByFunctions only. Values
	// that are equal have the same hash.
	Equal, Hash string
}

// An EqualityWay says who compares.
type EqualityWay int

const (
	notSaid     EqualityWay = iota
	ByParts                 // what its fields and pointers hold is compared, as of any type
	ByGo                    // Go's == says it, whatever pointers there are inside
	ByFunctions             // functions of rt/
)

// standard are these types by their full names. A new conversion is a line here; its
// test goes over all of them.
var standard map[string]standardType

func init() { // the functions look up other types
	standard = map[string]standardType{
		"time.Time":     {(*Table).time, Equality{ByFunctions, "rt.EqualTime", "rt.HashTime"}},
		"time.Duration": {(*Table).duration, Equality{Way: ByGo}},

		"iter.Seq":      {(*Table).sequence, Equality{Way: ByParts}},
		"iter.Seq2":     {(*Table).sequence, Equality{Way: ByParts}},
		"io.Reader":     {(*Table).reader, Equality{Way: ByParts}},
		"io.ReadCloser": {(*Table).reader, Equality{Way: ByParts}},

		"gophersnake/rt.Object": {(*Table).pyObject, Equality{Way: ByParts}},
		"gophersnake/rt.Str":    {(*Table).pyStr, Equality{Way: ByParts}},
	}
}

// EqualityOf is how values of a declared type are compared. Of a type that has no
// entry it is ByParts.
func EqualityOf(t *types.Named) Equality {
	if s := standardOf(t); s != nil {
		return s.equal
	}
	return Equality{Way: ByParts}
}

// Equalities are those by functions, of all entries.
func Equalities() []Equality {
	var all []Equality
	for _, name := range slices.Sorted(maps.Keys(standard)) {
		if e := standard[name].equal; e.Way == ByFunctions {
			all = append(all, e)
		}
	}
	return all
}

// standardOf finds the entry of a type, or nil.
func standardOf(t *types.Named) *standardType {
	obj := t.Obj()
	if obj.Pkg() == nil {
		return nil
	}
	if s, ok := standard[obj.Pkg().Path()+"."+obj.Name()]; ok {
		return &s
	}
	return nil
}
