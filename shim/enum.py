"""Open enums: one for each Go type that has typed constants.

A Go value of such a type need not be one of its constants. An unknown value
is an instance too, without a name, and equal to its plain value.
"""

import enum


def _show(self):
    cls = type(self).__name__
    return f"{cls}({self._value_!r})" if self._name_ is None else f"{cls}.{self._name_}"


def _missing(cls, value):
    base = str if issubclass(cls, str) else int
    if type(value) is not base:
        return None  # enum raises ValueError
    unknown = base.__new__(cls, value)
    unknown._name_ = None
    unknown._value_ = value
    return unknown


def make(name, members, module, doc, text):
    """Return a new enum class: of str where text is true, else of int."""
    base = enum.StrEnum if text else enum.IntEnum
    cls = base(name, members, module=module)
    cls.__doc__ = doc or None
    cls._missing_ = classmethod(_missing)
    cls.__repr__ = _show
    cls.__str__ = base.__str__
    return cls
