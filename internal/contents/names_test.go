package contents

import "testing"

func TestNamesOf(t *testing.T) {
	n := NamesOf(`"""Doc: def nodoc(): pass"""
from __future__ import annotations
import os, sys as system, a.b.c
from .x import (one,  # a comment
    two as deux,
)
if sys.version_info > (3,):
    def main(argv=None): pass
    try:
        import json
    except ImportError as oops:
        json = None
else:
    pass
class Thing:
    def method(self): pass
    attribute = 1
def outer():
    inner = 2
    def nested(): pass
text = """
def fake(): pass
"""
left, right = 1, 2
typed: int = 3
app = Typer(name="x", help='y=z')
async def wait(): ...
long = \
    lambda: hidden == 1
`)
	for _, name := range []string{"annotations", "os", "system", "a", "one", "deux", "main", "json", "Thing", "outer", "text", "left", "right", "typed", "app", "wait", "long"} {
		if !n.Has(name) {
			t.Errorf("%s is not found", name)
		}
	}
	for _, name := range []string{"nodoc", "sys", "two", "method", "attribute", "inner", "nested", "fake", "hidden", "b"} {
		if n.Has(name) {
			t.Errorf("%s is found", name)
		}
	}
	for _, source := range []string{"from x import *", "def __getattr__(name): ...", "from x import (\n*\n)"} {
		if !NamesOf(source).Has("anything") {
			t.Errorf("%q may have any name", source)
		}
	}
}
