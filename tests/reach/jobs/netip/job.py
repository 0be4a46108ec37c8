"""Addresses and prefixes are parsed, compared, sorted and looked up."""

import netip

addrs = [netip.must_parse_addr(text) for text in ("10.1.2.3", "192.168.0.1", "2001:db8::1", "10.0.0.9")]
private = netip.must_parse_prefix("10.0.0.0/8")


def yes(value):
    return str(value).lower()


for a in addrs:
    print(a, yes(private.contains(a)), a.next(), yes(a.is6()))
addrs.sort()
print(addrs[0], addrs[3])
names = {netip.must_parse_addr("10.0.0.9"): "nine"}
print(names[addrs[0]])
print(private.masked().bits(), netip.addr_port_from(addrs[0], 443))
