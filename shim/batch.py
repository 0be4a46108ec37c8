"""Functions over columns: module.batch. It is imported when somebody asks for that.

A column is a list, a tuple, another sequence or iterator, an array of NumPy's, a Series of pandas' or Polars', or
anything that Arrow calls an array or a stream. What is done with the rows is in shim/batch/; here it is decided which
arguments are columns, and what kind of column a result is.
"""

import collections
import collections.abc
import contextvars
import functools
import itertools
import os
import sys
import types

from ._arrays import Array

OPTIONS = {"nulls": "pass", "errors": "raise", "workers": None, "timeout": None, "progress": None}
SCALARS = {t.__name__: t for t in (bool, int, float, complex, str)} | {"a bytes-like object": bytes}
ERRORS = {"raise": 0, "null": 1, "return": 2}


class _Marked:
    """An argument of which the caller says what it is."""

    __slots__ = ("is_column", "value")

    def __init__(self, value, is_column):
        self.value, self.is_column = value, is_column


def column(value):
    """Mark an argument as a column, where it could be one value too: a value for each row.

    Raises nothing; a call raises TypeError for what is no column."""
    return _Marked(value, True)


def one(value):
    """Mark an argument as one value for all rows, where it could be a column too."""
    return _Marked(value, False)


# ---- what is a column ----


class _Rest(list):
    """Rows of *args; of: the first column of them."""


class _Known(dict):
    """What is known of some types. Programs that make types by the thousand keep none of them alive for long."""

    def __setitem__(self, t, what):
        if len(self) >= 64:
            self.clear()
        super().__setitem__(t, what)


_sequences = _Known()  # types of which all objects are columns
_kinds = _Known()  # what kind of column a result is, by the type of the first column
_arrays = _Known()  # the same of pyarrow's arrays, by their types: it is made already


def _is_sequence(value):
    t = type(value)
    if t in _sequences:
        return True
    if isinstance(value, (list, tuple, range, collections.deque)) or hasattr(t, "__arrow_c_array__") or hasattr(t, "__arrow_c_stream__"):
        _sequences[t] = True
        return True
    return isinstance(value, collections.abc.Iterator) or (hasattr(t, "__array__") and getattr(value, "ndim", 0) > 0)


def _is_bytes(value):
    if isinstance(value, (bytes, bytearray, memoryview)):
        return True
    try:
        view = memoryview(value)
    except (TypeError, ValueError, BufferError):
        return False
    return view.ndim == 1 and view.itemsize == 1


def _depth(value):
    """How deep lists are nested, at least, and whether that is certain."""
    if isinstance(value, (str, bytes, bytearray, memoryview, dict)):
        return 0, True
    if hasattr(type(value), "__array__") and getattr(value, "dtype", None) is not None and getattr(value.dtype, "kind", "O") != "O":
        return value.ndim, True
    if not (_is_sequence(value) or isinstance(value, (set, frozenset))) or isinstance(value, collections.abc.Iterator):
        return 0, True
    try:
        items = iter(value)
    except TypeError:  # of Arrow's interface it has nothing but that
        return 1, False
    for item in items:
        if hasattr(type(item), "as_py"):  # a scalar of Arrow's
            item = item.as_py()
        if item is not None:
            below, certain = _depth(item)
            return 1 + below, certain
    return 1, False


def _read(value):
    """What can be read but once, or has no quick access to its rows, as a list."""
    if isinstance(value, (collections.abc.Iterator, collections.deque)) and not hasattr(type(value), "__arrow_c_stream__"):
        return list(value)
    return value


def _is_column(name, code, value):
    """Whether an argument is a column. code: what values of the parameter's type are, as in shim/batch/batch.c."""
    kind = code[0]
    if value is None or kind in "f*":
        return False
    if kind == "a" or (kind == "l" and code[-1] == "a"):
        if _is_sequence(value):
            raise _both(name)
        return False
    if kind == "l":
        wanted = code.count("l")
        depth, certain = _depth(value)
        if not certain and _sequences.get(type(value)) and hasattr(type(value), "__len__") and not isinstance(value, (list, tuple, range, collections.deque)):
            from ._native import column_depth

            said = column_depth(value)  # also where it has no rows
            depth, certain = (said, True) if said > 0 else (depth, certain)
        if not certain and depth <= wanted:
            raise _both(name)
        return depth > wanted
    if kind in "12":  # an array is one, if it has as many dimensions
        return _is_sequence(value) and (isinstance(value, (list, tuple, collections.abc.Iterator, collections.deque)) or _depth(value)[0] > int(kind))
    if kind == "t" and isinstance(value, (str, os.PathLike)):
        return False
    if kind == "b" and _is_bytes(value):
        return False
    return _is_sequence(value)


def _both(name):
    return TypeError(f"argument {name!r} could be one value for all rows or a column: say batch.one(…) or batch.column(…)")


def _items(value):
    """The rows of a column as a list."""
    if isinstance(value, list):
        return value
    from ._native import column_items

    return column_items(value)


# ---- what kind of column a result is ----


class _Lists:
    """Lists: for lists, tuples and iterators."""

    typed = False  # whether results may be arrays
    of_arrow = False  # whether they become columns of Arrow's

    def __init__(self, first, flat):
        pass

    def values(self, value, flat):
        """What of a column is read, and the mask of it, or None. flat: each number of a matrix is a row."""
        return value, None

    def result(self, rows):
        return rows if isinstance(rows, list) else rows.tolist()

    def times(self, rows, code):
        """A result of times (code m) or durations (s)."""
        return self.result(rows)

    def free(self, rows):
        """A result that may hold anything: exceptions, say."""
        return self.result(rows)


def _times(numpy, rows, code):
    """Times in UTC, or durations, as an array of NumPy's: of microseconds, as a datetime has. None is NaT."""
    if code == "m":
        import datetime

        rows = [None if row is None else row.astimezone(datetime.UTC).replace(tzinfo=None) for row in rows]
    return numpy.array(rows, dtype="datetime64[us]" if code == "m" else "timedelta64[us]")


class _NumPy(_Lists):
    """Arrays of the shape of the first one. Where nulls are, an array of numbers is masked, and any if the first one is."""

    typed = True

    def __init__(self, first, flat):
        self.numpy = sys.modules["numpy"]
        self.dtype, self.shape = first.dtype, first.shape if flat else first.shape[:1]
        self.masked = isinstance(first, self.numpy.ma.MaskedArray)

    def values(self, value, flat):
        numpy = self.numpy
        if not isinstance(value, numpy.ndarray):
            return value, None
        mask = None
        if isinstance(value, numpy.ma.MaskedArray):
            if not flat and value.ndim > 1:
                return list(value), None  # in each row, items may be masked
            mask, value = numpy.ma.getmaskarray(value), value.data
            mask = numpy.ascontiguousarray(mask).ravel()
        if flat and value.ndim > 1:
            if value.shape != self.shape:
                raise ValueError(f"arrays of different shapes, {self.shape} and {value.shape}: broadcast them first")
            value = value.ravel()
        return value, mask

    def shaped(self, array):
        return array.reshape(self.shape) if len(self.shape) > 1 and array.size == self.numpy.prod(self.shape) else array

    def result(self, rows):
        numpy = self.numpy
        if isinstance(rows, list):
            return self.free(rows)
        if rows.format == "s" and self.dtype.kind == "T" and not rows.null_count and not self.masked:
            return self.shaped(numpy.array(rows.tolist(), dtype=self.dtype))
        if rows.format == "s":
            return self.free(rows)
        array = self.shaped(numpy.asarray(rows.filled() if rows.null_count else rows))
        if rows.null_count or self.masked:
            mask = numpy.asarray(rows.mask) if rows.null_count else numpy.zeros(len(rows), bool)
            return numpy.ma.MaskedArray(array, mask=self.shaped(mask))
        return array

    def times(self, rows, code):
        if self.dtype.kind == "O":
            return self.result(rows)
        times = self.shaped(_times(self.numpy, rows, code))
        return self.numpy.ma.MaskedArray(times, mask=self.numpy.isnat(times)) if self.masked else times

    def free(self, rows):
        rows = super().result(rows)
        array = self.shaped(self.numpy.fromiter(rows, dtype=object, count=len(rows)))
        if not self.masked:
            return array
        return self.numpy.ma.MaskedArray(array, mask=self.shaped(self.numpy.fromiter((row is None for row in rows), dtype=bool, count=len(rows))))


def _as_columns(rows):
    """Rows as Arrow takes them: lists for arrays of several dimensions, a table for structs."""
    if not isinstance(rows, list):
        return rows
    first = next((r for r in rows if r is not None), None)
    if hasattr(type(first), "_asdict"):  # no tuple is among results
        return to_arrow(rows)
    return [_listed(r) for r in rows]


def _listed(row):
    """A row as lists: an Array, or a list of such."""
    if isinstance(row, Array):
        return row.tolist()
    return [_listed(r) for r in row] if isinstance(row, list) else row


class _Arrow(_Lists):
    """Arrays of pyarrow's, chunked ones for chunked ones and tables. Of other libraries: an object that any of them takes."""

    typed = of_arrow = True

    def __init__(self, first, flat):
        name = type(first).__module__.partition(".")[0]
        self.pyarrow = sys.modules.get("pyarrow") if name == "pyarrow" else None
        self.chunked = self.pyarrow and not isinstance(first, (self.pyarrow.Array, self.pyarrow.RecordBatch))

    def result(self, rows):
        if self.pyarrow is None:
            return rows
        array = self.pyarrow.array(_as_columns(rows))
        return self.pyarrow.chunked_array([array]) if self.chunked else array

    def free(self, rows):
        return rows


class _Polars(_Lists):
    """A Series with the name of the first."""

    typed = of_arrow = True

    def __init__(self, first, flat):
        self.polars = sys.modules["polars"]
        self.name = first.name if isinstance(first, self.polars.Series) else ""

    def result(self, rows):
        return self.polars.Series(_as_columns(rows)).rename(self.name)

    def free(self, rows):
        return self.polars.Series(self.name, rows, dtype=self.polars.Object)


class _Pandas(_Lists):
    """A Series with the name and the index of the first."""

    typed = True
    nullable = {"?": "boolean", "b": "Int8", "h": "Int16", "i": "Int32", "q": "Int64", "B": "UInt8", "H": "UInt16", "I": "UInt32", "Q": "UInt64", "f": "Float32", "d": "Float64"}

    def __init__(self, first, flat):
        self.pandas = sys.modules["pandas"]
        self.numpy = sys.modules["numpy"]
        self.name = None if isinstance(first, self.pandas.DataFrame) else first.name  # of that, it may be a column
        self.index = first if isinstance(first, self.pandas.Index) else first.index

    def values(self, value, flat):
        index = getattr(value, "index", None)
        if isinstance(index, self.pandas.Index) and index is not self.index and not index.equals(self.index):
            raise ValueError("pandas columns with different indices: align or reset them first")
        return value, None

    def result(self, rows):
        pandas = self.pandas
        if isinstance(rows, list) or rows.format == "s":
            unsaid = not isinstance(rows, list) and rows.null_count == len(rows)  # pandas sees no text
            return pandas.Series(super().result(rows), index=self.index, name=self.name, dtype=str if unsaid else None)
        if not rows.null_count:
            return pandas.Series(self.numpy.asarray(rows), index=self.index, name=self.name)
        dtype = self.nullable.get(rows.format, object)
        return pandas.Series(pandas.array(rows.tolist(), dtype=dtype), index=self.index, name=self.name)

    def times(self, rows, code):
        series = self.pandas.Series(_times(self.numpy, rows, code), index=self.index, name=self.name)
        return series.dt.tz_localize("UTC") if code == "m" else series

    def free(self, rows):
        return self.pandas.Series(super().result(rows), index=self.index, name=self.name, dtype=object)


def _without_nan(value):
    """A column, where NaN in a Series of objects is None: it is pandas' null there, beside text too."""
    pandas = sys.modules.get("pandas")
    if pandas is None or not isinstance(value, (pandas.Series, pandas.Index)) or value.dtype != object:
        return value
    missing = sys.modules["numpy"].asarray(value.isna())
    if not missing.any():
        return value
    rows = value.to_numpy(dtype=object, copy=True)
    rows[missing] = None
    return rows.tolist()


def _kind(first, flat):
    kind = _kinds.get(type(first))
    if kind is None:
        kind = _kinds[type(first)] = _kind_of(first)
    return kind(first, flat)


def _kind_of(first):
    name = type(first).__module__.partition(".")[0]
    for module, names, kind in (("pandas", ("Series", "Index", "DataFrame"), _Pandas), ("polars", ("Series", "DataFrame"), _Polars)):
        library = sys.modules.get(module)
        if library and isinstance(first, tuple(getattr(library, n) for n in names)):
            return kind
    numpy = sys.modules.get("numpy")
    if numpy and isinstance(first, numpy.ndarray):
        return _NumPy
    if name == "pyarrow" and isinstance(first, (sys.modules[name].Array, sys.modules[name].ChunkedArray)):
        _arrays[type(first)] = _Arrow(first, True)
    if name == "pyarrow" or (not isinstance(first, (list, tuple)) and any(hasattr(type(first), n) for n in ("__arrow_c_array__", "__arrow_c_stream__"))):
        return _Arrow
    return _Lists


# ---- calls ----


def check(options, errors):
    """Refuse what is no value for an option. errors: what that of this name may be."""
    for name, known in (("errors", errors), ("nulls", ("pass", "raise"))):
        if options[name] not in known:
            raise ValueError(f"{name} is one of {', '.join(known)}; got {options[name]!r}")
    check_run(options["workers"], options["timeout"])


def check_run(workers, timeout):
    """The same of how rows run."""
    if workers is not None:
        if not hasattr(type(workers), "__index__"):
            raise TypeError(f"workers is an int, got {type(workers).__name__}")
        if workers < 1:
            raise ValueError("workers is 1 or more")
    if timeout is not None:
        if not hasattr(type(timeout), "__float__") and not hasattr(type(timeout), "__index__"):
            raise TypeError(f"timeout is a number of seconds, got {type(timeout).__name__}")
        if timeout != timeout:
            raise ValueError("timeout is a number of seconds, got nan")


def _in_this_context(value):
    """A Python function that Go calls on threads of its own, in a copy of the context of this call."""
    if not isinstance(value, (types.FunctionType, types.MethodType)):
        return value
    context = contextvars.copy_context()

    @functools.wraps(value)
    def called(*args):
        return context.copy().run(value, *args)

    return called


class Function:
    """A function of the package, over columns.

    It takes the same arguments, and each may be a column: a value for each row. Columns have one length. What is no
    column is the same for all rows. Without a column, it is the function itself.

    Options, by keyword (with a trailing underscore where a parameter has the name):
    nulls: "pass" (a row with a null that Go's type has no value for is null) or "raise" (TypeError).
    errors: "raise" (the first error of Go's, with the row as its attribute `row`), "null" or "return" (the exception
        stands in place of the result).
    workers: how many rows run at once; all processors by default; 1 for a method of one instance, and for
        a function that writes variables of its package without a lock.
    timeout: seconds; then TimeoutError.
    progress: a function of two ints, the rows that are done and all; or True for tqdm's bar.

    Returns a column of the kind of the first one, or a tuple of them for several results.
    """

    def __init__(self, rows, plain, module, qualname):
        self._rows, self._plain = rows, plain
        self.__name__, self.__qualname__, self.__module__ = qualname.rpartition(".")[2], qualname, module
        signature, _, doc = rows.doc.partition("\n--\n\n")
        self.__doc__ = doc or None
        self._signature = signature[signature.find("(") :]
        self._parameters = rows.parameters
        own = {name for name, _, _ in self._parameters}
        # what _of_engine() has to know
        values = self._parameters and all(code in ("n", "t") for _, code, _ in self._parameters) and "." not in qualname
        self._engine = len(self._parameters) if values and rows.runs and len(rows.results) == 1 else -1
        self._ones, self._masks = (False,) * len(self._parameters), (None,) * len(self._parameters)
        self._options = {}
        for name in OPTIONS:
            said = name
            while said in own:
                said += "_"
            self._options[said] = name

    def __repr__(self):
        return f"<Go function {self.__module__}.{self.__qualname__} over columns>"

    def __reduce__(self):
        return self.__qualname__

    @property
    def __signature__(self):
        import inspect

        text = self._signature.replace("$self", "self")
        top = self.__module__.partition(".")[0]
        scope = {top: sys.modules[top]}  # of the defaults
        exec(f"def f{text}: pass", scope)  # the text is the generator's own
        hints = self.__annotations__
        plain = inspect.signature(scope["f"])
        parameters = [p.replace(annotation=hints.get(p.name, p.empty)) for p in plain.parameters.values()]
        return plain.replace(parameters=parameters, return_annotation=hints.get("return", plain.empty))

    @property
    def __annotations__(self):
        """The types of single values, where Python has one: some engines ask for them. Without the options, which they would count too."""
        hints = {name: SCALARS[said] for name, _, said in self._parameters if said in SCALARS}
        if len(self._rows.results) == 1 and self._rows.results[0] in SCALARS:
            hints["return"] = SCALARS[self._rows.results[0]]
        return hints

    def _of_engine(self, args, kwargs):
        """What calls of engines for some thousand rows give, which the rest of this file would take as long as the rows do: of
        arrays of pyarrow's alone. None: it is none."""
        if kwargs or len(args) != self._engine:
            return None
        for value in args:
            if type(value) not in _arrays:
                return None
        rows = self._rows.run(args, self._ones, self._masks, True, None, None, True, 0, None, None)
        return self._shown(_arrays[type(args[0])], 0, rows[0])

    def __call__(self, /, *args, **kwargs):
        if (result := self._of_engine(args, kwargs)) is not None:
            return result
        values, run = self._bound(args, kwargs)
        return self._alone(values) if run is None else run()

    def _bound(self, args, kwargs):
        """The arguments of a call, and what runs it over columns: a function of how it is stopped; None without a column."""
        options = OPTIONS
        if kwargs:
            options = dict(OPTIONS)
            for key in self._options.keys() & kwargs.keys():
                options[self._options[key]] = kwargs.pop(key)
            check(options, ERRORS)
        values, ones, first = [], [], None
        for (name, code, _), value in zip(self._parameters, self._rows.bind(args, kwargs), strict=True):
            if code[0] == "*":
                is_column, value = self._rows_of_rest(name, code[1:], value)
                first = value.of if is_column and first is None else first
            elif isinstance(value, _Marked):
                is_column, value = value.is_column, value.value
            else:
                value = _read(value) if code[0] == "l" else value
                is_column = _is_column(name, code, value)
            if is_column and type(value) not in _kinds:
                value = _read(value)
            if is_column and first is None:
                first = value
            values.append(_in_this_context(value) if code == "f" else value)
            ones.append(not is_column)
        if first is None:
            return values, None
        flat = [code[0] not in "la*12" for _, code, _ in self._parameters]
        kind = _kind(first, flat[ones.index(False)])
        masks = [None] * len(values)
        for i, is_one in enumerate(ones):
            if not is_one:
                values[i], masks[i] = kind.values(values[i], flat[i])
                if self._parameters[i][1][0] != "n":
                    values[i] = _without_nan(values[i])
        return values, functools.partial(self._columns, kind, values, ones, masks, options)

    def _rows_of_rest(self, name, code, rest):
        """The arguments for *args: whether one of them is a column, and then a tuple for each row."""
        of, columns = None, []
        for value in rest:
            is_column, value = (value.is_column, value.value) if isinstance(value, _Marked) else (_is_column(name, code, value), value)
            if is_column and of is None:
                of = value = list(value) if isinstance(value, collections.abc.Iterator) else value
            columns.append(_items(value) if is_column else itertools.repeat(value))
        if of is None:
            return False, rest
        lengths = {len(column_) for column_ in columns if isinstance(column_, list)}
        if len(lengths) > 1:
            raise ValueError(f"{self.__qualname__}() over columns of different lengths: {', '.join(map(str, sorted(lengths)))}")
        rows = _Rest(zip(*columns))
        rows.of = of
        return True, rows

    def _alone(self, values):
        return self._called(self._plain, values)

    def _called(self, function, values):
        args = []
        for (name, code, _), value in zip(self._parameters, values, strict=True):
            if code[0] == "*":
                args.extend(value)
            else:
                args.append(value)
        return function(*args)

    def _columns(self, kind, values, ones, masks, options, stop=None, on_loop=None):
        """Runs it. stop: what ends it; on_loop: what progress is told by."""
        typed = kind.typed and options["errors"] != "return"
        method = self._parameters and self._parameters[0][0] == "self" and "." in self.__qualname__
        workers = self._workers(options["workers"], method and ones[0] or self._rows.serial)
        progress, end = _progress(options["progress"])
        if progress and on_loop:
            progress, end = functools.partial(on_loop, progress), functools.partial(on_loop, end)
        try:
            run = self._rows.run if self._rows.runs else self._one_by_one
            results = run(tuple(values), tuple(ones), tuple(masks), typed, workers, options["timeout"], options["nulls"] == "pass", ERRORS[options["errors"]], progress, stop)
        finally:
            end()
        if not self._rows.results:
            return kind.free(results[0]) if options["errors"] == "return" else None
        if options["errors"] == "return":
            results = tuple(kind.free(rows) for rows in results)
        else:
            try:
                results = tuple(self._shown(kind, k, rows) for k, rows in enumerate(results))
            except Exception as error:
                error.add_note(f"{self.__qualname__}() has run, but no column of the kind of the first can be made of its results: of lists, it gives lists")
                raise
        return results[0] if len(results) == 1 else results

    def _shown(self, kind, k, rows):
        """Result k as a column of a kind."""
        if isinstance(rows, list) and self._rows.runs:
            code = self._rows.codes[k]
            if code in ("m", "s"):
                return kind.result(self._rows.column(k, rows)) if kind.of_arrow else kind.times(rows, code)
            if kind.of_arrow and (column_ := self._rows.column(k, rows)) is not None:
                return kind.result(column_)
        return kind.result(rows)

    def _workers(self, wanted, one=False):
        """How many rows run at once. one: by default, 1."""
        if wanted is None:
            wanted = 1 if one else len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        return wanted

    def _one_by_one(self, values, ones, masks, typed, workers, timeout, nulls, errors, progress, stop):
        """What run() does, for functions of which there are several in Go, and for streams."""
        import time

        until = None if timeout is None else time.monotonic() + timeout
        columns = [v if is_one else _items(v) for v, is_one in zip(values, ones, strict=True)]
        lengths = {len(c) for c, is_one in zip(columns, ones, strict=True) if not is_one}
        if len(lengths) > 1:
            raise ValueError(f"{self.__qualname__}() over columns of different lengths: {', '.join(map(str, sorted(lengths)))}")
        n, several = lengths.pop(), len(self._rows.results)
        out = [[] for _ in range(max(several, 1))]
        for i in range(n):
            if stop and stop.stopped:
                raise RuntimeError("the call over columns was cancelled")
            row = [c if is_one else c[i] for c, is_one in zip(columns, ones, strict=True)]
            masked = any(m is not None and m[i] for m in masks)
            try:
                result = None if masked else self._alone(row)
            except Exception as error:
                error.row = i
                is_null = nulls and isinstance(error, TypeError) and any(v is None for v in row)
                if not is_null and (errors == 0 or isinstance(error, TypeError)):
                    raise
                result = error if errors == 2 and not is_null else None
            for k, column_ in enumerate(out):
                column_.append(result[k] if several > 1 and isinstance(result, tuple) else result)
            if until is not None and time.monotonic() > until:
                raise TimeoutError(f"{self.__qualname__}() over columns ran out of time")
            if progress and (i + 1 == n or not (i + 1) % 4096):
                progress(i + 1, n)
        return tuple(out)


def _progress(wanted):
    if wanted is not True:
        if wanted and not callable(wanted):
            raise TypeError(f"progress is a function of two ints, or True, got {type(wanted).__name__}")
        return wanted or None, lambda: None
    from tqdm.auto import tqdm

    bar = tqdm()

    def show(done, total):
        bar.total = total
        bar.update(done - bar.n)

    return show, bar.close


def _class(rows):
    if not rows.loops:
        return Function
    from ._ufunc import Ufunc

    return Ufunc


class AsyncFunction(Function):
    __doc__ = f"""The same, awaitable. {Function.__doc__}

    A call gives a coroutine. Columns are run on a thread of the event loop's, and goroutines of Go's, in a copy of the
    task's context. If the task is cancelled, no further row begins, contexts are cancelled, and CancelledError is
    raised at once. progress is called in the loop.
    """

    def __init__(self, rows, plain, module, qualname, stop, awaitable, cls):
        super().__init__(rows, plain, module, qualname)
        self._stop, self._awaitable, self._class = stop, awaitable, cls

    async def __call__(self, /, *args, **kwargs):
        import asyncio

        values, run = self._bound(args, kwargs)
        if run is None and (self._class is None or isinstance(values[0], self._class)):
            result = self._called(self._awaitable, values)
            return await result if hasattr(type(result), "__await__") else result
        loop, stop = asyncio.get_running_loop(), self._stop()
        failed, told = [], False

        def on_loop(function, *of):
            """Calls progress, or without arguments what ends it."""
            nonlocal told
            told = True

            def tell():
                try:
                    if not (of and stop.stopped):
                        function(*of)
                except BaseException as error:
                    failed.append(error)
                    stop.stop()

            loop.call_soon_threadsafe(tell)

        def ask():
            """Until Go has heard of it: it may be on its way to where it can."""
            if not future.done() and not stop.stop():
                loop.call_later(0.01, ask)

        context = contextvars.copy_context()
        work = functools.partial(run, stop=stop, on_loop=on_loop) if run else functools.partial(self._alone, values)
        future = loop.run_in_executor(None, context.run, work)
        try:
            try:
                result = await asyncio.shield(future)
            finally:
                if told and future.done():
                    await asyncio.sleep(0)  # the thread may have ended before we waited: the loop has yet to hear of progress
        except asyncio.CancelledError:
            future.add_done_callback(lambda f: f.cancelled() or f.exception())  # nobody waits for what it raises
            ask()
            raise
        except Exception:
            if failed:
                raise failed[0] from None
            raise
        if failed:
            raise failed[0]
        return result


# ---- structs as tables ----


def to_arrow(rows, cls=None):
    """Structs as columns: an object that pyarrow, Polars, pandas and DuckDB take for a table, or an array of structs.

    rows: instances of a class of structs of this package, or None; any iterable of them, which is read once. cls: the
    class; that of the first instance by default. The content is copied. Raises TypeError for other rows, and for fields
    that Arrow has no type for."""
    from ._native import table

    rows = list(rows)
    if cls is None:
        cls = next((type(row) for row in rows if row is not None), None)
        if cls is None:
            raise TypeError("without an instance, to_arrow() needs the class")
    return table(cls, rows)


def fill(names, module, plain, is_async=False):
    """Add the functions of a package to the dict of its module; returns their names. plain: the name of the package's own module."""
    from importlib import import_module

    from ._native import batch

    own, aio = import_module(plain), import_module(f"{plain}.aio") if is_async else None
    functions, classes, stop = batch(plain)

    def function(rows, place, name, cls=None):
        of = getattr(own, cls) if cls else own
        if not is_async:
            return (Function if cls else _class(rows))(rows, getattr(of, name), module, place)
        of_aio = getattr(aio, cls) if cls else aio
        return AsyncFunction(rows, getattr(of, name), module, place, stop, getattr(of_aio, name), of_aio if cls else None)

    for name, rows in functions.items():
        names[name] = function(rows, name, name)
    for name, methods in classes.items():
        members = {m: function(rows, f"{name}.{m}", m, name) for m, rows in methods.items()}
        names[name] = type(name, (), {**members, "__module__": module, "__slots__": (), "__doc__": f"The methods of {name} over columns: of instances, or of one."})
    names.setdefault("column", column)
    names.setdefault("one", one)
    names.setdefault("to_arrow", to_arrow)
    return sorted({*functions, *classes, "column", "one", "to_arrow"})
