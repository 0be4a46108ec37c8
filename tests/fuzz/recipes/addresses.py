"""Addresses, networks and what stands beside them, and what might be taken for one."""

import ipaddress

from hypothesis import strategies as st

from recipes.recipe import same
from recipes.scalars import scalars

plain = st.ip_addresses()
zones = st.text(st.characters(exclude_characters="%/", exclude_categories=["Cs"]), min_size=1, max_size=20)
zoned = st.builds(lambda a, zone: ipaddress.IPv6Address(f"{a}%{zone}"), st.ip_addresses(v=6), zones)
single = st.one_of(plain, zoned)


def lengths(make):
    return single.flatmap(lambda a: st.integers(0, a.max_prefixlen).map(lambda n: make(a, n)))


networks = lengths(lambda a, n: ipaddress.ip_network((a.packed, n), strict=False))
interfaces = lengths(lambda a, n: ipaddress.ip_interface(f"{a}/{n}"))
ports = st.one_of(st.integers(-1, 65536), st.sampled_from([0, 65535, 65536, 2**70, True, 1.0, "80", None]))
addresses = st.one_of(
    single,
    networks,
    interfaces,
    st.tuples(single, ports),
    st.one_of(st.tuples(), st.tuples(single), st.tuples(networks, ports), st.tuples(single, ports, ports), st.lists(single, max_size=2)),
    st.none(),
    st.sampled_from(["127.0.0.1", b"\x7f\0\0\1", 2130706433, ipaddress.IPv4Address]),
).map(same) | scalars
