package bind

import (
	"slices"
	"strings"
	"testing"
)

const generics = `package m

import "time"

type Number interface{ ~int | ~int64 | ~float32 }
type Small interface{ Number; ~int }
type Words interface{ ~string | ~[]byte }
type Celsius float64
type Own interface{ Celsius | ~bool }
type Never interface{ int; string }

func Any[T any](x T) T                                { return x }
func Comparable[T comparable](x T) T                  { return x }
func Numbers[T Number](x T) T                         { return x }
func Smalls[T Small](x T)                             {}
func Texts[T Words](x T)                              {}
func Owns[T Own](x T)                                 {}
func Nothing[T Never](x T)                            {}
func Named[Stream any](x Stream) Stream { return x }
func Core[S ~[]E, M ~map[K]E, K comparable, E any](m M, s S) S { return s }
func Result[T any]() T                                { return *new(T) }
func Method[T interface{ Get() T }](x T)              {}
func Pointer[T any, P interface{ *T; Set() }](x P)    {}
func Itself[T Less[T]](a, b T) bool                   { return a.Less(b) }
func Parsed[T any, P interface{ *T; Parse(string) }](s string) T { var x T; P(&x).Parse(s); return x }
func Coded[T interface{ ~int; Code() string }](x T)   {}
type Less[T any] interface{ Less(T) bool }
type Version int
func (v Version) Less(o Version) bool                 { return v < o }
func (v Version) Code() string                        { return "" }
type Date struct{ Day int }
func (d *Date) Less(o *Date) bool                     { return d.Day < o.Day }
func (d *Date) Parse(s string)                        {}
type Wrong struct{}
func (Wrong) Less(int) bool                           { return false }
type Vector[T any] = Pair[T, T]
//py:instantiate T=time.Duration
//py:instantiate T=int
func Said[T any](x T)                                 {}

type Pair[A, B any] struct { First A; Second B }
type Ints = Pair[int, int]
func (p Pair[A, B]) Swap() Pair[B, A]                 { return Pair[B, A]{} }
var _ time.Duration
`

// What type arguments are chosen.
func TestInstancesOfGenericFunctions(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{"m.go": generics})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ name, instances, signature string }{
		{"Any", "Any[rt.Object]", "(x: _T) -> _T"},
		{"Comparable", "Comparable[rt.Key]", "(x: _HashableT) -> _HashableT"},
		{"Named", "Named[rt.Object]", "(x: _Stream_) -> _Stream_"}, // stubs have a class _Stream
		{"Numbers", "Numbers[int64] Numbers[float32] Numbers[m.Version]", "(x: int) -> int"},
		{"Smalls", "Smalls[int]", "(x: int) -> None"},
		{"Texts", "Texts[string] Texts[[]byte]", "(x: str | _os.PathLike[str]) -> None"},
		{"Owns", "Owns[bool] Owns[m.Celsius]", "(x: bool) -> None"},
		{"Core", "Core[[]rt.Object, map[rt.Key]rt.Object, rt.Key, rt.Object]", "(m: _abc.Mapping[_HashableK, _E] | None, s: _abc.Iterable[_E] | None) -> list[_E]"},
		{"Result", "Result[rt.Object]", "() -> _typing.Any"},
		{"Itself", "Itself[m.Version] Itself[*m.Date]", "(a: int, b: int) -> bool"},
		{"Parsed", "Parsed[m.Date, *m.Date]", "(s: str | _os.PathLike[str]) -> Date"},
		{"Coded", "Coded[m.Version]", "(x: int) -> None"},
		{"Said", "Said[time.Duration] Said[int] Said[rt.Object]", "(x: _datetime.timedelta | float) -> None"},
	} {
		s := symbol(t, m, row.name)
		if !s.Bound {
			t.Errorf("%s: %s", row.name, s.Reason)
			continue
		}
		all := s.Func.Overloads
		if all == nil {
			all = append(all, s.Func)
		}
		var got []string
		for _, f := range all {
			got = append(got, f.GoInstance())
		}
		if strings.Join(got, " ") != row.instances || s.Signature != row.signature {
			t.Errorf("%s: %s %s, want %s %s", row.name, got, s.Signature, row.instances, row.signature)
		}
	}
	for name, why := range map[string]string{"Nothing": "no type satisfies its constraint", "Method": "names the type parameter itself", "Pointer": "no type of the package has the methods"} {
		if s := symbol(t, m, name); s.Bound || !strings.Contains(s.Reason, why) {
			t.Errorf("%s: %+v, want a reason with %q", name, s, why)
		}
	}
	if s := symbol(t, m, "Vector"); !s.Bound || s.Class.Python != "Pair" {
		t.Errorf("Vector: %+v", s)
	}
	var classes []string
	for _, c := range m.Classes {
		classes = append(classes, c.Python+"="+c.GoType)
	}
	for _, want := range []string{"Ints=p0.Pair[int, int]", "Pair=p0.Pair[p1.Object, p1.Object]"} {
		if !slices.Contains(classes, want) {
			t.Errorf("the classes are %s, want %s", classes, want)
		}
	}
}

func TestMistakesInInstantiate(t *testing.T) {
	for line, want := range map[string]string{
		"":          "write the type parameters and their types",
		"string":    "write the type parameters and their types",
		"T=strong":  "strong",
		"U=string":  "no type parameter U",
		"T=1":       "1 is no type",
		"T=[]int":   "does not satisfy",
		"T=int,U=a": "no type parameter U",
	} {
		_, err := bound(t, Options{}, map[string]string{"m.go": "package m\n\n// F is.\n//\n//py:instantiate " + line + "\nfunc F[T comparable](x T) {}\n"})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want an error with %q", line, err, want)
		}
	}
}
