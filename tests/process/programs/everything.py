"""Everything of Go that a dead or half dead runtime can't do."""

import threading


def check(g):
    assert g.add(1, 2) == 3
    assert g.spawn(50) == 1275
    g.collect()
    g.sleep(0.001)
    assert g.talk("hello") == "hello"
    assert g.run("echo", "x") == "x\n"
    assert g.nil_in_goroutine(10) == 0
    try:
        g.Counter(1).inner()
    except g.PanicError as error:
        assert "nil pointer" in str(error)
    else:
        raise AssertionError("a nil dereference passed")
    try:
        g.divide(1, 0)
    except g.PanicError as error:
        assert "divide by zero" in str(error)
    else:
        raise AssertionError("a division by zero passed")
    c = g.Counter(5)
    c.up()
    assert c.n == 6


def check_in_threads(g, n=3):
    failures = []

    def one():
        try:
            check(g)
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=one) for _ in range(n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failures, failures
