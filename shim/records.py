"""What the Go code of this package logs, by log/slog and by the default logger of package log, as records of Python's
logging. Imported with the package."""

import atexit
import datetime
import functools
import json
import logging
import traceback

__all__ = ["JSONFormatter"]
TOP = __name__.rpartition(".")[0]
PLAIN, DURATION, TIME, JSON, ERROR = range(5)  # kinds of values, as in rt/logrecord.go
OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}  # attributes that no value may replace

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
    level = min(_level(logger) for logger in loggers)
    _set_level(max(level, logging.root.manager.disable + 1 if _configured(loggers[0]) else 0))


def _level(logger):
    level = logger.getEffectiveLevel()
    return level if _configured(logger) else min(level, logging.INFO)  # Go's own level


def _configured(logger):
    return logger.hasHandlers()


def take(records, contexts):
    """Handles the records, each in the context of the call that it belongs to. Returns the numbers of those that
    nobody has a handler for, which Go writes to standard error as it always does; None if there are none. -1 stands for
    a KeyboardInterrupt: the caller raises it again when no Python code of ours is left to raise it in."""
    left, interrupted = [], False
    for number, (time, level, package, message, file, line, function, context, values) in enumerate(records):
        try:
            logger = logging.getLogger(logger_name(package))
            if not _configured(logger):
                left.append(number)
            elif logger.isEnabledFor(level):
                record = _record(logger, time, level, message, file, line, function, values)
                if context < 0:
                    logger.handle(record)
                else:
                    contexts[context].run(logger.handle, record)
        except KeyboardInterrupt:
            interrupted = True  # the program's, which came here by chance
        except Exception:  # of a filter; a handler's own are logging's
            if logging.raiseExceptions:
                traceback.print_exc()
    return [*left, -1] if interrupted else left or None


def _record(logger, time, level, message, file, line, function, values):
    record = logger.makeRecord(logger.name, level, file, line, message, (), None, function or None)
    record.created = time / 1e9
    record.msecs = time // 1_000_000 % 1000 + 0.0
    record.relativeCreated = record.created * 1000 - (_STARTED * 1000)
    record.threadName = "Go"
    for groups, key, kind, value in values:
        _put(record, groups, key, _value(kind, value))
        if kind == ERROR and record.exc_text is None:
            record.exc_text = ": ".join(value.split("\n", 1))
    return record


_STARTED = getattr(logging, "_startTime", 0)
if _STARTED > 1e17:  # nanoseconds, since Python 3.13
    _STARTED /= 1e9


def _put(record, groups, key, value):
    into = record.__dict__
    for name in groups:
        name = name + "_" if into is record.__dict__ and name in OWN else name
        if not isinstance(into.get(name), dict):
            into[name] = {}
        into = into[name]
    into[key + "_" if into is record.__dict__ and key in OWN else key] = value


def _value(kind, value):
    if kind == DURATION:
        return datetime.timedelta(microseconds=value / 1000)
    if kind == TIME:
        return _time(value)
    if kind == JSON:
        return json.loads(value)
    if kind == ERROR:
        return value.split("\n", 1)[1]
    return value


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
    given beside it (`extra`, the attributes of slog), and the exception.

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
            **{key: value for key, value in record.__dict__.items() if key not in OWN},
        }
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            line["exception"] = record.exc_text
        if record.stack_info:
            line["stack"] = self.formatStack(record.stack_info)
        return json.dumps(line, default=_plain, ensure_ascii=False)


def _plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, (bytes, bytearray)):
        return value.decode("utf-8", "backslashreplace")
    return str(value)
