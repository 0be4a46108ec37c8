#!/bin/sh
# CPython 3.11.7, 3.12.1 and 3.13.0 (the python3 of PATH; nothing to install).
#
# Guess: __getattr__ is called for attributes that are missing, so a class that has one pays for these alone.
# Behaviour: a class with a __getattr__, here or in a base, or with a tp_getattro of its own, has its method calls
# never specialized: each looks the method up and makes a bound method, which takes two to three times as long. In 3.12
# and later, slots are specialized nevertheless; methods are not.
# Output seen (3.11.7; LOAD_ATTR_METHOD_NO_DICT and LOAD_ATTR in 3.12.1 and 3.13.0):
#   plain: LOAD_METHOD_NO_DICT
#   with __getattr__: LOAD_METHOD_ADAPTIVE
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cat > "$dir/methods.py" <<'PY'
import dis


class Plain(list):
    __slots__ = ()


class Lacking(list):
    __slots__ = ()

    def __getattr__(self, name):
        raise AttributeError(name)


def loads(items):
    def count(items):
        return items.count(1)

    for _ in range(5000):
        count(items)
    names = [i.opname for i in dis.get_instructions(count, adaptive=True)]
    return next(n for n in names if n.startswith(("LOAD_METHOD", "LOAD_ATTR")))


plain, lacking = loads(Plain()), loads(Lacking())
print("plain:", plain)
print("with __getattr__:", lacking)
raise SystemExit(not (plain.endswith("METHOD_NO_DICT") and not lacking.endswith("METHOD_NO_DICT")))
PY
python3 "$dir/methods.py"
