"""Open enums: one for each Go type that has typed constants.

A Go value of such a type need not be one of its constants. An unknown value
is an instance too, without a name, and equal to its plain value. Bits are
combined to flags, of which unknown bits are kept.
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


def _show_flags(self):
    cls = type(self).__name__
    members = list(self) or [m for m in type(self).__members__.values() if m._value_ == self._value_]
    unknown = self._value_
    for member in members:
        unknown &= ~member._value_
    parts = [f"{cls}.{member._name_}" for member in members]
    if unknown or not parts:
        parts.append(f"{cls}({unknown:#x})")
    return "|".join(parts)


def make(name, members, module, doc, kind):
    """Return a new enum class, of a kind: "int", "str" or "flags"."""
    base = {"int": enum.IntEnum, "str": enum.StrEnum, "flags": enum.IntFlag}[kind]
    cls = base(name, members, module=module)
    cls.__doc__ = doc or None
    if kind != "flags":  # which are open by themselves
        cls._missing_ = classmethod(_missing)
    cls.__repr__ = _show_flags if kind == "flags" else _show
    cls.__str__ = base.__str__
    return cls
