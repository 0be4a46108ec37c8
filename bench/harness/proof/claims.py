"""The claims: what is said of Python and compiled code in general, and what is measured of it here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    name: str
    said: str
    """What people say, or fear."""
    measured: str
    """What is measured, in words, of a full run."""
    unit: str


CLAIMS = (
    Claim("array", "a list is converted item by item at the border, an array is not", "the sum of 10 M floats, of a list and of an array", "ms"),
    Claim("gil", "a compiled function still holds the GIL, so threads do not help", "how much faster two threads are than one, with the same function", "times"),
    Claim("text", "text is encoded anew on its way in and out", "10 MB of text: read, kept, and given back", "ms"),
    Claim("runtime", "a runtime costs much at each call", "a call in a process that has made one, and the first call of a new process with the import", "us"),
    Claim("objects", "a million small objects cost a million crossings", "1 M objects with two numbers, made one by one and in one call", "ms"),
    Claim("reference", "each object that passes costs references and clones", "a call with an object that comes back", "ns"),
    Claim("leak", "cycles through the border are never freed", "memory that 100,000 cycles through an object of the other side leave, after a collection", "MB"),
    Claim("map", "a shared map needs Python's lock", "8 threads that add to one map and read it, 40,000 times each", "ms"),
    Claim("panic", "a panic ends the worker", "panics that were exceptions: in a call; for gophersnake also in an awaited call, and on a goroutine of a call that ends", "panics"),
    Claim("awaited", "the event loop is blocked, and the slowest requests are late", "5,000 requests at once that wait 100 ms and compute 20 us: how late the slowest in a hundred are", "ms"),
    Claim("rate", "at 10,000 calls a second, one in a thousand panicking, calls get lost", "calls in 10 seconds that were answered as they should be", "%"),
    Claim("hour", "data jobs get through 50 GB an hour, 14 MB a second", "100 MB of JSON lines to Parquet, by the Go package of `examples/jsonlines`, and by json and pyarrow", "GB an hour"),
    Claim("names", "a library whose name does not match its module's can't be imported, and the error does not say what to do", "the same builds under another name", "what happens"),
    Claim("glibc", "a wheel of a new machine does not load on an older one: version GLIBC_2.34 not found", "the newest version of glibc that the wheel asks for", "version"),
    Claim("needs", "a wheel needs libraries that are not there", "shared libraries that the wheel asks for", "names"),
    Claim("size", "a runtime makes wheels large", "the wheel of these functions", "MB"),
)
