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
	convert conversion
	pointer conversion // of a pointer to it, where that is the value; nil: as of any type
	equal   Equality
}

type conversion = func(*Table, *types.Named) (*model.Type, error)

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
		"time.Time":     {(*Table).time, nil, Equality{ByFunctions, "rt.EqualTime", "rt.HashTime"}},
		"time.Duration": {(*Table).duration, nil, Equality{Way: ByGo}},

		"math/big.Int":   {(*Table).bigInt, (*Table).bigIntPointer, Equality{ByFunctions, "rt.EqualBigInt", "rt.HashBigInt"}},
		"math/big.Rat":   {(*Table).rat, (*Table).ratPointer, Equality{ByFunctions, "rt.EqualRat", "rt.HashRat"}},
		"math/big.Float": {(*Table).bigFloat, (*Table).bigFloatPointer, Equality{ByFunctions, "rt.EqualFloat", "rt.HashFloat"}},
		"time.Location":  {(*Table).location, (*Table).locationPointer, Equality{ByFunctions, "rt.EqualLocation", "rt.HashLocation"}},

		"net.IP":    {(*Table).ip, nil, Equality{Way: ByParts}},
		"net.IPNet": {(*Table).ipNet, nil, Equality{Way: ByParts}},

		"reflect.Value": {(*Table).reflectValue, nil, Equality{Way: ByGo}},

		"database/sql/driver.Value": {(*Table).driverValue, nil, Equality{Way: ByParts}},

		"net/netip.Addr":     {(*Table).netipAddr, nil, Equality{Way: ByGo}},
		"net/netip.AddrPort": {(*Table).netipAddrPort, nil, Equality{Way: ByGo}},
		"net/netip.Prefix":   {(*Table).netipPrefix, nil, Equality{Way: ByGo}},

		"iter.Seq":           {(*Table).sequence, nil, Equality{Way: ByParts}},
		"iter.Seq2":          {(*Table).sequence, nil, Equality{Way: ByParts}},
		"io.Reader":          {reader("ReadReader"), nil, Equality{Way: ByParts}},
		"io.ReadCloser":      {reader("ReadReadCloser"), nil, Equality{Way: ByParts}},
		"io.Writer":          {file(writable, "ReadWriter"), nil, Equality{Way: ByParts}},
		"io.StringWriter":    {file(writable, "ReadStringWriter"), nil, Equality{Way: ByParts}},
		"io.ByteWriter":      {file(writable, "ReadByteWriter"), nil, Equality{Way: ByParts}},
		"io.WriteCloser":     {file(writable, "ReadWriteCloser"), nil, Equality{Way: ByParts}},
		"io.ReadWriter":      {file(readable|writable, "ReadReadWriter"), nil, Equality{Way: ByParts}},
		"io.ReadWriteCloser": {file(readable|writable, "ReadReadWriteCloser"), nil, Equality{Way: ByParts}},
		"io.Seeker":          {file(seekable, "ReadSeeker"), nil, Equality{Way: ByParts}},
		"io.ReadSeeker":      {file(readable|seekable, "ReadReadSeeker"), nil, Equality{Way: ByParts}},
		"io.ReadSeekCloser":  {file(readable|seekable, "ReadReadSeekCloser"), nil, Equality{Way: ByParts}},
		"io.WriteSeeker":     {file(writable|seekable, "ReadWriteSeeker"), nil, Equality{Way: ByParts}},
		"io.ReadWriteSeeker": {file(readable|writable|seekable, "ReadReadWriteSeeker"), nil, Equality{Way: ByParts}},
		"io.ReaderAt":        {file(readable|seekable, "ReadReaderAt"), nil, Equality{Way: ByParts}},
		"io.WriterAt":        {file(writable|seekable, "ReadWriterAt"), nil, Equality{Way: ByParts}},
		"io.ByteReader":      {file(readable, "ReadByteReader"), nil, Equality{Way: ByParts}},
		"io.RuneReader":      {file(readable, "ReadRuneReader"), nil, Equality{Way: ByParts}},
		"io.WriterTo":        {file(readable, "ReadWriterTo"), nil, Equality{Way: ByParts}},
		"io.ReaderFrom":      {file(writable, "ReadReaderFrom"), nil, Equality{Way: ByParts}},

		"gophersnake/rt.Array":  {(*Table).pyArray, nil, Equality{Way: ByGo}},
		"gophersnake/rt.Object": {(*Table).pyObject, nil, Equality{ByFunctions, "rt.EqualObject", "rt.HashObject"}},
		"gophersnake/rt.Key":    {(*Table).key, nil, Equality{Way: ByGo}},
		"gophersnake/rt.Str":    {(*Table).pyStr, nil, Equality{Way: ByParts}},
	}
}

// isClass reports whether a type with an entry is a class all the same, since its package is
// bound: who wraps math/big wants its methods. Python's own values are taken for instances.
func (tab *Table) isClass(t *types.Named) bool {
	return wrapped[t.Obj().Pkg().Path()+"."+t.Obj().Name()] && tab.Whole != nil && tab.Whole(t.Obj().Pkg())
}

// wrapped are such types.
var wrapped = map[string]bool{"math/big.Int": true, "math/big.Rat": true, "math/big.Float": true, "time.Location": true,
	"net/netip.Addr": true, "net/netip.AddrPort": true, "net/netip.Prefix": true, "net.IP": true, "net.IPNet": true}

// A textForm is how text becomes a value of a type of the standard library that does not say
// it in the usual way: a format of the call, of the package's name and the type.
type textForm struct {
	call string
	kin  model.Kin
}

var textForms = map[string]textForm{
	"time.Location": {"%[1]s.LoadLocation(%%s)", model.ZoneKin},
	"regexp.Regexp": {"%[1]s.Compile(%%s)", model.PatternKin},
	// with so many bits that its shortest text is the same number
	"math/big.Float":   {"rt.UnmarshalledTo(func(n int) *%[2]s { return new(%[2]s).SetPrec(max(64, 4*uint(n))) }, %%s)", model.NumberKin},
	"net/netip.Addr":   {"rt.Unmarshalled[%[2]s](%%s)", model.AddressKin},
	"net/netip.Prefix": {"rt.Unmarshalled[%[2]s](%%s)", model.NetworkKin},
	"net.IP":           {"rt.Unmarshalled[%[2]s](%%s)", model.AddressKin},
	"net.HardwareAddr": {"rt.Parsed(%[1]s.ParseMAC(%%s))", model.NoKin},
	"os.File":          {"rt.OpenFile((*%[2]s)(nil), %%s)", model.FileKin},
}

// TextForm is how text becomes a value of some types; "" for all others.
func TextForm(t *types.Named) (call string, kin model.Kin) {
	f := textForms[t.Obj().Pkg().Path()+"."+t.Obj().Name()]
	return f.call, f.kin
}

// valuePointer finds the type to which a pointer is the value, or nil.
func valuePointer(t types.Type) (*types.Named, conversion) {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return nil, nil
	}
	n, ok := types.Unalias(p.Elem()).(*types.Named)
	if !ok {
		return nil, nil
	}
	if s := standardOf(n); s != nil {
		return n, s.pointer
	}
	return nil, nil
}

// Place is In for a field or a variable. A pointer that is the value may be nil there,
// as it is before anything is assigned: an optional.
func (tab *Table) Place(t types.Type) (*model.Type, error) {
	n, pointer := valuePointer(t)
	if pointer == nil || tab.isClass(n) {
		return tab.Of(t)
	}
	for _, k := range tab.places {
		if types.Identical(k.t, t) {
			return k.m, k.e
		}
	}
	elem, err := tab.Of(n)
	if err != nil {
		return nil, err
	}
	if elem.Kind == model.Location { // whose pointer can be None everywhere
		return tab.Of(t)
	}
	m := tab.add(t, optional(elem))
	tab.places = append(tab.places, entry{t: t, m: m})
	return m, nil
}

// EqualityOf is how values of a type are compared. Of a type that has no entry it is
// ByParts.
func EqualityOf(t types.Type) Equality {
	if n, pointer := valuePointer(t); pointer != nil {
		t = n
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		if s := standardOf(n); s != nil {
			return s.equal
		}
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
