"""Imports one peer and calls it once: run in a new process by harness.fresh.

    python fresh_process.py FOLDER MODULE

Whatever is imported here is not charged to the peer, so it is as little as can be.
"""

import sys
import time


def resident() -> int:
    """Resident memory in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


sys.path.insert(0, sys.argv[1])
name = sys.argv[2]
# The first look itself touches new pages.
resident()
before = resident()
started = time.perf_counter()
module = __import__(name)
imported = time.perf_counter()
after_import = resident()
noop = module.noop
calling = time.perf_counter()
noop()
called = time.perf_counter()
after_call = resident()
print(imported - started, called - calling, after_import - before, after_call - before)
