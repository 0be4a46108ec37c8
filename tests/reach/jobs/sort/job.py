"""Go sorts what is implemented in Python."""

import array

import sort


class ByLength:
    def __init__(self, words):
        self.words = words

    def len(self):
        return len(self.words)

    def less(self, i, j):
        return len(self.words[i]) < len(self.words[j])

    def swap(self, i, j):
        self.words[i], self.words[j] = self.words[j], self.words[i]


def go(values):
    return "[" + " ".join(map(str, values)) + "]"


words = ByLength(["three", "a", "four", "to"])
sort.sort(words)
print(go(words.words))
sort.sort(sort.reverse(words))
print(go(words.words), str(sort.is_sorted(words)).lower())
numbers = array.array("q", [3, 1, 2])
sort.ints(numbers)
print(go(numbers), sort.search_ints(numbers, 2))
print(sort.search(100, lambda i: i * i >= 50))
