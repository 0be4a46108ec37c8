"""What readers of Go can do in the async API, beside being iterators over chunks of bytes.

The methods take the chunks that an iteration would get, and give back what they do not need. So one can read a header,
and iterate over the rest. A read that is cancelled or fails has taken nothing.
"""

__all__ = ["read", "readexactly", "readline", "readuntil"]


async def read(self, size=-1, /):
    """Read size bytes, fewer only at the end; or all."""
    if size is None:
        size = -1
    if size == 0:
        return b""
    return await _taken(self, lambda got, new: size if 0 <= size <= len(got) else None)


async def readexactly(self, size, /):
    """Read size bytes. asyncio.IncompleteReadError if there are fewer."""
    if size < 0:
        raise ValueError("readexactly size can not be less than zero")
    got = await read(self, size)
    if len(got) < size:
        from asyncio import IncompleteReadError

        raise IncompleteReadError(got, size)
    return got


async def readuntil(self, separator=b"\n", /):
    """Read up to a separator, and with it. asyncio.IncompleteReadError if it does not come."""
    got = await _until(self, separator)
    if not got.endswith(separator):
        from asyncio import IncompleteReadError

        raise IncompleteReadError(got, None)
    return got


async def readline(self, /):
    """Read a line, with the end that it has; b"" at the end of all."""
    return await _until(self, b"\n")


def _until(self, separator):
    if not separator:
        raise ValueError("separator should be at least one byte")

    def end(got, new):
        at = got.find(separator, max(new - len(separator) + 1, 0))
        return None if at < 0 else at + len(separator)

    return _taken(self, end)


async def _taken(self, end):
    """The bytes until end(all so far, where the newest chunk begins) is a number and not None, or until there are no
    more."""
    got = bytearray()
    try:
        while True:
            try:
                chunk = await self.__anext__()
            except StopAsyncIteration:
                return bytes(got)
            new = len(got)
            got += chunk
            if (n := end(got, new)) is not None:
                break
    except BaseException:
        self._unread(bytes(got))
        raise
    self._unread(bytes(got[n:]))
    return bytes(got[:n])
