import processcase as g
from children import fork, wait

g.add(1, 2)


def child():
    try:
        g.add(1, 2)
    except RuntimeError as error:
        assert "GOPHERSNAKE_FORK=error" in str(error)
    else:
        raise AssertionError("no error")


print(wait(fork(child)))
