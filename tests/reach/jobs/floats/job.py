"""Vectors are added and scaled in place."""

import array

import floats


def go(values):
    return "[" + " ".join(f"{v:g}" for v in values) + "]"


a = array.array("d", [1, 2, 3])
floats.add(a, [10, 20, 30])
print(go(a), f"{floats.sum(a):g} {floats.dot(a, a):g}", floats.max_idx(a))
floats.scale(0.5, a)
print(go(a), f"{floats.norm(a, 1):g}")
into = array.array("d", [0, 0, 0])
print(go(floats.add_to(into, a, a)), go(into))
order = array.array("q", [0, 0, 0])
values = array.array("d", [3, 1, 2])
floats.argsort(values, order)
print(go(values), go(order))
print(go(floats.span(array.array("d", [0, 0, 0]), 0, 1)), str(floats.equal_approx(a, a, 1e-9)).lower())
