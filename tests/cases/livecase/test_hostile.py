"""Code that changes a container while it is changed: by threads, and by methods that the change calls."""

import copy
import gc
import sys
import threading

import livecase as m
import pytest


class Index:
    """An int that does something when it is asked for."""

    def __init__(self, act):
        self.act = act

    def __index__(self):
        act, self.act = self.act, lambda: None
        act()
        return 1


@pytest.mark.parametrize("step", [
    lambda x: x.pop(), lambda x: x.append(7), lambda x: x.clear(), lambda x: x.reverse(), lambda x: x.__setitem__(0, 9),
    lambda x: x.insert(0, 5), lambda x: gc.collect()])
@pytest.mark.parametrize("change", [
    lambda x, i: x.__setitem__(1, i), lambda x, i: x.__setitem__(slice(1, 2), [i]), lambda x, i: x.append(i),
    lambda x, i: x.extend([i, 3]), lambda x, i: x.insert(1, i), lambda x, i: x.__setitem__(slice(None, None, -2), [i, 4]),
    lambda x, i: x.insert(i, 5), lambda x, i: x.__delitem__(i), lambda x, i: x.pop(i), lambda x, i: x.__imul__(i),
    lambda x, i: x.__setitem__(i, 3), lambda x, i: x.__setitem__(slice(i, None), [3]),
    lambda x, i: x.sort(key=lambda v: -v * i.__index__())])
def test_a_number_that_changes_the_list(step, change):
    owner = m.Loose(nums=[1, 2, 3, 4])
    x = owner.nums
    try:
        change(x, Index(lambda: step(x)))
    except (IndexError, ValueError):
        pass
    assert x == owner.nums and list(x) == list(owner.nums)
    x.append(8)
    assert x == owner.nums


def test_equality_that_changes_the_list():
    owner = m.Loose(nums=[1, 2, 3, 4])
    x = owner.nums

    class Four:
        done = False

        def __eq__(self, other):
            if other == 4 and not self.done:
                self.done = True
                x.pop(0)
            return other == 4

    x.remove(Four())
    assert x == [2, 3] == owner.nums and owner.sum() == 23


@pytest.mark.parametrize("step", [
    lambda y: y.pop(), lambda y: y.clear(), lambda y: y.append([1]), lambda y: y.sort(), lambda y: y.__setitem__(0, [8])])
def test_what_is_taken_out_in_the_middle_of_a_change(step):
    changes = [
        lambda x, i: x.sort(key=lambda v: v * i.__index__()), lambda x, i: x.insert(i, 3), lambda x, i: x.__setitem__(1, i),
        lambda x, i: x.append(i), lambda x, i: x.__setitem__(slice(1, 2), [i]), lambda x, i: x.pop(i)]
    for change in changes:
        owner = m.Loose(nested=[[1, 2, 3, 4]])
        y = owner.nested
        x = y[0]
        try:
            change(x, Index(lambda: step(y)))
        except RuntimeError as e:
            assert "read" in str(e)
        assert y == owner.nested


def test_an_iterable_that_adds_to_the_set():
    d = m.Doc()
    seen = d.seen

    def words():
        yield "p"
        seen.add("inner")
        yield "q"

    seen.update(words())
    assert seen == d.seen == {"a", "p", "inner", "q"}


def test_instances_that_were_copied_follow_to_another_array():
    for _ in range(20):
        rows = m.Doc().rows
        rows.extend({"name": str(i)} for i in range(50))
        held = list(rows)
        for r in held:
            with pytest.raises(TypeError, match="n"):
                copy.deepcopy(r)
        rows.extend({"name": "y"} for _ in range(100))
        assert held[0] is rows[0]
        del rows, held, r
        gc.collect()
    again = m.Doc().rows
    for r in again:
        with pytest.raises(TypeError, match="n"):
            copy.deepcopy(r)


def test_keys_that_have_no_hash_leave_no_lock():
    owner = m.Loose(by_spot={m.Spot(at=1): 1})
    x = owner.by_spot
    for _ in range(2):
        with pytest.raises(TypeError, match="unhashable"):
            x[m.Spot(at=[1])] = 3
        with pytest.raises(TypeError, match="unhashable"):
            x.update({m.Spot(at=2): 2, m.Spot(at=[1]): 3})
    assert list(owner.by_spot.values()) == [1]
    x[m.Spot(at=3)] = 4
    assert sorted(owner.by_spot.values()) == [1, 4]


@pytest.fixture
def often():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def run(*functions):
    failed = []

    def guarded(f):
        try:
            f()
        except BaseException as e:
            failed.append(e)

    threads = [threading.Thread(target=guarded, args=(f,)) for f in functions]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failed


@pytest.mark.parametrize("shared", [False, True])
def test_an_entry_is_taken_once(often, shared):
    d = m.Doc()
    n = 500
    d.index = {str(i): i for i in range(n)}
    d.seen = {str(i) for i in range(n)}
    index, seen, got = d.index, d.seen, {"pop": [], "popitem": [], "set": [], "remove": []}
    other = m.Doc()
    other.seen = {str(i) for i in range(n)}

    def work():
        x, s = (index, seen) if shared else (d.index, d.seen)
        for i in range(0, n, 2):
            if x.pop(str(i), None) is not None:
                got["pop"].append(i)
            try:
                other.seen.remove(str(i))
                got["remove"].append(i)
            except KeyError:
                pass
        try:
            while True:
                got["popitem"].append(x.popitem())
        except KeyError:
            pass
        try:
            while True:
                got["set"].append(s.pop())
        except KeyError:
            pass

    run(work, work, work)
    assert len(got["pop"]) + len(got["popitem"]) == n and not d.index
    assert len(got["set"]) == len(set(got["set"])) == n and not d.seen
    assert len(got["remove"]) == n // 2 and len(other.seen) == n // 2


def test_threads_on_lists_in_lists(often):
    rows, owner = m.Doc().rows, m.Loose(nested=[[1], [2]])
    nested = owner.nested

    def outer():
        for i in range(400):
            rows[len(rows):] = [{"name": "x"}]
            rows.insert(len(rows), {"name": "x"})
            if len(rows) > 30:
                rows.clear()
            try:
                nested.append([3])
                nested.sort()
                if len(nested) > 4:
                    nested.pop(0)
            except RuntimeError:  # Go did not hold still
                pass

    def inner():
        for i in range(400):
            rows.append({"name": "b"})
            try:
                x = nested[-1]
                x[0] = 9
                x.append(3)
                x.sort()
                x[:] = [4, 5]
            except (RuntimeError, IndexError):
                pass

    run(outer, inner, inner)
    nested[:] = [[7]]
    nested[0].append(8)
    assert owner.nested == [[7, 8]]


@pytest.mark.parametrize("twice", [
    lambda w: w.__imul__(2), lambda w: w.extend(w), lambda w: w.__setitem__(slice(1, 1), w), lambda w: w.append(w[0]),
    lambda w: w.__setitem__(0, w[1]), lambda w: w.insert(0, w[1])])
def test_what_is_in_a_list_twice_is_two_in_go(twice):
    d = m.Doc()
    w = d.words
    twice(w)
    assert w == d.words
    for i in range(len(w)):
        w[i].append(str(i))
        assert w == d.words and w[i][-1] == d.words[i][-1] == str(i)
    w.reverse()
    w[0].insert(0, "first")
    assert w == d.words and d.words[0][0] == "first"
