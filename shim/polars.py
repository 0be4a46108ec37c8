"""Functions as expressions of Polars: module.polars. What an expression does is in shim/batch/polars.h.

Polars is imported at the first call.
"""

from . import _native

OPTIONS = {"nulls": "pass", "errors": "raise", "workers": None, "timeout": None, "whole": False}
ERRORS = {"raise": 0, "null": 1}


class Expression:
    """A function of the package, as an expression of Polars.

    Arguments that are expressions (pl.col("x")) have a value for each row; all others are one value for all rows, also
    text. At least one is an expression.

    Options, by keyword (with a trailing underscore where a parameter has the name):
    nulls: "pass" (a row with a null that Go's type has no value for is null) or "raise".
    errors: "raise" (polars.exceptions.ComputeError) or "null".
    workers: how many rows run at once; all processors by default.
    timeout: seconds.
    whole: the function is called once, or once for each group, with whole columns as lists. A result that is a list is
        then a column, of any length.

    Returns polars.Expr, with the name of the first expression. Several results are a struct, whose fields have the
    names of Go's results, or field_0 and so on: .struct.unnest() makes columns of them. Raises TypeError for arguments
    that are no function's.
    """

    def __init__(self, rows, module, symbol, fields):
        self._rows, self._symbol, self._fields = rows, symbol, fields
        self.__name__ = self.__qualname__ = rows.name
        self.__module__ = module
        signature, _, doc = rows.doc.partition("\n--\n\n")
        self.__doc__ = doc or None
        self._parameters = rows.parameters
        own = {name for name, _, _ in self._parameters}
        self._options = {name + "_" if name in own else name: name for name in OPTIONS}

    def __repr__(self):
        return f"<Go function {self.__module__}.{self.__name__} as an expression>"

    def __reduce__(self):
        return self.__qualname__

    def __call__(self, /, *args, **kwargs):
        import polars
        from polars.plugins import register_plugin_function

        from ._batch import check

        options = dict(OPTIONS)
        for key in self._options.keys() & kwargs.keys():
            options[self._options[key]] = kwargs.pop(key)
        check(options, ERRORS)
        values = self._rows.bind(args, kwargs)
        columns = [value for value in values if isinstance(value, polars.Expr)]
        if not columns:
            raise TypeError(f"{self.__qualname__}() got no expression, such as pl.col(name), of which there is one at least")
        said = {"whole": options["whole"] is True, "nulls": options["nulls"] == "pass", "errors": ERRORS[options["errors"]]}
        said |= {name: options[name] for name in ("workers", "timeout")}
        said["given"] = {i: value for i, value in enumerate(values) if not isinstance(value, polars.Expr)}
        if self._fields:
            said["fields"] = self._fields
        lists = all(code[0] == "l" for code in self._rows.codes)
        return register_plugin_function(
            plugin_path=_native.__file__,
            function_name=self._symbol,
            args=columns,
            kwargs=said,
            is_elementwise=not said["whole"],
            returns_scalar=said["whole"] and not lists,
            changes_length=said["whole"] and lists,
        )


def _why(rows):
    """Why a function is no expression."""
    if not rows.runs:
        return "it is several functions in Go, or gives a stream"
    if any(code[0] == "*" for _, code, _ in rows.parameters):
        return "it takes any number of arguments"
    if not rows.parameters or not rows.results:
        return "it has no parameter" if rows.results else "it has no result"
    if not rows.name.isascii():
        return "its name is no name in C"
    return f"Polars has no type for its result, {', '.join(rows.results)}"


def fill(names, module, plain, symbols):
    """Add the functions of a package to the dict of its module; returns their names. symbols: of the plugin, and the names
    of several results, by name."""
    functions, classes = _native.batch(plain)[:2]
    for name, (symbol, fields) in symbols.items():
        names[name] = Expression(functions[name], module, symbol, fields)

    def missing(name):
        """The module's __getattr__: what is not there, and why."""
        if name in functions:
            why = f"{name}() is no expression: {_why(functions[name])}; the one over columns, of the package's module batch, is for pl.col(...).map_batches()"
        elif name in classes:
            why = "methods are no expressions; those over columns, of the package's module batch, are for pl.col(...).map_batches()"
        else:
            why = f"module {module!r} has no attribute {name!r}"
        raise AttributeError(why, name=name)

    names["__getattr__"] = missing
    return sorted(symbols)
