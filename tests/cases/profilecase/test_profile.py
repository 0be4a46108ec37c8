"""The boundary profiler: its figures, its lines, its samples, its files and its command."""

import array
import asyncio
import json
import os
import pathlib
import subprocess
import sys
import threading
import time

import gophersnake
import profilecase
import pytest
from cases import go
from gophersnake.profiler import extensions
from gophersnake.profiler.figures import COUNTED, Figures, figures
from gophersnake.profiler.measuring import FORMS
from gophersnake.profiler.sampler import CONVERTING, Frame
from gophersnake.profiler.text import seconds
from gophersnake.profiler.verdict import Facts, verdict
from waiting import until_sync

ROOT = pathlib.Path(__file__).resolve().parents[3]
aio = profilecase.aio
TENTH = 0.1


@pytest.fixture(autouse=True)
def loaded():
    """The first call of a process loads the Go half, which is no part of what is measured."""
    profilecase.add(1, 1)


def of(p, name, awaited=False, batch=False):
    found = [f for f in p.functions if f.name == name and f.awaited == awaited and f.batch == batch]
    assert len(found) == 1, [f.title for f in p.functions]
    return found[0].figures


def measured():
    return gophersnake.profile(interval=0)


# ---- figures ----


def test_all_calls_are_counted():
    with measured() as p:
        for i in range(12345):
            profilecase.add(i, 1)
        point = profilecase.Point(3)
        for _ in range(17):
            point.twice()
        point.name = "a"
        for _ in range(5):
            assert point.name == "a"
    assert {f.title: f.figures.calls for f in p.functions} == {
        "profilecase.add": 12345,
        "profilecase.new_point": 1,
        "profilecase.Point.twice": 17,
        "profilecase.Point.name": 5,
        "profilecase.Point.name =": 1,
    }
    n = of(p, "add")
    assert 0 < n.total < p.seconds and n.converting_in > 0 and n.go > 0 and n.converting_out > 0
    assert n.total == pytest.approx(n.converting_in + n.go + n.gil + n.converting_out)


def test_nothing_is_counted_before_and_after():
    profilecase.add(1, 2)
    with measured() as p:
        profilecase.add(1, 2)
    profilecase.add(1, 2)
    assert of(p, "add").calls == 1
    with measured() as q:
        pass
    assert q.functions == [] and q.lines == []


def test_failures_are_counted():
    with measured() as p:
        for _ in range(3):
            with pytest.raises(profilecase.GoError):
                profilecase.fail()
        with pytest.raises(TypeError):
            profilecase.add("a", 1)
        with pytest.raises(TypeError):
            profilecase.add(1)
        profilecase.add(1, 2)
    assert (of(p, "fail").calls, of(p, "fail").failed) == (3, 3)
    assert (of(p, "add").calls, of(p, "add").failed) == (3, 2)


def test_time_in_go():
    with measured() as p:
        profilecase.wait(TENTH)
    n = of(p, "wait")
    assert TENTH <= n.go <= n.total <= p.seconds


def test_a_call_that_signals_can_interrupt():
    """It runs on a thread of its own."""
    with measured() as p:
        profilecase.wait_for(TENTH)
        with pytest.raises(TimeoutError):
            profilecase.wait_for(60, timeout=TENTH)
    n = of(p, "wait_for")
    assert (n.calls, n.failed) == (2, 1) and 2 * TENTH <= n.go <= n.total <= p.seconds


def test_callbacks_are_not_gos_time():
    def slow(n):
        time.sleep(TENTH)
        return profilecase.add(n, 1)

    with measured() as p:
        assert profilecase.call(slow, 4) == 5
    n = of(p, "call")
    assert n.calls == 1 and n.callbacks >= TENTH and n.go + n.callbacks <= p.seconds
    assert of(p, "add").calls == 1


def test_calls_inside_calls_as_deep_as_they_go():
    def deeper(n):
        return n if n == 0 else profilecase.call(deeper, n - 1)

    with measured() as p:
        assert profilecase.call(deeper, 60) == 0
    assert 32 <= of(p, "call").calls <= 61, "the deepest are not measured"
    with measured() as p:
        profilecase.add(1, 2)
    assert of(p, "add").calls == 1


def test_bytes():
    data, numbers = b"x" * 1000, [1.0] * 500
    with measured() as p:
        profilecase.size(data)
        profilecase.size(memoryview(data))
        profilecase.keep("y" * 300)
        profilecase.sum(numbers)
        profilecase.count(["abc"] * 100)
        profilecase.repeat(70000)
    assert (of(p, "size").borrowed, of(p, "size").copied) == (2000, 0)
    assert (of(p, "keep").borrowed, of(p, "keep").copied) == (0, 300)
    assert (of(p, "sum").borrowed, of(p, "sum").packed) == (0, 4000)
    assert of(p, "count").packed > 300
    assert of(p, "repeat").results == 70000
    with measured() as p:
        profilecase.sum(array.array("d", numbers))
    assert (of(p, "sum").borrowed, of(p, "sum").packed) == (4000, 0)


def test_awaited_calls():
    async def main():
        await asyncio.gather(*(aio.wait(TENTH) for _ in range(20)))
        with pytest.raises(profilecase.GoError):
            await aio.fail()
        assert await aio.repeat(1000) == "x" * 1000

    with measured() as p:
        asyncio.run(main())
    n = of(p, "wait", awaited=True)
    assert n.calls == 20 and n.go >= 20 * TENTH and n.converting_in >= 0 and n.converting_out >= 0
    assert (of(p, "fail", awaited=True).calls, of(p, "fail", awaited=True).failed) == (1, 1)
    assert of(p, "repeat", awaited=True).results == 1000


def test_columns():
    """Each function has its own calls, rows and time, and the caller's line."""
    points = [profilecase.Point(i) for i in range(3)]
    with measured() as p:
        for _ in range(4):
            assert profilecase.batch.add(list(range(10_000)), 1)[-1] == 10_000
        assert profilecase.batch.count([["a"], ["b", "c"]] * 5_000)[:2] == [1, 2]
        assert profilecase.batch.Point.twice(points) == [0, 2, 4]
        profilecase.batch.wait([TENTH, TENTH], workers=1)
        profilecase.add(1, 2)
        with pytest.raises(TypeError):
            profilecase.batch.count([["a"], [1]])
    found = {f.title: (f.figures.calls, f.figures.failed, f.figures.rows) for f in p.functions}
    assert found == {
        "profilecase.batch.add": (4, 0, 40_000),
        "profilecase.batch.count": (2, 1, 10_002),
        "profilecase.batch.Point.twice": (1, 0, 3),
        "profilecase.batch.wait": (1, 0, 2),
        "profilecase.add": (1, 0, 0),
    }
    n = of(p, "wait", batch=True)
    assert 2 * TENTH <= n.go <= n.total <= p.seconds
    n = of(p, "count", batch=True)
    assert n.converting_in > 0 and n.go > 0 and n.converting_out > 0
    assert n.total == pytest.approx(n.converting_in + n.go + n.gil + n.converting_out)
    lines = {line.function.title: line.caller for line in p.lines}
    assert lines["profilecase.batch.wait"] == "test_columns"


def test_columns_that_are_awaited():
    async def main():
        return await aio.batch.add([1, 2, 3], 1)

    with measured() as p:
        assert asyncio.run(main()) == [2, 3, 4]
    n = of(p, "add", batch=True)
    assert (n.calls, n.rows) == (1, 3)


def test_callbacks_of_columns():
    with measured() as p:
        assert profilecase.batch.call(lambda n: profilecase.add(n, 1), [1, 2, 3]) == [2, 3, 4]
    assert (of(p, "call", batch=True).calls, of(p, "call", batch=True).rows, of(p, "add").calls) == (1, 3, 3)


def test_loops_of_ufuncs():
    np = pytest.importorskip("numpy")
    a = np.arange(1_000_000)
    with measured() as p:
        assert profilecase.batch.add(a, a)[-1] == 1_999_998
        assert profilecase.batch.add.reduce(np.arange(5)) == 10
    n = of(p, "add", batch=True)
    assert n.rows >= 1_000_004 and n.go > 0


def test_lines_of_loops():
    np = pytest.importorskip("numpy")
    a = np.arange(3_000_000)

    def first():
        profilecase.batch.add(a, a)

    def second():
        profilecase.batch.add(a, 1)

    with measured() as p:
        for _ in range(3):
            first()
            second()
    lines = {line.caller.rsplit(".", 1)[-1]: line for line in p.lines}
    assert set(lines) == {"first", "second"}
    assert (lines["first"].line, lines["first"].file) == (first.__code__.co_firstlineno + 1, __file__)
    assert sum(line.figures.rows for line in p.lines) == pytest.approx(18_000_000) == of(p, "add", batch=True).rows


def test_extensions_of_other_versions():
    """They count less, or more."""
    profilecase.add(1, 2)
    with measured():
        profilecase.add(1, 2)
        (native,) = [n for n in extensions.natives() if n.__name__ == "profilecase._native"]
        counts = native.profiled()[3][0][3]
    assert len(counts) == COUNTED
    assert (figures((1,) * 11, None, 1.0).results, figures((1,) * 11, None, 1.0).rows) == (1, 0)
    assert figures((2,) * 15, (1,) * 15, 1.0).rows == 1


def test_threads():
    def work():
        for i in range(5000):
            profilecase.add(i, 1)
            profilecase.repeat(1)

    for _ in range(3):  # blocks of threads that have ended are used again
        with measured() as p:
            threads = [threading.Thread(target=work) for _ in range(4)]
            for t in threads:
                t.start()
            for t in threads:
                t.join()
        assert of(p, "add").calls == of(p, "repeat").calls == 20000


def test_an_extension_that_is_imported_meanwhile(tmp_path):
    program = tmp_path / "program.py"
    program.write_text("import gophersnake\nwith gophersnake.profile() as p:\n    import profilecase\n    profilecase.add(1, 2)\n    profilecase.wait(0.05)\nprint(sorted((f.title, f.figures.calls) for f in p.functions), next(f for f in p.functions if f.name == 'wait').figures.go >= 0.05)\n")
    assert run([program]).stdout == "[('profilecase.add', 1), ('profilecase.wait', 1)] True\n"


def test_one_profile_at_a_time():
    with measured() as p:
        with pytest.raises(RuntimeError, match="is being made already"):
            with measured():
                pass
        profilecase.add(1, 2)
    assert of(p, "add").calls == 1


def test_switching_while_threads_call():
    over = threading.Event()

    def work():
        while not over.is_set():
            profilecase.add(1, 2)
            profilecase.repeat(100)
            profilecase.call(lambda n: profilecase.add(n, 1), 1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    try:
        for _ in range(60):
            with gophersnake.profile(interval=0.001) as p:
                time.sleep(0.002)
            for f in p.functions:
                assert f.figures.failed == 0 and f.figures.total >= 0
    finally:
        over.set()
        for t in threads:
            t.join()


# ---- lines ----


def test_lines_of_python():
    def first():
        for _ in range(20000):
            profilecase.repeat(100)

    def second():
        for _ in range(20000):
            profilecase.repeat(100)

    with measured() as p:
        first()
        second()
    lines = {(line.caller.rsplit(".", 1)[-1], line.function.name): line for line in p.lines}
    assert set(lines) == {("first", "repeat"), ("second", "repeat")}
    at = first.__code__.co_firstlineno + 2
    assert (lines["first", "repeat"].line, lines["first", "repeat"].file) == (at, __file__)
    for line in p.lines:
        assert line.figures.calls == pytest.approx(20000, rel=0.1), "a line is looked up after 1,024 calls at most"
    assert sum(line.figures.calls for line in p.lines) == pytest.approx(40000)


# ---- samples ----


def sampled(work, found, least=0.0):
    """Samples until stacks are as found() says, for the least of seconds, and gives one; work() ends when
    profilecase.stop() is called."""
    thread = threading.Thread(target=work, name="worker")
    stacks = []

    def look():
        fitting = {stack: seconds for stack, seconds in p.stacks.items() if found([frame.name for frame in stack])}
        stacks[:] = fitting
        return stacks and sum(fitting.values()) >= least

    with gophersnake.profile(interval=0.002) as p:
        thread.start()
        until_sync(look, lambda: str([[frame.name for frame in stack] for stack, _ in p.stacks.items()]))
        while thread.is_alive():
            profilecase.stop()
            thread.join(0.01)
    return stacks[0], p


def spinning():
    profilecase.spin()


def apart():
    profilecase.spin_apart()


def test_a_stack_has_frames_of_python_and_of_go():
    stack, p = sampled(spinning, lambda names: "example.com/profilecase.Spin" in names)
    names = [frame.name for frame in stack]
    assert names[0] == "worker"
    at = names.index("spinning")
    assert names[at : at + 3] == ["spinning", "profilecase.spin", "example.com/profilecase.Spin"]
    python, call, of_go = stack[at : at + 3]
    assert (python.kind, call.kind, of_go.kind) == ("python", "call", "go")
    assert python.file == __file__ and python.line == spinning.__code__.co_firstlineno + 1
    assert of_go.file.endswith("profilecase.go") and of_go.line > 0


def test_rows_are_below_the_call_over_columns():
    def columns():
        profilecase.batch.spin_for([0])

    stack, _ = sampled(columns, lambda names: "example.com/profilecase.SpinFor" in names)
    names = [frame.name for frame in stack]
    assert "test_rows_are_below_the_call_over_columns.<locals>.columns" in names and "profilecase.spin_for" in names


def test_goroutines_that_a_call_waits_for_are_below_it():
    stack, _ = sampled(apart, lambda names: "example.com/profilecase.spinBelow" in names)
    names = [frame.name for frame in stack]
    assert names[0] == "worker" and names[names.index("profilecase.spin_apart") + 1] == "goroutine"


def test_awaited_calls_are_sampled():
    def run():
        async def main():
            await aio.spin()

        asyncio.run(main())

    stack, _ = sampled(run, lambda names: "example.com/profilecase.Spin" in names)
    assert [frame.name for frame in stack][:3] == ["aio", "profilecase.spin", "example.com/profilecase.Spin"]


def test_a_call_that_blocks_a_loop_is_told():
    def run():
        async def main():
            profilecase.spin()

        asyncio.run(main())

    _, p = sampled(run, lambda names: "profilecase.spin" in names, least=0.02)
    v = p.verdict(next(f for f in p.functions if f.name == "spin"))
    assert "event loop" in v.what and v.cure == "await profilecase.aio.spin(...)" and v.saves > 0


# ---- files ----


@pytest.fixture(scope="module")
def one():
    with gophersnake.profile(interval=0.002) as p:
        thread = threading.Thread(target=spinning, name='<"&worker')
        thread.start()
        for _ in range(30000):
            profilecase.add(1, 2)
        profilecase.sum([1.0] * 100000)
        until_sync(lambda: any("example.com/profilecase.Spin" in [frame.name for frame in stack] for stack, _ in p.stacks.items()))
        while thread.is_alive():
            profilecase.stop()
            thread.join(0.01)
    return p


def test_json(one, tmp_path):
    one.write(tmp_path / "p.json")
    d = json.loads((tmp_path / "p.json").read_text())
    assert d["version"] == 1 and d["pid"] == os.getpid()
    add = next(f for f in d["functions"] if f["name"] == "profilecase.add")
    assert add["calls"] == 30000 and set(Figures().as_dict()) < set(add)
    assert add["cure"] == one.verdict(next(f for f in one.functions if f.name == "add")).cure
    assert sum(s["seconds"] for s in d["stacks"]) == pytest.approx(sum(s for _, s in one.stacks.items()))


def test_text(one, tmp_path):
    one.write(tmp_path / "p.txt")
    text = (tmp_path / "p.txt").read_text()
    assert "    30,000 " in text and "profilecase.add" in text
    for f in one.functions:
        assert f.title in text and one.verdict(f).what in text


def test_page(one, tmp_path):
    one.write(tmp_path / "p.html")
    page = (tmp_path / "p.html").read_text()
    assert "<!--" not in page and "http" not in page.split("<body>")[0]
    tree = json.loads(page.split('id="tree" type="application/json">')[1].split("</script>")[0])
    total, depth = 0.0, 0
    todo = [tree]
    while todo:
        node = todo.pop()
        assert sum(child["v"] for child in node["c"]) <= node["v"] + 1e-4
        todo += node["c"]
    assert tree["v"] == pytest.approx(sum(s for _, s in one.stacks.items()), abs=1e-3)


def test_speedscope(one, tmp_path):
    one.write(tmp_path / "p.speedscope.json")
    d = json.loads((tmp_path / "p.speedscope.json").read_text())
    assert d["$schema"] == "https://www.speedscope.app/file-format-schema.json"
    frames = d["shared"]["frames"]
    for thread in d["profiles"]:
        assert thread["type"] == "sampled" and len(thread["samples"]) == len(thread["weights"])
        assert all(0 <= i < len(frames) for sample in thread["samples"] for i in sample)
        assert thread["endValue"] == pytest.approx(sum(thread["weights"]))
    assert {"MainThread", '<"&worker'} <= {thread["name"] for thread in d["profiles"]}


def test_pprof(one, tmp_path):
    one.write(tmp_path / "p.pb.gz")
    said = subprocess.run([go(), "tool", "pprof", "-raw", tmp_path / "p.pb.gz"], capture_output=True, text=True, check=True).stdout
    assert "samples/count wall/nanoseconds" in said and "profilecase.Spin" in said and "spinning" in said
    total = sum(int(line.split(":")[0].split()[1]) for line in said.split("Samples:")[1].split("Locations")[0].splitlines()[2:] if ":" in line and "thread:" not in line)
    assert total == pytest.approx(sum(s for _, s in one.stacks.items()) * 1e9, rel=0.01)


def test_a_name_that_says_no_form(tmp_path):
    with pytest.raises(ValueError, match=r"p\.xls: the name of a profile ends in"):
        with gophersnake.profile(tmp_path / "p.xls"):
            raise AssertionError("it began")


# ---- the command ----


def run(arguments, cwd=None, **variables):
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "python"), *(p for p in sys.path if p)]), **variables}
    return subprocess.run([sys.executable, *arguments], cwd=cwd, env=env, capture_output=True, text=True, timeout=300)


PROGRAM = """
import os, sys
import profilecase
for i in range(3000):
    profilecase.add(i, 1)
print(__name__, sys.argv[1:], sys.path[0])
if "fork" in sys.argv:
    if (pid := os.fork()) == 0:
        profilecase.repeat(1)
        sys.exit(0)
    assert os.waitpid(pid, 0)[1] == 0
if "pool" in sys.argv:
    import multiprocessing
    with multiprocessing.get_context("fork").Pool(1) as pool:
        pool.map(profilecase.add, [], 1)
        pool.apply(profilecase.repeat, (1,))
        pool.close()
        pool.join()
if "fail" in sys.argv:
    raise LookupError("of the program's own")
sys.exit(7)
"""


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    return path


def calls(path):
    return {f["name"]: f["calls"] for f in json.loads(path.read_text())["functions"]}


def test_the_command_runs_a_script(program, tmp_path):
    out = tmp_path / "p.json"
    done = run(["-m", "gophersnake", "profile", "-o", out, "-o", tmp_path / "p.html", program, "-x", "a b"])
    assert done.returncode == 7, done.stderr
    assert done.stdout == f"__main__ ['-x', 'a b'] {tmp_path}\n"
    assert "profilecase.add" in done.stderr and f"written: {out}" in done.stderr and (tmp_path / "p.html").exists()
    assert calls(out) == {"profilecase.add": 3000}
    for stack in json.loads(out.read_text())["stacks"]:
        assert not [f for f in stack["frames"] if f["name"] in ("_run_code", "_run")], "the program begins at its own code"


def test_the_command_runs_a_module(program, tmp_path):
    done = run(["-m", "gophersnake", "profile", "-m", "program", "fork"], PYTHONSAFEPATH="", PYTHONPATH=os.pathsep.join([str(tmp_path), str(ROOT / "python"), *sys.path]))
    assert done.returncode == 7 and done.stdout.startswith("__main__ ['fork']"), done.stderr


def test_the_command_tells_what_a_failed_program_did(program, tmp_path):
    done = run(["-m", "gophersnake", "profile", "-o", tmp_path / "p.json", program, "fail"])
    assert done.returncode == 1 and "LookupError: of the program's own" in done.stderr
    assert calls(tmp_path / "p.json") == {"profilecase.add": 3000}


def test_the_command_refuses(program, tmp_path):
    for arguments, said in ((["-o", "p.xls", program], "p.xls: the name of a profile ends in"), ([tmp_path / "none.py"], "there is no"), ([], "required")):
        done = run(["-m", "gophersnake", "profile", *arguments])
        assert done.returncode == 2 and said in done.stderr and not done.stdout


@pytest.mark.parametrize("way", ["fork", "pool"])
def test_forked_children_have_files_of_their_own(program, tmp_path, way):
    done = run(["-m", "gophersnake", "profile", "-o", tmp_path / "p.json", program, way])
    assert done.returncode == 7, done.stderr
    children = [path for path in tmp_path.glob("p.*.json")]
    assert calls(tmp_path / "p.json") == {"profilecase.add": 3000}
    assert [calls(path) for path in children] == [{"profilecase.repeat": 1}]


def test_the_environment_variable(program, tmp_path):
    done = run([program, "fork"], GOPHERSNAKE_PROFILE=str(tmp_path / "p.json"))
    assert done.returncode == 7, done.stderr
    assert calls(tmp_path / "p.json") == {"profilecase.add": 3000}
    assert [calls(path) for path in tmp_path.glob("p.*.json")] == [{"profilecase.repeat": 1}]


def test_an_interval_that_is_no_number(program, tmp_path):
    done = run([program, "fork"], GOPHERSNAKE_PROFILE=str(tmp_path / "p.json"), GOPHERSNAKE_PROFILE_INTERVAL="often")
    assert done.returncode == 1 and "GOPHERSNAKE_PROFILE_INTERVAL=often: it is a number of seconds" in done.stderr


def test_a_child_of_another_thread(tmp_path):
    """It ends with that thread, so there must be no other."""
    program = """
import os, threading
import profilecase
def work():
    pid = os.fork()
    if pid == 0:
        profilecase.repeat(1)
        return
    codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
codes = []
profilecase.add(1, 2)
t = threading.Thread(target=work)
t.start()
t.join()
print(codes)
"""
    done = run(["-W", "ignore::DeprecationWarning", "-c", program], GOPHERSNAKE_PROFILE=str(tmp_path / "p.json"))
    assert done.stdout == "[0]\n", done.stderr
    assert calls(tmp_path / "p.json") == {"profilecase.add": 1}


def test_greenlets_in_place_of_threads():
    pytest.importorskip("gevent")
    program = """
from gevent import monkey
monkey.patch_all()
import gevent
import gophersnake
import profilecase
with gophersnake.profile() as p:
    jobs = [gevent.spawn(profilecase.call, lambda n: gevent.sleep(0.01) or n, i) for i in range(20)]
    gevent.joinall(jobs)
    while not p.stacks.items():
        gevent.sleep(0.01)
print(sum(job.successful() for job in jobs) > 0, [f.figures.calls for f in p.functions])
"""
    done = run(["-c", program])
    assert done.stdout == "True [20]\n", done.stderr


def test_the_environment_variable_without_the_package(program, tmp_path):
    done = run(["-I", "-S", "-c", f"import sys; sys.path[:] += {[p for p in sys.path if 'site-packages' not in p and 'python' != pathlib.Path(p).name]!r}; import profilecase; print(profilecase.add(1, 2))"], GOPHERSNAKE_PROFILE=str(tmp_path / "p.json"))
    assert done.stdout == "3\n", done.stderr
    assert "RuntimeWarning: GOPHERSNAKE_PROFILE is set, and the package gophersnake" in done.stderr


# ---- verdicts ----

NOTHING = Facts(in_loop=False, converting=0.0)


def judged(name="add", signature="Add(a, b int) int", awaited=False, facts=NOTHING, **figures):
    n = Figures(**figures)
    return verdict(extensions.Function("profilecase", name, signature, awaited, n), n, facts)


def test_verdicts():
    small = judged(calls=100_000, converting_in=2e-3, go=8e-3, converting_out=2e-3)
    assert (small.what, small.cure) == ("many short calls", "one call for all: profilecase.batch.add(column)")
    assert small.saves == pytest.approx(2e-3 + 2e-3 + 7e-3)
    assert judged(calls=100_000, converting_in=2e-3, go=5.0, converting_out=2e-3).what == "the time is Go's own"
    assert judged(calls=10, converting_in=1e-6, go=1e-6).saves == 0
    floats = judged("sum", "Sum(v []float64) float64", calls=10, converting_in=1.0, go=0.1, packed=1e7)
    assert "item by item" in floats.what and "NumPy" in floats.cure and 0.9 < floats.saves < 1
    words = judged("count", "Count(words []string) int", calls=10, converting_in=1.0, go=0.1, packed=1e7)
    assert "NumPy" not in words.cure and "Arrow" in words.cure
    decoded = judged("count", "Count(words []string) int", calls=10, converting_in=0.1, go=1.0, packed=1e7, facts=Facts(False, 0.9))
    assert "item by item" in decoded.what and decoded.saves == pytest.approx(1.0, rel=0.01)
    results = judged("range", "Range(n int) []int", calls=10, go=0.1, converting_out=1.0, results=1e7)
    assert "results" in results.what and "//py:returns array" in results.cure
    kept = judged("keep", "Keep(text string) int", calls=10, go=1.0, copied=1e9)
    assert "check --explain keep" in kept.cure and kept.saves == pytest.approx(0.25)
    waits = judged(calls=10, go=0.1, gil=0.5)
    assert "GIL" in waits.what and waits.saves == 0.5
    blocks = judged(calls=2, go=1.0, facts=Facts(True, 0.0))
    assert "holds up the event loop for 500 ms" in blocks.what
    computes = judged("spin", awaited=True, calls=10, converting_in=5.0, go=1.0)
    assert computes.what == "calls wait for processors, which all compute" and computes.saves == 0
    crowd = judged("spin", awaited=True, calls=100_000, converting_in=5000.0, go=1.0)
    assert crowd.cure == "raise profilecase.__gophersnake__.limit, or start fewer at once" and crowd.saves == 2500
    profilecase.aio.spin.limit = 2
    try:
        limited = judged("spin", awaited=True, calls=10, converting_in=5.0, go=1.0)
    finally:
        profilecase.aio.spin.limit = None
    assert (limited.what, limited.cure) == ("calls wait for their turn", "raise profilecase.aio.spin.limit, or start fewer at once")
    assert "event loop, which is busy" in judged(awaited=True, calls=10, converting_out=5.0, go=1.0).what


def test_what_is_converted_in_go_is_one_frame():
    words = [str(i) for i in range(200_000)]
    with gophersnake.profile(interval=0.001) as p:
        until_sync(lambda: profilecase.count(words) and p.stacks.converting("profilecase.count") > 0)
    assert any(CONVERTING in stack for stack, _ in p.stacks.items())


def test_a_frame_is_a_value():
    assert Frame("go", "a") == Frame("go", "a") and len({Frame("go", "a"), Frame("go", "a")}) == 1


# ---- what would make figures wrong ----


def test_a_call_counts_in_the_run_in_which_it_began_and_ended():
    began, go_on = threading.Event(), threading.Event()

    def across():
        profilecase.hold(lambda: (began.set(), go_on.wait(60)), 0)

    async def main():
        with measured():
            waits = asyncio.ensure_future(aio.wait(TENTH))
            await asyncio.sleep(0)  # it has begun
        with measured() as q:
            await waits
        return q

    thread = threading.Thread(target=across)
    with measured() as p:
        thread.start()
        assert began.wait(60)
    assert p.functions == []
    time.sleep(TENTH)
    with measured() as p:
        go_on.set()
        thread.join()
        profilecase.add(1, 2)
    assert [(f.name, f.figures.calls) for f in p.functions] == [("add", 1)], "its time was more than the run's"
    assert asyncio.run(main()).functions == []


def test_lines_have_calls_of_the_run_alone():
    def before():
        for _ in range(300):
            profilecase.add(1, 2)

    def first():
        profilecase.repeat(10_000_000)  # long enough for a look

    for _ in range(20):
        with measured():
            before()
        with measured() as p:
            first()
        assert [(line.caller.rsplit(".", 1)[-1], line.function.name, line.figures.calls) for line in p.lines] == [("first", "repeat", 1)]


def test_functions_with_the_same_name_are_not_taken_for_each_other():
    """Those that give the items of a stream, and end it."""
    with measured() as p:
        assert sum(profilecase.numbers(1000)) == 499500
        for _ in profilecase.numbers(10):
            break
    assert len({(f.title, f.go, f.awaited) for f in p.functions}) == len(p.functions) == 2
    with measured() as p:
        pass
    assert p.functions == []


def test_lists_of_numbers_are_packed_however_many():
    with measured() as p:
        profilecase.three([1.0] * 10, [1.0] * 20, [1.0] * 30)
    assert (of(p, "three").borrowed, of(p, "three").packed) == (0, 480)


def test_greenlets_that_end_in_another_order():
    greenlet = pytest.importorskip("greenlet")
    main = greenlet.getcurrent()

    class Number:
        def __index__(self):
            main.switch()
            return 1

    with measured() as p:
        for _ in range(100):
            first, second = (greenlet.greenlet(lambda: profilecase.add(Number(), 1)) for _ in range(2))
            first.switch(), second.switch()  # both convert their arguments now
            first.switch(), second.switch()
            assert first.dead and second.dead
        profilecase.repeat(1)
    assert (of(p, "add").calls, of(p, "repeat").calls) == (200, 1)


def test_a_forked_child_knows_no_calls_of_its_parents_threads():
    program = """
import os, sys, threading, time
import gophersnake, profilecase
profilecase.add(1, 2)
native = sys.modules["profilecase._native"]
with gophersnake.profile(interval=0):
    threading.Thread(target=profilecase.spin, daemon=True).start()
    while not native.sample(0.001):
        pass
    if (pid := os.fork()) == 0:
        profilecase.add(1, 2)
        print(native.sample(0), flush=True)
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
print(len(native.sample(0)), flush=True)
os._exit(0)
"""
    done = run(["-W", "ignore::DeprecationWarning", "-c", program])
    assert (done.returncode, done.stdout) == (0, "[]\n1\n"), done.stderr


def test_ctrl_c_at_the_end_of_a_run(monkeypatch):
    from gophersnake.profiler.sampler import Sampler

    stop = Sampler.stop

    def interrupted(self):
        stop(self)
        raise KeyboardInterrupt

    monkeypatch.setattr(Sampler, "stop", interrupted)
    with pytest.raises(KeyboardInterrupt), gophersnake.profile():
        pass
    assert sys.modules[extensions.SHARED].profiling is False
    with measured() as p:
        profilecase.add(1, 2)
    assert of(p, "add").calls == 1


@pytest.mark.parametrize("interval", [3600.0, 1e300, float("inf")])
def test_the_end_waits_for_no_interval(interval):
    began = time.monotonic()
    with gophersnake.profile(interval=interval) as p:
        profilecase.add(1, 2)
    assert of(p, "add").calls == 1 and time.monotonic() - began < 60


# ---- any names, any depth ----


def deep(n):
    if n:
        deep(n - 1)
    else:
        spinning()


def test_any_names_and_any_depth(tmp_path):
    """In all files, and in a folder that the program has removed."""
    source = compile("def odd(work): work()\n", "/<!--<script>/\udc80</script>\u2028.py", "exec")
    names = {}
    exec(source, names)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10_000)
    try:
        found = "<!--<script>\udcff</script><!--tree-->"
        thread = threading.Thread(target=names["odd"], args=(lambda: deep(600),), name=found)
        short = threading.Thread(target=names["odd"], args=(spinning,), name=found)
        with gophersnake.profile(interval=0.002) as p:
            thread.start()
            short.start()
            until_sync(lambda: {True, False} <= {len(stack) > 400 for stack, _ in p.stacks.items() if stack[0].name == found and len(stack) > 3})
            while thread.is_alive() or short.is_alive():
                profilecase.stop()
                thread.join(0.01)
    finally:
        sys.setrecursionlimit(limit)
    gone, here = tmp_path / "gone", os.getcwd()
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    try:
        for form in FORMS:
            p.write(tmp_path / f"p{form}")
        p.write(tmp_path / "p.speedscope.json")
    finally:
        os.chdir(here)
    page = (tmp_path / "p.html").read_text()
    data = page.split('id="tree" type="application/json">')[1].split("\n</script>\n<script>")[0].split("</script>\n")[0]
    assert "<" not in data, "which could end the element, or begin a comment in it"
    sys.setrecursionlimit(10_000)
    try:
        tree = json.loads(data)
    finally:
        sys.setrecursionlimit(limit)
    assert found in {child["n"] for child in tree["c"]}
    depth, todo = 0, [(tree, 1)]
    while todo:
        node, at = todo.pop()
        depth = max(depth, at)
        todo += [(child, at + 1) for child in node["c"]]
    assert depth > 500
    assert {found} <= {stack["frames"][0]["name"] for stack in json.loads((tmp_path / "p.json").read_text())["stacks"]}


def test_text_of_times():
    for s, said in ((0.9999, "1 s"), (0.9994, "999 ms"), (0.9996, "1 s"), (0.99996e-3, "1 ms"), (999.7, "1,000 s"), (12345.6, "12,346 s"), (0.0, "-"), (1.5e-8, "15 ns"), (1.234, "1.23 s")):
        assert seconds(s) == said


@pytest.mark.parametrize("way", ["spawn", "forkserver", "fork"])
def test_children_that_import_the_extension_themselves(tmp_path, way):
    program = tmp_path / "program.py"
    program.write_text("""
import multiprocessing, sys
def work():
    import profilecase
    profilecase.repeat(1)
if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    if sys.argv[1] != "fork":
        import profilecase
        profilecase.add(1, 2)
    child = context.Process(target=work)
    child.start()
    child.join()
    sys.exit(child.exitcode)
""")
    done = run([program, way], GOPHERSNAKE_PROFILE=str(tmp_path / "p.json"))
    assert done.returncode == 0, done.stderr
    found = sorted(tuple(calls(path).items()) for path in tmp_path.glob("p*.json"))
    parent = [(("profilecase.add", 1),)] if way != "fork" else []
    assert found == parent + [(("profilecase.repeat", 1),)], done.stderr
    if parent:
        assert calls(tmp_path / "p.json") == {"profilecase.add": 1}


def test_the_command_with_a_program_that_changes_its_folder_and_fails(tmp_path):
    program = tmp_path / "program.py"
    program.write_text("import os, profilecase\nprofilecase.add(1, 2)\nos.chdir('/')\nraise ValueError('of its own')\n")
    done = run(["-m", "gophersnake", "profile", "-o", "p.json", "-o", "q.json", "program.py"], cwd=tmp_path)
    assert done.returncode == 1 and "ValueError: of its own" in done.stderr and "usage" not in done.stderr
    assert calls(tmp_path / "p.json") == calls(tmp_path / "q.json") == {"profilecase.add": 1}
    done = run(["-m", "gophersnake", "profile", "-o", "none/p.json", "program.py"], cwd=tmp_path)
    assert done.returncode == 2 and "none/p.json: there is no such folder" in done.stderr and "of its own" not in done.stderr


@pytest.mark.skipif(sys.version_info < (3, 13), reason="subinterpreters can import an extension from Python 3.13 on")
def test_subinterpreters():
    """Their threads run while samples are taken, and in the other interpreter too."""
    program = '''
import threading
import _interpreters
import gophersnake, profilecase
source = """
import threading
import gophersnake, profilecase
def work():
    for i in range(1000):
        profilecase.add(i, 1)
for _ in range(10):
    with gophersnake.profile(interval=0.001) as p:
        threads = [threading.Thread(target=work) for _ in range(3)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        profilecase.wait(0.005)
    assert sorted(f.figures.calls for f in p.functions) == [1, 3000]
"""
failed = []
def other():
    own = _interpreters.create()
    failed.append(_interpreters.exec(own, source))
    _interpreters.destroy(own)
with gophersnake.profile(interval=0.001) as p:
    thread = threading.Thread(target=other)
    thread.start()
    profilecase.add(1, 2)
    thread.join()
print(failed, [f.figures.calls for f in p.functions])
'''
    done = run(["-c", program])
    assert (done.returncode, done.stdout) == (0, "[None] [1]\n"), done.stderr
