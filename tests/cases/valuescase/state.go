package valuescase

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Point is a plain value.
type Point struct {
	X, Y  float64
	Label string
}

// Color is an enum.
type Color int

const (
	Red   Color = 1
	Green Color = 2
)

// Grade is a number with a name.
type Grade float64

func (g Grade) Passed() bool { return g >= 4 }

// Base is embedded.
type Base struct {
	ID   int64
	Tags []string
}

func (b *Base) Tag(s string) { b.Tags = append(b.Tags, s) }

// Person has a field of each kind.
type Person struct {
	Base
	Name   string
	Born   time.Time
	Wait   time.Duration
	Home   Point
	Work   *Point
	Color  Color
	Grade  Grade
	Scores map[string]float64
	Rows   [][]int
	Stops  []Point
	Places map[string]Point
	Friend *Person
	Data   []byte
	Big    *big.Int
	Addr   netip.Addr
	Maybe  *int
	Any    any
	Fixed  [3]int
	Set    map[string]struct{}
	OK     bool
	Z      complex128
}

// Nodes of a tree know their parents.
type Node struct {
	Name     string
	Parent   *Node
	Children []*Node
}

// A Grove has nodes that are copies in Python.
type Grove struct {
	Trees map[string]Node
}

func (n *Node) Add(name string) *Node {
	c := &Node{Name: name, Parent: n}
	n.Children = append(n.Children, c)
	return c
}

// Pair is generic.
//
//py:instantiate K=int, V=string
type Pair[K comparable, V any] struct {
	Key   K
	Value V
}

func PairOf(key int, value string) Pair[int, string] { return Pair[int, string]{key, value} }

// Matrix is a box.
type Matrix [][]float64

func (m Matrix) Rows() int { return len(m) }

// Vector has a method of its pointer.
type Vector []float64

func (v *Vector) Push(x float64) { *v = append(*v, x) }

// Flag is a box over a bool.
type Flag bool

func (f Flag) On() bool { return bool(f) }

// Count is a box, since only its pointer has methods.
type Count int

func (c *Count) Inc() { *c++ }

// ---- what is hidden ----

// Hidden has state that nothing can read.
type Hidden struct {
	Name  string
	count int
}

func (h *Hidden) Inc()       { h.count++ }
func (h *Hidden) Count() int { return h.count }

// Locked has a lock.
type Locked struct {
	N  int
	mu sync.Mutex
}

func NewLocked(n int) *Locked { return &Locked{N: n} }
func (l *Locked) Set(n int)   { l.mu.Lock(); l.N = n; l.mu.Unlock() }

// TryLock reports whether nobody holds the lock, and then holds it.
func (l *Locked) TryLock() bool { return l.mu.TryLock() }

// Ledger embeds a lock, and contains what has one.
type Ledger struct {
	sync.RWMutex
	_     noCopy
	Pages []int
	Last  Locked
	shard [2]sync.Mutex
}

// Hold locks it, what it contains, and its parts.
func (l *Ledger) Hold() bool {
	return l.RWMutex.TryLock() && l.Last.mu.TryLock() && l.shard[0].TryLock() && l.shard[1].TryLock()
}

// noCopy is for go vet.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// Vault has a lock, and state that nothing can read.
type Vault struct {
	mu   sync.Mutex
	Name string
	kept map[string]int
}

// Keep keeps a number, while nobody holds the lock.
func (v *Vault) Keep(k string, n int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.kept == nil {
		v.kept = map[string]int{}
	}
	v.kept[k] = n
}

// Kept is the number.
func (v *Vault) Kept(k string) int { return v.kept[k] }

// Hold locks it for good.
func (v *Vault) Hold() bool { return v.mu.TryLock() }

// Lazy has what is done once, which nobody knows of a copy.
type Lazy struct {
	N    int
	once sync.Once
}

// Do counts at the first time.
func (l *Lazy) Do() { l.once.Do(func() { l.N++ }) }

// Spin is a lock of its own kind.
type Spin struct {
	N    int
	held bool
}

func (s *Spin) Lock()   { s.held = true }
func (s *Spin) Unlock() { s.held = false }

// Counted has an atomic, which Go must not copy.
type Counted struct {
	N    atomic.Int64
	Name string
}

// Guarded is hidden, locked, and has its own encoder.
type Guarded struct {
	mu sync.Mutex
	n  int
}

func NewGuarded(n int) *Guarded { return &Guarded{n: n} }
func (g *Guarded) N() int       { return g.n }
func (g *Guarded) GobEncode() ([]byte, error) {
	return []byte("gob " + strings.Repeat("x", g.n)), nil
}
func (g *Guarded) GobDecode(b []byte) error {
	text, ok := strings.CutPrefix(string(b), "gob ")
	if !ok {
		return errors.New("that is no gob")
	}
	g.n = len(text)
	return nil
}
func (g *Guarded) MarshalText() ([]byte, error) { panic("GobEncode comes first") }
func (g *Guarded) UnmarshalText([]byte) error   { panic("GobDecode comes first") }

// Version is hidden, and text.
type Version struct{ major, minor int }

func ParseVersion(s string) (v Version, err error) { return v, v.UnmarshalText([]byte(s)) }

func (v Version) String() string { return fmt.Sprintf("%d.%d", v.major, v.minor) }
func (v Version) MarshalText() ([]byte, error) {
	if v.major < 0 {
		return nil, errors.New("below zero")
	}
	return []byte(v.String()), nil
}
func (v *Version) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "%d.%d", &v.major, &v.minor)
	return err
}
func (v Version) Compare(o Version) int {
	if v.major != o.major {
		return v.major - o.major
	}
	return v.minor - o.minor
}

// Below makes one whose encoder fails.
func Below() Version { return Version{-1, 0} }

// A Serial is hidden, and text, but for the zero value.
type Serial struct{ digits string }

func ParseSerial(text string) (s Serial, err error) { return s, s.UnmarshalText([]byte(text)) }
func (s Serial) Digits() string                     { return s.digits }
func (s Serial) MarshalText() ([]byte, error)       { return []byte(s.digits), nil }
func (s *Serial) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		return errors.New("no digits")
	}
	s.digits = string(text)
	return nil
}

// A Certificate may lack its serial number.
type Certificate struct {
	Name   string
	Serial Serial
}

// Blob is hidden, and binary.
type Blob struct{ text string }

func NewBlob(s string) *Blob                   { return &Blob{s} }
func (b *Blob) Text() string                   { return b.text }
func (b *Blob) MarshalBinary() ([]byte, error) { return []byte(b.text), nil }
func (b *Blob) UnmarshalBinary(d []byte) error { b.text = string(d); return nil }

// Doc is hidden, and JSON.
type Doc struct{ fields map[string]int }

func NewDoc(fields map[string]int) *Doc        { return &Doc{fields} }
func (d *Doc) Get(key string) int              { return d.fields[key] }
func (d *Doc) MarshalJSON() ([]byte, error)    { return json.Marshal(d.fields) }
func (d *Doc) UnmarshalJSON(data []byte) error { return json.Unmarshal(data, &d.fields) }

// Basket has fields beside what its encoder writes.
type Basket struct {
	Owner string
	Notes []string
	Inner *Basket
	OnPut func(string)
	items map[string]int
}

func (b *Basket) Put(item string) {
	if b.items == nil {
		b.items = map[string]int{}
	}
	b.items[item]++
}
func (b *Basket) Items() map[string]int           { return b.items }
func (b *Basket) MarshalJSON() ([]byte, error)    { return json.Marshal(b.items) }
func (b *Basket) UnmarshalJSON(data []byte) error { return json.Unmarshal(data, &b.items) }

// OneWay can be written and not read.
type OneWay struct{ n int }

func (o OneWay) MarshalText() ([]byte, error) { return []byte{byte('0' + o.n)}, nil }

// Holder has values with encoders in it.
type Holder struct {
	Version Version
	Guard   *Guarded
	Blobs   []*Blob
}

// Worker has a function.
type Worker struct {
	Name string
	Run  func(int) int
}

func (w *Worker) Do(n int) int {
	if w.Run == nil {
		return n
	}
	return w.Run(n)
}

// Double is a worker whose function is Go's.
func Double() *Worker { return &Worker{"double", func(n int) int { return 2 * n }} }

// Empty has nothing.
type Empty struct{}

// Inner is promoted and not exported itself.
type inner struct{ Depth int }

// Outer embeds what is not exported.
type Outer struct {
	inner
	Name string
}

// Shared is a list in which one value stands often.
type Shared struct{ All []*Point }

// Torn is written while it is pickled.
type Torn struct{ A, B, C string }
type TornBox struct{ Inner Torn }

// Spin writes whole values until it is told to stop.
func (t *TornBox) Sum() string { return t.Inner.A + t.Inner.B + t.Inner.C }

// Later is a time with nanoseconds.
func Later() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 123456789, time.UTC) }

func SetNano(p *Person)     { p.Born, p.Wait = Later(), 1234567 }
func NanoIs(p *Person) bool { return p.Born.Equal(Later()) && p.Wait == 1234567 }
func IsNil(p *Person) string {
	return fmt.Sprint(p.Scores == nil, p.Rows == nil, p.Stops == nil, p.Set == nil, p.Data == nil, p.Tags == nil)
}

func Moved(p *Point) *Point { p.X++; return p }
func Grown(n *Node) *Node   { n.Children[0].Parent.Name += "!"; return n }
func CountOf(h *Hidden) int { return h.count }

// ---- keys ----

// Cell is a key of maps.
type Cell struct{ X, Y int }

func Board() map[Cell]string              { return map[Cell]string{{1, 2}: "a", {3, 4}: "b"} }
func At(m map[Cell]string, c Cell) string { return m[c] }

// Pos is hashed although its fields can be set.
//
//py:hashable
type Pos struct {
	X, Y int
	At   time.Time
}

// Spot can't be changed.
//
//py:frozen
type Spot struct {
	X, Y int
	Name string
	Cell Frozen
}

// Frozen is part of a Spot.
//
//py:frozen
type Frozen struct{ N int }

func (s Spot) Moved(dx int) Spot { s.X += dx; return s }

// Money has an order and nothing else.
type Money struct{ cents int }

func NewMoney(cents int) Money  { return Money{cents} }
func (m Money) Cmp(o Money) int { return m.cents - o.cents }

// Task is ordered by Less.
type Task struct {
	Priority int
	Name     string
}

func (t *Task) Less(o *Task) bool { return t.Priority < o.Priority }
