"""Text, paths, and what might be taken for either."""

import pathlib

from hypothesis import strategies as st

from recipes.recipe import Angry, same

characters = st.one_of(
    st.characters(codec="utf-8"),
    st.sampled_from("\0\x7f\x80\u07ff\u0800\uffff\U00010000\U0010ffff\ufeff\u0301"),
    st.characters(categories=["Cs"]),
    st.integers(0xDC80, 0xDCFF).map(chr),
)
strings = st.one_of(st.text(max_size=20), st.text(characters, max_size=10), st.tuples(st.text(characters, max_size=3), st.integers(0, 300)).map(lambda t: t[0] * t[1]))


class Str(str):
    def __str__(self):
        raise Angry("no one asks a subclass of str")

    __fspath__ = encode = __str__


class Path:
    def __init__(self, said):
        self.said = said

    def __fspath__(self):
        if self.said is Angry:
            raise Angry
        return self.said


texts = st.one_of(
    strings,
    strings.map(Str),
    st.one_of(strings, strings.map(Str), st.binary(max_size=10), st.none(), st.integers(), st.just(Angry)).map(Path),
    st.text(max_size=5).map(pathlib.PurePosixPath),
    st.sampled_from([None, b"x", 3, ("x",), Path]),
).map(same)
