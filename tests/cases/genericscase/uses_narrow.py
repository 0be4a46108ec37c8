"""What users write with generic functions and types of the package's own: type checkers accept it
(tests/test_checkers.py)."""

import genericscase
from genericscase import Celsius, Label, Weekday


def day() -> str:
    last: Weekday = genericscase.latest(Weekday.MONDAY, Weekday.TUESDAY)
    week: list[Weekday] = genericscase.ordered([last, Weekday.MONDAY])
    return f"{week[-1].name.title()} is later"


def used() -> list[object]:
    warm: Celsius = genericscase.latest(Celsius(1), Celsius(2))
    label: Label = genericscase.latest(Label("a"), Label("b"))
    plain: int = genericscase.latest(1, 2)
    kept = {"a": "b"}
    hours = genericscase.hours({1: 8, 2: 4}, kept, {1})
    hours += genericscase.hours({Weekday.TUESDAY: 8}, {Label("a"): "b"}, {Weekday.TUESDAY})
    return [day(), float(warm), str(label), plain, hours]
