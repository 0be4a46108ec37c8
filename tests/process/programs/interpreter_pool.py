"""Go in the interpreters of a concurrent.futures.InterpreterPoolExecutor."""

import concurrent.futures

import processcase
from everything import check


def work(n):
    import processcase
    from everything import check

    check(processcase)
    return processcase.add(n, 1)


if __name__ == "__main__":
    check(processcase)
    with concurrent.futures.InterpreterPoolExecutor(4) as pool:
        assert list(pool.map(processcase.add, range(10), range(10))) == list(range(0, 20, 2))
        assert list(pool.map(work, range(40))) == list(range(1, 41))
    print("ok", flush=True)
