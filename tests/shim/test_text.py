"""values/text.h: the bytes that Go sees of a str, and what comes back."""

import pathlib

import pytest

TEXTS = ["", "a", "grüße", "日本語", "😀" * 100, "\0", "a" * 100_000, "\udcff\udc80 surrogateescape"]


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back(shim, text):
    data = text.encode("utf-8", "surrogateescape")
    assert shim.text(text) == (data, text)


def test_any_bytes_survive(shim):
    data = bytes(range(256))
    assert shim.text(data.decode("utf-8", "surrogateescape")) == (data, data.decode("utf-8", "surrogateescape"))


def test_a_path_is_taken(shim):
    assert shim.text(pathlib.PurePosixPath("/a/ü")) == ("/a/ü".encode(), "/a/ü")


@pytest.mark.parametrize("value", [None, 1, b"bytes", ["s"]])
def test_what_is_no_text(shim, value):
    with pytest.raises(TypeError, match=r"g\(\) argument 'v': expected str, got"):
        shim.text(value)


def test_a_surrogate_that_stands_for_no_byte(shim):
    with pytest.raises(UnicodeEncodeError):
        shim.text("\ud800")
