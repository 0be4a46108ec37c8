// Package foreigncase names types of other modules.
package foreigncase

import (
	"database/sql"
	"encoding/hex"
	"fmt"
	htmltemplate "html/template"
	"image"
	"image/color"
	"io/fs"
	"iter"
	"math/big"
	"net"
	"net/http"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	texttemplate "text/template"
	"time"

	"example.com/tree/v2"
	template "example.com/tree/v2/html"
	"example.com/tree/v2/shape"
)

// Build makes a tree.
func Build(names ...string) *tree.Node {
	root := tree.New("root")
	for _, n := range names {
		root.Add(tree.New(n))
	}
	root.Attr = []tree.Attribute{{Key: "made", Value: "by Build"}}
	return root
}

// Strip takes the bark off: what stands under an alias of the tree's, under its own name in the end.
func Strip(b *tree.Bark, all ...tree.Bark) (tree.Roughness, []*tree.Bark) {
	found := []*tree.Bark{b}
	for i := range all {
		found = append(found, &all[i])
	}
	return b.Roughness, found
}

// Fill fills a tree.Bark.
func Fill(into any) bool { return tree.Fill(into, 7) }

// Thick is an option.
func Thick(mm int) tree.Option { return tree.Thick(mm) }

// Grow takes options.
func Grow(options ...tree.Option) int { return tree.Grow(options...) }

// Depth takes one.
func Depth(n *tree.Node) int { return n.Depth() }

// ByValue takes a copy.
func ByValue(n tree.Node) string { n.Name += "!"; return n.Name }

// Named takes an enum.
func Named(k tree.Kind) tree.Kind { return k + 1 }

// Walk visits all nodes.
func Walk(n *tree.Node, v tree.Visitor) int {
	seen := 1
	if !v.Visit(n) {
		return seen
	}
	for _, k := range n.Kids {
		seen += Walk(k, v)
	}
	return seen
}

// Visitors are of several kinds.
func Visitors() []tree.Visitor {
	return []tree.Visitor{&tree.Counter{N: 3}, tree.Stopper("x"), tree.Silent(), nil}
}

// Sealed returns an interface with a method that is not exported.
func Sealed(text string) tree.Sealed { return tree.Seal(text) }

// Unseal takes it.
func Unseal(s tree.Sealed) string { return s.Seal() }

// ByName is a dict of them.
func ByName(nodes ...*tree.Node) map[string]*tree.Node {
	all := map[string]*tree.Node{}
	for _, n := range nodes {
		all[n.Name] = n
	}
	return all
}

// Each is an iterator.
func Each(n *tree.Node) iter.Seq[*tree.Node] {
	return func(yield func(*tree.Node) bool) {
		for _, k := range n.Kids {
			if !yield(k) {
				return
			}
		}
	}
}

// Apply calls a function.
func Apply(n *tree.Node, f func(*tree.Node) *tree.Node) *tree.Node { return f(n) }

// Joined takes a list with methods.
func Joined(n tree.Names) string { return n.Joined() }

// Doubled returns one.
func Doubled(n tree.Names) tree.Names { return append(n, n...) }

// First takes a map with methods.
func First(t tree.Table, key string) string { return t.Get(key) }

// A Forest has fields of them.
type Forest struct {
	Main  *tree.Node
	Other tree.Node
	Look  tree.Visitor
	All   []*tree.Node
	Mu    sync.Mutex
	Mode  fs.FileMode
}

// Visit makes a Forest a Visitor.
func (f *Forest) Visit(n *tree.Node) bool { f.All = append(f.All, n); return true }

// Favourite is a variable.
var Favourite = tree.New("favourite")

// Picture makes an image.
func Picture(w, h int, c color.Color) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, c)
		}
	}
	return img
}

// Mean is the mean of red.
func Mean(img image.Image) float64 {
	b, sum := img.Bounds(), 0.0
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, _, _, _ := img.At(x, y).RGBA()
			sum += float64(r >> 8)
		}
	}
	return sum / float64(b.Dx()*b.Dy())
}

// Inverted is an image that nobody has named.
func Inverted(img image.Image) image.Image { return inverted{img} }

type inverted struct{ image.Image }

func (i inverted) At(x, y int) color.Color {
	r, g, b, a := i.Image.At(x, y).RGBA()
	return color.RGBA64{R: 0xFFFF - uint16(r), G: 0xFFFF - uint16(g), B: 0xFFFF - uint16(b), A: uint16(a)}
}

// Templates are of three packages with one name.
func Templates(text *texttemplate.Template, html *htmltemplate.Template, own *template.Template) string {
	return fmt.Sprint(text != nil, html != nil, own != nil)
}

// Status answers a request without a server.
func Status(h http.Handler, path string) (int, string) {
	r, err := http.NewRequest("GET", "http://example.com"+path, nil)
	if err != nil {
		return 0, err.Error()
	}
	w := &recorder{header: http.Header{}, status: 200}
	h.ServeHTTP(w, r)
	return w.status, w.header.Get("X-Seen") + string(w.body)
}

type recorder struct {
	header http.Header
	status int
	body   []byte
}

func (r *recorder) Header() http.Header { return r.header }
func (r *recorder) WriteHeader(s int)   { r.status = s }
func (r *recorder) Write(b []byte) (int, error) {
	r.body = append(r.body, b...)
	return len(b), nil
}

// Month takes an enum of the standard library.
func Month(m time.Month) time.Month { return m%12 + 1 }

// Host takes a URL, and its text.
func Host(u *url.URL) string {
	if u == nil {
		return "none"
	}
	return u.Hostname()
}

// Matches takes a regular expression, and its pattern.
func Matches(r *regexp.Regexp, s string) bool { return r.MatchString(s) }

// Abbreviation takes a time zone, and its name.
func Abbreviation(zone *time.Location) string {
	return time.Date(2024, 1, 1, 0, 0, 0, 0, zone).Format("MST")
}

// Half takes a fraction.
func Half(r *big.Rat) *big.Rat { return new(big.Rat).Mul(r, big.NewRat(1, 2)) }

// Shortest is the text of a large float.
func Shortest(f *big.Float) string { return f.Text('g', -1) }

// IsLoopback takes an address of the older kind.
func IsLoopback(ip net.IP) bool { return ip.IsLoopback() }

// Hosts takes many.
func Hosts(all []*url.URL, byName map[string]url.URL) (hosts []string) {
	for _, u := range all {
		hosts = append(hosts, u.Host)
	}
	for _, u := range byName {
		hosts = append(hosts, u.Host)
	}
	return hosts
}

// A UUID has the shape of those of many modules.
type UUID [16]byte

// String is the usual text.
func (u UUID) String() string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// ParseUUID reads it.
func ParseUUID(s string) (u UUID, err error) {
	b, err := hex.DecodeString(strings.ReplaceAll(s, "-", ""))
	if err != nil || len(b) != len(u) {
		return u, fmt.Errorf("%q is no UUID", s)
	}
	return UUID(b), nil
}

// Version takes a UUID, Python's too.
func Version(u UUID) int { return int(u[6] >> 4) }

// Address takes one of a mail.
func Address(a *mail.Address) string { return a.Name + " at " + a.Address }

// Halves are of each kind of number.
func Halves(r big.Rat, f *big.Float) (big.Rat, *big.Float, *big.Rat) {
	return *new(big.Rat).Quo(&r, big.NewRat(2, 1)), new(big.Float).Quo(f, big.NewFloat(2)), nil
}

// Fractions are a list.
func Fractions(all []*big.Rat, by map[string]big.Rat) ([]*big.Rat, map[string]big.Rat) {
	return all, by
}

// Next is the address after one.
func Next(ip net.IP) net.IP {
	if ip == nil {
		return nil
	}
	next := append(net.IP(nil), ip...)
	next[len(next)-1]++
	return next
}

// Newer is the same address of the newer kind.
func Newer(ip net.IP) netip.Addr { a, _ := netip.AddrFromSlice(ip); return a.Unmap() }

// Vendor is the first half of a hardware address.
func Vendor(mac net.HardwareAddr) net.HardwareAddr { return mac[:3] }

// Form is how many bytes Go has of an address.
func Form(ip net.IP) int { return len(ip) }

// Contains asks a network; it is returned with the mask as Go writes it.
func Contains(n *net.IPNet, ip net.IP) (bool, *net.IPNet, string) {
	if n == nil {
		return false, nil, ""
	}
	return n.Contains(ip), n, n.String()
}

// Networks are values.
func Networks(all []net.IPNet) []net.IPNet { return all }

// Odd are networks that Python has not.
func Odd() []net.IPNet {
	return []net.IPNet{{}, {IP: net.IPv4(1, 2, 3, 4), Mask: net.IPv4Mask(255, 0, 255, 0)}, {IP: net.IPv4(10, 0, 0, 5), Mask: net.CIDRMask(104, 128)}}
}

// Zone returns what it is given.
func Zone(zone *time.Location) *time.Location { return zone }

// ZoneName is what Go calls it, and its offset at a time.
func ZoneName(zone *time.Location) (string, int) {
	_, offset := time.Date(2024, 1, 1, 0, 0, 0, 0, zone).Zone()
	return zone.String(), offset
}

// Zones are those of Go.
func Zones() []*time.Location {
	return []*time.Location{time.UTC, time.FixedZone("EST", -5*3600), time.FixedZone("", 5400), nil, time.Local}
}

// Raised changes a UUID of another module.
func Raised(u shape.UUID) shape.UUID { u.SetVersion(7); return u }

// UUIDs are keys.
func UUIDs(all map[shape.UUID]*shape.UUID) map[shape.UUID]*shape.UUID { return all }

// Token has 16 bytes and is no UUID.
func Token(t shape.Token) shape.Token { return t }

// Sum is a decimal of another module.
func Sum(all ...shape.Decimal) (sum shape.Decimal) {
	for i, d := range all {
		if i == 0 {
			sum = d
		} else {
			sum = sum.Add(d)
		}
	}
	return sum
}

// Deposit takes a class that has methods to change it.
func Deposit(a *shape.Account, d shape.Decimal) shape.Decimal { a.Set(d); return a.Decimal }

// A Row has what may be missing.
type Row struct {
	ID      shape.UUID
	Name    sql.NullString
	Age     sql.NullInt64
	Seen    sql.Null[time.Time]
	Note    *shape.Text
	Price   shape.Decimal
	Part    *big.Rat
	Where   *time.Location
	From    net.IP
	Hits    atomic.Int64
	Open    atomic.Bool
	Last    atomic.Value
	Current atomic.Pointer[tree.Node]
	Mu      sync.RWMutex
	Done    *sync.WaitGroup
	sync.Mutex
}

// A Plan has values alone.
type Plan struct {
	ID    shape.UUID
	Name  sql.NullString
	Price shape.Decimal
	Part  *big.Rat
	Size  *big.Float
	Where *time.Location
	From  net.IP
	In    *net.IPNet
	Zones map[string]*time.Location
}

// Full is a row with all of it.
func Full() *Row {
	r := &Row{Name: sql.NullString{String: "Ann", Valid: true}, Age: sql.NullInt64{Int64: 7, Valid: true}, Part: big.NewRat(1, 3), From: net.IPv4(1, 2, 3, 4)}
	r.Hits.Store(3)
	r.Last.Store("x")
	return r
}

// Hit counts with Go's atomics.
func (r *Row) Hit(n int) {
	for range n {
		r.Hits.Add(1)
	}
}

// Nulls are parameters and results.
func Nulls(name sql.NullString, ages []sql.NullInt64, at *sql.NullTime) (sql.NullString, []sql.NullInt64, *sql.NullTime) {
	return name, ages, at
}

// Anything is what an any holds of them.
func Anything(which int) any {
	return []any{big.NewRat(1, 3), net.IPv4(1, 2, 3, 4), shape.UUID{1}, sql.NullString{String: "a", Valid: true}, sql.NullInt64{},
		time.UTC, &net.IPNet{IP: net.IPv4(10, 0, 0, 0), Mask: net.CIDRMask(8, 32)}, shape.Decimal{}, []shape.UUID{{2}}}[which]
}

// MarkedName is the name of one.
func MarkedName(m *shape.Marked) string { return m.Name }

// Dynamic is the type that Go sees.
func Dynamic(v any) string { return fmt.Sprintf("%T", v) }
