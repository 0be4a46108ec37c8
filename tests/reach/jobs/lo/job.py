"""Lists of anything are mapped, filtered, grouped and cut."""

import lo


def go(values):
    return "[" + " ".join(go(v) if isinstance(v, list) else str(v) for v in values) + "]"


words = ["fig", "pear", "apple", "kiwi"]
print(go(lo.map(words, lambda w, i: len(w) + i)))
print(go(lo.filter(words, lambda w, i: len(w) == 4)))
groups = lo.group_by(words, len)
print(go(groups[4]), len(groups), go(lo.uniq([1, 2, 1, 3, 2])))
print(lo.reduce(words, lambda total, w, i: total + len(w), 0))
print(go(lo.chunk([1, 2, 3, 4, 5], 2)), lo.sum([1, 2, 3]), lo.max([1.5, 2.5]))
found = lo.find(words, lambda w: w[0] == "a")
print(found, str(found is not None).lower(), str(lo.contains(words, "kiwi")).lower(), lo.ternary(True, "yes", "no"))
left, right = lo.difference([1, 2, 3], [2, 4])
print(go(left), go(right), lo.invert({"a": 1})[1], lo.pascal_case("two words"))
