"""What the Go code of this package logs, by log/slog and by the default logger of package log, as records of Python's
logging. Imported when the package first calls Go."""

import atexit
import contextvars
import datetime
import functools
import json
import logging
import math
import sys
import traceback

__all__ = ["JSONFormatter"]
TOP = __name__.rpartition(".")[0]
PLAIN, DURATION, TIME, JSON, ERROR = range(5)  # kinds of values, as in rt/logrecord.go
# Attributes that no value may replace. Not makeLogRecord(): the program's own factory may add some, which are values like others.
OWN = frozenset(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {"message", "asctime"} | set(dir(logging.LogRecord))

_set_level = None


def start(flush, set_level):
    """Returns the function that takes records. flush() waits until it has all that there are, and set_level() tells Go
    the lowest level that is wanted."""
    global _set_level
    first, _set_level = _set_level is None, set_level
    if first:
        atexit.register(flush)
        _watch(logging.root.manager)
    refresh()
    return take


def _watch(manager):
    """Calls refresh() when a level changes: all loggers forget then what they have enabled."""
    forget = getattr(manager, "_clear_cache", None)
    if forget is None:
        return

    def forget_and_refresh():
        forget()
        refresh()

    manager._clear_cache = forget_and_refresh


@functools.cache
def logger_name(package):
    """Of the path of a Go package: the package that is wrapped, or another."""
    own = PACKAGES.get(package)
    if own is None:
        for parent in sorted(PACKAGES, key=len, reverse=True):
            if package.startswith(parent + "/"):
                own = ".".join(filter(None, [PACKAGES[parent], _dotted(package[len(parent) + 1 :])]))
                break
        else:
            own = _dotted(package.removeprefix(MODULE + "/") if package != MODULE else "")
    return f"{TOP}.{own}" if own else TOP


def _dotted(path):
    return path.replace(".", "_").replace("/", ".")


def refresh():
    """Tells Go the lowest level that a logger of this package wants."""
    names = [name for name in list(logging.root.manager.loggerDict) if name == TOP or name.startswith(TOP + ".")]
    loggers = [logging.getLogger(TOP), *(logging.getLogger(name) for name in names if name != TOP)]
    level = None
    while level != (level := max(min(map(_level, loggers)), logging.root.manager.disable + 1 if _configured(loggers[0]) else 0)):
        _set_level(level)  # and look again: another thread may have changed it meanwhile


def _level(logger):
    level = logger.getEffectiveLevel()
    return level if _configured(logger) else min(level, logging.INFO)  # Go's own level


def _configured(logger):
    return logger.hasHandlers()


def take(records, contexts, here):
    """Handles the records, each in the context of the call that it belongs to. here: the number of the context of the call
    that this thread is in, -1: none; the current task of asyncio may be that of such records alone. Returns the numbers of those that
    nobody has a handler for, which Go writes to standard error as it always does; None if there are none. -1 stands for
    a KeyboardInterrupt: the caller raises it again when no Python code of ours is left to raise it in. This thread may be
    in a call that has nothing to do with a record: one without a call of its own has an empty context."""
    left, interrupted, rest = [], False, iter(enumerate(records))
    while True:
        try:
            for number, record in rest:
                if not _handle(contexts, here, *record):
                    left.append(number)
            return [*left, -1] if interrupted else left or None
        except KeyboardInterrupt:
            interrupted = True  # the program's, which came here by chance
        except BaseException:  # of a filter, SystemExit too: no code that could take it has logged this; a handler's own are logging's
            if logging.raiseExceptions:
                traceback.print_exc()


def _handle(contexts, here, time, level, package, message, file, line, function, context, values):
    """False: nobody has a handler for the record."""
    if level < 0:
        return _write(sys.stdout if level == -1 else sys.stderr, message)
    logger = logging.getLogger(logger_name(package))
    if not _configured(logger):
        return False
    if logger.isEnabledFor(level):
        own = contextvars.Context() if context < 0 else contexts[context]
        record = _record(logger, time, level, message, file, line, function, values)
        if (context < 0 or context != here) and getattr(record, "taskName", None) is not None:
            record.taskName = None
        own.run(logger.handle, record)
    return True


def _write(stream, text):
    """Writes what Go has written to os.Stdout or os.Stderr. False: Python has no such stream."""
    try:
        stream.write(_text(text))
    except Exception:  # it is None, closed, or the program's own
        return False
    return True


def _record(logger, time, level, message, file, line, function, values):
    record = logger.makeRecord(logger.name, level, file, line, _text(message), (), None, function or None)
    record.created = time / 1e9
    record.msecs = time // 1_000_000 % 1000 + 0.0
    record.relativeCreated = record.created * 1000 - (_STARTED * 1000)
    record.threadName = "Go"
    taken = OWN if record.__dict__.keys() <= OWN else OWN.union(record.__dict__)
    for groups, key, kind, value in values:
        _put(record.__dict__, taken, [_text(name) for name in groups], _text(key), _value(kind, value))
        if kind == ERROR and record.exc_text is None:
            record.exc_text = ": ".join(_text(value).split("\n", 1))
    return record


_STARTED = getattr(logging, "_startTime", 0)
if _STARTED > 1e17:  # nanoseconds, since Python 3.13
    _STARTED /= 1e9


def _put(into, taken, groups, key, value):
    """taken: names that the outermost dict has for other things."""
    for name in groups:
        name = name + "_" if name in taken else name
        if not isinstance(into.get(name), dict):
            into[name] = {}
        into, taken = into[name], ()
    into[key + "_" if key in taken else key] = value


def _value(kind, value):
    if kind == DURATION:
        return datetime.timedelta(microseconds=value / 1000)
    if kind == TIME:
        return _time(value)
    if kind == JSON:
        try:
            return json.loads(value)
        except (ValueError, RecursionError):  # more digits, or deeper, than Python reads
            return value
    if kind == ERROR:
        value = value.split("\n", 1)[1]
    return _text(value) if isinstance(value, str) else value


def _text(s):
    """Bytes that are no UTF-8 are written as \\xff: no file takes what else they are in a str."""
    try:
        s.encode()
    except UnicodeEncodeError:
        return s.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return s


def _time(text):
    """RFC 3339 with up to nine digits of a second, of which datetime takes six."""
    whole, dot, rest = text.partition(".")
    if dot:
        end = next((i for i, c in enumerate(rest) if not c.isdigit()), len(rest))
        digits, zone = rest[:end], rest[end:]
        text = f"{whole}.{digits[:6].ljust(6, '0')}{zone}"
    try:
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:  # a year that datetime does not have
        return text


class JSONFormatter(logging.Formatter):
    """Formats each record as one line of JSON: time (UTC, microseconds), level, logger, message, pid, source, all that was
    given beside it (`extra`, the attributes of slog), and the exception. What was given under one of these names, or one of
    fields, gets an underscore: level_.

    fields: further ones that each line has, a dict of JSON values."""

    def __init__(self, fields=None):
        super().__init__()
        self.fields = dict(fields or {})

    def format(self, record):
        time = datetime.datetime.fromtimestamp(record.created, datetime.timezone.utc)
        line = {
            "time": time.isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "pid": record.process,
            "source": f"{record.pathname}:{record.lineno}",
            **self.fields,
        }
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        exception = {"exception": record.exc_text} if record.exc_text else {}
        if record.stack_info:
            exception["stack"] = self.formatStack(record.stack_info)
        for key, value in record.__dict__.items():
            if key not in OWN:
                line[key + "_" if key in line or key in exception else key] = value
        line.update(exception)
        try:
            text = json.dumps(line, default=_plain, ensure_ascii=False, allow_nan=False)
            text.encode()
        except (TypeError, ValueError, RecursionError):  # keys, numbers, cycles and text that JSON does not have
            text = json.dumps(_json(line), default=_plain)
        return text


def _json(value, within=()):
    """The value as JSON can have it. within: the ids of the dicts and lists that it is in."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if not isinstance(value, (dict, list, tuple)):
        return value
    if id(value) in within or len(within) > 100:
        return "..."
    within = (*within, id(value))
    if isinstance(value, dict):
        return {key if isinstance(key, str) else str(key): _json(v, within) for key, v in value.items()}
    return [_json(v, within) for v in value]


def _plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, (bytes, bytearray)):
        return value.decode("utf-8", "backslashreplace")
    return str(value)
