"""Calls one peer after pauses: run in a new process by harness.idle.

    python idle_process.py FOLDER MODULE SECONDS...

Prints the median of the calls after each pause, in seconds.
"""

import sys
import time

sys.path.insert(0, sys.argv[1])
noop = __import__(sys.argv[2]).noop
clock, sleep = time.perf_counter, time.sleep
for _ in range(2000):
    noop()
for pause in map(float, sys.argv[3:]):
    times = []
    for _ in range(100 if pause > 0.01 else 300):
        sleep(pause)
        started = clock()
        noop()
        times.append(clock() - started)
    print(sorted(times)[len(times) // 2])
