"""cProfile, and a sampling profiler by SIGPROF."""

import cProfile
import io
import pstats
import signal
import time

import processcase as g
from everything import check

profile = cProfile.Profile()
profile.enable()
check(g)
profile.disable()
text = io.StringIO()
pstats.Stats(profile, stream=text).print_stats()
assert "spawn" in text.getvalue() and "nil_in_goroutine" in text.getvalue()

samples = []
signal.signal(signal.SIGPROF, lambda number, frame: samples.append(frame.f_code.co_name))
signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
until = time.monotonic() + 20
while not samples and time.monotonic() < until:
    check(g)
signal.setitimer(signal.ITIMER_PROF, 0)
assert samples
print("ok")
