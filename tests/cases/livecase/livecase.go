// Package livecase has containers in fields and variables, at any depth.
package livecase

import (
	"sort"
	"strings"
	"time"
)

// A Row is an item of tables.
type Row struct {
	Name string
	Tags []string
	n    int
}

// Hidden is what Python can't see of a row.
func (r *Row) Hidden() int { return r.n }

// A Node is a tree.
type Node struct {
	Name     string
	Children []*Node
	ByName   map[string]*Node
}

// A Doc has containers of all kinds.
type Doc struct {
	Tags    []string
	Values  []float64
	Small   []float32
	Index   map[string]int
	Seen    map[string]struct{}
	Rows    []Row
	Ptrs    []*Row
	Grid    [][]float64
	Words   [][]string
	Lists   map[string][]int
	Maps    map[string]map[string]int
	Deep    []map[string][]int
	Structs map[string]Row
	Fixed   [3]int
	Table   [2][3]string
	RowsOf  [2]Row
	Opt     *[]string
	Times   []time.Time
	Waits   []time.Duration
	Funcs   []func(int) int
	Keys    map[[2]int]string
	Any     any
	AnyMap  map[string]any
	AnyList []any
	Raw     [][]byte
}

// NewDoc makes one with something in all of it.
func NewDoc() *Doc {
	opt := []string{"o"}
	return &Doc{
		Tags: []string{"a", "b"}, Values: []float64{1, 2, 3}, Small: []float32{1}, Index: map[string]int{"a": 1}, Seen: map[string]struct{}{"a": {}},
		Rows: []Row{{Name: "r0", n: 7}, {Name: "r1", n: 8}}, Ptrs: []*Row{{Name: "p0"}}, Grid: [][]float64{{1, 2}, {3, 4}}, Words: [][]string{{"x"}, {"y", "z"}},
		Lists: map[string][]int{"k": {1}}, Maps: map[string]map[string]int{"m": {"a": 1}}, Deep: []map[string][]int{{"d": {1}}},
		Structs: map[string]Row{"s": {Name: "s"}}, Fixed: [3]int{1, 2, 3}, Table: [2][3]string{{"a", "b", "c"}, {"d", "e", "f"}},
		Opt: &opt, Times: []time.Time{time.Unix(0, 0)}, Waits: []time.Duration{time.Second},
		Keys: map[[2]int]string{{1, 2}: "x"}, Any: map[string]any{"k": []any{1}}, AnyMap: map[string]any{"k": map[string]any{"x": 1}, "n": int8(3)},
		AnyList: []any{int8(1), "x"}, Raw: [][]byte{[]byte("x")},
	}
}

// Tagged shows the tags as Go sees them.
func (d *Doc) Tagged() string { return strings.Join(d.Tags, ",") }

// Keyed shows the index as Go sees it.
func (d *Doc) Keyed() string {
	var all []string
	for k := range d.Index {
		all = append(all, k)
	}
	sort.Strings(all)
	return strings.Join(all, ",")
}

// RowNames are the names of the rows.
func (d *Doc) RowNames() string {
	var all []string
	for _, r := range d.Rows {
		all = append(all, r.Name)
	}
	return strings.Join(all, ",")
}

// Push is what Go does with the tags.
func (d *Doc) Push(tag string) { d.Tags = append(d.Tags, tag) }

// Put is what Go does with the index.
func (d *Doc) Put(k string, n int) { d.Index[k] = n }

// Replace gives the document other tags.
func (d *Doc) Replace(tags []string) { d.Tags = append([]string(nil), tags...) }

// SwapGrid gives the grid other rows.
func (d *Doc) SwapGrid() { d.Grid = [][]float64{{9, 9}, {8, 8}} }

// Share makes both lists one array, of which the first has two items and room for more.
func (d *Doc) Share(e *Doc) {
	all := []float64{1, 2, 3, 4}
	d.Values, e.Values = all[:2], all[:2:2]
}

// SameMap lets both have one map.
func (d *Doc) SameMap(e *Doc) { e.Index = d.Index }

// AnyKinds are the dynamic types in AnyMap and AnyList, as Go prints them.
func (d *Doc) AnyKinds() []string {
	_, a := d.AnyMap["n"].(int8)
	_, b := d.AnyList[0].(int8)
	return []string{name(a), name(b)}
}

// Foreign puts types into interfaces that no list or dict of Python becomes.
func (d *Doc) Foreign() {
	d.Any = []string{"a"}
	d.AnyMap = map[string]any{"ints": []int{1}, "map": map[string]int{"a": 1}, "set": map[string]struct{}{"a": {}}}
}

func name(is bool) string {
	if is {
		return "int8"
	}
	return "other"
}

// CallAll calls the functions.
func (d *Doc) CallAll(n int) int {
	for _, f := range d.Funcs {
		n = f(n)
	}
	return n
}

// Plain has nothing hidden.
type Plain struct {
	Names  map[string]struct{}
	ByName map[string][]int
}

// Double writes its argument.
func Double(v []float64) int {
	for i := range v {
		v[i] *= 2
	}
	return len(v)
}

// Upper writes its argument.
func Upper(words []string, m map[string]int) int {
	for i := range words {
		words[i] = strings.ToUpper(words[i])
		m[words[i]] = i
	}
	return len(words)
}

// Table is a variable.
var Table = map[string]int{"a": 1}

// Names is one too.
var Names = []string{"x"}

// Grid is one with lists in it.
var Grid = [][]int{{1}, {2}}

// TableLen is what Go sees.
func TableLen() int { return len(Table) }

// Alias is the same map as Table.
var alias = Table

// AliasLen is what Go sees in the map by its other name.
func AliasLen() int { return len(alias) }

// Children counts the nodes.
func (n *Node) Count() int {
	all := 1
	for _, c := range n.Children {
		all += c.Count()
	}
	return all
}

// Inner is embedded.
type Inner struct{ Items []string }

// Outer promotes fields.
type Outer struct {
	Inner
	*Shared
}

// Shared is embedded by a pointer.
type Shared struct{ Marks []string }

// A Spot is a key that can hold what Go can't hash.
type Spot struct{ At any }

// Loose has maps whose keys Go can't always hash, and Nums, whose items run Python when they are read.
type Loose struct {
	ByAny  map[any]int
	AnySet map[any]struct{}
	BySpot map[Spot]int
	Nums   []int
	Nested [][]int
	Names  []*Row
}

// Sum shows the numbers as Go sees them.
func (l *Loose) Sum() (n int) {
	for _, v := range l.Nums {
		n = n*10 + v
	}
	return n
}

// A Figure is held by value or by pointer.
type Figure interface{ Wide() int }

// Flat is one by value.
type Flat struct {
	W    int
	Tags []string
}

// Wide implements Figure.
func (f Flat) Wide() int { return f.W }

// Solid is one by pointer.
type Solid struct{ W int }

// Wide implements Figure.
func (s *Solid) Wide() int { return s.W }

// Frame has figures wherever an interface can stand.
type Frame struct {
	One    Figure
	Any    any
	List   []Figure
	ByName map[string]Figure
	Anys   map[string]any
}

// NewFrame has a flat figure by value everywhere.
func NewFrame() *Frame {
	f := Flat{W: 1}
	return &Frame{f, f, []Figure{f, &Solid{1}}, map[string]Figure{"f": f}, map[string]any{"f": f, "l": []any{f}}}
}

// TheFigure is a variable.
var TheFigure Figure = Flat{W: 1}

// GiveFlat gives one that is the caller's.
func GiveFlat() Figure { return Flat{W: 1} }
