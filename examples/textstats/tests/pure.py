"""What the Go package computes, in plain Python: its tests compare the
answers, the demo also the times."""

import re
from collections import Counter

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
END = re.compile(r"[.!?](?=[ \n\r\t]|\Z)")
VOWELS = re.compile(r"[aeiouy]+")


def word_count(text: str) -> int:
    return len(WORD.findall(text))


def frequencies(text: str) -> dict[str, int]:
    return dict(Counter(WORD.findall(text.lower())))


def most_common(text: str, n: int) -> list[tuple[str, int]]:
    return sorted(frequencies(text).items(), key=lambda item: (-item[1], item[0]))[:n]


def longest(text: str, n: int) -> list[str]:
    return sorted(set(WORD.findall(text.lower())), key=lambda word: (-len(word), word))[:n]


def syllables(word: str) -> int:
    word = word.lower()
    n = len(VOWELS.findall(word))
    if n > 1 and word.endswith("e") and not word.endswith("le"):
        n -= 1
    return max(1, n)


def measure(text: str) -> tuple[int, int, int, int]:
    words = WORD.findall(text)
    letters = sum(len(word) - word.count("'") - word.count("’") for word in words)
    return letters, len(words), max(1, len(END.findall(text))), sum(map(syllables, words))


class Concordance:
    def __init__(self, text: str) -> None:
        self.at: dict[str, list[int]] = {}
        for number, line in enumerate(text.split("\n"), 1):
            for word in dict.fromkeys(WORD.findall(line.lower())):
                self.at.setdefault(word, []).append(number)

    def __len__(self) -> int:
        return len(self.at)

    def lines_of(self, word: str) -> list[int]:
        return self.at.get(word.lower(), [])
