"""Classes that Python derives from Go's."""

import abc
import asyncio
import copy
import gc
import inspect
import os
import pathlib
import pickle
import threading
import typing
import weakref

import classescase as c
import pytest
from classescase import aio
from waiting import until_sync


class Named(c.Point):
    """With an __init__ of its own, whose arguments are others."""

    def __init__(self, name, *rest, scale=1.0):
        super().__init__(3 * scale, y=4 * scale)
        self.name, self.rest = name, rest


class Logged(c.Account):
    def __init__(self, log, *, owner="nobody"):
        self.log = log
        super().__init__(owner, 5)
        log.append(self.cents())


# ---- __init__ ----


def test_an_init_of_its_own_has_any_arguments():
    p = Named("a", 1, 2, scale=2)
    assert (p.x, p.y, p.name, p.rest) == (6, 8, "a", (1, 2)) and p.norm1() == 14 and c.describe(p) == "6 8"
    log = []
    a = Logged(log, owner="me")
    assert a.owner == "me" and a.cents() == 5 and a.log is log and log == [5]
    before = c.made()
    Logged([])
    assert c.made() == before + 1  # once


def test_the_signature_of_a_class_is_that_of_its_init():
    assert str(inspect.signature(Named)) == "(name, *rest, scale=1.0)"
    assert str(inspect.signature(c.Point)) == "(x=0.0, y=0.0)"
    assert str(inspect.signature(c.Account)) == "(owner, cents, *, watch=Ellipsis, limit=Ellipsis)"


def test_attributes_before_super_are_kept():
    class Early(c.Point):
        def __init__(self):
            self.mark = 1
            self.y = 7
            super().__init__(2)

    assert (Early().x, Early().y, Early().mark) == (2, 7, 1)


def test_without_super_a_class_of_fields_is_a_zero_value():
    class Alone(c.Point):
        def __init__(self, size):
            self.size = size

    assert Alone(3).size == 3 and (Alone(3).x, Alone(3).y) == (0, 0)


def test_without_super_there_is_no_value_of_a_constructor():
    class Alone(c.Account):
        def __init__(self):
            self.mark = 1

    a = Alone()
    assert a.mark == 1 and repr(a) == "<Alone without a Go value>" == str(a)
    for use in (a.cents, lambda: a.owner, lambda: setattr(a, "owner", "x"), lambda: a == a, lambda: c.Bank().add(a), lambda: c.Bank(best=a), lambda: a.limit, lambda: a.aio):
        with pytest.raises(RuntimeError, match=r"this Alone has no Go value yet: its __init__\(\) must call super\(\).__init__\(\) first"):
            use()
    r = weakref.ref(a)
    del a, use
    gc.collect()
    assert r() is None


def test_a_constructor_that_fails_leaves_no_value():
    class Poor(c.Account):
        def __init__(self, again):
            try:
                super().__init__("p", -1)
            except c.GoError as e:
                self.error = str(e)
            if again:
                super().__init__("p", 1)

    assert Poor(True).cents() == 1 and Poor(True).error == "less than nothing"
    with pytest.raises(RuntimeError, match="no Go value"):
        Poor(False).cents()
    with pytest.raises(TypeError, match=r"Account\(\) missing required argument: 'cents'"):
        type("T", (c.Account,), {"__init__": lambda self: c.Account.__init__(self, "x")})()
    with pytest.raises(TypeError, match=r"Point\(\) got an unexpected keyword argument 'z'"):
        type("T", (c.Point,), {"__init__": lambda self: c.Point.__init__(self, z=1)})()


def test_super_is_called_once():
    class Twice(c.Account):
        def __init__(self):
            super().__init__("a", 1)
            super().__init__("b", 2)

    with pytest.raises(TypeError, match="exists already"):
        Twice()

    class Again(c.Point):
        def __init__(self):
            super().__init__(1, 2)
            super().__init__(y=5)

    assert (Again().x, Again().y) == (1, 5)


def test_plain_subclasses_take_the_arguments_of_the_class():
    class Plain(c.Account):
        pass

    class Fields(c.Point):
        pass

    assert Plain("me", cents=3).cents() == 3 and type(Plain("me", 3)) is Plain and Fields(1, y=2).y == 2
    with pytest.raises(TypeError, match=r"Account\(\) missing required argument: 'cents'"):
        Plain("me")
    with pytest.raises(c.GoError, match="less than nothing"):
        Plain("me", -1)


def test_a_new_of_its_own():
    class New(c.Account):
        def __new__(cls, n):
            return super().__new__(cls, "new", n)

    class Both(c.Account):
        def __new__(cls, label, n):
            return super().__new__(cls, "new", n)

        def __init__(self, label, n):
            super().__init__()
            self.label = label

    assert New(3).cents() == 3 and Both("l", 4).cents() == 4 and Both("l", 4).label == "l"
    with pytest.raises(TypeError, match="exists already"):
        type("T", (Both,), {"__init__": lambda self, *args: c.Account.__init__(self, "x", 1)})("l", 2)


def test_boxes_and_the_async_api():
    class Words(c.Tags):
        def __init__(self, text):
            super().__init__(text.split())
            self.text = text

    w = Words("a b")
    assert list(w) == ["a", "b"] and w.text == "a b" and w.joined() == "a b" and w.self() is w

    class Two(c.Pair):
        def __init__(self, a, *, b):
            super().__init__(a, b)

    class Same(c.Pair):
        pass

    assert Two(1, b=2).sum() == 3 and Same(1, 2).sum() == 3 and Same([1, 2]).sum() == 3

    class Client(aio.Account):
        def __init__(self, name):
            super().__init__(name, 9)
            self.name = name

    async def main():
        a = Client("x")
        assert await a.cents() == 9 and a.name == "x" == a.owner and a.sync.cents() == 9

    asyncio.run(main())


# ---- other bases ----


def test_cooperation():
    seen = []

    class First:
        def __init__(self, *args, first=0, **kw):
            seen.append("first")
            self.first = first
            super().__init__(*args, **kw)

    class Last:
        def __init__(self, *, last=0, **kw):
            seen.append("last")
            self.last = last
            super().__init__(**kw)

    class Account(First, c.Account, Last):
        def __init__(self, **kw):
            seen.append("own")
            super().__init__("me", **kw)

    a = Account(first=1, last=2, cents=3)
    assert (a.first, a.last, a.cents()) == (1, 2, 3) and seen == ["own", "first", "last"]

    class Point(c.Point, Last):
        pass

    p = Point(1, y=2, last=3)
    assert (p.x, p.y, p.last) == (1, 2, 3)
    with pytest.raises(TypeError):
        Point(other=1)


def test_abstract_bases_generics_and_protocols():
    T = typing.TypeVar("T")

    class Shape(abc.ABC):
        @abc.abstractmethod
        def area(self): ...

    class Abstract(c.Point, Shape):
        pass

    class Square(c.Point, Shape):
        def area(self):
            return self.x * self.y

    for make in (Abstract, lambda: Abstract(1, 2)):
        with pytest.raises(TypeError, match="abstract"):
            make()
    assert Square(2, 3).area() == 6 and isinstance(Square(), Shape) and type(Square) is abc.ABCMeta

    class Box(c.Account, typing.Generic[T]):
        def __init__(self, item: T):
            super().__init__("g", 1)
            self.item = item

    assert Box[int](3).item == 3 and Box("x").cents() == 1

    class HasArea(typing.Protocol):
        def area(self) -> float: ...

    class Explicit(c.Point, HasArea):
        def area(self):
            return 1.0

    assert Explicit(1).area() == 1 and Explicit(1).x == 1


def test_interfaces_and_abstract_bases():
    class Both(c.Holder, abc.ABC):
        pass

    assert isinstance(Both, abc.ABCMeta) and issubclass(Both, c.Holder) and isinstance(c.Account("x", 1), c.Holder)
    with pytest.raises(TypeError, match="derived from a Go interface, whose instances come from Go; derive it from nothing"):
        Both()


def test_copies_and_pickles():
    p = Named("p", [1])
    for q in (copy.copy(p), copy.deepcopy(p), pickle.loads(pickle.dumps(p))):
        assert type(q) is Named and q == p and q is not p and q.name == "p" and q.rest == ([1],) and c.pass_(q) is q


def test_slots_and_properties():
    class Slotted(c.Point):
        __slots__ = ("extra",)

        def __init__(self, extra):
            super().__init__(y=extra)
            self.extra = extra

        @property
        def twice(self):
            return 2 * self.y

    s = Slotted(4)
    assert s.twice == 8 and c.pass_(s) is s and not hasattr(s, "__dict__")


# ---- what comes back ----


def test_a_pointer_comes_back_as_the_object():
    log = []
    a, b = Logged(log, owner="a"), Logged(log, owner="b")
    bank = c.Bank().add(a).add(b)
    assert bank.best is b and bank.all[0] is a and bank.all[1] is b and bank.by_name["a"] is a
    seen = []
    bank.each(seen.append)
    assert seen[0] is a and seen[1] is b and seen[1].log is log
    assert bank.any() is b and bank.holder() is b
    bank.best = a
    assert bank.best is a
    assert c.pass_(None) is None
    p = Named("p")
    assert c.pass_(p) is p and p.both()[0] is p and type(p.both()[1]) is c.Point and p.both()[1] == p


def test_while_it_lives():
    bank = c.Bank().add(Logged([], owner="gone"))
    gc.collect()
    assert type(bank.best) is c.Account and bank.best.owner == "gone" and bank.best.cents() == 5
    keep = [Logged([], owner=str(i)) for i in range(1000)]
    for a in keep:
        bank.add(a)
    del keep[::2], a
    gc.collect()
    all = bank.all[1:]
    assert all[1::2] == keep and [type(a) for a in all[::2]] == [c.Account] * 500
    assert [a is b for a, b in zip(all[1::2], keep)] == [True] * 500


def test_an_address_may_have_several_objects():
    class Mine(c.Single):
        def __init__(self, mark):
            super().__init__()
            self.mark = mark

    a, b = Mine(1), Mine(2)
    assert a is not b and (a.mark, b.mark) == (1, 2)
    a.n = 4
    assert b.n == 4
    del b
    gc.collect()
    assert Mine(3).n == 4 and a.mark == 1
    nothing = type("Nothing", (c.Empty,), {})
    x, y = nothing(), nothing()
    assert x.same() == y.same()


def test_cycles_with_go_are_collected():
    class Watching(c.Account):
        def __init__(self):
            super().__init__("w", 1)
            self.watch = self.note

        def note(self, cents):
            self.seen = cents

    class Point(c.Point):
        def __init__(self):
            super().__init__(1)
            self.me = self

    refs = [weakref.ref(Point()) for _ in range(100)]
    gc.collect()
    assert [r() for r in refs] == [None] * 100
    w = Watching()
    w.pay(3)
    assert w.seen == 4
    w.watch = None
    r = weakref.ref(w)
    del w
    until_sync(lambda: c.collect() or r() is None)  # what Go has called is Go's until it collects

    class Clicked(c.Button):
        def __init__(self):
            super().__init__(on_click=self.clicked)

        def clicked(self):
            pass

    refs = [weakref.ref(Clicked()) for _ in range(100)]
    gc.collect()
    assert [r() for r in refs] == [None] * 100


def test_objects_of_many_threads():
    bank, errors = c.Bank(), []

    def work():
        try:
            for i in range(300):
                p = Named(i)
                assert c.pass_(p) is p and c.pass_(p).name == i
        except BaseException as e:
            errors.append(e)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not errors and bank.best is None


def test_a_child_of_a_fork_has_its_own():
    p = Named("parent")
    pid = os.fork()
    if not pid:
        try:
            q = [Named(i) for i in range(50)]
            ok = all(c.pass_(x) is x for x in q)
            try:
                c.pass_(p)
                ok = False
            except RuntimeError:
                pass
        except BaseException:
            ok = False
        os._exit(0 if ok else 1)
    assert os.waitpid(pid, 0)[1] == 0 and c.pass_(p) is p


# ---- builders ----


def test_a_builder_returns_its_receiver():
    p = c.Point(1, 2)
    assert p.moved(1) is p and p.moved(1).moved(1) is p and p.x == 4
    q = p.copy()
    assert q is not p and q == p and q.moved(0) is q
    a = c.Account("b", 0)
    assert a.pay(1).pay(2) is a and a.cents() == 3
    view = a.limit
    assert view.moved(2) is view and a.limit.x == 2
    both = p.both()
    assert both[0] is p and both[1] is not p
    stub = (pathlib.Path(c.__file__).parent / "__init__.pyi").read_text()
    assert "def pay(self, cents: int) -> _typing.Self:" in stub and "def copy(self) -> Point:" in stub

    async def main():
        b = aio.Account("b", 0)
        assert await (await b.pay(1)).pay(2) is b

    asyncio.run(main())


def test_memory_returns():
    def run(n):
        for i in range(n):
            a = Logged([], owner="m")
            assert a.pay(1) is a
            Named("x")

    import tracemalloc

    run(200)
    c.collect()
    gc.collect()
    tracemalloc.start()
    start = tracemalloc.get_traced_memory()[0]
    run(3000)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - start
    tracemalloc.stop()
    assert grown < 60_000, grown  # 3000 objects would take ten times that
