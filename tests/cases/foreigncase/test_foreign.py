import array
import asyncio
import copy
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


def test_locks():
    forest = m.Forest()
    forest.mu.lock()
    assert not forest.mu.try_lock()
    forest.mu.unlock()
    assert forest.mu.try_lock()


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
    with pytest.raises(TypeError):
        copy.copy(tree.new("x"))


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
    assert str(m.half(fractions.Fraction(2, 3))) == "1/3" and str(m.half(7)) == "7/2" and str(m.half(decimal.Decimal("0.5"))) == "1/4"
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
    with pytest.raises(m.GoError):
        m.half("one")
    with pytest.raises(TypeError, match=r"host\(\) argument 'u': expected URL, str or None, got bytes"):
        m.host(b"http://a/")
    with pytest.raises(TypeError, match=r"expected Regexp, re.Pattern, str or None, got Pattern"):
        m.matches(re.compile(b"x"), "x")
    for wrong in (True, 0.5, uuid.uuid4(), object()):
        with pytest.raises(TypeError, match=r"half\(\) argument 'r': expected Rat, int, Decimal, Fraction, str or None"):
            m.half(wrong)
    with pytest.raises(m.GoError, match="unknown time zone"):
        m.abbreviation("Nowhere/Else")
    with pytest.raises(TypeError):
        m.depth("a tree has no text")
