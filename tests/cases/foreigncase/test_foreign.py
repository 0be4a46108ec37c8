import array
import asyncio
import copy
import datetime
import decimal
import doctest
import fractions
import gc
import inspect
import ipaddress
import os
import pathlib
import pickle
import re
import subprocess
import sys
import threading
import uuid
import zoneinfo

import foreigncase as m
import foreigncase.html_template
import foreigncase.template
import foreigncase.tree_html_template
import pytest
from cases import IMPORTABLE
from foreigncase import color, http, image, leaf, tree

DOCS = pathlib.Path(__file__).resolve().parents[3] / "docs" / "foreign.md"


def test_structs():
    root = m.build("a", "b")
    assert type(root) is tree.Node and tree.Node.__module__ == "foreigncase.tree"
    assert root.name == "root" and [k.name for k in root.kids] == ["a", "b"] and m.depth(root) == root.depth() == 2
    assert root.add(tree.Node("c")) == root and len(root.kids) == 3
    root.kids[0].name = "changed"
    assert m.by_name(*root.kids).keys() == {"changed", "b", "c"}
    assert m.by_value(root) == m.by_value({"name": "root"}) == "root!" and root.name == "root"
    assert m.depth.__doc__ == "Depth takes one." and tree.Node.__doc__ == "A Node has nodes below it."
    assert tree.Node.depth.__doc__ == "Depth counts the levels." and inspect.signature(tree.Node.add).parameters["kids"]
    with pytest.raises(TypeError, match=r"depth\(\) argument 'n': expected Node or None, got int"):
        m.depth(3)


def test_types_that_only_those_name_are_classes():
    root = m.build("a")
    assert root.attr == [tree.Attribute("made", "by Build")]
    root.attr[0].value = "by hand"
    assert root.attr[0].value == "by hand"
    cursor = root.cursor()
    assert type(cursor) is tree.Cursor and cursor.down()[0].name == "a" and cursor.down() == (None, False)


def test_packages_that_only_those_name():
    node = tree.Node("x")
    assert node.leaf is None
    node.leaf = leaf.Leaf(colour="green", vein={"length": 1.5})
    assert node.leaf.grow(1) == 2.5 and node.leaf.vein == leaf.Vein(2.5)
    with pytest.raises(AttributeError, match=r"Leaf.Stem is not bound: the type far.Stem is of the package example.com/tree/v2/far.*--package"):
        _ = node.leaf.stem
    with pytest.raises(AttributeError, match="--package"):
        node.leaf.cut()
    assert not hasattr(m, "far")


def test_makers():
    assert tree.new("x").tag() == "new" and tree.Node("x").tag() == "new"
    assert tree.parse("a/b/c").depth() == 3
    with pytest.raises(m.GoError, match="no path"):
        tree.parse("")
    assert tree.shared.name == "shared"
    tree.shared = tree.new("other")
    assert tree.shared.name == "other"
    assert not hasattr(tree, "weigh")  # it makes no node
    with pytest.raises(AttributeError, match="only types that others need"):
        _ = tree.weigh


def test_enums():
    assert m.named(tree.Kind.PLAIN) is tree.Kind.FANCY and m.named(0) is tree.Kind.FANCY
    assert m.month(12) is m.time.Month.JANUARY and m.month(m.time.Month.MAY).name == "JUNE"
    assert tree.KIND_FANCY is tree.Kind.FANCY and m.time.MAY is m.time.Month.MAY
    node = tree.Node("x")
    node.kind = 1
    assert node.kind is tree.Kind.FANCY


def test_interfaces():
    root = m.build("a", "b")
    counter = tree.Counter()
    assert m.walk(root, counter) == 3 and counter.n == 3
    assert m.walk(root, tree.Stopper("root")) == 1
    assert m.walk(root, lambda n: n.name != "root") == 1

    class Visitor:
        def __init__(self):
            self.seen = []

        def visit(self, node):
            self.seen.append(node.name)
            return True

    visitor = Visitor()
    assert m.walk(root, visitor) == 3 and visitor.seen == ["root", "a", "b"]
    forest = m.Forest()
    assert m.walk(root, forest) == 3 and [n.name for n in forest.all] == ["root", "a", "b"]
    one, two, three, nothing = m.visitors()
    assert type(one) is tree.Counter and one.n == 3 and two == tree.Stopper("x") and type(two) is tree.Stopper
    assert type(three) is tree.Visitor and three.visit(None) and nothing is None
    assert isinstance(one, tree.Visitor) and isinstance(forest, tree.Visitor) and not isinstance(root, tree.Visitor)
    with pytest.raises(TypeError, match=r"walk\(\) argument 'v': expected Visitor"):
        m.walk(root, root)


def test_interfaces_that_only_their_module_implements():
    sealed = m.sealed("text")
    assert type(sealed) is tree.Sealed and m.unseal(sealed) == sealed.seal() == "text"
    assert m.unseal(tree.seal("own")) == "own"

    class Seal:
        def seal(self):
            return "no"

        sealed = seal

    with pytest.raises(TypeError, match="expected Sealed or None, got .*Seal"):
        m.unseal(Seal())


def test_boxes():
    assert m.joined(["a", "b"]) == m.joined(tree.Names(["a", "b"])) == "a+b"
    doubled = m.doubled(["a"])
    assert type(doubled) is tree.Names and list(doubled) == ["a", "a"] and doubled.joined() == "a+a"
    assert m.first({"k": ["v", "w"]}, "k") == tree.Table({"k": ["v"]}).get("k") == "v"


def test_everywhere():
    root = m.build("a", "b")
    assert [n.name for n in m.each(root)] == ["a", "b"]
    assert m.apply(root, lambda n: n.kids[1]).name == "b"
    assert m.favourite.name == "favourite"
    m.favourite = tree.new("new one")
    assert m.favourite.name == "new one"
    forest = m.Forest(main=root, other={"name": "o"}, all=[root], mode=0o644)
    assert forest.main == root and forest.other.name == "o" and forest.all == [root] and forest.mode == 0o644
    forest.other.name = "p"
    assert forest.other.name == "p" and forest.look is None
    forest.look = tree.Stopper("x")
    assert forest.look == "x"

    async def main():
        assert (await m.aio.build("a")).sync.depth() == 2
        assert await tree.aio.Node("x").depth() == 1

    asyncio.run(main())


def test_locks_are_hidden():
    forest, row = m.Forest(), m.Row()
    for value, name in ((forest, "mu"), (row, "mu"), (row, "done"), (row, "mutex"), (row, "lock"), (row, "try_lock")):
        with pytest.raises(AttributeError, match="a lock is the business of the Go code"):
            getattr(value, name)


def test_atomic_fields_are_their_values():
    row = m.Row(hits=5, open=True)
    assert row.hits == 5 and row.open is True and row.last is None and row.current is None
    row.hits += 2
    row.last, row.current = "text", m.build("a")
    assert row.hits == 7 and row.last == "text" and row.current.kids[0].name == "a"
    row.current.name = "changed"
    assert row.current.name == "changed"
    with pytest.raises(TypeError, match=r"Row.hits: expected int, got str|expected int, got str"):
        row.hits = "x"
    with pytest.raises(m.PanicError, match="inconsistently typed value"):
        row.last = 3
    threads = [threading.Thread(target=row.hit, args=(1000,)) for _ in range(4)]
    for t in threads:
        t.start()
    while any(t.is_alive() for t in threads):
        assert 7 <= row.hits <= 4007
    assert row.hits == 4007


def test_names_of_submodules():
    text, html, own = m.template.Template("x"), m.html_template.Template("x"), m.tree_html_template.Template("x")
    assert m.templates(text, html, own) == "true true true" and m.templates(None, None, None) == "false false false"
    with pytest.raises(TypeError):
        m.templates(html, text, own)
    code = "import foreigncase as m; m.build('a').kids[0].kind is m.tree.Kind.PLAIN or 1/0; 'asyncio' in __import__('sys').modules and 1/0"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(IMPORTABLE)})
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = m.nothing


def test_images():
    picture = m.picture(4, 3, color.RGBA(200, 0, 0, 255))
    assert type(picture) is image.NRGBA and picture.rect.max == image.Point(4, 3) and picture.stride == 16
    assert picture.pix == bytes([200, 0, 0, 255]) * 12 and picture.bounds() == image.rect(0, 0, 4, 3)
    assert picture.at(1, 1) == color.NRGBA(200, 0, 0, 255) and type(picture.at(0, 0)) is color.NRGBA
    assert m.mean(picture) == 200
    inverted = m.inverted(picture)
    assert type(inverted) is image.Image and m.mean(inverted) == 55 and m.mean(m.inverted(inverted)) == 200
    assert m.mean(m.picture(1, 1, color.Gray(7))) == 7 and m.mean(m.picture(1, 1, color.white)) == 255
    made = image.NRGBA(image.rect(0, 0, 2, 1))
    made.pix = array.array("B", [10, 0, 0, 255, 30, 0, 0, 255])
    assert m.mean(made) == 20

    class Gradient:
        def bounds(self):
            return image.rect(0, 0, 4, 1)

        def color_model(self):
            return None

        def at(self, x, y):
            return color.Gray(x * 10)

    assert m.mean(Gradient()) == 15

    class Red:
        def rgba(self):
            return 0xFFFF, 0, 0, 0xFFFF

    assert m.mean(m.picture(2, 2, Red())) == 255


def test_numpy_images():
    numpy = pytest.importorskip("numpy")
    pixels = numpy.zeros((2, 3, 4), numpy.uint8)
    pixels[..., 0], pixels[..., 3] = 40, 255
    picture = image.NRGBA(image.rect(0, 0, 3, 2))
    picture.pix = pixels.reshape(-1)
    assert m.mean(picture) == 40
    back = numpy.frombuffer(picture.pix, numpy.uint8).reshape(2, picture.stride // 4, 4)
    assert (back == pixels).all()


def test_handlers():
    class Hello:
        def serve_http(self, writer, request):
            assert type(writer) is http.ResponseWriter and type(request) is http.Request
            writer.header().set("X-Seen", request.method)
            writer.write_header(404 if request.url.path == "/none" else 200)
            writer.write(request.url.path.encode())

    assert m.status(Hello(), "/a") == (200, "GET/a") and m.status(Hello(), "/none") == (404, "GET/none")
    assert m.status(lambda w, r: None, "/") == (200, "")
    assert m.status(http.not_found_handler(), "/x") == (404, "404 page not found\n")
    mux = http.new_serve_mux()
    mux.handle("/b", Hello())
    assert m.status(mux, "/b") == (200, "GET/b") and m.status(mux, "/c")[0] == 404


def test_objects_end():
    before = m.__gophersnake__.handles
    for _ in range(50):
        root = m.build("a", "b")
        assert m.walk(root.kids[0], lambda n: True) == 1
    del root
    gc.collect()
    assert m.__gophersnake__.handles < before + 50


def test_pickle_and_copy():
    assert pickle.loads(pickle.dumps(tree.Node)) is tree.Node and pickle.loads(pickle.dumps(tree.new)) is tree.new
    assert copy.copy(tree.new("x")).name == "x"
    with pytest.raises(TypeError, match="cannot pickle 'Node' object: its field tag is not exported"):
        pickle.dumps(tree.new("x"))


def test_the_document():
    failed, tried = doctest.testfile(str(DOCS), module_relative=False, globs={"m": m})
    assert not failed and tried >= 6


def test_what_the_document_quotes_is_there():
    source = (pathlib.Path(__file__).parent / "foreigncase.go").read_text()
    squeezed = [" ".join(line.split()) for line in source.splitlines()]
    quoted = [" ".join(line.split()) for block in re.findall(r"```go\n(.*?)```", DOCS.read_text(), re.DOTALL) for line in block.splitlines() if line.strip()]
    assert quoted and [line for line in quoted if line not in squeezed] == []


def test_text_and_python_types_of_its_values():
    assert m.host("https://example.com:80/x") == m.host(m.url.parse("https://example.com/")) == "example.com" and m.host(None) == "none"
    assert m.matches("^a+$", "aaa") and m.matches(re.compile("b"), "abc") and not m.matches(m.regexp.compile("x"), "y")
    assert m.matches(re.compile("^B.c$", re.I | re.M | re.S), "a\nb\nc") and not m.matches(re.compile("^B.c$", re.I | re.M), "a\nb\nc")
    with pytest.raises(ValueError, match="re.VERBOSE"):
        m.matches(re.compile("a b", re.X), "ab")
    assert m.abbreviation("UTC") == "UTC" and m.abbreviation(zoneinfo.ZoneInfo("Europe/Paris")) == "CET"
    assert m.half(fractions.Fraction(2, 3)) == fractions.Fraction(1, 3) and m.half(7) == 3.5 and m.half(decimal.Decimal("0.5")) == 0.25 and m.half("2/3") == m.half(" 2/3 ")
    exact = "0.1234567890123456789012345678901234567890"
    assert m.shortest(decimal.Decimal(exact)) == exact.rstrip("0") and m.shortest(3) == "3"
    assert m.is_loopback(ipaddress.ip_address("127.0.0.1")) and m.is_loopback("::1") and not m.is_loopback(b"\x01\x02\x03\x04")
    assert m.version(uuid.UUID("12345678-1234-4678-8234-567812345678")) == m.version("12345678123446788234567812345678") == 4
    assert m.version(bytes(6) + b"\x70" + bytes(9)) == 7
    assert m.address("Ann <ann@example.com>") == m.address(m.mail.Address("Ann", "ann@example.com")) == "Ann at ann@example.com"
    assert sorted(m.hosts(["http://a/", m.url.parse("http://b/")], {"x": "http://c/"})) == ["a", "b", "c"]
    assert asyncio.run(awaited(m.aio.host, "http://d/")) == "d"


async def awaited(f, *args):
    return await f(*args)


def test_text_that_is_none():
    with pytest.raises(m.GoError, match="missing protocol scheme"):
        m.host(":")
    with pytest.raises(m.GoError, match="no UUID"):
        m.version("1234")
    with pytest.raises(ValueError, match="Invalid literal for Fraction: 'one'"):
        m.half("one")
    with pytest.raises(TypeError, match=r"host\(\) argument 'u': expected URL, str or None, got bytes"):
        m.host(b"http://a/")
    with pytest.raises(TypeError, match=r"expected Regexp, re.Pattern, str or None, got Pattern"):
        m.matches(re.compile(b"x"), "x")
    for wrong in (True, 0.5, uuid.uuid4(), object()):
        with pytest.raises(TypeError, match=r"half\(\) argument 'r': expected Fraction, Decimal, int or str"):
            m.half(wrong)
    with pytest.raises(ValueError, match="Go knows no time zone Nowhere/Else"):
        m.abbreviation("Nowhere/Else")
    with pytest.raises(TypeError):
        m.depth("a tree has no text")


F = fractions.Fraction
D = decimal.Decimal
IDS = [uuid.UUID(int=0), uuid.UUID("12345678-1234-4678-8234-567812345678"), uuid.UUID(int=2**128 - 1)]


@pytest.mark.parametrize("x", [F(0), F(1, 3), F(-7, 2), F(10**40 + 1, 3**50), F(-(2**64))], ids=str)
def test_fractions_come_back(x):
    half, part, nothing = m.halves(x, 1)
    assert half == x / 2 and type(half) is F and part == D("0.5") and type(part) is D and nothing is None
    assert m.fractions([x, x], {"x": x}) == ([x, x], {"x": x})
    row = m.Row(part=x)
    assert row.part == x and m.Row().part is None


def test_fractions_are_exact():
    assert m.halves(D("0.1"), 1)[0] == F(1, 20) and m.halves(True + 1, 1)[0] == 1
    with pytest.raises(ValueError, match="Invalid literal"):
        m.half("1/x")
    with pytest.raises(ZeroDivisionError):
        m.half("1/0")
    for wrong in (D("NaN"), D("Infinity")):
        with pytest.raises((ValueError, OverflowError)):
            m.half(wrong)

    class Over:
        numerator = denominator = 0

    class Odd:
        numerator, denominator = 1, "2"

    class Raises:
        @property
        def denominator(self):
            return 1

        @property
        def numerator(self):
            raise LookupError("mine")

    with pytest.raises(ValueError, match="a fraction over 0"):
        m.half(Over())
    with pytest.raises(TypeError, match=r"half\(\) argument 'r': expected Fraction, Decimal, int or str, got .*Odd"):
        m.half(Odd())
    with pytest.raises(LookupError, match="mine"):
        m.half(Raises())


@pytest.mark.parametrize("x", ["0", "-0", "1.5", "-2.25e300", "Infinity", "-Infinity", "123456789012345678901234567890.125"])
def test_floats_are_decimals(x):
    with decimal.localcontext(prec=60):
        assert m.halves(0, D(x))[1] * 2 == D(x)


def test_floats_are_taken_exactly():
    assert m.halves(0, 0.1)[1] == D(0.05) and m.halves(0, float("-inf"))[1] == D("-Infinity") and m.halves(0, 2**70)[1] == 2**69
    assert m.shortest(0.5) == "0.5" and m.shortest(1e300) == m.shortest(10**300 + int(D(1e300)) - 10**300)
    for wrong in (float("nan"), D("NaN"), "one"):
        with pytest.raises(ValueError):
            m.shortest(wrong)
    for wrong in (True, None, F(1, 2), b"1"):
        with pytest.raises(TypeError, match=r"shortest\(\) argument 'f': expected Decimal, float, int or str, got"):
            m.shortest(wrong)


def test_decimals_of_other_modules():
    assert m.sum(D("1.50"), D("2.75")) == D("4.25") and type(m.sum(D(1))) is D and m.sum("0.5") == D("0.5") and m.sum(3, 4) == 7
    assert str(m.sum(D("1.50"))) == "1.50" and m.sum(D("-0.5")) == D("-0.5")
    with pytest.raises(ValueError, match="can't convert NaN to decimal"):
        m.sum(D("NaN"))
    with pytest.raises(TypeError, match=r"sum\(\) argument 'all\[0\]': expected Decimal, int or str, got float"):
        m.sum(0.5)
    account = m.shape.Account()
    assert m.deposit(account, D("2.5")) == D("2.5") and account.coefficient() == 25
    assert not hasattr(m.shape, "Decimal") and m.Row(price=D("1.5")).price == D("1.5")


@pytest.mark.parametrize("x", IDS, ids=str)
def test_uuids_come_back(x):
    raised = m.raised(x)
    assert type(raised) is uuid.UUID and raised.version in (7, None) and raised.int | 0xF << 76 == x.int | 0xF << 76
    assert m.raised(str(x)) == m.raised(x.bytes) == raised
    assert m.uuids({x: x, IDS[1]: None}) == {x: x, IDS[1]: None} | ({x: None} if x == IDS[1] else {})
    row = m.Row(id=x)
    assert row.id == x and m.Row().id == IDS[0]


def test_what_is_no_uuid():
    with pytest.raises(ValueError, match="badly formed hexadecimal UUID string"):
        m.raised("1234")
    with pytest.raises(ValueError, match="expected UUID, str or bytes of 16 bytes, got another length"):
        m.raised(b"1234")
    with pytest.raises(TypeError, match=r"raised\(\) argument 'u': expected UUID, str or bytes, got int"):
        m.raised(5)
    assert type(m.token("00" * 16)) is m.shape.Token and str(m.token("0a" * 16)) == "0a" * 16  # with another text
    assert type(m.version) is not type(None) and type(m.UUID(bytes(16))) is m.UUID  # a type of the module itself


@pytest.mark.parametrize("x", ["0.0.0.0", "10.0.0.1", "::", "2001:db8::1", "127.0.0.254"])
def test_addresses_come_back(x):
    a = ipaddress.ip_address(x)
    assert m.next(a) == m.next(x) == m.next(a.packed) == a + 1 and m.form(a) == 16
    assert m.Row(from_=a).from_ == a and m.Row().from_ is None and m.next(None) is None


def test_what_is_no_address():
    with pytest.raises(ValueError, match="does not appear to be an IPv4 or IPv6 address"):
        m.next("nowhere")
    with pytest.raises(ValueError, match="a net.IP has none"):
        m.next("fe80::1%eth0")
    with pytest.raises(TypeError, match="expected IPv4Address, IPv6Address, str, bytes or None, got int"):
        m.next(3)
    assert m.next("::ffff:1.2.3.4") == ipaddress.ip_address("1.2.3.5")  # one form in Go


def test_hardware_addresses():
    assert str(m.vendor("00:1b:44:11:3a:b7")) == "00:1b:44" and str(m.vendor(m.vendor("0-1b-44-11-3a-b7".replace("0-", "00-", 1)))) == "00:1b:44"
    with pytest.raises(m.GoError, match="invalid MAC address"):
        m.vendor("nothing")


@pytest.mark.parametrize("x", ["10.0.0.0/8", "1.2.3.4/32", "::/0", "2001:db8::/33", "0.0.0.0/0"])
def test_networks_come_back(x):
    net = ipaddress.ip_network(x)
    assert m.contains(net, net[0]) == m.contains(x, net[0]) == (True, net, x) and m.networks([net]) == [net]
    assert type(m.contains(net, net[0])[1]) is type(net)


def test_interfaces_and_what_is_no_network():
    inside = ipaddress.ip_interface("10.0.0.5/8")
    assert m.contains("10.0.0.5/8", "10.9.9.9") == (True, inside, "10.0.0.5/8") and m.contains(None, "::1") == (False, None, "")
    assert m.odd() == [None, None, inside]
    with pytest.raises(ValueError):
        m.networks(["10.0.0.0/99"])


def test_types_of_internal_packages_are_not_named():
    marked = m.shape.Marked(name="x")
    assert m.marked_name(marked) == "x" and not hasattr(marked, "mark")


def test_types_of_internal_packages_that_others_re_export():
    n = m.build("a", "b")
    b = n.bark(m.tree.Roughness.ROUGH)
    assert type(b) is m.tree.Bark and b.roughness is m.tree.Roughness.ROUGH and b.peel() is None
    roughness, found = m.strip(b, m.tree.Bark(roughness=m.tree.Roughness.SMOOTH))
    assert roughness is m.tree.Roughness.ROUGH and [x.roughness for x in found] == [1, 0]
    assert b.wrap([found[1]], {"x": b}) == 2 and found[1].peel().roughness == 1
    assert not hasattr(b, "rings")  # of a type that nobody re-exports
    before = b.count()
    assert m.fill(b) and b.count() == before + 1 and not m.fill(n)


def test_options_over_types_that_nobody_re_exports():
    assert m.grow(m.thick(5)) == 5 and m.grow() == 1
    with pytest.raises(TypeError, match="expected Option"):
        m.grow(lambda settings: None)


def test_time_zones_come_back():
    utc, paris = datetime.timezone.utc, zoneinfo.ZoneInfo("Europe/Paris")
    est, odd = datetime.timezone(datetime.timedelta(hours=-5), "EST"), datetime.timezone(datetime.timedelta(minutes=90))
    for zone in (utc, paris, est, odd, None):
        assert m.zone(zone) == zone and type(m.zone(zone)) is type(zone)
        assert m.Row(where=zone).where == zone
    assert m.zone("Europe/Paris") is paris and m.zone("UTC") is utc and m.zone(zoneinfo.ZoneInfo("UTC")) is utc
    assert m.zone_name(utc) == ("UTC", 0) and m.zone_name(paris) == ("Europe/Paris", 3600) and m.zone_name(odd) == ("", 5400) and m.zone_name(est) == ("EST", -18000)
    zones = m.zones()
    assert zones[:4] == [utc, est, odd, None] and isinstance(zones[4], datetime.tzinfo)

    class Own(datetime.tzinfo):
        def utcoffset(self, when):
            return None if when is None else datetime.timedelta(hours=1)

    class Fixed(datetime.tzinfo):
        def utcoffset(self, when):
            return datetime.timedelta(hours=1)

    assert m.zone(Fixed()) == datetime.timezone(datetime.timedelta(hours=1))
    for wrong in (Own(), 3, datetime.timezone(datetime.timedelta(microseconds=1))):
        with pytest.raises(TypeError, match=r"zone\(\) argument 'zone': expected a time zone \(ZoneInfo, datetime.timezone\), its name or None, got"):
            m.zone(wrong)


def test_values_that_may_be_missing():
    row = m.full()
    assert row.name == "Ann" and row.age == 7 and row.seen is None and row.note is None and row.part == F(1, 3)
    row.name, row.age, row.seen, row.note = None, 8, datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc), "n"
    assert row.name is None and row.age == 8 and row.seen.year == 2024 and row.note == "n"
    assert m.nulls("a", [1, None], None) == ("a", [1, None], None) and m.nulls(None, [], row.seen) == (None, [], row.seen)
    with pytest.raises(TypeError, match="expected str or None, got int"):
        m.nulls(3, [], None)


def test_structs_of_them_are_compared():
    def plan(**more):
        return m.Plan(**dict(id=IDS[1], name="n", price="1.5", part="1/3", size=0.5, where="Europe/Paris", from_="1.2.3.4", in_="10.0.0.0/8", zones={"a": "UTC"}) | more)

    for other in (plan(), copy.copy(plan()), copy.deepcopy(plan()), pickle.loads(pickle.dumps(plan())), plan(where=zoneinfo.ZoneInfo("Europe/Paris"), size=D("0.5"), part=F(2, 6), price=D("1.5"))):
        assert other == plan() and repr(other) == repr(plan())
    for name, value in dict(id=IDS[0], name=None, price=2, part=None, size=0.25, where=None, from_="::1", in_=None, zones={"a": "Europe/Paris"}).items():
        assert plan(**{name: value}) != plan(), name
    assert m.Plan() == m.Plan() and m.Plan(where=datetime.timezone.utc) == m.Plan(where="UTC") != m.Plan()


def test_any_holds_them():
    assert [m.anything(i) for i in range(9)] == [F(1, 3), ipaddress.ip_address("1.2.3.4"), uuid.UUID(bytes=b"\1" + bytes(15)), "a", None, datetime.timezone.utc,
                                                ipaddress.ip_network("10.0.0.0/8"), 0, [uuid.UUID(bytes=b"\2" + bytes(15))]]
    assert m.dynamic(IDS[1]) == "shape.UUID"
    assert m.newer("1.2.3.4") == m.next("1.2.3.3") and [m.dynamic(f("1.2.3.4")) for f in (ipaddress.ip_address, ipaddress.ip_network)] == ["netip.Addr", "net.IPNet"]
    assert m.dynamic({"a": [IDS[1]]}) == "map[string]interface {}"


def test_async_has_them():
    async def main():
        return await m.aio.half(F(2, 3)), await m.aio.raised(IDS[0]), await m.aio.zone("Europe/Paris"), await m.aio.nulls(None, [1], None)

    assert asyncio.run(main()) == (F(1, 3), m.raised(IDS[0]), zoneinfo.ZoneInfo("Europe/Paris"), (None, [1], None))


def test_own_values_hold_nothing():
    def all_of_them():
        m.half(F(10**30, 7)), m.halves(1, D("1.5")), m.raised(IDS[1]), m.sum(D("1.5")), m.zone("Europe/Paris"), m.next("::1"), m.contains("10.0.0.0/8", "::1")
        m.nulls("a", [1, None], None), m.anything(2), m.full().name, m.dynamic(IDS[1])
        for wrong in ("x/y", 0.5):
            try:
                m.half(wrong)
            except (TypeError, ValueError):
                pass

    def settle():
        for _ in range(2):
            gc.collect()
            m.__gophersnake__.collect()

    all_of_them()
    settle()
    before = m.__gophersnake__.references, m.__gophersnake__.handles
    for _ in range(1000):
        all_of_them()
    settle()
    assert m.__gophersnake__.references == before[0] and m.__gophersnake__.handles < before[1] + 50
