#!/bin/sh
# CPython 3.12.1, asyncio (3.13.0 no longer does it).
#
# Guess: `except*` around a TaskGroup catches the error of its task, and then all is over: the task that the group is
# in has no cancellation left.
# Behaviour: with eager tasks, one that fails at once cancels the group's task while that runs. The group takes the
# request back, so that cancelling() is 0, but not the CancelledError that waits: the next await of the task raises
# it, wherever that is. Where the task fails after it was suspended, nothing is raised later, though cancelling() is 1.
# Output seen:
#   at once: cancelling() is 0, and the next await was cancelled
#   later: cancelling() is 1, and the next await slept
set -eu
for python in python3.12 "$HOME"/.pyenv/versions/3.12*/bin/python3 none; do
    "$python" -c "" 2> /dev/null && break
done
test "$python" != none || { echo "CPython 3.12 is needed" >&2; exit 2; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cat > "$dir/groups.py" <<'PYTHON'
import asyncio


async def fails(steps):
    for _ in range(steps):
        await asyncio.sleep(0)
    raise ValueError


async def after_a_group(steps):
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(steps))
    except* ValueError:
        pass
    requests = asyncio.current_task().cancelling()
    try:
        await asyncio.sleep(0.01)
        return requests, "slept"
    except asyncio.CancelledError:
        return requests, "was cancelled"


found = [asyncio.run(after_a_group(steps)) for steps in (0, 1)]
for when, (requests, what) in zip(("at once", "later"), found):
    print(f"{when}: cancelling() is {requests}, and the next await {what}")
raise SystemExit(found != [(0, "was cancelled"), (1, "slept")])
PYTHON
"$python" "$dir/groups.py"
