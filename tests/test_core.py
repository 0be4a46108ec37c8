"""The two halves of an extension: loaded lazily, checked at import."""

import os
import shutil
import subprocess
import sys

import pytest
from cases import IMPORTABLE


def python(source, folder, **keywords):
    return subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(folder)}, timeout=120, **keywords)


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(IMPORTABLE / "numberscase", tmp_path / "numberscase")
    return tmp_path


def test_import_loads_no_go(copy):
    done = python("import threading, numberscase, os; print(len(os.listdir('/proc/self/task'))); numberscase.int(1); print(len(os.listdir('/proc/self/task')))", copy)
    before, after = map(int, done.stdout.split())
    assert before == 1 and after > 1, done.stderr


def test_eager_loading(copy, monkeypatch):
    monkeypatch.setenv("GOPHERSNAKE_EAGER", "1")
    assert int(python("import numberscase, os; print(len(os.listdir('/proc/self/task')))", copy).stdout) > 1


def test_a_missing_core_is_said_at_import(copy):
    (copy / "numberscase" / "_native.core.so").unlink()
    done = python("import numberscase", copy)
    assert "ImportError: the Go half of this extension is missing" in done.stderr and "install the package again" in done.stderr


def test_a_core_of_another_build_is_refused_at_import(copy):
    shutil.copy(IMPORTABLE / "textscase" / "_native.core.so", copy / "numberscase" / "_native.core.so")
    assert "is of another build" in python("import numberscase", copy).stderr
    (copy / "numberscase" / "_native.core.so").write_bytes(b"short")
    assert "is not the Go half" in python("import numberscase", copy).stderr


@pytest.mark.parametrize("size", [0, 63, 4096, 1 << 20, -100_000])
def test_a_core_that_is_not_whole_is_refused_at_import(copy, size):
    core = copy / "numberscase" / "_native.core.so"
    os.truncate(core, size if size >= 0 else core.stat().st_size + size)
    assert "not the whole of it; install the package again" in python("import numberscase", copy).stderr


def test_a_frozen_program_says_what_is_missing(copy):
    (copy / "numberscase" / "_native.core.so").unlink()
    done = python("import sys; sys.frozen = True; import numberscase", copy)
    assert "tell the tool that packed this program" in done.stderr and "install" not in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "tool",
    [
        ("strip",),
        ("strip", "--strip-unneeded", "--remove-section=.comment", "--remove-section=.note"),
        ("objcopy",),
        ("patchelf", "--set-rpath", "/" + "a" * 200),
        ("patchelf", "--add-needed", "libm.so.6", "--set-soname", "other.so"),
    ],
    ids=" ".join,
)
def test_tools_for_libraries_may_rewrite_the_core(copy, tool):
    program = shutil.which(tool[0]) or shutil.which(tool[0], path=os.path.dirname(sys.executable))
    if not program:
        pytest.skip(f"there is no {tool[0]} here")
    subprocess.run([program, *tool[1:], copy / "numberscase" / "_native.core.so"], check=True)
    done = python("import numberscase as n; print(n.int(3), n.int8(4))", copy)
    assert done.stdout.split() == ["3", "4"], done.stderr


def test_the_package_can_be_moved_and_renamed(copy):
    (copy / "outer").mkdir()
    (copy / "outer" / "__init__.py").touch()
    shutil.move(copy / "numberscase", copy / "outer" / "inner")
    done = python("import outer.inner as n; print(n.int.__module__, n.int(3))", copy)
    assert done.stdout.split() == ["outer.inner", "3"], done.stderr


FORK = """
import os, sys, objectscase as o
{before}
pid = os.fork()
if pid == 0:
    p = o.Point(3, 4)
    os._exit(0 if p.norm() == 5 else 1)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
assert o.Point(3, 4).norm() == 5
"""


def test_import_then_fork():
    assert python(FORK.format(before=""), IMPORTABLE).stdout.split() == ["0"]


def test_a_call_then_fork():
    done = python(FORK.format(before="o.Point()"), IMPORTABLE)
    assert done.stdout.split() == ["0"], done.stderr


def test_multiprocessing_with_fork():
    source = """
import multiprocessing, callscase
if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(2) as pool:
        print(sum(pool.starmap(callscase.bounded, [(i, 2) for i in range(100)])))
"""
    assert python(source, IMPORTABLE).stdout.split() == [str(sum(2 * i + 1 for i in range(100)))]


def test_too_little_address_space_is_a_memory_error():
    source = "import resource, numberscase\nresource.setrlimit(resource.RLIMIT_AS, (800 << 20, 800 << 20))\ntry: numberscase.int(1)\nexcept MemoryError as e: print(e)"
    assert "address space" in python(source, IMPORTABLE).stdout


def test_faulthandler_and_development_mode():
    done = subprocess.run([sys.executable, "-X", "dev", "-W", "error", "-c", "import failurescase as f\ntry: f.nil_pointer(None)\nexcept f.PanicError: print('caught')"],
                          capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(IMPORTABLE)})  # fmt: skip
    assert done.stdout == "caught\n" and done.stderr == "" and done.returncode == 0


# What may happen to the files between the import and the first call. {other} is the core of another build.
REPLACED = {
    "nothing": "pass",
    "removed": "shutil.rmtree(folder)",
    "moved": "os.rename(folder, folder + '.old')",
    "another build": "os.unlink(core); shutil.copy({other!r}, core)",
    "another build, renamed over it": "shutil.copy({other!r}, core + '.new'); os.replace(core + '.new', core)",
    "not a library": "os.unlink(core); open(core, 'w').write('x' * 5000)",
    "a folder": "os.unlink(core); os.mkdir(core)",
}
FIRST_CALL = """
import os, shutil, sys, warnings
import objectscase as o
folder = os.path.dirname(o.__file__)
core = os.path.join(folder, "_native.core.so")
{what}
warnings.simplefilter("error" if {quiet} else "always")
{then}
"""


@pytest.fixture
def objects(tmp_path):
    shutil.copytree(IMPORTABLE / "objectscase", tmp_path / "objectscase")
    return tmp_path


def first_call(folder, how, then, quiet):
    other = str(IMPORTABLE / "textscase" / "_native.core.so")
    return python(FIRST_CALL.format(what=REPLACED[how].format(other=other), then=then, quiet=quiet), folder)


@pytest.mark.parametrize("how", REPLACED)
def test_the_first_call_is_of_what_was_imported(objects, how):
    # Whose files are replaced runs an old build, and hears of it, once. Whose are gone has nothing to restart for.
    quiet = how in ("nothing", "removed", "moved")
    done = first_call(objects, how, "print(o.Point(3, 4).norm()); print(o.Point(6, 8).norm())", quiet)
    assert done.stdout.split() == ["5.0", "10.0"], done.stderr
    assert done.stderr.count("RuntimeWarning: this process runs an old build of objectscase") == (not quiet), done.stderr
    assert quiet or "restart the process" in done.stderr


@pytest.mark.parametrize("how", REPLACED)
def test_a_forked_child_calls_what_was_imported(objects, how):
    then = """
warnings.simplefilter("ignore")
for called in False, True:
    if called: o.Point()
    pid = os.fork()
    if pid == 0:
        try: os._exit(o.Point(3, 4).norm() != 5)
        finally: os._exit(2)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""
    done = first_call(objects, how, then, False)
    assert done.stdout.split() == ["0", "0"], done.stderr


SUBINTERPRETER = """
import _interpreters
other = _interpreters.create()
def there(source):
    failed = _interpreters.exec(other, "import warnings; warnings.simplefilter('ignore')\\n" + source)
    print(failed and failed.formatted)
"""


@pytest.mark.skipif(sys.version_info < (3, 13), reason="subinterpreters can import an extension from Python 3.13 on")
@pytest.mark.parametrize("how", REPLACED)
def test_a_subinterpreter_calls_what_was_imported(objects, how):
    other = str(IMPORTABLE / "textscase" / "_native.core.so")
    imported = SUBINTERPRETER + "there('import objectscase')\n" + REPLACED[how].format(other=other)
    done = python(FIRST_CALL.format(what=imported, then="there('import objectscase as o; assert o.Point(3, 4).norm() == 5')", quiet=False), objects)
    assert done.stdout.split() == ["None", "None"], done.stdout + done.stderr


@pytest.mark.skipif(sys.version_info < (3, 13), reason="subinterpreters can import an extension from Python 3.13 on")
def test_a_subinterpreter_that_comes_later_has_what_the_process_has(objects):
    replaced = "for name in os.listdir(folder):\n    if name.endswith('.so'): os.unlink(f'{folder}/{name}'); open(f'{folder}/{name}', 'w').write('x' * 5000)"
    done = python(FIRST_CALL.format(what=replaced, then=SUBINTERPRETER + "there('import objectscase as o; assert o.Point(3, 4).norm() == 5')", quiet=False), objects)
    assert done.stdout == "None\n", done.stdout + done.stderr


def test_calls_work_after_a_warning_that_was_an_error(objects):
    then = """
warnings.simplefilter("error")
try: o.Point()
except RuntimeWarning as e: print(e)
print(o.Point(3, 4).norm())
"""
    done = first_call(objects, "another build", then, False)
    assert "restart the process" in done.stdout and done.stdout.split()[-1] == "5.0", done.stderr


def test_a_reloaded_module_is_told_of_what_is_installed_now(objects):
    reload = "o.Point(); import importlib; importlib.reload(o); importlib.reload(o); print(o.Point(3, 4).norm())"
    assert first_call(objects, "nothing", reload, True).stdout == "5.0\n"
    replaced = FIRST_CALL.format(what="o.Point()", quiet=False, then=REPLACED["another build"].format(other=str(IMPORTABLE / "textscase" / "_native.core.so")) + "\n" + reload)
    done = python(replaced, objects)
    assert done.stdout == "5.0\n" and done.stderr.count("restart the process") == 1, done.stderr


def test_a_second_import_says_to_restart(objects):
    again = "for name in [n for n in sys.modules if n.startswith('objectscase')]: del sys.modules[name]\nimport objectscase"
    done = first_call(objects, "nothing", again, True)
    assert "ImportError" in done.stderr and "restart the process" in done.stderr


def test_descriptors_that_were_closed(objects):
    """As daemons do. The path is all that is left, and it must be of the same build."""
    closed = "; os.closerange(3, 1000); "
    done = first_call(objects, "nothing", closed.strip("; ") + "\nprint(o.Point(3, 4).norm())", True)
    assert done.stdout == "5.0\n", done.stderr
    reused = "os.closerange(3, 1000)\nkept = [open('/dev/null') for _ in range(20)]\nprint(o.Point(3, 4).norm())"
    assert first_call(objects, "nothing", reused, True).stdout == "5.0\n"
    other = str(IMPORTABLE / "textscase" / "_native.core.so")
    done = python(FIRST_CALL.format(what=REPLACED["another build"].format(other=other), quiet=False, then="os.closerange(3, 1000)\no.Point()"), objects)
    assert "ImportError" in done.stderr and "restart the process" in done.stderr


def test_a_core_that_is_gone_where_there_is_no_proc(objects):
    """The first call is of a copy of what is held."""
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here: needs root or user namespaces")
    source = FIRST_CALL.format(what=REPLACED["removed"], quiet=True, then="print(o.Point(3, 4).norm(), [n for n in os.listdir('/tmp') if n.startswith('gophersnake-core')])")
    source = "import ctypes; assert ctypes.CDLL(None).mount(b'tmpfs', b'/proc', b'tmpfs', 0, None) == 0\n" + source
    command = ["unshare", "--mount", sys.executable, "-c", source]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(objects)}, timeout=120)
    assert done.stdout == "5.0 []\n", done.stderr


def test_standard_descriptors_that_are_closed(objects):
    """Ours is not one of these, which programs open anew."""
    source = "import os; os.closerange(0, 3)\nimport objectscase as o\nfor fd in range(3): os.open('/dev/null', os.O_RDWR)\nshutil = __import__('shutil'); shutil.rmtree(os.path.dirname(o.__file__)); os._exit(o.Point(3, 4).norm() != 5)"
    assert python(source, objects).returncode == 0


def test_a_program_that_is_executed_inherits_no_descriptor(objects):
    source = "import objectscase as o, os, sys; o.Point()\nos.execv(sys.executable, [sys.executable, '-c', 'import os; print([l for l in (os.readlink(f\"/proc/self/fd/{f}\") for f in os.listdir(\"/proc/self/fd\") if os.path.exists(f\"/proc/self/fd/{f}\")) if \".so\" in l])'])"
    assert python(source, objects).stdout == "[]\n"


def test_the_core_has_its_own_name_in_the_process(objects):
    done = first_call(objects, "nothing", "o.Point(); print(*{l.split()[-1] for l in open('/proc/self/maps') if 'core.so' in l})", True)
    assert done.stdout.split() == [str(objects / "objectscase" / "_native.core.so")]
