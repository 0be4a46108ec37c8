"""Threads that share objects which implement interfaces."""

import atonce
import pytest

WATCHER = """
        class Watcher:
            def told(self, what):
                return True

            def prefix(self):
                return "> "
"""
TESTS = {
    # Each is one value of Go's while it is held: what is attached is there when it is detached, and nothing else is.
    "implementations": f"""
        {WATCHER}
        import contextvars, weakref
        subject, shared, gone = s.Subject(), [Watcher() for _ in range(4)], []
        name = contextvars.ContextVar("name", default="none")

        def uses(n):
            def use():
                name.set(n)
                for i in range(ROUNDS // 20):
                    watcher, own = shared[(i + n) % 4], Watcher()
                    for w in watcher, own:
                        subject.attach(w)
                    assert s.are([own, own]) and s.are([watcher, watcher]) and not s.are([own, watcher])
                    if i % 16 == 0:
                        subject.tell("x")
                    if i % 64 == 0:
                        info.collect()
                    for w in own, watcher:
                        assert subject.detach(w)
                    assert not subject.detach(own)
                    gone.append(weakref.ref(own))
                    del own, w

            contextvars.copy_context().run(use)

        at_once(*[lambda n=n: uses(n // 2) for n in range(8)])
        assert subject.tell("x") == 0
        del subject  # whose list may have the last one beyond its end
        for again in range(100):
            info.collect()
            gc.collect()
            if not any(g() for g in gone):
                break
        assert not any(g() for g in gone)
    """,
    # Objects whose class changes, to one that overrides what another does not, while they are passed.
    "classes": """
        class Plain(s.Square):
            pass

        class Own(s.Square):
            def area(self):
                return 1.0

        class More(Own):
            def perimeter(self):
                return 2.0

        shared, classes, done = [Plain(3.0) for _ in range(4)], [Plain, Own, More], []

        def passes(n):
            for i in range(ROUNDS // 40):
                o = shared[(i + n) % 4]
                assert s.area(o) in (1.0, 9.0)
                assert s.same(o) is o
                assert o.side == 3.0
            done.append(1)

        def changes(n):
            i = 0
            while len(done) < 4 and not failures:
                i += 1
                shared[(i + n) % 4].__class__ = classes[i % 3]

        def overrides():
            i = 0
            while len(done) < 4 and not failures:
                i += 1
                if i % 2:
                    Plain.area = lambda self: 1.0
                else:
                    del Plain.area

        at_once(*[lambda n=n: passes(n) for n in range(4)], *[lambda n=n: changes(n) for n in range(3)], overrides)
    """,
    # Callables and objects that are keys of Go's.
    "keys": """
        class Ear:
            def heard(self, what):
                return True

            __hash__ = None

        subject, ears = s.Subject(), [Ear() for _ in range(4)]

        def listens(n):
            for i in range(ROUNDS // 20):
                own = Ear()
                assert subject.listen(own) == 1 and subject.listen(own) == 2
                subject.listen(ears[i % 4])
                if i % 50 == 0:
                    info.collect()

        at_once(*[lambda n=n: listens(n) for n in range(8)])
        total = 8 * len(range(ROUNDS // 20))
        assert sum(subject.listen(e) - 1 for e in ears) == total
    """,
}


@pytest.mark.parametrize("name", TESTS)
def test_at_once(name):
    atonce.run("interfacecase", TESTS[name])
