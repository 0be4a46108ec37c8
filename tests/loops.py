"""The event loops that this Python can have: uvloop has no wheels for one without a GIL."""

import asyncio

try:
    import uvloop
except ModuleNotFoundError:
    NAMES, FACTORIES = ["asyncio"], [asyncio.new_event_loop]
else:
    NAMES, FACTORIES = ["asyncio", "uvloop"], [asyncio.new_event_loop, uvloop.new_event_loop]
