"""The benchmark's arithmetic: nothing is built and nothing timed here."""

import asyncio
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

pytestmark = pytest.mark.once

BENCH = Path(__file__).resolve().parents[1] / "bench"
sys.path.insert(0, str(BENCH))

from harness import calls, report  # noqa: E402
from harness.aio import report as aio_report  # noqa: E402
from harness.aio import streams  # noqa: E402
from harness.aio.runner import find  # noqa: E402
from harness.aio.section import Row, Section  # noqa: E402
from harness.aio.sections import SECTIONS  # noqa: E402
from harness.case import Case  # noqa: E402
from harness.cases import CASES  # noqa: E402
from harness.measure import interleaved_minima  # noqa: E402
from harness.proof import page as proof_page  # noqa: E402
from harness.web import report as web_report  # noqa: E402


def timers(log, **times):
    """Timers that give the listed times one after another and log their turns."""

    def make(name, sequence):
        left = iter(sequence)

        def timer():
            log.append(name)
            return next(left)

        return timer

    return {name: make(name, sequence) for name, sequence in times.items()}


def test_minima_are_of_all_rounds_and_the_order_alternates():
    log = []
    minima, rounds = interleaved_minima(timers(log, a=[3.0, 1.0, 2.0], b=[5.0, 6.0, 4.0]), rounds=3, seconds=1e9)
    assert (minima, rounds) == ({"a": 1.0, "b": 4.0}, 3)
    assert log == ["a", "b", "b", "a", "a", "b"]


def test_time_runs_out_but_not_before_the_least_rounds():
    late = iter([0.0, 10.0, 20.0, 30.0])
    minima, rounds = interleaved_minima(
        timers([], a=[3.0, 2.0, 1.0]), rounds=100, seconds=1.0, least=2, clock=lambda: next(late)
    )
    assert (minima, rounds) == ({"a": 2.0}, 2)


@pytest.mark.parametrize(
    ("nanoseconds", "text"),
    [
        (-0.3, "< 1 ns"),
        (4.26, "4.3 ns"),
        (9.96, "10 ns"),
        (1234.4, "1234 ns"),
        (12_345, "12 us"),
        (1_234_567, "1.2 ms"),
        (2_500_000_000, "2.50 s"),
    ],
)
def test_times_are_printed_with_the_digits_they_deserve(nanoseconds, text):
    assert report.time_text(nanoseconds) == text


def test_ratios_need_both_figures():
    calls_found = {"noop": {"ref": 20.0, "mine": 50.0, "lost in noise": 0.2}, "add": {"mine": 30.0}}
    assert report.with_ratios(calls_found, "ref") == {"noop": {"ref": 1.0, "mine": 2.5}, "add": {}}


def test_nothing_is_dropped_silently():
    results = {
        "peers": {"mine": {"missing": None}, "ref": {"missing": None}, "other": {"missing": "no cargo on PATH"}},
        "lacks": {"mine": {"add": "has no numbers"}},
        "sizes": {},
        "calls": {
            "nanoseconds": {"noop": {"mine": 50.0, "ref": 20.0}, "add": {"ref": 30.0}, "slow": {"mine": 2e10}},
            "absent": {"noop": {}, "add": {"mine": "not offered"}, "slow": {"ref": "wrong answer: 1 where 2 is expected"}},
            "once": [["slow", "mine"]],
            "rounds": {"light": 400, "heavy": 7},
            "empty_loop": 4.2,
        },
        "idle": {"mine": {"0.02": 24e-6}, "ref": {"0.02": 12e-6}},
        "builds": {"mine": {"cold_seconds": 1.5, "wheel_seconds": 0.25, "develop_failed": "`x` failed"}},
    }
    text = report.render(results, "ref")
    assert "50 ns (2.50)" in text
    assert "24.0 us (2.00)" in text and "12.0 us (1.00)" in text and "20 ms" in text
    assert "20.00 s*" in text
    assert "mine: add: has no numbers" in text
    assert "ref: slow: wrong answer" in text
    assert "other: no cargo on PATH" in text
    assert "mine: `x` failed" in text
    assert "0.25 s" in text


def test_threads_are_compared_with_processes():
    threads = {
        "mine": {"alone": 0.2, "threads": 0.25, "processes": 0.2, "silence": 0.0021, "short": 1e-7, "short_busy": 2.5e-7},
        "mine, detached": {"alone": 0.2, "threads": 0.4, "processes": 0.2, "silence": 0.2},
    }
    _, _, first, second = report.threads_table(threads).splitlines()
    assert [cell.strip() for cell in first.split("|")[2:-1]] == ["1.60", "2.00", "0.80", "2.1 ms of 200.0 ms", "100 ns", "250 ns (2.50)"]
    assert [cell.strip() for cell in second.split("|")[2:-1]] == ["1.00", "2.00", "0.50", "200.0 ms of 200.0 ms", "-", "-"]


def test_what_is_left_to_a_busy_thread():
    threads = {"mine": {"left_by_quick_callbacks": 0.481, "left_by_slow_callbacks": 0.5, "left_by_calls": 0.02}, "theirs": {"left_by_calls": 1.0}, "mine, detached": {"alone": 0.2}}
    _, _, *rows = report.shares_table(threads).splitlines()
    assert [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows] == [["mine", "48%", "50%", "2%"], ["theirs", "-", "-", "100%"]]


def test_without_the_reference_the_report_says_so():
    results = {
        "peers": {"mine": {"missing": None}, "ref": {"missing": "no cargo on PATH"}},
        "lacks": {},
        "sizes": {},
        "calls": {
            "nanoseconds": {"noop": {"mine": 50.0}},
            "absent": {"noop": {}},
            "once": [],
            "rounds": {"light": 1},
            "empty_loop": 4.2,
        },
    }
    assert "no ratios: ref is missing" in report.render(results, "ref")


class Peer:
    """A peer's module, as far as one case needs it."""

    def __init__(self, answer):
        self.add = lambda a, b: answer


def test_a_peer_with_a_wrong_answer_is_not_timed():
    case = next(case for case in CASES if case.name == "add")
    only_add = Case("add", case.functions, case.statement)
    findings = calls.Findings()
    timed = findings.prepare([only_add], {"right": Peer(4003), "float": Peer(4003.0), "pure": Peer(4003)})
    assert sorted(peer for _, peer in timed) == ["pure", "right"]
    assert "wrong answer" in findings.absent["add"]["float"]


def test_every_case_compiles_and_has_a_name_of_its_own():
    for case in CASES:
        compile(case.statement, case.name, "exec")
        for check in case.checks:
            compile(check, case.name, "eval")
    assert len({case.name for case in CASES}) == len(CASES)


def test_pure_offers_every_function():
    sys.path.insert(0, str(BENCH / "peers" / "pure"))
    import bench_pure

    for case in CASES:
        assert calls.function_of(case, bench_pure) is not None


def findings(figures, missing=None, **rows):
    return {"figures": figures, "samples": rows, "missing": missing or {}, "rounds": 3}


WALL = {"name": "wall", "label": "wall", "statistic": "min", "form": ".1f", "ratio": False}
CPU = {"name": "cpu", "label": "CPU", "statistic": "median", "form": ".1f", "ratio": True}


def test_awaits_are_set_beside_pyo3():
    rows = {
        "pyo3-async-runtimes": [{"wall": 9.0, "cpu": 10.0}, {"wall": 8.0, "cpu": 40.0}, {"wall": 10.0, "cpu": 20.0}],
        "gophersnake": [{"wall": 3.0, "cpu": 5.0}],
    }
    text = aio_report.section("awaits", {"3.11 asyncio": findings([WALL, CPU], **rows)})
    assert "wall / CPU (in units of pyo3's); rounds: 3" in text
    assert "8.0 / 20.0 |" in text
    assert "3.0 / 5.0 (0.25) |" in text


def test_rows_of_several_ends_are_set_beside_the_same_end():
    names = ["pyo3-async-runtimes, sleep, 10", "pyo3-async-runtimes, sleep, 20", "gophersnake, sleep, 20"]
    assert aio_report.reference(names[2], names) == names[1]
    assert aio_report.reference("asyncio.sleep in tasks, 20", names) is None
    assert aio_report.reference("gophersnake", ["pyo3-async-runtimes, a future an item"]) == "pyo3-async-runtimes, a future an item"


def test_no_await_is_dropped_silently():
    fixtures = {
        "3.11 asyncio": findings([WALL], missing={"gophersnake": "TypeError: no"}, one=[{"wall": 1.0}]),
        "3.11 uvloop": {"failed": "its process ended with 3"},
    }
    results = {"sections": {"x": {"title": "awaits", "fixtures": fixtures}}, "missing": {"3.11": {"pyo3_async": "no cargo on PATH"}}}
    text = aio_report.render(results)
    assert "gophersnake: TypeError: no [3.11 asyncio]" in text
    assert "its process ended with 3 [3.11 uvloop]" in text
    assert "pyo3_async on Python 3.11: no cargo on PATH" in text


def test_a_measurement_that_fails_is_said_to_be_missing():
    def measure(fixture, target, n):
        if n > target:
            raise ValueError("too many")
        return {"wall": 1.0}

    rows = (
        Row("good", "", lambda fixture: 1000),
        Row("fails", "", lambda fixture: 1),
        Row("needs another", "absent", lambda fixture: 1000),
        Row("has no target", "", lambda fixture: fixture.rust.add1),
    )
    section = Section("x", "x", (), rows, measure, n=100, quick=10)
    found = find(section, SimpleNamespace(missing={"absent": "no such peer"}, rust=object()), quick=False)
    assert found["missing"] == {
        "fails": "ValueError: too many",
        "needs another": "no such peer",
        "has no target": "AttributeError: 'object' object has no attribute 'add1'",
    }
    assert list(found["samples"]) == ["good"]


def test_every_row_has_a_name_of_its_own_and_needs_what_may_be_there():
    for section in SECTIONS.values():
        names = [row.name for row in section.rows]
        assert len(set(names)) == len(names)
        assert {row.needs for row in section.rows} <= {"", "gopherasync", "aio", "pyo3_async"}


def test_streams_of_the_harness_give_what_they_should():
    for items in (streams.generator, streams.queue):
        assert asyncio.run(streams.consume(items(3000), 3000))["items"] > 0


def test_a_load_is_reported_completely():
    figures = ("rps", "heavy_p50", "heavy_p99", "heavy_max", "light_p50", "light_p99", "light_max", "cpu")
    counts = {"heavy_ok": 10, "heavy_refused": 0, "heavy_errors": 0, "light_ok": 5, "light_refused": 0, "light_errors": 0}
    good = dict.fromkeys(figures, 7.0) | counts
    bad = good | {"heavy_ok": 0, "heavy_errors": 10, "heavy_first_error": "refused", "light_errors": 2}
    load = {"title": "a crowd", "rounds": 1, "ways": {"good": [good], "bad": [bad]}, "missing": {"other": "no such peer"}}
    text = web_report.render({"loads": {"crowd": load}, "missing": {"pyo3_async": "no cargo on PATH"}})
    lines = {line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[2:-1]] for line in text.splitlines() if line.startswith("| ")}
    assert lines["good"] == ["7", "7", "7", "7", "7.0", "7.0", "7.0", "7.00", "10", "0", "0", "0"]
    assert lines["bad"] == ["7", "-", "-", "-", "7.0", "7.0", "7.0", "7.00", "0", "0", "10", "2"]
    assert "bad: refused" in text and "other: no such peer" in text and "pyo3_async: no cargo" in text


def test_proof_page(tmp_path):
    results = {
        "machine": {"processor": "A processor", "cores": 2, "system": "Linux", "python": "3.12.1"},
        "rounds": 7,
        "figures": {"gil": {"gophersnake": 1.93, "Python": 0.98}, "panic": {"gophersnake": 3, "PyO3": "the process ended with -6"}, "size": {"gophersnake": 1234567.0}},
        "missing": {"PyO3": "no cargo on PATH"},
    }
    proof_page.write(results, tmp_path / "proof.md")
    text = (tmp_path / "proof.md").read_text()
    assert "A processor, 2 cores, Linux, CPython 3.12.1.\nEach figure is the best of 7 rounds" in text
    assert "| gophersnake | 1.93 |\n| Python | 0.98 |" in text and "![" in text and "## gil" in text
    assert "| gophersnake | 3 |\n| PyO3 | the process ended with -6 |" in text
    assert "| gophersnake | 1,234,567 |" in text and "## array" not in text
    assert text.endswith("## Missing\n\n* PyO3: no cargo on PATH\n")
    assert [path.name for path in (tmp_path / "proof").iterdir()] == ["gil.svg"]
    plot = ElementTree.parse(tmp_path / "proof" / "gil.svg")
    lengths = [float(bar.get("width")) for bar in plot.iter("{http://www.w3.org/2000/svg}rect")]
    assert lengths[1] / lengths[0] == pytest.approx(0.98 / 1.93, rel=0.01)
