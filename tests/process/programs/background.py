"""A goroutine panics while no call is in flight."""

import os
import sys
import time

import processcase as g

r, w = os.pipe()
os.dup2(w, 2)
g.panic_soon(sys.argv[1])
message = b""
while b"goroutine panicked" not in message or not message.endswith(b"\n"):
    message += os.read(r, 4096)
assert sys.argv[1].encode() in message and b"process.go" in message
for _ in range(2):
    try:
        assert g.add(1, 2) == 3
        print("fine")
    except g.PanicError as error:
        print("told", error)
