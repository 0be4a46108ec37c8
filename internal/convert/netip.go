package convert

import (
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

const (
	ipAddress = "_ipaddress.IPv4Address | _ipaddress.IPv6Address"
	networks  = "_ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface"
)

// netipAddr is an address of Python's ipaddress. The zero Addr is None.
func (tab *Table) netipAddr(t *types.Named) (*model.Type, error) {
	_, from := tab.netipNames(t)
	m := netip(model.NetipAddr, ipAddress+" | None", "IPv4Address, IPv6Address or None")
	m.ReadBody, m.WriteBody = "return rt.ReadAddr(r, "+from+")", "rt.WriteAddr(w, v)"
	return m, nil
}

// netipPrefix is a network; one of an address with bits below its mask is an interface,
// since no network has any.
func (tab *Table) netipPrefix(t *types.Named) (*model.Type, error) {
	pkg, from := tab.netipNames(t)
	m := netip(model.NetipPrefix, networks+" | None",
		"IPv4Network, IPv6Network, IPv4Interface, IPv6Interface or None")
	m.ReadBody = "return rt.ReadPrefix(r, " + from + ", " + pkg + "PrefixFrom)"
	m.WriteBody = "rt.WritePrefix[" + pkg + "Prefix, " + pkg + "Addr](w, v)"
	return m, nil
}

// netipAddrPort is a tuple, as the addresses of sockets are.
func (tab *Table) netipAddrPort(t *types.Named) (*model.Type, error) {
	pkg, from := tab.netipNames(t)
	m := netip(model.NetipAddrPort, "tuple["+ipAddress+", int] | None", "tuple[IPv4Address | IPv6Address, int] or None")
	m.HintIn = "tuple[" + ipAddress + ", _uint16] | None"
	m.ReadBody = "return rt.ReadAddrPort(r, " + from + ", " + pkg + "AddrPortFrom)"
	m.WriteBody = "rt.WriteAddrPort[" + pkg + "AddrPort, " + pkg + "Addr](w, v)"
	return m, nil
}

func netip(kind model.Kind, hint, expected string) *model.Type {
	return &model.Type{Kind: kind, HintIn: hint, HintOut: hint, Expected: expected, Hashable: true,
		NotZero: "%s.IsValid()", StubImports: []string{"ipaddress"}, Loads: []string{"gs_netip_load"}}
}

// netipNames are what the core's source calls the package, with a dot, and the function
// that makes an address of bytes.
func (tab *Table) netipNames(t *types.Named) (pkg, from string) {
	pkg = strings.TrimSuffix(tab.Spell(t), t.Obj().Name())
	return pkg, pkg + "AddrFromSlice"
}
