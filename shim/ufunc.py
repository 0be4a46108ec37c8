"""Functions of numbers over columns: as Function of batch.py, and as ufuncs of NumPy where that is there.

NumPy is not imported here, but for the attributes of a ufunc. A ufunc is made when an argument asks for one.
"""

import functools
import math
import sys

from . import _batch

KEYWORDS = frozenset(("out", "where", "axes", "axis", "keepdims", "casting", "order", "dtype", "subok", "signature"))
WITHOUT = {"nulls": ("pass", "raise"), "errors": ("raise",), "progress": (None, False)}  # what a ufunc can do of these options


class Ufunc(_batch.Function):
    __doc__ = _batch.Function.__doc__

    @functools.cached_property
    def _exact(self):
        """The types of arrays that are no question, as NumPy's letters."""
        several = any(code[0] == "l" for _, code, _ in self._parameters)
        return frozenset() if several else frozenset(t.partition("->")[0] for t in self.ufunc.types)

    @functools.cached_property
    def ufunc(self):
        """The numpy.ufunc itself, which has none of the options. It can be pickled.

        ImportError: NumPy is not there."""
        try:
            from numpy._core import _multiarray_umath as numpy
        except ImportError:
            from numpy.core import _multiarray_umath as numpy  # NumPy 1
        made = self._rows.ufunc(numpy._UFUNC_API, self.__qualname__ + ".ufunc")  # pickle finds it by that name
        try:
            made.__module__ = self.__module__
        except AttributeError:  # before NumPy 2.2; there, pickle looks through all modules
            pass
        return made

    @property
    def low_level_callable(self):
        """A capsule for scipy.LowLevelCallable: of functions of floats to one float, as double(double, void *) or
        double(int, double *, void *), and of one list of floats to a float, for scipy.ndimage.generic_filter.

        AttributeError: the signature fits none of these."""
        if (capsule := self._rows.low_level) is not None:
            return capsule
        raise AttributeError(f"{self.__qualname__}() has no low_level_callable, which functions of float64 have that return one")

    # what a numpy.ufunc has
    types = property(lambda self: self.ufunc.types)
    ntypes = property(lambda self: self.ufunc.ntypes)
    nin = property(lambda self: self.ufunc.nin)
    nout = property(lambda self: self.ufunc.nout)
    nargs = property(lambda self: self.ufunc.nargs)
    signature = property(lambda self: self.ufunc.signature)
    identity = property(lambda self: self.ufunc.identity)

    def reduce(self, array, /, axis=0, *, workers=None, timeout=None, **kwargs):
        return self._method(self.ufunc.reduce, (array, axis), kwargs, workers, timeout)

    def accumulate(self, array, /, axis=0, *, workers=None, timeout=None, **kwargs):
        return self._method(self.ufunc.accumulate, (array, axis), kwargs, workers, timeout)

    def reduceat(self, array, indices, /, axis=0, *, workers=None, timeout=None, **kwargs):
        return self._method(self.ufunc.reduceat, (array, indices, axis), kwargs, workers, timeout)

    def outer(self, a, b, /, *, workers=None, timeout=None, **kwargs):
        return self._method(self.ufunc.outer, (a, b), kwargs, workers, timeout)

    def at(self, a, indices, /, *b, workers=None, timeout=None):
        return self._method(self.ufunc.at, (a, indices, *b), {}, workers, timeout)

    def _method(self, method, args, kwargs, workers, timeout):
        _batch.check_run(workers, timeout)
        return self._rows.calling(method, args, kwargs, workers, timeout)

    def __call__(self, /, *args, **kwargs):
        if (result := self._of_engine(args, kwargs)) is not None:
            return result
        numpy = sys.modules.get("numpy")
        if not kwargs and numpy and "".join([v.dtype.char for v in args if type(v) is numpy.ndarray]) in self._exact and args[0].ndim:
            return self._run(numpy, args, {}, None, None, True)
        asked = numpy and (kwargs or len(args) > len(self._parameters) or any(_is_array(numpy, value) for value in args))
        call = self._for_numpy(args, kwargs) if asked else None
        return super().__call__(*args, **kwargs) if call is None else call()

    # ---- whether NumPy makes the call ----

    def _for_numpy(self, args, kwargs):
        """A function that makes the call as a ufunc; None: it is one of Function's."""
        numpy = sys.modules["numpy"]
        own = {name for name, _, _ in self._parameters}
        said = {name: kwargs[name] for name in KEYWORDS & kwargs.keys() if name not in own}
        options = {self._options[name]: kwargs[name] for name in self._options.keys() & kwargs.keys()}
        named = {name: value for name, value in kwargs.items() if name not in said and name not in self._options}
        many = len(self._parameters)
        if len(args) > many and not named and "out" not in said:  # as NumPy takes them
            said["out"] = args[many:]
            args = args[:many]
        if said or any(_is_array(numpy, value) for value in (*args, *named.values())):
            values = self._rows.bind(args, named)
        else:
            return None
        if any(isinstance(value, _batch._Marked) and value.is_column for value in values):
            return self._refuse(said, "columns that batch.column() marks") if said else None
        values = [value.value if isinstance(value, _batch._Marked) else value for value in values]
        refused = [name for name, taken in WITHOUT.items() if name in options and options[name] not in taken]
        plain = self._fitting(numpy, values, said)
        if not said and plain is None and not any(_asks(numpy, value) for value in values):
            return None
        if refused:
            if said or plain is None:
                return self._refuse(said or ["arrays that are not NumPy's own"], f"the option {refused[0]}")
            return self._broadcast(numpy, args, named, values, options) if plain else None
        _batch.check_run(options.get("workers"), options.get("timeout"))
        return functools.partial(self._run, numpy, plain or tuple(values), said, options.get("workers"), options.get("timeout"), bool(plain))

    def _refuse(self, what, beside):
        raise TypeError(f"{self.__qualname__}() can't have {', '.join(what)} together with {beside}")

    def _fitting(self, numpy, values, said):
        """The arguments, if all are NumPy's arrays and numbers, and a loop takes them; else None. Numbers of Python's become
        of the loop's type, which they fit."""
        if not all(type(v) is numpy.ndarray or type(v) in (int, float, complex) or isinstance(v, numpy.generic) for v in values):
            return None
        lists = [code[0] == "l" for _, code, _ in self._parameters]
        if any(is_list and getattr(v, "ndim", 0) == 0 for is_list, v in zip(lists, values)):
            return None
        if not said and any(lists) and not any(getattr(v, "ndim", 0) > is_list for is_list, v in zip(lists, values)):
            return None  # one call
        for types in self.ufunc.types:
            types = types.partition("->")[0]
            if all(_casts(numpy, v, t) for v, t in zip(values, types)):
                return tuple(v if isinstance(v, (numpy.ndarray, numpy.generic)) else numpy.asarray(v, t) for v, t in zip(values, types))
        return None

    def _broadcast(self, numpy, args, named, values, options):
        """A call of Function, of arrays of one shape."""
        if any(code[0] == "l" for _, code, _ in self._parameters):
            return None
        shaped = iter(numpy.broadcast_arrays(*(v for v in values if isinstance(v, numpy.ndarray))))
        values = [next(shaped) if isinstance(v, numpy.ndarray) else v for v in values]
        names = {said: name for name, said in self._options.items()}
        return functools.partial(super().__call__, *values, **{names[name]: value for name, value in options.items()})

    def _run(self, numpy, values, said, workers, timeout, plain):
        try:
            return self._rows.calling(self.ufunc, tuple(values), said, workers, timeout)
        except Exception as error:
            if getattr(error, "row", None) is not None:
                error.row = self._row(numpy, values, error.row) if plain and not said else None
                if error.row is None:  # of blocks, or of rows that NumPy has chosen
                    del error.row
            raise

    def _row(self, numpy, values, at):
        """The row of the result, counted in C order, that is number `at` in the order in which NumPy runs them."""
        if self.ufunc.signature is not None:
            first = numpy.lib.stride_tricks.as_strided  # only the shape and the strides are looked at
            values = [first(v, v.shape[:-1], v.strides[:-1]) if code[0] == "l" else v for v, (_, code, _) in zip(values, self._parameters)]
        rows = numpy.nditer(
            [*values, None], flags=["multi_index"], op_flags=[["readonly"]] * len(values) + [["writeonly", "allocate"]], op_dtypes=[None] * len(values) + ["?"]
        )
        rows.iterindex = at
        return int(numpy.ravel_multi_index(rows.multi_index, rows.shape)) if rows.ndim else 0


def _is_array(numpy, value):
    return getattr(type(value), "__array_ufunc__", None) is not None or (isinstance(value, _batch._Marked) and _is_array(numpy, value.value))


def _asks(numpy, value):
    """Whether an argument is of a class that takes ufuncs its own way, and no column of batch's."""
    if getattr(type(value), "__array_ufunc__", None) is None:
        return False
    if type(value) is numpy.ndarray or isinstance(value, numpy.ma.MaskedArray):
        return False
    for module, names in (("pandas", ("Series", "Index")), ("polars", ("Series",))):
        library = sys.modules.get(module)
        if library and isinstance(value, tuple(getattr(library, name) for name in names)):
            return False
    return True


def _casts(numpy, value, t):
    if isinstance(value, (numpy.ndarray, numpy.generic)):
        return numpy.can_cast(value.dtype, t)
    kind = numpy.dtype(t).kind
    if isinstance(value, int) and kind in "iu":
        return numpy.iinfo(t).min <= value <= numpy.iinfo(t).max
    if isinstance(value, complex):
        return kind == "c"
    try:
        return kind in "fc" and (not math.isfinite(value) or -(most := numpy.finfo(t).max) <= value <= most)
    except OverflowError:  # an int that is no float
        return False
