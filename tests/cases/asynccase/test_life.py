"""Loops that are closed, processes that fork and end, goroutines that panic."""

import asyncio
import gc
import os
import sys
import textwrap
import threading
import weakref

import asynccase as c
import loops
import pytest
from asynccase import aio
from awaiting import program
from waiting import until, until_sync

info = c.__gophersnake__


@pytest.mark.parametrize("factory", loops.FACTORIES)
def test_a_loop_is_closed_while_calls_run(factory):
    data = b"x" * 1000
    references = sys.getrefcount(data)
    for _ in range(10):
        loop = factory()

        async def main():
            waiting = [asyncio.ensure_future(aio.sum_later("closed", data)) for _ in range(20)]
            for call in waiting:
                call.add_done_callback(lambda x: None)
            return [asyncio.ensure_future(aio.sum_later("closed", data)) for _ in range(20)]

        kept = loop.run_until_complete(main())
        loop.close()
        del loop
        assert not kept[0].done()
        until_sync(lambda: c.waiting("closed") == 40)
        c.open("closed")
        until_sync(lambda: info.awaiting == 0)
        assert {call.result() for call in kept} == {120 * 1000}  # each still has its result
        del kept
    gc.collect()
    until_sync(lambda: sys.getrefcount(data) == references)  # the last ones come back from another thread


class Undescribed(asyncio.SelectorEventLoop):
    """A loop that watches no descriptors."""

    def add_reader(self, *args):
        raise NotImplementedError


@pytest.mark.filterwarnings("ignore:'anext' was never awaited")
@pytest.mark.parametrize("factory", [*loops.FACTORIES, Undescribed])
def test_loops_are_closed_in_the_middle_of_a_push(factory):
    """However many results come before the loop is closed, while it is, and after."""
    data = b"x" * 100
    references, before = sys.getrefcount(data), info.as_dict()
    mixed = []

    def close(name, turns):
        loop = factory()

        async def main():
            calls = [aio.sum_later(name, data) for _ in range(150)]  # every third is not awaited, every third was cancelled
            for i, call in enumerate(calls):
                if i % 3:
                    call.add_done_callback(lambda x: None)
                if i % 3 == 2:
                    call.cancel()
            stream = aio.gated(name, 5)
            items = [asyncio.ensure_future(anext(stream)) for _ in range(5)]
            await until(lambda: c.waiting(name) > 100)
            return calls, stream, items

        calls, stream, items = loop.run_until_complete(main())
        c.open(name)  # from here on they are pushed
        for _ in range(turns):
            loop.run_until_complete(asyncio.sleep(0))
        loop.close()
        c.open(name)  # what has come to the gate since
        before_the_end = sum(call.done() for call in calls[1::3])
        if factory is Undescribed:
            asyncio.run(aio.double(1))  # the next one finds it closed
        until_sync(lambda: c.open(name) or all(call.done() for call in calls))
        assert {call.result() for call in calls[::3]} == {12000}
        mixed.append(before_the_end)

    def work(i):
        for n in range(12):
            close(f"push {i}", n % 3)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(mixed) == 48
    gc.collect()
    asyncio.run(aio.double(1))  # whose loop sweeps the others away
    info.collect()
    until_sync(lambda: sys.getrefcount(data) == references)
    for name in ("awaiting", "queued", "handles", "references", "dropped", "goroutines"):
        until_sync(lambda: [c.open(f"push {i}") for i in range(4)] and info.as_dict()[name] <= before[name])  # producers may wait there


def test_an_awaitable_that_outlives_its_loop_lets_it_go():
    async def main():
        call = aio.double(4)
        assert await call == 8
        unwanted = aio.pass_ctx("outlives", 1)
        unwanted.add_done_callback(print)
        return call, unwanted, aio.pass_ctx("outlives", 2)

    loop = asyncio.new_event_loop()
    kept = loop.run_until_complete(main())
    loop.close()
    gone = weakref.ref(loop)
    assert kept[0].get_loop() is loop
    until_sync(lambda: c.waiting("outlives") == 2)
    c.open("outlives")
    until_sync(lambda: info.awaiting == 0)
    del loop
    assert kept[2].result() == 2
    del kept
    gc.collect()
    until_sync(lambda: gone() is None)  # the thread that has brought the last result lets go of it a moment later


def test_loops_leave_nothing_behind():
    def descriptors():
        return len(os.listdir("/proc/self/fd"))

    async def main():
        await aio.double(1)

    asyncio.run(main())
    gc.collect()
    before = descriptors()
    for _ in range(100):
        asyncio.run(main())
    until_sync(lambda: gc.collect() is not None and descriptors() <= before or asyncio.run(main()))  # what a goroutine is still leaving goes with the next


def test_exit_with_calls_in_flight():
    program("""
        async def main():
            for i in range(5000):
                asyncio.ensure_future(aio.pass_("exit", i)).add_done_callback(print)
            stream = aio.count(10**9)
            await anext(stream)
            globals().update(stream=stream)
        asyncio.run(main())
    """)
    program("""
        async def main():
            for i in range(5000):
                asyncio.ensure_future(aio.later(0.0001 * (i % 100))).add_done_callback(lambda x: None)
            sys.exit(3)
        asyncio.run(main())
    """, code=3)


def test_a_fork_with_calls_in_flight():
    program("""
        aio.pass_.limit = 1

        async def main():
            call, queued, stream = aio.pass_("fork", 1), aio.pass_("fork", 2), aio.gated("fork", 2)
            item = anext(stream)
            while c.waiting("fork") < 2:
                await asyncio.sleep(0)
            pid = os.fork()
            if pid == 0:
                for parents in (call, queued):
                    try:
                        parents.send(None)
                    except RuntimeError as e:
                        assert "was called before the process was forked" in str(e), e
                    else:
                        os._exit(9)
                try:
                    stream.__anext__()
                except RuntimeError as e:
                    assert "before the process was forked" in str(e), e
                else:
                    os._exit(8)
                del call, queued, item, stream
                code = []
                import threading  # a fork in a loop: another loop runs in another thread, this one is the parent's
                async def own():
                    assert await aio.double(4) == 8
                    assert [x async for x in aio.count(3)] == [0, 1, 2]
                    waiting = aio.pass_("child", 5)  # the limit of one is free again
                    while c.waiting("child") < 1:
                        await asyncio.sleep(0)
                    c.open("child")
                    code.append(await waiting)
                t = threading.Thread(target=asyncio.run, args=(own(),))
                t.start()
                t.join()
                os._exit(0 if code == [5] else 7)
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
            c.open("fork")
            assert await call == 1
            while not queued.done():  # the producer of the stream comes to the gate as well
                c.open("fork")
                await asyncio.sleep(0)
            assert await item == 0 and await queued == 2

        asyncio.run(main())
    """)


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="asyncio from Python 3.14 on itself steps no task of the parent's in a child")
@pytest.mark.parametrize("runner", loops.NAMES)
def test_a_child_that_goes_on_with_the_loop_of_its_parent(runner):
    program(f"import {runner} as runner" + textwrap.dedent("""
        import signal, time
        info, end = c.__gophersnake__, os.pipe()
        os.set_blocking(end[0], False)

        async def awaited(x):
            return await x

        async def child(landed, call, item, tasks):
            landed[0].done()  # it stands in the list of the loop
            for x in [*tasks, *landed, call, item]:
                while not x.done():  # the waiting task gets the error
                    await asyncio.sleep(0)
                assert "was called before the process was forked" in str(x.exception()), x
            try:
                await aio.double(1)
            except RuntimeError as e:  # no loop runs, as asyncio says too
                assert "a forked child needs one of its own" in str(e), e
            else:
                os._exit(8)
            async def own():
                assert await aio.double(4) == 8
                assert [x async for x in aio.count(3)] == [0, 1, 2]
                assert await aio.apply(3, aio.double) == 6
            asyncio.run(own())
            os.close(end[1])
            while True:  # beside the parent, to its end
                await asyncio.sleep(0)
                try:
                    os._exit(len(os.read(end[0], 1)))
                except BlockingIOError:
                    pass

        async def main():
            stream = aio.gated("fork", 2)
            landed = [asyncio.ensure_future(aio.pass_("landed", i)) for i in range(100)]
            tasks = [asyncio.ensure_future(awaited(x)) for x in landed[:10]]
            call, item = aio.pass_("fork", 1), asyncio.ensure_future(anext(stream))
            tasks += [asyncio.ensure_future(x) for x in (awaited(call), asyncio.gather(call, item), asyncio.shield(call))]
            while c.waiting("fork") < 2 or c.waiting("landed") < 100:
                await asyncio.sleep(0)
            c.open("landed")
            while info.awaiting > 2:  # and the loop does not turn
                time.sleep(0.0005)
            pid = os.fork()
            if pid == 0:
                signal.alarm(30)
                try:
                    await child(landed, call, item, tasks)
                except BaseException as e:
                    sys.excepthook(type(e), e, e.__traceback__)
                os._exit(9)
            assert await asyncio.gather(*landed) == list(range(100))
            for i in range(50):  # the child takes nothing that wakes this loop
                x = asyncio.ensure_future(aio.pass_("again", i))
                x.add_done_callback(lambda x: None)
                while c.waiting("again") < 1:
                    time.sleep(0.0005)
                c.open("again")
                while info.awaiting > 2:
                    time.sleep(0.0005)
                time.sleep(0.001)
                assert await asyncio.wait_for(x, 20) == i
            c.open("fork")
            assert await asyncio.wait_for(tasks[11], 20) == [1, 0] and await tasks[10] == 1
            os.close(end[1])
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0

        runner.run(main())
    """))  # fmt: skip


def test_what_was_not_begun_before_a_fork():
    program("""
        client = aio.Client("parent")
        calls = [(aio.double(4), 8), (aio.sum(b"abc"), 294), (client.call(5), None), (aio.name_of(client), None), (aio.apply(1, c.kept()), None), (aio.lengths({}), None)]
        for call, result in calls:
            pid = os.fork()
            if pid == 0:
                async def main():
                    return await call
                try:
                    assert asyncio.run(main()) == result
                except RuntimeError as e:
                    assert result is None and "was called before the process was forked, with values of its parent" in str(e), e
                else:
                    assert result is not None
                os._exit(0)
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
            call.close()
    """)


def test_a_report_of_a_crash_lists_what_is_awaited(tmp_path):
    program("""
        async def main():
            calls = [aio.pass_ctx("crash", 1), aio.Client("x").wait("crash")]
            while c.waiting("crash") < 2:
                await asyncio.sleep(0)
            await aio.fatal()
        asyncio.run(main())
    """, code=-6, GOPHERSNAKE_CRASH_DIR=str(tmp_path))
    (report,) = tmp_path.glob("gophersnake-crash-asynccase-*.txt")
    flights = report.read_text().split("== Calls in flight ==")[1].split("== Go ==")[0]
    assert "awaited  PassCtx(" in flights and "awaited  Client.Wait(" in flights and "awaited  Fatal(" in flights


def test_a_panic_in_the_background_ends_what_is_awaited():
    program("import loops\n" + textwrap.dedent("""
        async def main():
            calls = [aio.background("panic"), aio.pass_("bystander", 1), aio.pass_ctx("bystander", 1)]
            while c.waiting("panic") < 1 or c.waiting("bystander") < 2:
                await asyncio.sleep(0)
            try:
                c.open("panic")
            except c.PanicError:  # it was in flight just then
                pass
            for call in calls:
                try:
                    await call
                except c.PanicError as e:
                    assert "in the background" in str(e), e
                else:
                    sys.exit(9)
            while c.waiting("bystander") != 1:  # the context of the other is cancelled
                await asyncio.sleep(0)
            c.open("bystander")
            c.open("panic end")
            assert [await aio.double(2) for _ in range(10)] == [4] * 10  # one panic is told once

        for factory in loops.FACTORIES:
            with asyncio.Runner(loop_factory=factory) as runner:
                runner.run(main())
    """))


PANIC = """
    class Loop(asyncio.SelectorEventLoop):
        waiting = []

        def call_soon(self, callback, *args, context=None):
            if self.waiting and args and args[0] in self.waiting:
                waiting, Loop.waiting = self.waiting, []
                {meanwhile}
            return super().call_soon(callback, *args, context=context)

    async def begin():
        calls = [aio.background("panic"), *(aio.pass_("bystander", i) for i in range(5))]
        streams = [aio.gated("bystander", 1) for _ in range(5)]
        waiting = calls + [anext(s) for s in streams]
        tasks = [asyncio.ensure_future(step(x)) for x in waiting]
        while c.waiting("panic") < 1 or c.waiting("bystander") < 10:
            await asyncio.sleep(0)
        Loop.waiting = waiting
        return tasks, streams

    async def step(x):
        return await x

    loop = Loop()
    tasks, streams = loop.run_until_complete(begin())
    try:
        c.open("panic")
    except c.PanicError:  # it was in flight just then
        pass
"""


def test_what_ends_the_loop_while_a_panic_is_told():
    program(PANIC.format(meanwhile="raise KeyboardInterrupt") + """
    try:
        loop.run_until_complete(asyncio.wait(tasks, timeout=10))
    except KeyboardInterrupt:
        pass
    else:
        sys.exit(9)
    done, rest = loop.run_until_complete(asyncio.wait(tasks, timeout=0.1))
    assert len(done) == 10 and all(isinstance(t.exception(), c.PanicError) for t in done), done  # but for one, whose callback was lost
    """)


def test_calls_that_are_cancelled_while_a_panic_is_told():
    program(PANIC.format(meanwhile="print(sum(x.cancel('meanwhile') for x in waiting))") + """
    results = loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    failed = sum(isinstance(x, c.PanicError) for x in results)
    assert failed == 1 and sum(isinstance(x, asyncio.CancelledError) for x in results) == 10, results
    """)
