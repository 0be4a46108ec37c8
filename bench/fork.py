"""make bench-fork: what a forked child pays for Go.

    python bench/fork.py [ROUNDS]

A child's first call loads a Go runtime: the first one of its process tree if
the parent has not called Go, a fresh copy of the parent's if it has. Printed
are the minimum and the median time of that call, and the private memory that
it costs, from /proc/self/smaps_rollup.
"""

from __future__ import annotations

import importlib
import os
import statistics
import struct
import sys
import time

from harness.peers import PEERS
from harness.workspace import BUILD, VENV, Workspace, make_venv


def private_bytes() -> int:
    with open("/proc/self/smaps_rollup") as f:
        return sum(1024 * int(line.split()[1]) for line in f if line.startswith(("Private_Dirty:", "Private_Clean:")))


def child(module, out: int) -> None:
    before = private_bytes()
    start = time.perf_counter()
    module.add(1, 2)
    took = time.perf_counter() - start
    os.write(out, struct.pack("dq", took, private_bytes() - before))


def measure(module, rounds: int) -> tuple[list[float], list[int]]:
    times, sizes = [], []
    for _ in range(rounds):
        r, w = os.pipe()
        pid = os.fork()
        if not pid:
            child(module, w)
            os._exit(0)
        os.close(w)
        took, size = struct.unpack("dq", os.read(r, 16))
        os.close(r)
        os.waitpid(pid, 0)
        times.append(took)
        sizes.append(size)
    return times, sizes


def main() -> None:
    rounds = int(sys.argv[1]) if sys.argv[1:] else 200
    make_venv(VENV)
    peer = next(peer for peer in PEERS if peer.name == "gophersnake")
    product = peer.build(Workspace(peer.name, BUILD / "peers" / peer.name))
    sys.path.insert(0, str(product.folder))
    module = importlib.import_module(peer.module)
    print(f"{rounds} children of each kind; their first call")
    for name in ("the parent has not called Go", "the parent has called Go"):
        times, sizes = measure(module, rounds)
        print(f"  {name:30} {min(times) * 1e3:6.1f} ms at least, {statistics.median(times) * 1e3:6.1f} ms in the middle, {statistics.median(sizes) / 1e6:5.1f} MB of private memory")
        module.add(1, 2)


if __name__ == "__main__":
    main()
