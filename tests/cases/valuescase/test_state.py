"""Instances are values: they are copied, pickled and changed as those of Python's classes are."""

import concurrent.futures
import copy
import copyreg
import datetime as dt
import gc
import itertools
import multiprocessing
import pickle
import subprocess
import sys
import threading

import pytest
import valuescase as v

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


def again(x, protocol=pickle.HIGHEST_PROTOCOL):
    return pickle.loads(pickle.dumps(x, protocol))


def pickled(protocol):
    return lambda x: again(x, protocol)


def person():
    p = v.Person(
        name="x",
        born=dt.datetime(2020, 5, 6, tzinfo=dt.timezone.utc),
        wait=dt.timedelta(seconds=3),
        home=v.Point(x=1, label="é\0"),
        work=v.Point(y=3),
        color=v.Color.GREEN,
        grade=v.Grade(4),
        scores={"a": 1},
        rows=[[1], [], [2, 3]],
        stops=[v.Point(label="s")],
        places={"b": v.Point(label="q")},
        friend=v.Person(name="y"),
        data=b"a\0b",
        big=10**30,
        maybe=0,
        any={"a": [1, None]},
        fixed=[1, 2, 3],
        set={"k"},
        ok=True,
        z=1j,
    )
    p.id, p.tags = 4, ["t", "u"]
    return p


SAMPLES = {
    "point": lambda: v.Point(x=1.5, y=float("inf"), label="a"),
    "person": person,
    "zero": v.Person,
    "empty": v.Empty,
    "generic": lambda: v.pair_of(1, "a"),
    "matrix": lambda: v.Matrix([[1, 2], []]),
    "vector": lambda: v.Vector([1, 2]),
    "flag": lambda: v.Flag(True),
    "count": lambda: v.Count(3),
    "grade": lambda: v.Grade(3),
    "enum": lambda: v.Color.RED,
    "unknown": lambda: v.Color(77),
    "text": lambda: v.parse_version("3.14"),
    "promoted": lambda: v.Outer(name="x"),
}
COPIES = {f"pickle {p}": pickled(p) for p in PROTOCOLS} | {"copy": copy.copy, "deepcopy": copy.deepcopy}


@pytest.mark.parametrize("how", COPIES)
@pytest.mark.parametrize("name", SAMPLES)
def test_copies_are_equal_and_of_the_same_type(name, how):
    x = SAMPLES[name]()
    y = COPIES[how](x)
    assert y == x and type(y) is type(x) and repr(y) == repr(x)


@pytest.mark.parametrize("how", [*(f"pickle {p}" for p in PROTOCOLS), "deepcopy"])
def test_copies_share_nothing(how):
    x = person()
    y = COPIES[how](x)
    y.home.x, y.work.x, y.friend.name, y.name, y.id = 9, 9, "z", "z", 9
    assert x == person()
    m = v.Vector([1])
    n = COPIES[how](m)
    n.push(2)
    assert m == [1] and n == [1, 2]


def test_a_shallow_copy_shares_what_gos_copy_shares():
    x = person()
    y = copy.copy(x)
    y.home.x, y.work.x, y.name = 9, 9, "z"
    assert (x.home.x, x.work.x, x.name) == (1, 9, "x")


def test_the_promoted_fields_of_what_is_not_exported():
    x = v.Outer(name="x")
    x.depth = 3
    assert again(x).depth == copy.deepcopy(x).depth == copy.copy(x).depth == 3


def test_nil_is_not_empty():
    nil = v.Person()
    empty = v.Person(scores={}, rows=[], stops=[], set=set(), data=b"")
    assert v.is_nil(nil) == v.is_nil(again(nil)) == v.is_nil(copy.deepcopy(nil)) == "true true true true true true"
    assert v.is_nil(again(empty)) == v.is_nil(copy.deepcopy(empty)) == v.is_nil(empty)


def test_nanoseconds_are_kept():
    p = v.Person()
    v.set_nano(p)
    for how in COPIES.values():
        assert v.nano_is(how(p))


# ---- identity ----


def tree():
    root = v.Node(name="root")
    child = root.add("child")
    child.add("grandchild")
    root.add("other")
    return root


@pytest.mark.parametrize("how", [*(f"pickle {p}" for p in PROTOCOLS), "deepcopy"])
def test_cycles(how):
    root = tree()
    new = COPIES[how](root)
    assert new == root
    new.children[0].children[0].parent.parent.name = "new"
    assert new.name == "new" and root.name == "root"
    assert [c.parent.name for c in new.children] == ["new", "new"]


@pytest.mark.parametrize("how", [*(f"pickle {p}" for p in PROTOCOLS), "deepcopy"])
def test_shared_references(how):
    p = v.Point(x=1)
    shared, q = COPIES[how]([v.Shared(all=[p, p]), p])
    q.x = 9
    assert [x.x for x in shared.all] == [9, 9] and p.x == 1


def test_views_of_one_value_are_one_value():
    """Each access makes another Python object."""
    x = person()
    a, b = again([x.work, x.work])
    a.x = 5
    assert b.x == 5
    a, b = copy.deepcopy([x.work, x.work])
    assert a is b
    sync, asynchronous = again([x, x.aio]) if hasattr(x, "aio") else (x, x)
    assert sync == asynchronous


def test_an_address_that_is_used_again_is_another_value():
    for i in range(2000):
        p = v.Point(x=i)
        assert again(p).x == i
        del p
        if i % 500 == 0:
            gc.collect()


def test_values_without_a_size_are_not_one():
    a, b = again([v.Empty(), v.Empty()])
    assert a is not b


# ---- derived classes ----


class Named(v.Point):
    extra = 0

    def __new__(cls, *args):
        return super().__new__(cls)

    def __init__(self, extra):
        self.extra = extra


class Slots(v.Point):
    __slots__ = ("more",)


class Reduced(v.Point):
    def __reduce__(self):
        return Reduced, (self.x,)


class Tree(v.Node):
    pass


@pytest.mark.parametrize("how", COPIES)
def test_derived_classes(how):
    x = Named([1])
    x.x = 4
    y = COPIES[how](x)
    assert type(y) is Named and y.extra == [1] and y.x == 4 and (how == "copy") == (y.extra is x.extra)
    y.x = 5
    assert x.x == 4


@pytest.mark.parametrize("how", [c for c in COPIES if c not in ("pickle 0", "pickle 1")])
def test_derived_classes_with_slots(how):
    x = Slots(x=3)
    x.more = "m"
    y = COPIES[how](x)
    assert type(y) is Slots and y.more == "m" and y.x == 3


def test_a_derived_class_that_says_how():
    x = Reduced(x=3, y=4)
    assert (again(x).x, again(x).y) == (3, 0)


def test_a_derived_class_that_refers_to_itself():
    t = Tree(name="t")
    t.me = [t]
    for how in (again, copy.deepcopy):
        u = how(t)
        assert type(u) is Tree and u.me[0] is u and u is not t


# ---- what is hidden ----

CURE = r"register a function with copyreg.pickle\(\)"


@pytest.mark.parametrize(
    ("x", "why"),
    [
        (v.Hidden(), "cannot pickle 'Hidden' object: its field count is not exported, and Hidden has no GobEncode"),
        (v.Lazy(1), "cannot pickle 'Lazy' object: its field once must not be copied"),
        (v.Vault("x"), "cannot pickle 'Vault' object: its field kept is not exported"),
        (v.OneWay(), "its field n is not exported"),
        (v.double(), "its field 'run' is <.*>, which exists in this process only"),
    ],
)
def test_what_cannot_be_pickled(x, why):
    for protocol in PROTOCOLS:
        with pytest.raises(TypeError, match=f"{why}.*{CURE}"):
            pickle.dumps(x, protocol)
    with pytest.raises(TypeError, match=why):
        pickle.dumps([{"a": x}])


def test_hidden_values_are_copied_by_assignment():
    h = v.Hidden(name="x")
    h.inc()
    for how in (copy.copy, copy.deepcopy):
        c = how(h)
        c.inc()
        assert (h.count(), c.count(), c.name) == (1, 2, "x")


def test_what_is_not_copied():
    for x in (v.Lazy(n=1), v.Spin(n=1)):
        for how in (copy.copy, copy.deepcopy, lambda x: x.__replace__(n=2)):
            with pytest.raises(TypeError, match="cannot (copy|pickle).*(once must not be copied|held is not exported|is a lock itself)"):
                how(x)


@pytest.mark.parametrize("how", COPIES)
def test_a_copy_has_locks_of_its_own(how):
    x = v.Locked(n=1)
    assert x.try_lock() and not x.try_lock()
    y = COPIES[how](x)
    y.set(2)
    assert (x.n, y.n) == (1, 2) and not x.try_lock() and y.try_lock()
    a = v.Ledger(pages=[1], last=v.Locked(n=7))
    assert a.hold() and not a.hold()
    b = COPIES[how](a)
    assert b.pages == [1] and b.last.n == 7 and b.hold() and not a.hold()
    assert x.__replace__(n=5).try_lock()


def test_hidden_state_with_a_lock():
    x = v.Vault("x")
    x.keep("a", 1)
    assert x.hold() and not x.hold()
    y = copy.copy(x)
    y.keep("b", 2)
    assert (y.name, y.kept("a"), y.kept("b")) == ("x", 1, 2) and y.hold() and not x.hold()


@pytest.mark.parametrize("how", COPIES)
def test_atomics(how):
    x = v.Counted(n=3, name="x")
    y = COPIES[how](x)
    x.n += 1
    assert (x.n, y.n, y.name) == (4, 3, "x")


def test_copyreg():
    def reduce(h):
        return v.new_locked, (h.n,)

    copyreg.pickle(v.Locked, reduce)
    try:
        x = v.new_locked(3)
        assert again(x).n == copy.copy(x).n == copy.deepcopy(x).n == 3
        assert again(x) is not x
    finally:
        del copyreg.dispatch_table[v.Locked]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_encoders(protocol):
    assert again(v.new_guarded(5), protocol).n() == 5
    assert again(v.new_blob("a\0é"), protocol).text() == "a\0é"
    assert again(v.new_doc({"a": 3}), protocol).get("a") == 3
    h = v.Holder(version=v.parse_version("3.4"), guard=v.new_guarded(2), blobs=[v.new_blob("x")])
    for y in (again(h, protocol), copy.deepcopy(h)):
        assert (str(y.version), y.guard.n(), y.blobs[0].text()) == ("3.4", 2, "x")


@pytest.mark.parametrize("how", [copy.deepcopy, *map(pickled, PROTOCOLS)])
def test_fields_that_an_encoder_leaves_out(how):
    b = v.Basket(owner="ann", notes=["x"], inner=v.Basket(owner="bob"), on_put=lambda item: None)
    b.put("apple")
    c = how(b)
    assert (c.owner, c.notes, c.inner.owner, c.items(), c.on_put) == ("ann", ["x"], "bob", {"apple": 1}, None)
    c.notes.append("y")
    assert b.notes == ["x"]
    b.inner = b
    c = how(b)
    assert c.inner == c and c.inner.owner == "ann" and c.items() == {"apple": 1}
    c.inner.owner = "eve"
    assert c.owner == "eve" and b.owner == "ann"
    lone = v.Basket()
    lone.put("a")
    assert how(lone).items() == {"a": 1} and len(pickle.dumps(lone)) < 120


def test_a_lock_with_an_encoder_is_copied_by_it():
    assert copy.copy(v.new_guarded(4)).n() == copy.deepcopy(v.new_guarded(4)).n() == 4


def test_errors_of_encoders():
    with pytest.raises(v.GoError, match="below zero"):
        pickle.dumps(v.below())
    data = pickle.dumps(v.new_guarded(3)).replace(b"gob ", b"bog ")
    with pytest.raises(v.GoError, match="that is no gob"):
        pickle.loads(data)


def test_functions_in_fields():
    w = v.Worker(name="w", run=abs)
    assert again(w).do(-3) == 3 and copy.deepcopy(w).do(-3) == 3
    assert again(v.Worker(name="w")).run is None
    d = copy.deepcopy(v.double())
    assert d.do(4) == 8
    with pytest.raises((pickle.PicklingError, AttributeError), match="lambda"):
        pickle.dumps(v.Worker(run=lambda x: x))


# ---- wrong pickles ----


def test_a_pickle_of_another_build():
    restore, (cls, names, *values) = v.Point(x=1, y=2, label="a").__reduce_ex__(2)
    assert restore(cls, names, *values) == v.Point(x=1, y=2, label="a")
    assert restore(cls, ("label", "x"), "b", 7) == v.Point(x=7, label="b")
    assert restore(cls) == v.Point()
    with pytest.raises(ValueError, match="the pickle has the field 'gone', which Point has no more"):
        restore(cls, ("gone",), 1)
    with pytest.raises(TypeError, match="expected float, got str"):
        restore(cls, names, "x", 1, "y")
    for bad in ((), (int,), (cls, names), (cls, 3, 4), (cls, ("x",)), (3,), (v.Matrix,), (v.Color,)):
        with pytest.raises(TypeError):
            restore(*bad)
    node = v.Node(name="n")
    for bad in ((), 3, ("x",), (("name",),), (("name",), 1, 2)):
        with pytest.raises(TypeError):
            node.__setstate__(bad)
    assert node.name == "n"


def test_a_value_of_a_map_takes_no_state():
    grove = v.Grove(trees={"a": v.Node(name="a")})
    tree, state = grove.trees["a"], v.Node(name="other").__reduce_ex__(2)[2]
    with pytest.raises(AttributeError, match="copy"):
        tree.__setstate__(state)
    assert tree.name == grove.trees["a"].name == "a"
    own = v.Node()
    own.__setstate__(state)
    assert own.name == "other"


def test_the_functions_of_pickles_check_what_they_get():
    decode = v.new_blob("x").__reduce_ex__(2)[0]
    derived = Named(1).__reduce_ex__(2)[0]
    for f, args in ((decode, (v.Point, b"")), (decode, (v.Blob, "x")), (decode, (v.Blob,)), (derived, (v.Point, 3)), (derived, (int, v.Point())), (derived, (Named, v.Node())), (derived, (v.Node, v.Point()))):  # fmt: skip
        with pytest.raises(TypeError):
            f(*args)


# ---- other processes ----


def test_a_process_that_has_not_imported_the_package():
    code = f"import sys; sys.path[:0] = {sys.path!r}\nimport pickle\nfor x in pickle.loads({pickle.dumps([person(), v.new_guarded(2), v.Matrix([[1]])])!r}): print(x)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[0] == str(person()) and out.splitlines()[2] == str(v.Matrix([[1]]))


@pytest.mark.parametrize("method", ["spawn", "fork", "forkserver"])
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_process_pools(method):
    context = multiprocessing.get_context(method)
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        assert [p.x for p in pool.map(v.moved, [v.Point(x=i) for i in range(5)])] == [1, 2, 3, 4, 5]
        assert pool.submit(v.grown, tree()).result(60).name == "root!"
        with pytest.raises(TypeError, match="count is not exported"):
            pool.submit(v.count_of, v.Hidden()).result(60)
        assert [p.x for p in pool.map(v.moved, [v.Point(x=i) for i in range(2)])] == [1, 2]


@pytest.mark.parametrize("library", ["cloudpickle", "joblib", "dask"])
def test_libraries(library):
    if library == "cloudpickle":
        import cloudpickle

        p = v.Point(x=1)
        assert pickle.loads(cloudpickle.dumps(lambda: p))() == p
    elif library == "joblib":
        import joblib

        assert [p.x for p in joblib.Parallel(2)(joblib.delayed(v.moved)(v.Point(x=i)) for i in range(3))] == [1, 2, 3]
        assert joblib.hash(person()) == joblib.hash(person()) != joblib.hash(v.Person())
    else:
        import dask
        from dask.base import tokenize

        assert dask.compute(dask.delayed(v.moved)(v.Point(x=1)), scheduler="processes")[0].x == 2
        assert tokenize(person()) == tokenize(person()) != tokenize(v.Person())


# ---- threads ----


@pytest.mark.parametrize("how", [again, copy.copy, copy.deepcopy])
def test_another_thread_writes_it_meanwhile(how):
    box, stop = v.TornBox(), threading.Event()
    values = [v.Torn(a=c * n, b=c * n, c=c * n) for c, n in (("a", 1), ("b", 30), ("c", 200))]
    box.inner = values[0]

    def write():
        for x in itertools.cycle(values):
            box.inner = x
            if stop.is_set():
                return

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for _ in range(3000):
            for x in (how(box).inner, how(box.inner)):
                assert x.a == x.b == x.c
    finally:
        stop.set()
        thread.join()


# ---- changed copies ----


def test_replace():
    replace = getattr(copy, "replace", lambda o, /, **changes: o.__replace__(**changes))
    p = v.Point(x=1, y=2, label="a")
    q = replace(p, x=5)
    assert (q.x, q.y, q.label, p.x) == (5, 2, "a", 1)
    assert replace(p) == p and replace(p) is not p
    o = replace(v.Outer(name="x"), depth=4)
    assert (o.name, o.depth) == ("x", 4)
    with pytest.raises(TypeError, match=r"Point.__replace__\(\) got an unexpected keyword argument 'nope'"):
        replace(p, nope=1)
    with pytest.raises(TypeError, match="expected float, got str"):
        replace(p, x="x")
    with pytest.raises(TypeError, match="takes no positional arguments"):
        p.__replace__(1)


def test_replace_of_a_derived_class():
    n = Named("e")
    m = n.__replace__(x=3)
    assert type(m) is Named and m.extra == "e" and m.x == 3 and n.x == 0


def test_asdict():
    d = person()._asdict()
    assert d["home"] == {"x": 1.0, "y": 0.0, "label": "é\0"} and d["work"]["y"] == 3
    assert d["stops"] == [{"x": 0.0, "y": 0.0, "label": "s"}] and d["places"] == {"b": {"x": 0.0, "y": 0.0, "label": "q"}}
    assert d["friend"]["name"] == "y" and d["friend"]["friend"] is None
    assert d["color"] is v.Color.GREEN and d["any"] == {"a": [1, None]} and d["fixed"] == [1, 2, 3]
    d["home"]["x"] = 9
    d["rows"].append(1)
    assert person()._asdict() != d
    with pytest.raises(ValueError, match="this Node contains itself"):
        tree()._asdict()
    assert v.Node(name="x")._asdict() == {"name": "x", "parent": None, "children": []}
    p = v.Point(x=1)
    assert v.Shared(all=[p, p])._asdict() == {"all": [p._asdict(), p._asdict()]}


def test_asdict_of_what_is_reached_in_many_ways():
    node = leaf = v.Node(name="leaf")
    for i in range(200):
        node = v.Node(name=str(i), parent=node, children=[node, node])
    d = node._asdict()
    for i in reversed(range(200)):
        assert d["name"] == str(i) and d["children"][0] is d["children"][1] is d["parent"]
        d = d["parent"]
    assert d == leaf._asdict()
    leaf.parent = node
    with pytest.raises(ValueError, match="this Node contains itself"):
        node._asdict()


def test_match():
    match v.Point(x=1, y=2, label="l"):
        case v.Point(1, y, label="l"):
            assert y == 2
        case _:
            pytest.fail("no match")
