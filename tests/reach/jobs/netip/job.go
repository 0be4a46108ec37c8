package main

import (
	"fmt"
	"net/netip"
	"slices"
)

func main() {
	var addrs []netip.Addr
	for _, text := range []string{"10.1.2.3", "192.168.0.1", "2001:db8::1", "10.0.0.9"} {
		addrs = append(addrs, netip.MustParseAddr(text))
	}
	private := netip.MustParsePrefix("10.0.0.0/8")
	for _, a := range addrs {
		fmt.Println(a, private.Contains(a), a.Next(), a.Is6())
	}
	slices.SortFunc(addrs, netip.Addr.Compare)
	fmt.Println(addrs[0], addrs[3])
	names := map[netip.Addr]string{netip.MustParseAddr("10.0.0.9"): "nine"}
	fmt.Println(names[addrs[0]])
	fmt.Println(private.Masked().Bits(), netip.AddrPortFrom(addrs[0], 443))
}
