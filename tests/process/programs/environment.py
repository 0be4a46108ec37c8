"""os.environ, changed before the first call."""

import os

import processcase as g

os.environ["PROCESS_NEW"] = "näw"
os.environ["PROCESS_CHANGED"] = "after"
del os.environ["PROCESS_REMOVED"]
os.environ["GOMAXPROCS"] = "7"
assert g.getenv("PROCESS_NEW") == "näw"
assert g.getenv("PROCESS_CHANGED") == "after"
assert g.getenv("PROCESS_REMOVED") == ""
assert g.procs() == 7
assert g.first_seen() == "näw"
print("ok")
