import threading

import racy


def write(box):
    for i in range(200):
        box.name = "x" * i
        assert set(box.name) <= {"x"}


def beside(*jobs):
    threads = [threading.Thread(target=job) for job in jobs]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def test_python_alone():
    box = racy.Box()
    beside(lambda: write(box), lambda: write(box))


def test_go_beside_python():
    box = racy.Box()
    beside(lambda: box.watch(200), lambda: [write(box) for _ in range(20)])


def test_locked():
    assert racy.locked(100) == 100


def test_unlocked():
    racy.unlocked(1000)


def test_after():
    assert racy.locked(10) == 10
