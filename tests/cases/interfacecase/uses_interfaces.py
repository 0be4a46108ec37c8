"""Plain classes stand for Go's interfaces, under the strict rules of four type checkers, without a cast: test_interfaces.py
runs it, and tests/test_checkers.py has it checked."""

import interfacecase as shapes


class Hexagon:
    def __init__(self, side: float) -> None:
        self.side = side

    def area(self) -> float:
        return 2.5 * self.side

    def perimeter(self) -> float:
        return 6 * self.side


class Times:
    """Its method returns one of its kind."""

    def __init__(self, n: float) -> None:
        self.n = n

    def area(self) -> float:
        return self.n

    def perimeter(self) -> float:
        return 0

    def name(self) -> str:
        return f"times {self.n:g}"


class Words:
    """What sort.Interface wants."""

    def __init__(self, words: list[str]) -> None:
        self.words = words

    def len(self) -> int:
        return len(self.words)

    def less(self, i: int, j: int) -> bool:
        return self.words[i] < self.words[j]

    def swap(self, i: int, j: int) -> None:
        self.words[i], self.words[j] = self.words[j], self.words[i]


def of(n: int) -> Hexagon:
    return Hexagon(n)


def use() -> list[object]:
    hexagon = Hexagon(2)
    seen: list[object] = [shapes.total(hexagon, shapes.Square(1), None, shapes.hidden(3)), shapes.area(hexagon)]
    seen.append(len(shapes.reversed([hexagon, Times(1)])))
    seen.append(sorted(shapes.by_name({"a": hexagon, "b": shapes.Disc(1)})))
    seen.append(shapes.ask(of))
    seen.append(shapes.ask(lambda n: Times(n)))
    seen.append(shapes.sum([hexagon, Times(1)]))
    seen.append((shapes.name_of(Times(3)), shapes.name_of(lambda: "called")))
    words = Words(["b", "a"])
    shapes.sort(words)
    seen.append(words.words)
    drawing = shapes.Drawing(frame=hexagon, parts=[hexagon])
    drawing.parts.append(Times(1))
    drawing.parts.extend([Times(2), shapes.Square(1)])
    drawing.parts.insert(0, Times(3))
    drawing.parts[0] = hexagon
    drawing.parts[1:2] = [Times(4)]
    drawing.parts += [Times(5)]
    drawing.fixed[1] = Times(6)
    drawing.named["t"] = Times(7)
    drawing.named.setdefault("h", hexagon)
    drawing.named.update({"d": shapes.Disc(1)})
    drawing.named |= {"u": Times(8)}
    drawing.layers.update({"a": (Times(9),)})
    drawing.layers["a"].append(hexagon)
    drawing.waits.append(1.5)
    plain: list[shapes.Shape | None] = drawing.parts  # somewhere Go puts a nil into such a list
    layers: dict[str, list[shapes.Shape | None]] = drawing.layers
    areas = [[shape.area() for shape in parts if shape] for parts in (plain, layers["a"])]
    seen.append((areas, sorted(drawing.named), drawing.waits))
    again = shapes.same(hexagon)
    if again is not None:
        seen.append(again.area())
    return seen
