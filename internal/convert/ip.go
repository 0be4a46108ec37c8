package convert

import (
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

// takesText marks the kinds of netip that take text and bytes too, in model.Type.Len.
const takesText = 1

// ip is a net.IP: an address, or None.
func (tab *Table) ip(t *types.Named) (*model.Type, error) {
	m := netip(model.NetipAddr, ipAddress+" | None", "IPv4Address, IPv6Address, str, bytes or None")
	m.HintIn, m.Len = ipAddress+" | str | bytes | None", takesText
	m.Hashable, m.NotZero = false, notEmpty
	m.ReadBody, m.WriteBody = "return rt.ReadIP["+tab.Spell(t)+"](r)", "rt.WriteIP(w, v)"
	return m, nil
}

// ipNet is a net.IPNet: a network, or an interface where the address has bits below the mask.
func (tab *Table) ipNet(t *types.Named) (*model.Type, error) {
	spelled := tab.Spell(t)
	pkg := strings.TrimSuffix(spelled, t.Obj().Name())
	m := netip(model.NetipPrefix, networks+" | None", "IPv4Network, IPv6Network, IPv4Interface, IPv6Interface, str, bytes or None")
	m.HintIn, m.Len = networks+" | str | bytes | None", takesText
	m.Hashable, m.NotZero, m.OfOther = false, "len(%s.IP) != 0", true
	m.ReadBody = "ip, mask := rt.ReadIPNet[" + pkg + "IP](r, " + pkg + "CIDRMask); return " + spelled + "{IP: ip, Mask: mask}"
	m.WriteBody = "ones, bits := v.Mask.Size(); rt.WriteIPNet(w, v.IP, ones, bits)"
	return m, nil
}
