// Package stresscase moves much memory across the border while Go collects
// garbage all the time.
package stresscase

import (
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
)

var stop atomic.Bool
var rounds atomic.Int64

// CollectForEver starts a goroutine that forces one collection after another.
func CollectForEver() {
	stop.Store(false)
	go func() {
		for !stop.Load() {
			runtime.GC()
			rounds.Add(1)
		}
	}()
}

// StopCollecting ends it and says how many collections there were.
func StopCollecting() int64 { stop.Store(true); return rounds.Load() }

type Leaf struct {
	Name string
	N    int
}

type Tree struct {
	Leaf   Leaf
	Left   *Tree
	Right  *Tree
	Leaves []Leaf
	Index  map[string]*Leaf
}

func Grow(depth int, name string) *Tree {
	t := &Tree{Leaf: Leaf{name, depth}, Index: map[string]*Leaf{}}
	for i := range 3 {
		l := Leaf{fmt.Sprintf("%s/%d", name, i), i}
		t.Leaves = append(t.Leaves, l)
		t.Index[l.Name] = &t.Leaves[len(t.Leaves)-1]
	}
	if depth > 0 {
		t.Left, t.Right = Grow(depth-1, name+"l"), Grow(depth-1, name+"r")
	}
	return t
}

func (t *Tree) Names() []string {
	if t == nil {
		return nil
	}
	return append(append([]string{t.Leaf.Name}, t.Left.Names()...), t.Right.Names()...)
}

func Echo(s string, n int) (string, []string, map[string][]int, [][]float64, []byte) {
	list, m, grid := []string{}, map[string][]int{}, [][]float64{}
	for i := range n {
		list = append(list, strings.Repeat(s, i))
		m[fmt.Sprint(s, i)] = []int{i, i * i}
		grid = append(grid, make([]float64, i))
	}
	return strings.Repeat(s, n), list, m, grid, []byte(strings.Repeat(s, n))
}

func Back(list []string, m map[string][]int, trees []*Tree, leaf Leaf) ([]string, map[string][]int, []*Tree, Leaf) {
	return list, m, trees, leaf
}
func Fail(text string) (string, error) {
	return strings.Repeat(text, 100), fmt.Errorf("failed: %s", text)
}
func Panic(text string) { panic(text) }
