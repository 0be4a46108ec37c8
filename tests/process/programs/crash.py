"""Ends by a fault that is not Go's. faulthandler is enabled "before" or "after"
Go was loaded, or "never"; the fault is real or sent, in C or in C called by Go."""

import ctypes
import faulthandler
import os
import signal
import sys

import processcase as g
from everything import check

when, fault = sys.argv[1:]
if when in ("before", "disabled before"):
    faulthandler.enable()
check(g)
if when == "after":
    faulthandler.enable()
check(g)
if when == "disabled":
    faulthandler.enable()
    check(g)
    faulthandler.disable()
    check(g)
    faulthandler.enable()
    check(g)
    faulthandler.disable()
check(g)
if when == "disabled before":
    faulthandler.disable()
    check(g)
print("about to", flush=True)
if fault == "read":
    ctypes.string_at(8)
elif fault == "sent":
    os.kill(os.getpid(), signal.SIGSEGV)
