"""Lists of anything are searched, sorted and cut."""

import slices


def go(value):
    return "[" + " ".join(map(str, value)) + "]" if isinstance(value, list) else str(value).lower()


print(go(slices.contains(["a", "b"], "b")), slices.index([5, 6, 7], 7), slices.max([1.5, 9.25, 3.0]))
numbers = [3, 1, 2]
slices.sort(numbers)
print(go(numbers), go(slices.is_sorted(numbers)))
words = ["pear", "fig", "apple"]
slices.sort_func(words, lambda a, b: len(a) - len(b))
print(go(words))
i, found = slices.binary_search(numbers, 3)
print(i, go(found), go(slices.compact([1, 1, 2, 2, 1])), go(slices.equal(numbers, [1, 2, 3])))
print(slices.index_func(words, lambda w: w.startswith("a")))
for part in slices.chunk([1, 2, 3, 4, 5], 2):
    print(go(part), end=" ")
print(go(slices.collect(slices.values(words))), go(slices.concat(numbers, [9])), go(slices.repeat(["x"], 3)))
