package lentcase

import "strings"

// What Go writes to declared types inside of others.

type Row []string

func (r Row) First() string { return r[0] }

type Sheet []Row

type Counts map[string]int

type Marks map[string]struct{}

type Blob []byte

type Weights []float64

func (w Weights) Sum() float64 { return w[0] }

type Vector [2]float64

func (v Vector) Sum() float64 { return v[0] + v[1] }

type Pair [2]Row

func (p Pair) Left() Row { return p[0] }

// A Tree is a map of its own type.
type Tree map[string]Tree

func (t Tree) Size() int { return len(t) }

// A Doc holds anything.
type Doc map[string]any

var keptRows any

// UpperRows writes to rows in a list.
func UpperRows(rows []Row) {
	for _, row := range rows {
		for i := range row {
			row[i] = strings.ToUpper(row[i])
		}
	}
}

// UpperRowsKept may keep them.
func UpperRowsKept(rows []Row) int {
	keptRows = rows
	UpperRows(rows)
	return len(rows)
}

// UpperSheet writes to those of a sheet.
func UpperSheet(s Sheet) { UpperRows(s) }

// UpperSheets writes to those of sheets.
func UpperSheets(m map[string][]Sheet) {
	for _, sheets := range m {
		for _, s := range sheets {
			UpperRows(s)
		}
	}
}

// LengthenRow makes another row of the first one.
func LengthenRow(rows []Row) { rows[0] = append(rows[0], "more") }

// CountEach writes to maps in a list and in a map.
func CountEach(list []Counts, m map[string]Counts) int {
	for _, c := range list {
		c["n"]++
		delete(c, "old")
	}
	for _, c := range m {
		c["n"]++
	}
	return len(list)
}

// See writes to sets.
func See(all []Marks, s string) int {
	for _, seen := range all {
		seen[s] = struct{}{}
		delete(seen, "old")
	}
	return len(all)
}

// Stamp writes to bytes.
func Stamp(blobs []Blob) {
	for _, b := range blobs {
		b[0] = '!'
	}
}

// HalveEach writes to numbers.
func HalveEach(all []Weights) {
	for _, w := range all {
		w[0] /= 2
	}
}

// NegateEach writes what is equal to what was there.
func NegateEach(all []Weights) {
	for _, w := range all {
		w[0] = -w[0]
	}
}

// SetVectors writes to arrays, which are values.
func SetVectors(all []Vector) {
	for i := range all {
		all[i][0] = 9
	}
}

// SetPair writes to what an array shares.
func SetPair(p Pair) {
	p[0][0] = "new"
	p[1] = nil
}

// Branch writes to a type that contains itself.
func Branch(t Tree) {
	for _, branch := range t {
		branch["leaf"] = Tree{}
	}
}

// A Nest contains itself.
type Nest []Nest

func (n Nest) Size() int { return len(n) }

// Knot is a nest in itself.
func Knot() Nest {
	n := Nest{nil}
	n[0] = n
	return n
}

// Unnest writes to nests.
func Unnest(all []Nest) {
	for _, n := range all {
		n[len(n)-1] = nil
	}
}

// Fix writes to what documents hold.
func Fix(docs []Doc) { docs[0]["a"].(map[string]any)["b"] = 1 }

// CountOnEach leaves a goroutine with maps.
func CountOnEach(list []Counts, stop <-chan int) {
	list[0]["started"] = 1
	go func() {
		for range stop {
			list[0]["n"]++
		}
	}()
}

// PushRows writes to rows behind a pointer.
func PushRows(rows *[]Row) {
	(*rows)[0][0] = "new"
	*rows = append(*rows, Row{"pushed"})
}

// *args.

func UpperArgs(rows ...[]string) {
	for i := range rows {
		rows[i][0] = strings.ToUpper(rows[i][0])
		rows[i] = nil
	}
}

func UpperRowArgs(rows ...Row) { UpperRows(rows) }

func ReadArgs(rows ...[]string) int { return len(rows[0]) }

func CountArgs(all ...map[string]int) {
	for _, m := range all {
		m["n"]++
	}
}

func StampArgs(all ...[]byte) {
	for _, b := range all {
		b[0] = '!'
	}
}

func CountOnArgs(stop <-chan int, all ...map[string]int) {
	go func() {
		for range stop {
			all[0]["n"]++
		}
	}()
}

// AppendThrough makes slices behind pointers longer.
func AppendThrough(all ...*[]int) {
	for _, p := range all {
		*p = append(*p, 1)
	}
}
