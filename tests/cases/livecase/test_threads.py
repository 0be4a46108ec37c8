"""Eight threads and one object: its fields, and the lists, dicts and sets that stand for what they hold."""

import atonce
import pytest

TESTS = {
    # Each reads what one of them has written, whole.
    "fields": """
        d = s.new_doc()

        def uses(n):
            for i in range(ROUNDS // 20):
                d.tags = [str(n)] * (n + 1)
                tags = list(d.tags)
                assert not tags or tags == [tags[0]] * len(tags), tags
                d.rows = [s.Row(name=str(n), tags=[str(n)] * n) for _ in range(n + 1)]
                rows = list(d.rows)
                assert len({r.name for r in rows}) <= 1, rows
                d.fixed = [n] * 3
                assert len(set(d.fixed)) == 1
                d.any = {"k": [n] * n}
                kept = d.any["k"]
                assert kept == [len(kept)] * len(kept), kept
                d.index = {str(n): n}
                got = dict(d.index)
                assert len(got) == 1 and all(k == str(v) for k, v in got.items()), got
                d.opt = None if n % 2 else [str(n)] * n
                opt = d.opt
                assert opt is None or list(opt) == [str(len(opt))] * len(opt), opt
                d.values = [float(n)] * n
                assert len(set(d.values)) <= 1
                d.funcs = [lambda x, n=n: x + n] * n
                assert len({f(0) for f in d.funcs}) <= 1

        at_once(*[lambda n=n: uses(n) for n in range(1, 9)])
    """,
    # Lists that are held while others change the same, and the field gets another.
    "lists": """
        d = s.new_doc()

        def changes(n):
            mine = d.tags
            for i in range(ROUNDS // 20):
                try:
                    what = (i * 7 + n) % 12
                    if what == 0: mine.append(f"{n} {i}")
                    elif what == 1: mine.pop()
                    elif what == 2: mine.insert(i % 5, "inserted")
                    elif what == 3: del mine[: i % 3]
                    elif what == 4: mine.sort()
                    elif what == 5: mine.reverse()
                    elif what == 6: mine.extend(["x", "y"])
                    elif what == 7: mine.remove("x")
                    elif what == 8: mine[0] = "first"
                    elif what == 9: mine[1:3] = ["a"] * (i % 4)
                    elif what == 10: d.tags = [f"new {n}"] * 3
                    else: mine = d.tags
                    assert all(isinstance(t, str) for t in mine)
                    assert all(isinstance(t, str) for t in d.tags)
                    "x" in mine, len(mine), mine == d.tags, repr(mine)
                except (IndexError, ValueError):
                    pass
                except RuntimeError as error:  # Go has another list by then
                    assert "again" in str(error), error
                    mine = d.tags

        at_once(*[lambda n=n: changes(n) for n in range(8)])
        assert ",".join(d.tags) == d.tagged()
    """,
    # Dicts and sets, and what is in dicts in dicts.
    "dicts": """
        d = s.new_doc()

        def changes(n):
            index, seen = d.index, d.seen
            for i in range(ROUNDS // 20):
                try:
                    what = (i * 5 + n) % 12
                    if what == 0: index[f"{n} {i}"] = i
                    elif what == 1: index.pop(next(iter(index), "none"), None)
                    elif what == 2: index.update({str(k): k for k in range(i % 9)})
                    elif what == 3: index.setdefault(str(i % 7), i)
                    elif what == 4: seen.add(str(i % 11))
                    elif what == 5: seen.discard(str(i % 11))
                    elif what == 6: seen |= {"x", "y"}
                    elif what == 7: seen -= {"x"}
                    elif what == 8: d.index = {str(n): n}
                    elif what == 9: index, seen = d.index, d.seen
                    elif what == 10: d.maps["m"]["a"] = i
                    else: d.maps = {"m": {"a": n}}
                    assert all(isinstance(k, str) and isinstance(v, int) for k, v in index.items())
                    assert all(isinstance(k, str) for k in seen)
                    "x" in index, len(seen), index == d.index, repr(index), d.maps["m"]["a"]
                except KeyError:
                    pass
                except RuntimeError as error:
                    assert "again" in str(error) or "changed size" in str(error), error
                    index, seen = d.index, d.seen

        at_once(*[lambda n=n: changes(n) for n in range(8)])
        assert ",".join(sorted(d.index)) == d.keyed()
    """,
    # What lists of structs give stands for the items, which others replace.
    "items": """
        d = s.new_doc()

        def changes(n):
            for i in range(ROUNDS // 20):
                try:
                    row = d.rows[i % 2]
                    row.name = f"{n}"
                    row.tags.append(str(n))
                    assert row.name.isdigit() or row.name[0] == "r", row.name
                    if i % 10 == 0: d.rows = [s.Row(name="r0"), s.Row(name="r1")]
                    if i % 10 == 5: d.rows.append(s.Row(name=f"{n}"))
                    d.ptrs[0].name = f"{n}"
                    d.grid[i % 2][0] = float(n)
                    d.lists["k"].append(n)
                except IndexError:
                    pass
                except RuntimeError as error:
                    assert "again" in str(error), error
                if i % 100 == 99:
                    d.lists["k"] = [n]

        at_once(*[lambda n=n: changes(n) for n in range(8)])
    """,
}


@pytest.mark.parametrize("name", TESTS)
def test_at_once(name):
    atonce.run("livecase", TESTS[name])
