"""How one value is made: twice, once for Go and once for the model, as reading a
value may use it up or change it."""


class Recipe:
    """Makes the same value anew at each call."""

    def __init__(self, text, make):
        self.text, self.make = text, make

    def __repr__(self):
        return self.text

    def __call__(self):
        return self.make()


def same(value):
    return Recipe(repr(value), lambda: value)


class Angry(Exception):
    """What the made-up objects raise: no one else does."""
