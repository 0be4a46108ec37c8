"""os.environ, changed after the first call; an argument names what is tried."""

import os
import sys
import threading

import processcase as g


def seen(name):
    return g.getenv(name)


def test_changes():
    assert seen("PROCESS_LATE") == ""
    os.environ["PROCESS_LATE"] = "näw"
    assert seen("PROCESS_LATE") == "näw"
    os.environb[b"PROCESS_LATE"] = b"bytes"
    assert seen("PROCESS_LATE") == "bytes"
    os.environ.update(PROCESS_LATE="updated", PROCESS_OTHER="")
    assert seen("PROCESS_LATE") == "updated"
    del os.environ["PROCESS_LATE"]
    assert seen("PROCESS_LATE") == ""
    os.putenv("PROCESS_LATE", b"put")
    assert seen("PROCESS_LATE") == "put" and "PROCESS_LATE" not in os.environ
    os.unsetenv("PROCESS_LATE")
    assert seen("PROCESS_LATE") == ""
    for wrong, error in ((("A=B", "x"), ValueError), (("A\0", "x"), ValueError), ((1, "x"), TypeError), (("A",), TypeError)):
        try:
            os.putenv(*wrong)
        except error:
            continue
        raise AssertionError(wrong)
    assert os.putenv.__name__ == "putenv" and os.unsetenv.__name__ == "unsetenv"


def test_what_the_runtime_has_read_stays():
    procs = g.procs()
    os.environ["GOMAXPROCS"] = str(procs + 3)
    os.environ["GODEBUG"] = "asynctimerchan=1"
    assert g.procs() == procs


def test_forks():
    assert seen("PROCESS_LATE") == ""
    os.environ["PROCESS_LATE"] = "parent"
    if child := os.fork():
        assert os.waitpid(child, 0)[1] == 0
        assert seen("PROCESS_LATE") == "parent"
        return
    os.environ["PROCESS_OTHER"] = "before"  # the child has no core yet
    ok = seen("PROCESS_LATE") == "parent" and seen("PROCESS_OTHER") == "before"
    os.environ["PROCESS_LATE"] = "child"
    os._exit(0 if ok and seen("PROCESS_LATE") == "child" else 1)


def test_threads_beside_the_first_call():
    start = threading.Barrier(5)

    def change(i):
        start.wait()
        for n in range(300):
            os.environ[f"PROCESS_{i}"] = str(n)

    threads = [threading.Thread(target=change, args=(i,)) for i in range(4)]
    for t in threads:
        t.start()
    start.wait()
    seen("PROCESS_0")
    for t in threads:
        t.join()
    assert [seen(f"PROCESS_{i}") for i in range(4)] == ["299"] * 4


globals()["test_" + sys.argv[1]]()
print("ok")
