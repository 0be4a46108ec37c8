"""Threads whose values are keys of one table, that of what is equal in Python and one value in Go."""

import atonce


def test_keys():
    atonce.run(
        "genericscase",
        """
        class Slow:
            def __init__(self, n):
                self.n = n

            def __hash__(self):
                return self.n % 4  # so that they are compared

            def __eq__(self, other):
                s.unique(["x"])  # which leaves the section that guards the table
                return isinstance(other, Slow) and self.n == other.n

        class Bare:
            __hash__ = None

        registry, kept = s.Registry(), [Bare() for _ in range(8)]
        shared = [Slow(n) for n in range(16)] + [(n, "x") for n in range(4)] + [object() for _ in range(4)]
        for k in kept:
            registry.set(k, k)

        def keys(n):
            for i in range(ROUNDS // 40):
                own = [Slow(i % 24), (i, n), object(), True, 1.5, "text"]
                items = own + shared[i % 8 :: 8]
                once = list(dict.fromkeys(items))
                assert s.unique(items + [Slow(i % 24)]) == once
                assert s.members(*items) == set(items)
                bare = Bare()
                registry.set(bare, i)
                assert registry.value(bare) == i and registry.value(kept[i % 8]) is kept[i % 8]
                registry.set((i % 50, "shared"), "v")
                assert registry.value((i % 50, "shared")) == "v"
                if i % 20 == 0:
                    info.collect()

        at_once(*[lambda n=n: keys(n) for n in range(8)])
        """,
    )
