"""gophersnake's plugin for pytest looks at calls that are awaited."""

import os
import pathlib
import subprocess
import sys
import textwrap

import asynccase as c
from cases import ROOT

IMPORTABLE = pathlib.Path(c.__file__).parent.parent


def test_the_plugin_fails_the_test_that_leaves_a_call(tmp_path):
    (tmp_path / "test_some.py").write_text(
        textwrap.dedent("""
        import asyncio
        import asynccase as c
        from asynccase import aio

        async def cancelled():
            task = asyncio.ensure_future(aio.pass_ctx("cancelled", 1))
            await asyncio.sleep(0)
            task.cancel()

        async def one():
            call = aio.pass_("left", 1)
            call.add_done_callback(print)

        def test_clean():
            asyncio.run(cancelled())  # it has a moment to end
            assert asyncio.run(aio.double(2)) == 4

        def test_left():
            asyncio.run(one())

        def test_clean_again():
            c.open("left")

        def test_queued():
            aio.pass_.limit = 1
            for _ in range(2):
                asyncio.run(one())
        """)
    )
    env = {**os.environ, "PYTHONPATH": f"{IMPORTABLE}{os.pathsep}{ROOT / 'python'}", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "gophersnake.pytest_plugin", "--gophersnake-leaks", "-p", "no:cacheprovider", "test_some.py"],
        cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert "4 passed, 2 errors" in done.stdout, done.stdout
    assert "ERROR at teardown of test_left" in done.stdout and "the test leaves behind 1 awaiting of asynccase" in done.stdout
    assert "ERROR at teardown of test_queued" in done.stdout and "1 awaiting of asynccase and 1 queued of asynccase" in done.stdout
