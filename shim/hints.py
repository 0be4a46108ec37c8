"""The annotations of functions and methods: the types that Python has for those of Go, where an argument may be of several,
the one that Go gives back. Imported when one is asked for."""

import builtins
import functools
import importlib
import inspect
import typing

__all__ = ["annotated", "annotations", "signature"]
TOP = __name__.rpartition(".")[0]


class _Modules(dict):
    """The names that hints use: of builtins, of the modules below, and of this package."""

    def __missing__(self, name):
        if name == TOP.partition(".")[0]:
            return importlib.import_module(name)
        if name in IMPORTS:
            return importlib.import_module(IMPORTS[name])
        for kind, plain in (("_int", int), ("_uint", int), ("_float", float)):  # numbers with a range
            if name.startswith(kind):
                return plain
        return getattr(builtins, name)


def annotations(module, qualname):
    """Of the function of that name, with what it returns; nothing is known of those that are several in Go."""
    below = module.removesuffix(".aio").removeprefix(TOP).removeprefix(".")
    hints = HINTS.get(below, {}).get(qualname, {})
    if module.endswith(".aio") and "return" in hints:
        hints = {**hints, "return": hints["return"].replace("_abc.Iterator[", "_abc.AsyncIterator[")}
    return {name: _value(text) for name, text in hints.items()}


def _value(text):
    try:
        return None if text == "None" else eval(text, {"__builtins__": {}}, _Modules())  # the text is the generator's own
    except (NameError, AttributeError, TypeError, ImportError):
        return typing.Any


def signature(function, module, qualname):
    """The signature of a function with its annotations."""
    text = function.__text_signature__
    scope = {TOP.partition(".")[0]: importlib.import_module(TOP.partition(".")[0])}  # of the defaults
    exec(f"def f{text.replace('$self', 'self').replace('$module, ', '')}: pass", scope)
    hints, plain = annotations(module, qualname), inspect.signature(scope["f"])
    parameters = [p.replace(annotation=hints.get(p.name, p.empty)) for p in plain.parameters.values()]
    return plain.replace(parameters=parameters, return_annotation=hints.get("return", plain.empty))


def annotated(function, /):
    """The same as a Python function with annotations and a signature."""
    module = getattr(function, "__module__", None) or function.__objclass__.__module__
    if not module.startswith(TOP):
        raise TypeError(f"{function!r} is no function of {TOP}")

    def called(*args, **kwargs):
        return function(*args, **kwargs)

    functools.update_wrapper(called, function, functools.WRAPPER_ASSIGNMENTS[:4])
    del called.__wrapped__
    called.__module__ = module
    called.__annotations__ = annotations(module, function.__qualname__)
    called.__signature__ = signature(function, module, function.__qualname__)
    return called
