"""What users of the package write, under the strict rules of four type checkers, without a cast: test_hints.py runs
it, and tests/test_checkers.py has it checked."""

import io

import hintscase
from hintscase import Catalog, Shelf


class Dashes:
    def words(self, text: str) -> list[str]:
        return text.lower().split("-")


def titles_of(catalog: Catalog) -> list[str]:
    return [f"{number}: {book.title}" for number, book in catalog.all()]


def use() -> list[object]:
    seen: list[object] = []
    added: list[str] = []
    catalog = Catalog("mine", hintscase.on_add(lambda book: added.append(book.title)))
    number = catalog.add("Moby Dick", "sea") + 0
    book = catalog.get(number)
    seen += [book.title.upper(), book.tags["sea"], book.added.isoformat(), str(book)]
    catalog.add("White Whale")
    if book.next is not None:
        seen.append(book.next.title)
    found = catalog.lookup(7)
    seen.append("none" if found is None else found.title)
    for hit in catalog.search("whale", timeout=5):
        seen.append((hit.book.title, hit.score * 2, {word: at[0] for word, at in hit.words.items()}))
    best = catalog.best("whale")
    if best is not None:
        seen.append(best.book.added.year)
    seen.append(titles_of(catalog))
    seen.append(catalog.export().read().decode())
    out = io.BytesIO()
    catalog.save(out)
    seen.append(out.getvalue())
    try:
        catalog.get(99)
    except hintscase.ErrNoBook as error:
        seen.append(str(error))
    other = hintscase.read(io.BytesIO(b"a-b\nc\n"), hintscase.with_splitter(Dashes()))
    seen.append([hit.score for hit in other.search("b")])
    seen.append(hintscase.new_catalog("x", hintscase.with_splitter(lambda text: [text])).with_("A").with_("B").get(1).title)
    seen.append(Shelf().put("a").limit(1).put("b").titles()[0].upper())
    seen.append(added)
    return seen


def use_names() -> list[object]:
    row = hintscase.Row(int=3, str="x", list=[1, 2], dict={"a": 1}, set={"s"}, bytes=b"b")
    row.int += 1
    row.property = row.str + row.type
    total: int = row.int + row.classmethod() + len(row.staticmethod())
    count, text = row.range([1], {"a": 2})
    rows = hintscase.Rows(3)
    texts: list[str] = [r.str for r in rows.list()] + [rows.str(1)]
    by_text: dict[str, hintscase.Row] = rows.dict()
    flag: bool = rows.bool() or hintscase.bool(1)
    raw: bytes = rows.bytes() + hintscase.bytes("x")
    size, name = rows.property()
    left: int = hintscase.Source(3).reader().next()
    numbers: list[int] = hintscase.list(2) + hintscase.tuple
    level = hintscase.Level.HIGH
    doubled: int = level.value_() + level.value  # its own method, and what enums have
    word = hintscase.Word("ab")
    letters: list[str] = [*word.split(), word.upper(), word.index(0), hintscase.str(word.count())]
    mode: str = hintscase.FAST + level.name_() + level.conjugate("x") + level.real()
    amount: float = hintscase.Amount(2).imag() + hintscase.Amount(3).hex()
    keys: list[str] = hintscase.Values({"k": 1}).keys()
    code = 0
    try:
        hintscase.throw(7)
    except hintscase.RuntimeError as error:
        code = error.cause.code if error.cause else 0
        raised: Exception = error
        keys += [type(base).__name__ for base in (raised, raised.__cause__)]
    return [code, total, count, text, texts, sorted(by_text), flag, raw, size, name, left, numbers, doubled, letters, mode, amount, keys, hintscase.set]
