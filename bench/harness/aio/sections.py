"""What `make bench-async` measures, as data."""

from __future__ import annotations

from harness.aio import awaits, back, cancel, idle, memory, streams, work
from harness.aio.section import Section

ALL = (
    Section(
        "sequential", "One await after another, of x + 1: us an await", awaits.COSTS,
        awaits.ADD1, awaits.wall_and_cpu(awaits.sequential), n=5000, quick=200,
    ),
    Section(
        "gather", "gather of 10,000: us an await", awaits.COSTS,
        awaits.ADD1, awaits.wall_and_cpu(awaits.gathered), n=10_000, quick=500,
    ),
    Section(
        "gather100k", "gather of 100,000: us an await", awaits.COSTS,
        awaits.ADD1, awaits.wall_and_cpu(awaits.gathered), n=100_000, quick=1000, rounds=5, least=2,
    ),
    Section(
        "tasks", "gather of 10,000 tasks that await one each: us an await", awaits.COSTS,
        awaits.ADD1, awaits.wall_and_cpu(awaits.in_tasks), n=10_000, quick=500,
    ),
    Section(
        "timers", "10,000 that wait for 10 ms at once: ms in all", awaits.COSTS,
        awaits.TIMERS, awaits.together, n=10_000, quick=500,
    ),
    Section(
        "paced", "An await every millisecond: us an await", idle.PACED,
        idle.ROWS, idle.in_loop(idle.paced), n=500, quick=20, rounds=5,
    ),
    Section(
        "idle", "A second without work after 1,000 awaits", idle.IDLE,
        idle.ROWS, idle.in_loop(idle.idle), n=1000, quick=50, rounds=5,
    ),
    Section(
        "burst", "20,000 times 50 us of work at once, and a heart that beats every ms", work.FIGURES,
        work.ROWS, work.beside_a_heart(work.at_once), n=20_000, quick=500, rounds=7,
    ),
    Section(
        "workers", "The same by 64 tasks, one after another each", work.FIGURES,
        work.ROWS, work.beside_a_heart(work.by_workers), n=20_000, quick=500, rounds=7,
    ),
    Section(
        "streams", "async for over integers", streams.FIGURES,
        streams.ROWS, streams.measure, n=500_000, quick=20_000,
    ),
    Section(
        "cancel", "10,000 cancelled at once", cancel.MANY,
        cancel.ROWS, cancel.in_loop(cancel.many), n=10_000, quick=300, rounds=9,
    ),
    Section(
        "cancel_one", "One cancelled: from task.cancel() to the moment that the work saw it", cancel.ONE,
        cancel.ROWS, cancel.in_loop(cancel.one_after_another), n=500, quick=20, rounds=5,
    ),
    Section(
        "back", "Awaiting a Python coroutine from Go or Rust, one after another: us an await", awaits.COSTS,
        back.ROWS, back.at_once(1), n=2000, quick=100,
    ),
    Section(
        "back32", "The same, 32 at once: us an await", awaits.COSTS,
        back.ROWS, back.at_once(32), n=8000, quick=320,
    ),
    Section(
        "memory", "Awaits submitted at once, in a new process", memory.FIGURES,
        memory.ROWS, memory.measure, n=memory.MANY, quick=1000, rounds=2, least=1, per_loop=False,
    ),
)  # fmt: skip

SECTIONS = {section.name: section for section in ALL}
