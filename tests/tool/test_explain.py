"""`gophersnake check --explain SYMBOL`: all that is known of one symbol."""

import json

import pytest

pytestmark = pytest.mark.once

SHOP = """package shop

import (
	"context"
	"errors"
	"unsafe"
)

// Most is a limit.
const Most = 10

var ErrEmpty = errors.New("empty")

var Opened = 0

type Color int

const (
	Red Color = iota
	Green
)

type Cart struct {
	Total float64
	Owner string
	Out   unsafe.Pointer
}

func NewCart(owner string) *Cart { return &Cart{Owner: owner} }

// Add adds.
//
//py:name add_all
//py:gil hold
func (c *Cart) Add(prices []float64, notes map[string][]int) (n int, err error) { return 0, nil }

func (c *Cart) Wait(ctx context.Context) error { <-ctx.Done(); return nil }

var kept []byte

func Keep(data []byte) { kept = data }

func Size(data []byte) int { return len(data) }

func Fill(data []byte) { data[0] = 1 }

func Join(a, b string) string { return a + b }

//py:borrow s
func Loop(s string) (n int) {
	for n < len(s)*1000 {
		n++
	}
	return n
}

func Take(c unsafe.Pointer) {}
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("a shop")
    (folder / "go.mod").write_text("module example.com/shop\n\ngo 1.20\n")
    (folder / "shop.go").write_text(SHOP)
    (folder / "flat").mkdir()
    (folder / "flat" / "flat.go").write_text("package flat\n\nfunc Size() int { return 1 }\n")
    (folder / "pyproject.toml").write_text(
        '[tool.gophersnake]\npackages = [".", "./flat"]\n[tool.gophersnake.bind."Size"]\ngil = "release"\n'
    )
    return folder


@pytest.fixture
def explain(shop, gophersnake):
    def symbol(name):
        (found,) = json.loads(gophersnake("check", "--json", "--explain", name, "-C", shop))["symbols"]
        return found

    return symbol


def test_of_arguments_it_tells_what_the_compiler_says(explain):
    for name, how, reason, said in [
        ("Keep", "copy", "Go may keep it", "leaking param: data"),
        ("shop.Size", "borrow", "Go neither keeps nor writes it", "data does not escape"),
        ("Fill", "write", "the function writes it", "mutates param: data"),
    ]:
        found = explain(name)
        (call,) = found["crossings"]
        (data,) = call["arguments"]
        assert (data["passing"], data["reason"], data["go"], data["form"]) == (how, reason, "[]byte", "frame")
        assert any(said in line for line in data["evidence"]), data
        # It tells no more and nothing else than the list does.
        (listed,) = found["arguments"]
        assert listed and {key: data[key] for key in listed} == listed


def test_what_source_decides_has_its_place(explain):
    a, b = explain("Join")["crossings"][0]["arguments"]
    line = SHOP.splitlines().index("func Join(a, b string) string { return a + b }") + 1
    assert a["passing"] == b["passing"] == "copy" and f"concatenates a + b (shop.go:{line}:" in a["reason"]
    loop = explain("Loop")["crossings"][0]
    assert loop["arguments"][0]["passing"] == "borrow" and loop["arguments"][0]["reason"] == "//py:borrow"
    line = SHOP.splitlines().index("	for n < len(s)*1000 {") + 1
    assert loop["gil"] == "release" and f"loops (shop.go:{line}:2)" in loop["gil_reason"]


def test_a_method(explain):
    found = explain("Cart.Add")
    assert found["declared"] == "func (*Cart).Add(prices []float64, notes map[string][]int) (n int, err error)"
    assert [d["text"] for d in found["directives"]] == ["//py:name add_all", "//py:gil hold"]
    assert all(d["pos"].startswith("shop.go:") for d in found["directives"])
    assert found["python"] == "Cart.add_all" and found["async"] == "Cart.aio.add_all"
    (call,) = found["crossings"]
    assert call["gil"] == "hold" and call["gil_reason"] == "//py:gil hold" and call["error"]
    prices, notes = call["arguments"]
    assert prices["form"] == "frame" and notes["form"] == "encoded" and notes["reason"]
    assert call["receiver"]["hint"] == "Cart" and call["results"][0]["hint"] == "int"
    assert ".Add(" in call["core"] and "Cart.add_all" in call["shim"]
    # By its Python name too.
    assert explain("Cart.add_all") == found
    assert explain("Cart.Wait")["crossings"][0]["interrupt"]


def test_all_kinds_of_symbols(explain):
    cart = explain("Cart")
    assert cart["class"]["constructor"] == "NewCart" and cart["class"]["fields"] == ["total", "owner"]
    assert [c["what"] for c in cart["crossings"]][:3] == ["make", "zero value", "=="]
    assert explain("Color")["class"]["members"] == ["RED = 0", "GREEN = 1"]
    total, owner = explain("Cart.Total"), explain("Cart.Owner")
    assert "Offsetof" in total["in_place"] and not total["crossings"]
    assert [c["what"] for c in owner["crossings"]] == ["get", "set"] and "in_place" not in owner
    opened = explain("Opened")
    assert [c["what"] for c in opened["crossings"]] == ["get", "set"] and opened["signature"] == ": int"
    most = explain("Most")
    assert (most["python"], most["signature"], most["value"]) == ("MOST", ": int", "10")
    assert "exception" in explain("ErrEmpty")["class"]["kind"]


def test_what_is_not_bound(explain, shop, gophersnake):
    for name in ("Take", "Cart.Out"):
        found = explain(name)
        assert not found["bound"] and found["reason"] and found["cure"] and not found["crossings"]
        text = gophersnake("check", "--explain", name, "-C", shop)
        assert found["reason"] in text and found["cure"] in text and found["pos"] in text


def test_for_people(shop, gophersnake):
    text = gophersnake("check", "--explain", "Keep", "-C", shop)
    for words in ("shop.go:", "keep(data: ", "Go may keep it", "leaking param: data", "GIL: ", "func f", "GS_ARG_BYTES"):
        assert words in text, text
    # Both that are called so.
    text = gophersnake("check", "--explain", "Size", "-C", shop)
    assert text.count("\nfunc Size\n") == 1 and text.startswith("func Size\n")
    assert "//py:gil release (pyproject.toml)" in text


def test_a_symbol_that_is_not_there(shop, gophersnake):
    done = gophersnake("check", "--explain", "Jion", "-C", shop, check=None)
    assert done.returncode == 1 and not done.stdout
    assert "there is no exported symbol Jion; do you mean Join?" in done.stderr
    done = gophersnake("check", "--explain", "Nothing.Near", "-C", shop, check=None)
    assert done.returncode == 1 and "there is no exported symbol Nothing.Near" in done.stderr
