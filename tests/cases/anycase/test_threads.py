"""Threads whose values are keys of one table: those of map[any]... that Python's objects are."""

import atonce


def test_keys():
    atonce.run(
        "anycase",
        """
        class Slow:
            def __init__(self, n):
                self.n = n

            def __hash__(self):
                return self.n % 4  # so that they are compared

            def __eq__(self, other):
                s.keyed({self.n: 1})  # which leaves the section that guards the table
                return isinstance(other, Slow) and self.n == other.n

        shared = [Slow(n) for n in range(16)] + [(n, "x") for n in range(4)] + [object() for _ in range(4)]

        def keys(n):
            for i in range(ROUNDS // 200):
                own = [Slow(i % 24), (i, n), object(), True, 1.5, "text"]
                d = {k: i for k in own + shared[i % 8 :: 8]}
                back = s.keyed(d)
                assert back == d, (back, d)
                assert all(any(k is mine for mine in d) for k in back if isinstance(k, Slow))
                if i % 20 == 0:
                    info.collect()

        at_once(*[lambda n=n: keys(n) for n in range(8)])
        """,
    )
