"""The main jobs of some packages, in Python as in Go; `make reach` does all."""

from __future__ import annotations

import cases
import pytest

from reach import measure
from reach.modules import JOBS, MODULES


def test_every_module_has_a_job():
    names = [module.name for module in MODULES]
    assert sorted(names) == sorted(folder.name for folder in JOBS.iterdir() if folder.is_dir())


def test_a_reason_is_told_without_names():
    why = "parameter tlsConfig: the type crypto/tls.Config is of the standard library and has no Python form"
    assert measure.reason(why) == "the type … is of the standard library and has no Python form"


@pytest.mark.parametrize("module", [m for m in MODULES if m.tested], ids=lambda m: m.name)
def test_the_job_prints_the_same_as_in_go(module):
    cases.build_tool()
    site = measure.wrap(module).site
    assert measure.in_python(module, site) == measure.in_go(module)
