import asyncio
import datetime as dt
import os
import subprocess
import sys
from ipaddress import IPv4Address, IPv4Interface, IPv4Network, IPv6Address, IPv6Interface, IPv6Network, ip_address, ip_interface, ip_network

import netipcase as n
import pytest

V4 = [IPv4Address(0), IPv4Address("127.0.0.1"), IPv4Address(2**32 - 1)]
V6 = [IPv6Address(0), IPv6Address("::1"), IPv6Address(2**128 - 1), IPv6Address("::ffff:1.2.3.4")]
ZONED = [IPv6Address("fe80::1%eth0"), IPv6Address("fe80::1%é 1"), IPv6Address("::%" + "x" * 1000)]
ALL = V4 + V6 + ZONED + [None]
NETWORKS = [ip_network(s) for s in ("0.0.0.0/0", "10.0.0.0/8", "1.2.3.4/32", "::/0", "fe80::/10", "::1/128", "2001:db8::/127")]
INTERFACES = [ip_interface(s) for s in ("10.0.0.5/8", "1.2.3.4/0", "fe80::1/64", "::1/127")]
PORTS = [(a, p) for a in V4 + V6 + ZONED for p in (0, 80, 65535)]


def same(a, b):
    return a == b and type(a) is type(b) and getattr(a, "scope_id", None) == getattr(b, "scope_id", None)


@pytest.mark.parametrize("a", ALL, ids=lambda a: str(a)[:30])
def test_addresses_come_back(a):
    assert same(n.addr(a), a) and same(n.maybe(a), a)
    assert n.addrs([a, a]) == [a, a] == n.pair([a, a])
    assert n.names({a: "x"}) == {a: "x"} and n.by_name({"x": a}) == {"x": a} and n.set({a}) == {a}
    assert n.deep({"x": [a, None]}) == {"x": [a, None]}
    assert n.each([a], lambda x: x) == [a]
    assert asyncio.run(one(n.aio.addrs([a]))) == [a]
    with pytest.raises(n.GoError) as e:
        n.beside(a)
    assert e.value.results == (None if a is None else (a,))


async def one(awaitable):
    return await awaitable


def test_go_sees_the_same_addresses():
    for a in V4 + V6 + ZONED:
        assert same(ip_address(n.text(a)), a) and same(n.parse(str(a)), a)
    assert n.text(None) == "invalid IP"
    assert n.is_nil(None) and not n.is_nil(V4[0])
    assert n.next(V4[0]) == (IPv4Address("0.0.0.1"), True) and n.next(V4[-1]) == (None, False)
    assert n.rest(*V4) == 3 and n.default == V4[1]
    assert list(n.count(V4[0], 3)) == [IPv4Address(i) for i in range(3)]
    assert n.addrs(ALL) == ALL and n.set(set(ALL)) == set(ALL)
    many = {IPv6Address(i): str(i) for i in range(10_000)}
    assert n.names(many) == many


@pytest.mark.parametrize("p", NETWORKS + INTERFACES + [None], ids=str)
def test_prefixes_come_back(p):
    assert same(n.prefix(p), p) and n.prefixes([p, p]) == [p, p] and n.routes({p: "x"}) == {p: "x"}
    if p is not None:
        assert n.prefix_text(p) == str(p) and same(n.parse_prefix(str(p)), p)
        assert same(n.masked(p), p.network if hasattr(p, "ip") else p)
        assert n.contains(p, p.ip if hasattr(p, "ip") else p[0])


def test_prefixes_that_are_no_network_or_have_no_zone():
    # an interface without bits below its mask is as good as its network
    assert same(n.prefix(IPv4Interface("10.0.0.0/8")), IPv4Network("10.0.0.0/8"))
    assert n.prefix_text(None) == "invalid Prefix" and n.unmasked(V4[1]) is None
    for zoned in (IPv6Interface("fe80::1%eth0/64"), IPv6Network("fe80::%eth0/64")):
        with pytest.raises(ValueError, match=r"prefix\(\) argument 'p': expected a network without a zone \(a netip.Prefix has none\), got one with zone 'eth0'"):
            n.prefix(zoned)


@pytest.mark.parametrize("a", PORTS + [None], ids=lambda a: str(a)[:40])
def test_addresses_with_ports_come_back(a):
    b = n.addr_port(a)
    assert b == a and type(b) is type(a)
    assert n.addr_ports([a, a]) == [a, a] and n.peers({a: 1}) == {a: 1}
    if a is not None:
        assert same(a[0], b[0]) and n.parse_addr_port(n.addr_port_text(a)) == a


def test_a_port_alone_is_not_valid():
    assert n.port_only(80) is None


def test_zones_that_python_does_not_allow():
    for zone in ("a%b", "a/b"):
        with pytest.raises(ValueError):
            n.zoned(V6[1], zone)
    assert n.zoned(V4[0], "eth0") == V4[0]


def test_addresses_that_nobody_gets():
    info = n.__gophersnake__
    info.collect()
    before = info.handles
    for a in V4 + V6 + ZONED + [None]:
        for p in NETWORKS + INTERFACES:
            with pytest.raises(ValueError):
                n.late(lambda *args: None, a, p)
    info.collect()
    assert info.handles == before


def test_fields():
    h = n.Host("x", V4[1], V6, NETWORKS[1], (V4[1], 80))
    assert h.addr == V4[1] and h.more == V6 and h.is_(V4[1]) and not h.is_(None)
    assert h.net == NETWORKS[1] and h.peer == (V4[1], 80) and h.spare is None
    assert h == n.Host("x", V4[1], list(V6), NETWORKS[1], (V4[1], 80)) != n.Host("x", V4[1], V6, NETWORKS[1], (V4[1], 81))
    h.addr, h.spare, h.peer = ZONED[0], NETWORKS[4], None
    assert h.addr == ZONED[0] and h.spare == NETWORKS[4] and h.peer is None
    empty = n.Host()
    assert empty.addr is None and empty.net is None and empty.peer is None and "addr=None" in repr(empty)
    n.default = V6[1]
    assert n.default == V6[1]
    n.default = V4[1]


def test_hash():
    a, b, c = n.key_of(ZONED[0], NETWORKS[1]), n.key_of(IPv6Address("fe80::1%eth0"), NETWORKS[1]), n.key_of(ZONED[1], NETWORKS[1])
    assert a == b != c and hash(a) == hash(b) and len({a, b, c}) == 2


def test_wrong_types():
    for bad in ("127.0.0.1", 1, b"\x7f\0\0\1", NETWORKS[1], IPv4Address, (V4[1], 80)):
        with pytest.raises(TypeError, match=r"addr\(\) argument 'a': expected IPv4Address, IPv6Address or None, got"):
            n.addr(bad)
    for bad in ("10.0.0.0/8", V4[1], 8, (V4[1], 8)):
        with pytest.raises(TypeError, match=r"prefix\(\) argument 'p': expected IPv4Network, IPv6Network, IPv4Interface, IPv6Interface or None, got"):
            n.prefix(bad)
    for bad in (V4[1], "1.2.3.4:80", (V4[1],), (V4[1], 80, 0), [V4[1], 80]):
        with pytest.raises(TypeError, match=r"addr_port\(\) argument 'a': expected tuple\[IPv4Address \| IPv6Address, int\] or None, got"):
            n.addr_port(bad)
    with pytest.raises(TypeError, match=r"expected tuple\[IPv4Address \| IPv6Address, int\] or None, got a tuple of 3"):
        n.addr_port((V4[1], 80, 0))
    for bad in (("127.0.0.1", 80), (None, 80)):
        with pytest.raises(TypeError, match=r"addr_port\(\) argument 'a\[0\]': expected IPv4Address or IPv6Address, got"):
            n.addr_port(bad)
    with pytest.raises(TypeError, match=r"addr_port\(\) argument 'a\[1\]': expected int, got str"):
        n.addr_port((V4[1], "80"))
    for bad in (-1, 65536, 10**30):
        with pytest.raises(OverflowError, match=rf"addr_port\(\) argument 'a\[1\]': {bad} does not fit in a port \(0 to 65535\)"):
            n.addr_port((V4[1], bad))
    with pytest.raises(TypeError, match=r"maybe\(\) argument 'a': expected IPv4Address, IPv6Address or None, got str"):
        n.maybe("127.0.0.1")
    with pytest.raises(TypeError, match=r"addrs\(\) argument 'a\[1\]': expected IPv4Address"):
        n.addrs([V4[0], "x"])
    with pytest.raises(TypeError, match=r"addr_ports\(\) argument 'a\[1\]\[1\]': expected int, got None"):
        n.addr_ports([(V4[0], 1), (V4[0], None)])
    with pytest.raises(TypeError, match=r"names\(\) argument 'key 'x' of m': expected IPv4Address"):
        n.names({"x": "x"})
    with pytest.raises(TypeError, match=r"'addr': expected IPv4Address"):
        n.Host().addr = 1
    assert n.addr(ip_interface("127.0.0.1/8")) == V4[1]  # it is an address too
    with pytest.raises(TypeError):
        n.addr(dt.datetime.now())


def subclass(base, **properties):
    return type("Own", (base,), {name: property(get) for name, get in properties.items()})


def test_subclasses_that_run_code():
    items = [None, None]
    Clears = subclass(IPv6Address, packed=lambda self: items.clear() or b"\1" * 16, scope_id=lambda self: "z" * 100)
    items[:] = [Clears(1), Clears(2)]
    try:
        n.addrs(items)
    except (RuntimeError, TypeError, ValueError):
        pass
    pairs = []
    Pairs = subclass(IPv4Address, packed=lambda self: pairs.clear() or b"\1" * 4)
    pairs[:] = [(Pairs(1), 1), (Pairs(2), 2)]
    try:
        n.addr_ports(pairs)
    except (RuntimeError, TypeError, ValueError):
        pass


def test_subclasses_that_lie():
    with pytest.raises(ValueError, match=r"addr\(\) argument 'a': .*another length"):
        n.addr(subclass(IPv4Address, packed=lambda self: b"12345")(1))
    with pytest.raises(TypeError, match="expected IPv4Address"):
        n.addr(subclass(IPv4Address, packed=lambda self: "text")(1))
    with pytest.raises(TypeError, match="expected IPv4Address"):
        n.addr(subclass(IPv6Address, packed=lambda self: bytes(16), scope_id=lambda self: 3)(1))
    with pytest.raises(ZeroDivisionError):
        n.addr(subclass(IPv4Address, packed=lambda self: 1 / 0)(1))
    with pytest.raises(ZeroDivisionError):
        n.addr(subclass(IPv6Address, packed=lambda self: bytes(16), scope_id=lambda self: 1 / 0)(1))
    for bits in (-1, 33, 2**70, "8", None):
        with pytest.raises((TypeError, OverflowError)):
            n.prefix(subclass(IPv4Network, prefixlen=lambda self, bits=bits: bits)("10.0.0.0/8"))
    for other in (None, V6[1], "10.0.0.0"):
        with pytest.raises(TypeError, match="expected IPv4Network"):
            n.prefix(type("Own", (IPv4Network,), {"network_address": other, "__init__": lambda self, *a: None})("10.0.0.0/8"))
    with pytest.raises(AttributeError):
        n.prefix(subclass(IPv4Interface, network=lambda self: 3)("10.0.0.1/8"))
    with pytest.raises(ZeroDivisionError):
        n.prefix(subclass(IPv4Network, prefixlen=lambda self: 1 / 0)("10.0.0.0/8"))


def test_what_it_needs_is_imported_with_it():
    # an import in a call may hang in a forked child
    code = "import sys; before = 'ipaddress' in sys.modules; import netipcase; print(before, 'ipaddress' in sys.modules)"
    told = subprocess.run([sys.executable, "-S", "-c", code], env={**os.environ, "PYTHONPATH": ":".join(sys.path)}, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]
