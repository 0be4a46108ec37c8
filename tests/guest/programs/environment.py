"""os.environ, changed before the first call."""

import os

import guestcase as g

os.environ["GUEST_NEW"] = "näw"
os.environ["GUEST_CHANGED"] = "after"
del os.environ["GUEST_REMOVED"]
os.environ["GOMAXPROCS"] = "7"
assert g.getenv("GUEST_NEW") == "näw"
assert g.getenv("GUEST_CHANGED") == "after"
assert g.getenv("GUEST_REMOVED") == ""
assert g.procs() == 7
assert g.first_seen() == "näw"
print("ok")
