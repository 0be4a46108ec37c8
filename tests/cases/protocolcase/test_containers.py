"""Methods of Go by which instances are containers."""

import collections.abc as abc
import gc
import sys

import protocolcase as p
import pytest


def test_a_sequence_is_one():
    n = p.new_names("a", "b", "c")
    assert len(n) == 3 and n[0] == "a" and n[-1] == "c" and n[True] == "b"
    assert n[1:] == ["b", "c"] and n[::-1] == ["c", "b", "a"] and n[5:] == [] and n[-2:2] == ["b"]
    assert list(n) == ["a", "b", "c"] and list(reversed(n)) == ["c", "b", "a"] and tuple(n) == ("a", "b", "c")
    assert "b" in n and "x" not in n and 5 not in n and n.index("c") == 2 and n.count("a") == 1
    first, *rest = n
    assert first == "a" and rest == ["b", "c"]
    with pytest.raises(ValueError):
        n.index("x")
    with pytest.raises(ValueError):
        n.index("a", 1)
    assert n.index("c", -1) == 2 == n.index("c", 0, 10**30)
    with pytest.raises(TypeError, match="1 to 3 arguments"):
        n.index()
    assert isinstance(n, abc.Sequence) and issubclass(p.Names, abc.Sequence)
    match n:
        case [_, x, _]:
            assert x == "b"
        case _:
            raise AssertionError
    assert bool(n) and not p.new_names()


def test_an_index_out_of_range_is_an_index_error():
    n = p.new_names("a")
    for i in (1, -2, 10**30, -(10**30)):
        with pytest.raises(IndexError):
            n[i]
    with pytest.raises(TypeError, match="Names indices must be integers or slices, not str"):
        n["a"]
    with pytest.raises(IndexError):
        n[3] = "x"
    with pytest.raises(TypeError, match="expected str, got int"):
        n[0] = 3
    with pytest.raises(TypeError, match="integers, not slice"):
        n[:] = ["x"]


def test_items_are_set_and_deleted():
    n = p.new_names("a", "b", "c")
    n[-1] = "z"
    del n[0]
    assert list(n) == ["b", "z"]
    n.add("more")
    assert n[2] == "more" and [x for x in n] == ["b", "z", "more"]


def test_methods_of_go_stay_what_they_are():
    n = p.new_nodes(2)
    assert n.index("n1") == 1 and n.count(None) == 1 and n.size() == len(n) == 3
    assert not isinstance(n, abc.Sequence)  # its index() is another one
    assert [x and x.name for x in n] == ["n0", "n1", None] and n.asked >= 1
    assert n[-1] is None and n[0].name == "n0" and n.get(7) is None
    with pytest.raises(IndexError):
        n[3]


def test_a_mapping_is_one():
    s = p.new_store()
    assert not s and len(s) == 0
    s["b"], s["a"] = p.Node("B"), p.Node("A")
    assert len(s) == 2 and s["a"].name == "A" and "a" in s and "x" not in s and 5 not in s
    assert list(s) == ["a", "b"] == list(s.keys())
    assert [(k, v.name) for k, v in s.items()] == [("a", "A"), ("b", "B")] and [v.name for v in s.values()] == ["A", "B"]
    assert {k: v.name for k, v in dict(s).items()} == {"a": "A", "b": "B"}
    assert {k: v.name for k, v in s.all()} == {"a": "A", "b": "B"}
    del s["a"]
    assert list(s) == ["b"]
    with pytest.raises(KeyError) as e:
        del s["a"]
    assert e.value.args == ("a",)
    with pytest.raises(p.GoError, match="no name"):
        s[""] = p.Node()


def test_a_key_that_is_not_there_is_a_key_error_by_the_error_of_go():
    s = p.new_store()
    with pytest.raises(KeyError) as e:
        s["x"]
    assert e.value.args == ("x",) and isinstance(e.value.__cause__, p.ErrNotFound)
    s["broken"] = None
    with pytest.raises(p.GoError, match="the node is broken"):  # which is there
        s["broken"]
    with pytest.raises(p.ErrNotFound):
        s.get("x")
    with pytest.raises(TypeError):
        s[3]


def test_none_is_a_value_where_go_says_that_there_is_one():
    t = p.new_table(1, 2)
    assert len(t) == 3 and list(t) == [0, 1, 2] and t[0] is None and t[1].name == "1"
    assert 0 in t and 2 in t and 3 not in t and -1 not in t and "x" not in t
    with pytest.raises(KeyError, match="3"):
        t[3]
    assert type(next(iter(t))) is p.ID and t[p.ID(2)].name == "2"
    del t[0]
    assert 0 not in t and t.remove(0) is False
    with pytest.raises(KeyError):
        del t[0]
    assert t.keys() == [1, 2]  # Go's own
    assert [v.name for v in t.values()] == ["1", "2"]
    with pytest.raises(TypeError, match="does not support item assignment"):
        t[5] = p.Node()


def test_a_mapping_with_all_methods_is_registered():
    l = p.new_labels("a", "b")
    assert isinstance(l, abc.Mapping) and not isinstance(p.new_store(), abc.Mapping)  # whose get() is Go's
    assert l.get("b") == 1 and l.get("x") is None and l.get("x", 7) == 7 == l.get("x", default=7) and dict(l) == {"a": 0, "b": 1} == {**l}
    assert list(l.values()) == [0, 1] and ("b", 1) in l.items() and l.keys() & {"b", "z"} == {"b"}
    match l:
        case {"a": x, **rest}:
            assert x == 0 and rest == {"b": 1}
        case _:
            raise AssertionError
    with pytest.raises(TypeError, match="1 or 2 arguments"):
        l.get()
    with pytest.raises(TypeError, match="keyword argument 'other'"):
        l.get("a", other=3)
    with pytest.raises(TypeError):
        l.get(default=3)
    with pytest.raises(TypeError):
        l.get(3)


def test_boxes_are_containers():
    r = p.Row(["a", "bb", "a"])
    assert isinstance(r, abc.Sequence) and r[-1] == "a" and r[1:] == ["bb", "a"] and r.width() == 2
    assert list(reversed(r)) == ["a", "bb", "a"] and r.index("a", 1) == 2 and r.count("a") == 2
    with pytest.raises(ValueError):
        r.index("x")
    with pytest.raises(IndexError):
        r[3]
    raw = p.Raw(b"ab")
    assert isinstance(raw, abc.Sequence) and list(reversed(raw)) == [98, 97] and raw.index(98) == 1 and raw[:1] == b"a"
    prices = p.Prices({"a": 1.5})
    assert isinstance(prices, abc.Mapping) and prices.get("a") == 1.5 and prices.get("x", 0) == 0 and dict(prices) == {"a": 1.5}
    headers = p.Headers({"A": "x"})
    assert headers.get("a") == "x" and headers["A"] == "x" and not isinstance(headers, abc.Mapping)


def test_a_mapping_without_a_length():
    c = p.Config()
    c["a"] = "1"
    assert c["a"] == "1" and "a" in c and "b" not in c and c.get("b") == ""
    with pytest.raises(KeyError):
        c["b"]
    with pytest.raises(TypeError):
        iter(c)
    with pytest.raises(TypeError):
        len(c)
    with pytest.raises(TypeError, match="does not support item deletion"):
        del c["a"]


def test_a_set():
    b = p.new_bits(3, 1)
    assert len(b) == 2 and 1 in b and 2 not in b and 300 not in b and "x" not in b and list(b) == [1, 3]
    assert not p.new_bits()
    assert isinstance(b, abc.Collection) and sorted(b) == [1, 3]


def test_only_a_container_is_false_if_it_is_empty():
    assert len(p.Buffer(3)) == 3 and len(p.Buffer(0)) == 0 and bool(p.Buffer(0)) and p.Buffer()
    with pytest.raises(ValueError, match="less than 0"):
        len(p.Buffer(-1))


def test_what_is_not_clear_is_left_out_or_chosen():
    assert len(p.Both()) == 1
    with pytest.raises(TypeError):
        p.Both()[0]
    c = p.Chosen()
    assert c["x"] == "of x" and "x" in c and "" not in c
    with pytest.raises(KeyError):
        c[""]
    assert not hasattr(c, "__enter__")
    x = p.Plain()
    assert x.len() == 3 and bool(x)
    with pytest.raises(TypeError):
        len(x)
    with pytest.raises(TypeError):
        x[0]


def test_an_interface_has_the_protocols_of_its_methods():
    x = p.list("a", "b")
    assert type(x) is p.Lister and len(x) == 2 and x[-1] == "b" and list(x) == ["a", "b"] and x[0:1] == ["a"]
    assert isinstance(x, abc.Reversible) and "b" in x and list(reversed(x)) == ["b", "a"]
    assert isinstance(x, p.Lister) and isinstance(p.Listed(), p.Lister) and not isinstance(p.new_names(), p.Lister)
    assert isinstance(p.Plain(), p.Sized) and len(p.sized_of(x)) == 2
    with pytest.raises(IndexError):
        x[2]


def test_subclasses_have_them_too():
    class Mine(p.Names):
        def __getitem__(self, i):
            return super().__getitem__(i).upper() if isinstance(i, int) else super().__getitem__(i)

    m = Mine("a", "b")
    assert len(m) == 2 and m[0] == "A" and list(m) == ["A", "B"] and m[:1] == ["a"]


def test_nothing_leaks():
    n, s, t = p.new_names("a", "b"), p.new_store(), p.new_table(1)
    key, missing = "k" * 20, 12345
    s[key] = p.Node("x")

    def use():
        for _ in range(200):
            n[0], n[-1], n[:], list(n), list(reversed(n)), "b" in n, s[key], key in s, list(s), dict(s.items()), list(t)
            for f in (lambda: n[7], lambda: s["x"], lambda: t[missing], lambda: n["x"]):
                try:
                    f()
                except (LookupError, TypeError):
                    pass

    use()
    gc.collect()
    def counts():
        nothing = sys.getrefcount(None) if sys.version_info < (3, 12) else 0  # it is immortal from then on, and its count means nothing
        return sys.getrefcount(key), sys.getrefcount(missing), sys.getrefcount(p.Names), nothing

    before = counts()
    use()
    gc.collect()
    after = counts()
    assert all(abs(a - b) < 100 for a, b in zip(after, before)), (before, after)


def test_a_set_behind_an_interface():
    g = p.new_group("b", "a", "b")
    assert len(g) == 2 and "a" in g and "x" not in g and list(g) == ["a", "b"] == sorted(g)
    assert not p.new_group() and not list(p.new_group())
    for name in g:  # of a list, so what is not read to the end leaves nothing behind
        assert name == "a"
        break
