"""An event loop with as little to it as can be: what fails are allocations of the async API, and few of a loop's own."""

import asyncio
import collections
import contextvars
import select

contextvars.copy_context()  # CPython crashes where a thread gets its context and there is no memory
# Those of the last calls are open: what lands on a closed one takes a thread of Go's into Python (calls.py says why not).
loops = collections.deque()


class Loop:
    def __init__(self):
        self.readers, self.ready = {}, []

    def add_reader(self, descriptor, callback):
        self.readers[descriptor] = callback

    def call_soon(self, callback, *args, context):
        self.ready.append((callback, args))

    def call_exception_handler(self, context):
        pass

    def turn(self, seconds):
        for descriptor in select.select(list(self.readers), [], [], seconds)[0]:
            self.readers[descriptor]()
        while self.ready:
            callback, args = self.ready.pop()
            callback(*args)


def close(most):
    while len(loops) > most:
        loops.popleft().readers.clear()


def landed(awaitable):
    pass


def run(function, *args):
    """Awaits function(*args) on a new loop. A lambda in its place would be made where memory fails: CPython 3.12.1 and
    3.13.0 then drop a reference to its code too many."""
    loop = Loop()
    loops.append(loop)
    asyncio._set_running_loop(loop)
    try:
        coroutine = function(*args)
        while True:
            try:
                awaitable = coroutine.send(None)
            except StopIteration as e:
                return e.value
            awaitable._asyncio_future_blocking = False
            awaitable.add_done_callback(landed)
            while not awaitable.done():
                loop.turn(1)
    finally:
        asyncio._set_running_loop(None)
        close(20)
