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
func Core[S ~[]E, M ~map[K]E, K comparable, E any](m M, s S) S { return s }
func Result[T any]() T                                { return *new(T) }
func Method[T interface{ Get() T }](x T)              {}
func Pointer[T any, P interface{ *T; Set() }](x P)    {}
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
		{"Numbers", "Numbers[int64] Numbers[float32]", "(x: int) -> int"},
		{"Smalls", "Smalls[int]", "(x: int) -> None"},
		{"Texts", "Texts[string] Texts[[]byte]", "(x: str | _os.PathLike[str]) -> None"},
		{"Owns", "Owns[bool] Owns[m.Celsius]", "(x: bool) -> None"},
		{"Core", "Core[[]rt.Object, map[rt.Key]rt.Object, rt.Key, rt.Object]", "(m: _abc.Mapping[_HashableK, _E] | None, s: _abc.Iterable[_E] | None) -> list[_E]"},
		{"Result", "Result[rt.Object]", "() -> _typing.Any"},
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
	for name, why := range map[string]string{"Nothing": "no type satisfies its constraint", "Method": "names the type parameter itself", "Pointer": "missing method Set"} {
		if s := symbol(t, m, name); s.Bound || !strings.Contains(s.Reason, why) {
			t.Errorf("%s: %+v, want a reason with %q", name, s, why)
		}
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
