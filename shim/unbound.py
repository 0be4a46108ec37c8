"""Names of Go that this package lacks, with the reasons. It is imported when somebody asks for a name that is not there."""

import sys

SPELLED = {}  # what Go spells otherwise: by place and Go name, the name in Python
WHY = {}  # what is not bound: by place and Python name, the reason; "" stands for all other names


def of_module(module, name):
    """The AttributeError for a name that a module lacks."""
    why = reason(place(module), name) or _near(sys.modules.get(module), name)
    text = f"module {module!r} has no attribute {name!r}"
    return AttributeError(f"{text}: {why}" if why else text, name=name, obj=sys.modules.get(module))


def of_class(cls, name):
    """Why instances lack an attribute, or None."""
    for base in cls.__mro__:
        if base.__module__.split(".", 1)[0] == __package__.split(".", 1)[0]:
            why = reason(f"{place(base.__module__)}:{base.__name__}", name)
            if why:
                return why
    return None


def _near(module, name):
    """What is spelled otherwise in Python: variables of Go's are no constants."""
    want = name.replace("_", "").casefold()
    for other in () if name.startswith("_") else dir(module):
        if other.replace("_", "").casefold() == want and not other.startswith("_"):
            return f"in Python it is {other}"
    return None


def place(module):
    """The path of a module below the package. Both APIs have one."""
    return module.removeprefix(__package__).removesuffix(".aio").removeprefix(".")


def reason(where, name):
    python = SPELLED.get(where, {}).get(name, name)
    why = WHY.get(where, {}).get(python)
    if not why and python != name:
        return f"in Python it is {python}"
    return why or WHY.get(where, {}).get("")
