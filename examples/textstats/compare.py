"""Measures a book with the Go package and with plain Python, and compares
the answers and the times. Run `gophersnake develop` first."""

import asyncio
import pathlib
import sys
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE / "tests"))

import pure
import textstats


def best(function, rounds=5):
    """The answer, and the shortest time of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        answer = function()
        times.append(time.perf_counter() - start)
    return answer, min(times)


def go_measure(text):
    s = textstats.measure(text)
    return s.letters, s.words, s.sentences, s.syllables


def show(answer):
    if isinstance(answer, dict):
        return f"{len(answer)} words"
    return str(answer)


async def at_once(book, n):
    """Measures the book n times at once, through the async API, while a task of the
    same loop ticks every millisecond; the seconds taken, and the longest time between two ticks."""
    measured = asyncio.gather(*[textstats.aio.measure(book) for _ in range(n)])
    start = beat = time.perf_counter()
    silence = 0.0
    while not measured.done():
        await asyncio.sleep(0.001)
        silence, beat = max(silence, time.perf_counter() - beat), time.perf_counter()
    assert set(map(str, await measured)) == {str(textstats.measure(book))}
    return beat - start, silence


def main():
    book = (HERE / "testdata" / "opticks.txt").read_text("utf-8")
    textstats.word_count("")  # the first call loads the Go runtime
    cases = [
        ("word_count", lambda: textstats.word_count(book), lambda: pure.word_count(book)),
        ("frequencies", lambda: textstats.frequencies(book), lambda: pure.frequencies(book)),
        ("most_common", lambda: [(f.word, f.count) for f in textstats.most_common(book, 4)], lambda: pure.most_common(book, 4)),
        ("longest", lambda: textstats.longest(book, 3), lambda: pure.longest(book, 3)),
        ("measure", lambda: go_measure(book), lambda: pure.measure(book)),
        ("concordance", lambda: textstats.Concordance(book).lines_of("polar"), lambda: pure.Concordance(book).lines_of("polar")),
    ]
    print(f"Newton's Opticks, {len(book)} characters. The same from Go and from Python:\n")
    print(f"{'':12} {'Go':>9} {'Python':>9} {'ratio':>6}")
    failed = False
    for name, go, python in cases:
        got, go_time = best(go)
        want, python_time = best(python)
        same = got == want
        failed |= not same
        print(f"{name:12} {go_time * 1000:6.2f} ms {python_time * 1000:6.2f} ms {python_time / go_time:5.1f}x  {show(got)}{'' if same else ' != ' + show(want)}")
    path = HERE / "testdata" / "opticks.txt"
    (_, as_text), (_, as_name) = best(lambda: textstats.measure(path.read_text("utf-8"))), best(lambda: textstats.measure_file(path))
    print(f"\nRead in Python and passed as text: {as_text * 1000:.2f} ms; passed as a file name and read in Go: {as_name * 1000:.2f} ms")
    taken, silence = asyncio.run(at_once(book, 20))
    print(f"Awaited 20 times at once: {taken * 1000:.0f} ms, in which the event loop was never silent for more than {silence * 1000:.1f} ms")
    stats = textstats.measure(book)
    print(f"\n{stats}: reading ease {stats.reading_ease():.1f}, grade level {stats.grade_level():.1f}")
    print(f"“{textstats.Concordance(book).quote('Prism', limit=1)[0]}”")
    return failed


if __name__ == "__main__":
    sys.exit(main())
