import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import pure
import textstats

BOOK = (pathlib.Path(__file__).parent.parent / "testdata" / "opticks.txt").read_text("utf-8")
TEXTS = ["", "To be, or not to be", "don't 'quote' rock'n'", "l’été, été; 3rd_place", "a\0b", BOOK]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_same_as_python(text):
    assert textstats.word_count(text) == pure.word_count(text)
    assert textstats.frequencies(text) == pure.frequencies(text)
    assert textstats.longest(text, 10) == pure.longest(text, 10)
    assert [(f.word, f.count) for f in textstats.most_common(text, 10)] == pure.most_common(text, 10)


def test_measure():
    stats = textstats.measure(BOOK)
    assert (stats.letters, stats.words, stats.sentences, stats.syllables) == pure.measure(BOOK)
    assert 40 < stats.reading_ease() < 80
    with pytest.raises(textstats.GoError, match="no words"):
        textstats.measure("... 42")


def test_concordance():
    index = textstats.Concordance(BOOK)
    plain = pure.Concordance(BOOK)
    assert index.len() == len(plain)
    for word in ("prism", "Light", "nowhere"):
        assert index.lines_of(word) == plain.lines_of(word)
    assert len(index.quote("Prism", limit=3)) == 3
