"""Go in the interpreters of a concurrent.futures.InterpreterPoolExecutor."""

import concurrent.futures

import guestcase
from everything import check


def work(n):
    import guestcase
    from everything import check

    check(guestcase)
    return guestcase.add(n, 1)


if __name__ == "__main__":
    check(guestcase)
    with concurrent.futures.InterpreterPoolExecutor(4) as pool:
        assert list(pool.map(guestcase.add, range(10), range(10))) == list(range(0, 20, 2))
        assert list(pool.map(work, range(40))) == list(range(1, 41))
    print("ok", flush=True)
