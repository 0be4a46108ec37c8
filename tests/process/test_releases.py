"""Extensions that different releases of gophersnake have built, in one process."""

import shutil
import signal

import built
import cases
import pytest
from running import run

pytestmark = [pytest.mark.measures, pytest.mark.skipif(bool(cases.FLAGS), reason="the earlier release knows Pythons with a GIL alone")]


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """A folder with two packages: earlier and today."""
    if not built.has_earlier():
        pytest.skip(built.NO_EARLIER)
    folder = tmp_path_factory.mktemp("releases")
    shutil.copytree(built.earlier() / "guestcase", folder / "earlier")  # as the release calls it
    shutil.copytree(cases.IMPORTABLE / "processcase", folder / "today")
    return folder


@pytest.mark.parametrize("order", [("earlier", "today"), ("today", "earlier")])
def test_two_releases(order, releases):
    done = run("releases.py", *order, path=releases, code=-signal.SIGSEGV)
    assert done.stdout == "ok\n"
    assert "Fatal Python error: Segmentation fault" in done.stderr and done.stderr.split("Fatal Python error")[1].count("releases.py") == 1
