// Package netipcase takes and returns IP addresses, networks and addresses with ports.
package netipcase

import (
	"errors"
	"iter"
	"net/netip"
)

func Addr(a netip.Addr) netip.Addr                             { return a }
func Text(a netip.Addr) string                                 { return a.String() }
func Parse(s string) (netip.Addr, error)                       { return netip.ParseAddr(s) }
func Zoned(a netip.Addr, zone string) netip.Addr               { return a.WithZone(zone) }
func Maybe(a *netip.Addr) *netip.Addr                          { return a }
func IsNil(a *netip.Addr) bool                                 { return a == nil }
func Addrs(a []netip.Addr) []netip.Addr                        { return a }
func Pair(a [2]netip.Addr) [2]netip.Addr                       { return a }
func Names(m map[netip.Addr]string) map[netip.Addr]string      { return m }
func ByName(m map[string]netip.Addr) map[string]netip.Addr     { return m }
func Set(s map[netip.Addr]struct{}) map[netip.Addr]struct{}    { return s }
func Deep(m map[string][]*netip.Addr) map[string][]*netip.Addr { return m }
func Next(a netip.Addr) (netip.Addr, bool)                     { return a.Next(), a.Next().IsValid() }
func Beside(a netip.Addr) (netip.Addr, error)                  { return a, errors.New("beside") }
func Rest(a ...netip.Addr) int                                 { return len(a) }

func Each(a []netip.Addr, f func(netip.Addr) netip.Addr) (out []netip.Addr) {
	for _, x := range a {
		out = append(out, f(x))
	}
	return out
}

func Count(a netip.Addr, n int) iter.Seq[netip.Addr] {
	return func(yield func(netip.Addr) bool) {
		for range n {
			if !yield(a) {
				return
			}
			a = a.Next()
		}
	}
}

func Prefix(p netip.Prefix) netip.Prefix                       { return p }
func PrefixText(p netip.Prefix) string                         { return p.String() }
func ParsePrefix(s string) (netip.Prefix, error)               { return netip.ParsePrefix(s) }
func Prefixes(p []netip.Prefix) []netip.Prefix                 { return p }
func Routes(m map[netip.Prefix]string) map[netip.Prefix]string { return m }
func Contains(p netip.Prefix, a netip.Addr) bool               { return p.Contains(a) }
func Masked(p netip.Prefix) netip.Prefix                       { return p.Masked() }
func Unmasked(a netip.Addr) netip.Prefix                       { return netip.PrefixFrom(a, -1) }

func AddrPort(a netip.AddrPort) netip.AddrPort              { return a }
func AddrPortText(a netip.AddrPort) string                  { return a.String() }
func ParseAddrPort(s string) (netip.AddrPort, error)        { return netip.ParseAddrPort(s) }
func AddrPorts(a []netip.AddrPort) []netip.AddrPort         { return a }
func Peers(m map[netip.AddrPort]int) map[netip.AddrPort]int { return m }
func PortOnly(port uint16) netip.AddrPort                   { return netip.AddrPortFrom(netip.Addr{}, port) }

// Late calls f with a zone that Python can't have, and with all else behind it.
func Late(f func(netip.Addr, netip.Addr, netip.Addr, netip.Prefix, netip.AddrPort, netip.Prefix, *Host) error, a netip.Addr, p netip.Prefix) error {
	return f(netip.IPv6Unspecified().WithZone("a/b"), a, netip.Addr{}, p, netip.AddrPortFrom(a, 80), netip.Prefix{}, &Host{Addr: a})
}

type Host struct {
	Name  string
	Addr  netip.Addr
	More  []netip.Addr
	Net   netip.Prefix
	Peer  netip.AddrPort
	Spare *netip.Prefix
}

func (h *Host) Is(a netip.Addr) bool { return h.Addr == a }

// Key has nothing that Python sees.
type Key struct {
	addr netip.Addr
	net  netip.Prefix
}

func KeyOf(a netip.Addr, p netip.Prefix) Key { return Key{a, p} }

var Default = netip.MustParseAddr("127.0.0.1")
