"""What threads share without Python's help, under ThreadSanitizer: with its guards, and to see that the test would find
something, without."""

import os
import pathlib
import subprocess

import library
import pytest

SOURCES = "abi/exclusion.c call/local.c call/frame.c call/activecall.c values/foreign.c values/memory.c".split()


@pytest.fixture
def run(tmp_path):
    cc = library.compiler()
    if not cc:
        pytest.skip("gcc or clang is needed")
    shim = library.ROOT / "shim"

    def run(*flags):
        program = tmp_path / "races"
        sources = [pathlib.Path(__file__).with_name("races.c"), *(shim / name for name in SOURCES)]
        # Of what is linked, most calls Python, and is not called.
        command = [*cc, "-fsanitize=thread", "-fno-pie", "-O1", "-g", "-w", "-D_GNU_SOURCE", "-DGS_ABI3T", *flags, "-iquote", shim, "-o", program, *sources]
        link = ["-ffunction-sections", "-Wl,--gc-sections", "-Wl,--unresolved-symbols=ignore-all", "-no-pie", "-lpthread", "-ldl"]
        done = subprocess.run([*command, *link], capture_output=True, text=True)
        if done.returncode and "tsan" in done.stderr:
            pytest.skip("the compiler has no ThreadSanitizer")
        assert done.returncode == 0, done.stderr
        done = subprocess.run([program], capture_output=True, text=True, env=os.environ | {"TSAN_OPTIONS": "exitcode=66"}, timeout=120)
        if "unexpected memory mapping" in done.stderr:
            pytest.skip("ThreadSanitizer does not run on this kernel")
        return done

    return run


@pytest.mark.once
def test_with_guards(run):
    done = run()
    assert done.returncode == 0 and done.stdout == "1 handles, 1 calls, 0 active, 0 running, 1 made twice at most\n", done.stdout + done.stderr[:4000]


@pytest.mark.once
def test_without_guards(run):
    done = run("-DGS_UNGUARDED")
    assert "data race" in done.stderr and done.returncode in (66, -6, -11), done.stdout + done.stderr[:4000]
