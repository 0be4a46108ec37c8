"""What is pickled in one process is unpickled in another that has imported nothing yet."""

import copy
import os
import pickle
import subprocess
import sys
import textwrap

import failurescase as f
import pytest

WORKER = """
def fail(which, *args):
    import failurescase as f  # not earlier: the process that unpickles may never have imported it
    return getattr(f, which)(*args)

def classes(*errors):
    return [e.__name__ for e in errors]
"""


def program(folder, code, **env):
    """The output of a program that can import what this process can, and modules of a folder."""
    path = [str(folder), *sys.path]
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], env={**os.environ, "PYTHONPATH": os.pathsep.join(path), **env}, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return done.stdout


FAILURES = [("error", "'text'", "GoError", "text"), ("missing", "False", "ErrMissing", None), ("panic", "'oh'", "PanicError", "oh"), ("nil_map", "", "PanicError", "nil map"), ("timed_out", "", "TimeoutError", None), ("partly", "3", "GoError", None), ("halved", "3", "GoError", "stopped half way")]


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_process_pools(tmp_path, method):
    (tmp_path / "pickleworker.py").write_text(WORKER)
    for which, args, kind, text in FAILURES:
        out = program(tmp_path, f"""
            import sys, multiprocessing, concurrent.futures, pickleworker
            if __name__ == "__main__":
                with concurrent.futures.ProcessPoolExecutor(1, mp_context=multiprocessing.get_context({method!r})) as pool:
                    for _ in range(2):  # the pool goes on
                        try: pool.submit(pickleworker.fail, {which!r}, {args}).result()
                        except Exception as e: print(type(e).__name__, str(e), e.__class__.__module__, getattr(e, "results", None), len(getattr(e, "__notes__", ())))
        """)
        first, second = out.splitlines()
        assert first == second and first.startswith(kind) and (text or "") in first, (which, out)
        assert first.endswith("1" if kind == "PanicError" or which == "halved" else "0"), out


def test_every_error_in_a_new_process(tmp_path):
    errors = []
    for call in (lambda: f.error("a"), lambda: f.missing(True), lambda: f.panic("b"), lambda: f.partly(2), f.joined):
        with pytest.raises((f.GoError, f.PanicError)) as caught:
            call()
        errors.append(caught.value)
    for error in errors:
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            data = pickle.dumps([error, type(error)], protocol)
            assert program(tmp_path, f"import pickle; e, c = pickle.loads({data!r}); print(type(e) is c, e, getattr(e, 'results', None), len(getattr(e, '__notes__', ())))") == (
                f"True {error} {error.results} {len(getattr(error, '__notes__', ()))}\n")  # fmt: skip
        for again in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
            assert type(again) is type(error) and again.args == error.args and again.results == error.results
    assert {e.__module__ for e in (f.GoError, f.PanicError)} <= {m for m in sys.modules if hasattr(sys.modules[m], "__gophersnake__")}


def test_classes_of_an_earlier_release(tmp_path):
    """These have a module that nobody can import, until an extension of this release comes."""
    out = program(tmp_path, """
        import sys, types, pickle, subprocess
        old = sys.modules["_gophersnake_1"] = types.ModuleType("_gophersnake_1")
        for name, base in (("GoError", Exception), ("PanicError", RuntimeError)):
            setattr(old, name, type(name, (base,), {"__module__": "_gophersnake_1", "results": None}))
        old.GuardError = type("GuardError", (old.PanicError,), {"__module__": "_gophersnake_1"})
        import failurescase as f
        assert f.GoError is old.GoError
        data = pickle.dumps([old.GoError("x"), f.PanicError("y"), old.GuardError("z"), f.ErrMissing("w")])
        del sys.modules["_gophersnake_1"]
        print(data)
    """)
    data = eval(out)
    assert program(tmp_path, f"import pickle; print(pickle.loads({data!r}))") == "[GoError('x'), PanicError('y'), GuardError('z'), ErrMissing('w')]\n"


def test_results_that_cannot_be_pickled_stay_behind():
    with pytest.raises(f.GoError) as caught:
        f.halved(3)
    error = caught.value
    half = error.results[0] if isinstance(error.results, tuple) else error.results
    assert half.n == 3
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is f.GoError and str(again) == "stopped half way" and again.results is None and "left out" in again.__notes__[0]
    assert copy.copy(error).results is error.results and copy.copy(error).args == error.args and not hasattr(error, "__notes__")
    plain = f.GoError("x", 2)
    plain.extra = [1]
    for again in (copy.copy(plain), pickle.loads(pickle.dumps(plain))):
        assert again.args == ("x", 2) and again.extra == [1] and again.results is None

    class Loud:
        def __reduce__(self):
            raise KeyboardInterrupt

    plain.results = Loud()
    with pytest.raises(KeyboardInterrupt):
        pickle.dumps(plain)
