"""Threads of the operating system, also where gevent or eventlet have put greenlets in their place: a greenlet that
waits without its hub's knowledge would hold up all others."""

from __future__ import annotations

import _thread
import sys
from typing import Any


def original(name: str) -> Any:
    """A function of module `_thread` as Python has it."""
    gevent = sys.modules.get("gevent.monkey")
    if gevent is not None:
        return gevent.get_original("_thread", name)
    eventlet = sys.modules.get("eventlet.patcher")
    if eventlet is not None:
        return getattr(eventlet.original("_thread"), name)
    return getattr(_thread, name)
