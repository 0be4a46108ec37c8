"""What ends goroutines and processes in Go ends a call."""

import sys
import threading

import processcase as g
from everything import check

for how in ("literal", "function", "method", "group", "timer"):
    for _ in range(50):  # the goroutine's deferred calls let the waiting call go on
        try:
            g.panic_in_goroutine(how)
        except g.PanicError as error:
            assert str(error) == how and "process.go" in error.__notes__[0] and "rt.RecordPanic" not in error.__notes__[0], error.__notes__
        else:
            raise AssertionError(f"a panic in a goroutine ({how}) passed")
        assert g.add(1, 2) == 3  # it is told once
check(g)

# Every call that is in flight is told, no other is.
told = []


def wait():
    try:
        g.sleep(0.5)
    except g.PanicError as error:
        told.append(str(error))


threads = [threading.Thread(target=wait) for _ in range(3)]
for t in threads:
    t.start()
while g.in_flight() < 3:
    pass
try:
    g.panic_in_goroutine("literal")
except g.PanicError:
    pass
assert g.spawn(10) == 55
for t in threads:
    t.join()
assert told == ["literal"] * 3, told

# With no call in flight it is the next one's, once, and stderr's at once.
for word in ("exit", "goexit"):
    try:
        assert g.panic_in_goroutine(word) == 1 and word == "goexit"
    except SystemExit as error:
        assert error.code == 7 and word == "exit"

for call, code in ((lambda: g.exit(3), 3), (lambda: g.fatal_log("over"), 1), (lambda: g.fatal_logger("and out"), 1)):
    try:
        call()
    except SystemExit as error:
        assert error.code == code
    else:
        raise AssertionError("no SystemExit")
try:
    g.leave_goroutine()
except g.PanicError as error:
    assert "runtime.Goexit" in str(error)
else:
    raise AssertionError("no PanicError")
check(g)
print("ok", flush=True)
if sys.argv[1] == "exit":
    g.exit(9)
