package main

import (
	"encoding/base64"
	"fmt"
	"go/constant"
	"go/types"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"sort"
	"strconv"
	"strings"
)

// A value is a tagged JSON array; values.md lists the tags.
type value []any

type input struct {
	ID       int     `json:"id"`
	Function string  `json:"function"`
	Args     []value `json:"args"`
}

// maxDepth is how deep arguments nest: a list of structs, each made of a list of
// numbers, is three deep.
const maxDepth = 3

// inputs makes up the calls of every function.
func (g *generator) inputs() []input {
	names := make([]string, 0, len(g.plan.Functions))
	for name, f := range g.plan.Functions {
		if f.Called {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	inputs := []input{}
	for _, name := range names {
		f := g.plan.Functions[name]
		for _, args := range combine(g.argumentPools(f, 0), g.calls, random(name)) {
			inputs = append(inputs, input{ID: len(inputs), Function: name, Args: args})
		}
	}
	return inputs
}

// argumentPools returns the candidates for each argument, the receiver first.
func (g *generator) argumentPools(f *function, depth int) [][]value {
	pools := [][]value{}
	if f.Method {
		pools = append(pools, g.instances(f.receiver, depth))
	}
	for p := range f.signature.Params().Variables() {
		if !isContext(p.Type()) {
			pools = append(pools, g.pool(p.Type(), depth))
		}
	}
	return pools
}

// random is a source of its own for every name, so that one more function does
// not change the calls of all others.
func random(name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(h.Sum64(), 1))
}

// combine picks at most limit combinations: all if they are few, else every
// candidate at least once where the limit allows, and the rest at random.
func combine(pools [][]value, limit int, rng *rand.Rand) [][]value {
	all, longest := 1, 0
	for _, pool := range pools {
		if len(pool) == 0 {
			return nil
		}
		all = min(all*len(pool), limit+1)
		longest = max(longest, len(pool))
	}
	found := [][]value{}
	if all <= limit {
		for i := range all {
			args := make([]value, len(pools))
			for k, pool := range pools {
				args[k], i = pool[i%len(pool)], i/len(pool)
			}
			found = append(found, args)
		}
		return found
	}
	seen := map[string]bool{}
	for i := 0; len(found) < limit && i < 4*limit; i++ {
		args := make([]value, len(pools))
		for k, pool := range pools {
			at := rng.IntN(len(pool))
			// The first goes through its candidates in order, the others too but
			// from a random start: equal arguments meet, and unequal ones.
			if i < longest {
				at = (i + k*rng.IntN(len(pool))) % len(pool)
			}
			args[k] = pool[at]
		}
		if key := fmt.Sprint(args); !seen[key] {
			seen[key] = true
			found = append(found, args)
		}
	}
	return found
}

type poolKey struct {
	name  string
	depth int
}

// pool returns values of a type to be given as arguments; none if it has no way
// to make one.
func (g *generator) pool(t types.Type, depth int) []value {
	if depth > maxDepth {
		return nil
	}
	key := poolKey{types.TypeString(t, nil), depth}
	if pool, ok := g.pools[key]; ok {
		return pool
	}
	g.pools[key] = nil // what needs itself can't be made
	pool := g.newPool(t, depth)
	g.pools[key] = pool
	return pool
}

func (g *generator) newPool(t types.Type, depth int) []value {
	rng := random(types.TypeString(t, nil))
	if named, ok := types.Unalias(t).(*types.Named); ok {
		if path := typeName(named); strings.HasPrefix(path, "time.") {
			return nil
		}
		if _, isStruct := named.Underlying().(*types.Struct); isStruct {
			return g.structs(named, depth, rng)
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return append(g.constants(t), basics(u, t, depth, rng)...)
	case *types.Pointer:
		pool := g.instances(u.Elem(), depth)
		if depth == 0 && len(pool) > 0 {
			// nil is the edge of this type.
			pool = append([]value{{"n"}}, pool...)
		}
		return pool
	case *types.Slice:
		if isByte(u.Elem()) {
			return byteStrings()
		}
		return lists(g.pool(u.Elem(), depth+1), rng)
	case *types.Array:
		return arrays(g.pool(u.Elem(), depth+1), isByte(u.Elem()), int(u.Len()), rng)
	case *types.Map:
		if s, ok := u.Elem().Underlying().(*types.Struct); ok && s.NumFields() == 0 {
			return nil
		}
		return mapValues(g.pool(u.Key(), depth+1), g.pool(u.Elem(), depth+1), rng)
	}
	return nil
}

// instances returns values of a type that are instances of its class, if it has
// one: a method needs that, and a pointer.
func (g *generator) instances(t types.Type, depth int) []value {
	pool := g.pool(t, depth)
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || g.plan.Classes[typeName(named)] == nil || g.plan.Classes[typeName(named)].Form == "struct" {
		return pool
	}
	if constructed(named) {
		return nil
	}
	found := make([]value, len(pool))
	for i, plain := range pool {
		found[i] = value{"of", typeName(named), plain}
	}
	return found
}

func isByte(t types.Type) bool { return types.Identical(t.Underlying(), types.Typ[types.Uint8]) }

// structs makes structs from their fields, and by the functions that return one.
func (g *generator) structs(named *types.Named, depth int, rng *rand.Rand) []value {
	c := g.plan.Classes[typeName(named)]
	if c == nil {
		return nil
	}
	found := []value{}
	if c.literal {
		// What can't be made up, or not be set from outside, stays zero.
		names, pools := []string{}, [][]value{}
		for _, f := range c.Fields {
			t, promoted := fieldType(named, f.Go)
			if pool := g.pool(t, depth+1); !promoted && len(pool) > 0 {
				names, pools = append(names, f.Go), append(pools, pool)
			}
		}
		for _, held := range combine(pools, 24, rng) {
			fields := [][]any{}
			for i, name := range names {
				fields = append(fields, []any{name, held[i]})
			}
			found = append(found, value{"o", typeName(named), fields})
		}
	}
	for _, maker := range c.makers {
		for _, args := range combine(g.argumentPools(maker, depth+1), 24, rng) {
			found = append(found, value{"call", maker.key, args})
		}
	}
	return sample(found, 60, rng)
}

func sample(values []value, n int, rng *rand.Rand) []value {
	rng.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
	return values[:min(n, len(values))]
}

// constants are those that the package declares of a named type: the values
// that its functions know.
func (g *generator) constants(t types.Type) []value {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	scope := named.Obj().Pkg().Scope()
	found := []value{}
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if !ok || !types.Identical(c.Type(), t) || len(found) == 16 {
			continue
		}
		switch c.Val().Kind() {
		case constant.Int:
			found = append(found, value{"i", c.Val().ExactString()})
		case constant.String:
			found = append(found, text(constant.StringVal(c.Val())))
		}
	}
	return found
}

// basics are edge values of a basic type, and some at random. What lies deeper
// than an argument itself serves to make one, and with only edge values most
// makers refuse, or with a size of 2^62 never end: there numbers are tame.
func basics(b *types.Basic, t types.Type, depth int, rng *rand.Rand) []value {
	_, named := types.Unalias(t).(*types.Named)
	switch {
	case depth > 0 && b.Info()&types.IsFloat != 0:
		return tameFloats(rng)
	case depth > 0 && !named && b.Info()&types.IsInteger != 0 && bits(b.Kind()) > 8:
		return tameIntegers(b.Info()&types.IsUnsigned == 0)
	case b.Kind() == types.Bool:
		return []value{{"b", false}, {"b", true}}
	case b.Info()&types.IsUnsigned != 0 && b.Kind() != types.Uintptr:
		return unsigned(bits(b.Kind()), rng)
	case b.Info()&types.IsInteger != 0 && b.Kind() != types.Uintptr:
		return signed(bits(b.Kind()), rng)
	case b.Kind() == types.Float64:
		return floats(rng)
	case b.Kind() == types.Float32:
		return floats32(rng)
	case b.Info()&types.IsComplex != 0:
		narrow := b.Kind() == types.Complex64
		return complexes(narrow, rng)
	case b.Info()&types.IsString != 0:
		found := []value{}
		for _, s := range texts() {
			found = append(found, text(s))
		}
		return found
	}
	return nil
}

func bits(k types.BasicKind) int {
	switch k {
	case types.Int8, types.Uint8:
		return 8
	case types.Int16, types.Uint16:
		return 16
	case types.Int32, types.Uint32:
		return 32
	}
	return 64
}

func signed(bits int, rng *rand.Rand) []value {
	least, most := int64(-1)<<(bits-1), int64(1)<<(bits-1)-1
	numbers := []int64{0, 1, -1, 2, 3, 5, 10, 30, 100, -7, least, most, least + 1, most - 1}
	for range 10 {
		// Of every magnitude, not only near the greatest.
		numbers = append(numbers, int64(rng.Uint64())>>(64-bits)>>rng.IntN(bits))
	}
	found := []value{}
	for _, n := range numbers {
		found = append(found, value{"i", strconv.FormatInt(n, 10)})
	}
	return found
}

func unsigned(bits int, rng *rand.Rand) []value {
	most := ^uint64(0) >> (64 - bits)
	numbers := []uint64{0, 1, 2, 3, 5, 10, 30, 100, most, most - 1, most/2 + 1}
	for range 12 {
		numbers = append(numbers, rng.Uint64()>>(64-bits)>>rng.IntN(bits))
	}
	found := []value{}
	for _, n := range numbers {
		found = append(found, value{"i", strconv.FormatUint(n, 10)})
	}
	return found
}

func tameIntegers(signed bool) []value {
	found := []value{}
	for _, n := range []string{"0", "1", "2", "3", "4", "5", "7", "10", "20", "30", "100"} {
		found = append(found, value{"i", n})
	}
	if signed {
		found = append(found, value{"i", "-1"})
	}
	return found
}

func tameFloats(rng *rand.Rand) []value {
	found := []value{}
	for _, f := range []float64{0, 1, -1, 0.5, 2, 10, 45, -90, 180} {
		found = append(found, value{"f", floatBits(f)})
	}
	for range 12 {
		// Eighths fit a float32 too.
		found = append(found, value{"f", floatBits(math.Round(rng.NormFloat64()*480) / 8)})
	}
	return found
}

func floatNumbers(rng *rand.Rand) []float64 {
	numbers := []float64{
		0, math.Copysign(0, -1), 1, -1, 0.5, 2, 3, 10, -10, 45, 90, -90, 180, -180, 360, math.Pi, -math.Pi, math.Pi / 2,
		1e-9, 1e9, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64,
	}
	for range 16 {
		numbers = append(numbers, rng.Float64()*2-1, rng.NormFloat64()*60)
	}
	return numbers
}

func floatBits(f float64) string { return fmt.Sprintf("%016x", math.Float64bits(f)) }

func floats(rng *rand.Rand) []value {
	found := []value{}
	for _, f := range floatNumbers(rng) {
		found = append(found, value{"f", floatBits(f)})
	}
	return found
}

func floats32(rng *rand.Rand) []value {
	found := []value{{"f", floatBits(math.MaxFloat32)}, {"f", floatBits(math.SmallestNonzeroFloat32)}}
	for _, f := range floatNumbers(rng) {
		// A finite number beyond float32 is an OverflowError in Python by design.
		if narrow := float64(float32(f)); math.IsInf(narrow, 0) == math.IsInf(f, 0) {
			found = append(found, value{"f", floatBits(narrow)})
		}
	}
	return found
}

func complexes(narrow bool, rng *rand.Rand) []value {
	parts := floats(rng)
	if narrow {
		parts = floats32(rng)
	}
	found := []value{}
	for range 20 {
		re, im := parts[rng.IntN(len(parts))], parts[rng.IntN(len(parts))]
		found = append(found, value{"c", re[1], im[1]})
	}
	return found
}

// texts are strings of every sort that functions of strings look at: empty,
// long, similar to each other, in several scripts, numbers, JSON and paths into
// it, and bytes that are no UTF-8.
func texts() []string {
	return []string{
		"", "a", "A", "ab", "ba", " ", "hello", "Hello, World!", "kitten", "sitting", "Robert", "Rupert", "Tymczak",
		"Schmidt", "Smith", "MARTHA", "MARHTA", "Dwayne", "Duane", "night", "nacht", "GATTACA", "GCATGCU", "aaaa", "abcabc",
		"to be or not to be", "\t tab and\nline \r\n", "0", "1", "-17", "3.25", "1e6", "true", "null", "x=1&y=2",
		"h\u00e9llo w\u00f6rld", "he\u0301llo", "stra\u00dfe", "\u65e5\u672c\u8a9e", "\u0421\u043e\u0444\u0438\u044f",
		"\U0001f40d\U0001f9ab", "\u202eabc", "\ufeffbom", "nul\x00inside", "\xff\xfe\xfd", "bad\xc3", "\xed\xa0\x80",
		`{"name":{"first":"Tom","last":"Anderson"},"age":37,"children":["Sara","Alex","Jack"],"pi":3.25e2,"ok":true,"no":null}`,
		`[{"a":1,"b":[1,2,3]},{"a":2,"b":[]},{"a":-0.5,"b":"x\u00e9\n"}]`, `{"broken": [1, 2`, `"text"`, `[]`, `{}`,
		"name.first", "children.#", "children.1", "#.a", `#(a>1).b`, "name|@reverse", "age", "*", "a.b.c",
		"4/5", "89c259", "1/", "X", "http://example.org/a%20b?q=1#f", "2026-01-02T03:04:05Z",
		strings.Repeat("ab", 500), strings.Repeat("\u00e9", 300), strings.Repeat("word ", 60),
	}
}

func text(s string) value {
	return value{"s", base64.StdEncoding.EncodeToString([]byte(s))}
}

func byteStrings() []value {
	found := []value{}
	for _, s := range append(texts(), strings.Repeat("\x00", 64), "0123456789abcdef0123456789abcdef0") {
		found = append(found, value{"y", base64.StdEncoding.EncodeToString([]byte(s))})
	}
	return found
}

func lists(items []value, rng *rand.Rand) []value {
	if len(items) == 0 {
		return nil
	}
	found := []value{{"l", []value{}}, {"l", items[:1]}}
	for _, n := range []int{1, 2, 2, 3, 3, 3, 4, 5, 8, 13} {
		found = append(found, value{"l", pick(items, n, rng)})
	}
	// Long lists only of what is written short, or the inputs grow without end.
	if tag := items[0][0]; tag == "i" || tag == "f" || tag == "b" {
		found = append(found, value{"l", items}, value{"l", pick(items, 300, rng)})
	}
	return found
}

func arrays(items []value, bytes bool, n int, rng *rand.Rand) []value {
	if len(items) == 0 || n > 4096 {
		return nil
	}
	found := []value{}
	for range 12 {
		if bytes {
			data := make([]byte, n)
			for i := range data {
				data[i] = byte(rng.Uint32())
			}
			found = append(found, value{"y", base64.StdEncoding.EncodeToString(data)})
			continue
		}
		found = append(found, value{"l", pick(items, n, rng)})
	}
	return found
}

func mapValues(keys, items []value, rng *rand.Rand) []value {
	if len(keys) == 0 || len(items) == 0 {
		return nil
	}
	found := []value{{"m", []value{}}}
	for _, n := range []int{1, 2, 5, 20} {
		pairs, seen := [][]value{}, map[string]bool{}
		for _, key := range pick(keys, n, rng) {
			if name := fmt.Sprint(key); !seen[name] {
				seen[name] = true
				pairs = append(pairs, []value{key, items[rng.IntN(len(items))]})
			}
		}
		found = append(found, value{"m", pairs})
	}
	return found
}

func pick(values []value, n int, rng *rand.Rand) []value {
	found := make([]value, n)
	for i := range found {
		found[i] = values[rng.IntN(len(values))]
	}
	return found
}
