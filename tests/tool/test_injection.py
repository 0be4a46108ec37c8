"""A module, a workspace and a vendor folder, each with internal packages."""

import shutil

import pytest

pytestmark = pytest.mark.once

CASES = {
    # Two iterations of a loop share a variable: the module's own go line holds.
    "module": ("shout", "shout.shout('hey'), shout.loops()", "('HEY!', [3, 3, 3])"),
    "workspace": ("app", "app.sentence()", "from the workspace"),
    "vendor": ("vendored", "vendored.hello('you'), vendored.text()", "('hello, you', 'embedded\\n')"),
}


@pytest.mark.parametrize("name", CASES)
def test_injection(name, project, gophersnake, venv, python):
    module, expression, want = CASES[name]
    folder = project(name)
    gophersnake("develop", "-C", folder, "--python", venv)
    assert python(f"import {module}; print(({expression}))") == want


def test_edit(tmp_path, project, gophersnake, venv, python):
    """A second build sees an edit, behind the vendor injection too."""
    folder = tmp_path / "edited"
    shutil.copytree(project("vendor"), folder)
    gophersnake("develop", "-C", folder, "--python", venv)
    data = folder / "internal" / "data" / "data.go"
    data.write_text(data.read_text().replace('"hello"', '"goodbye"'))
    greet = folder / "vendor" / "example.com" / "elsewhere" / "greet" / "greet.go"
    greet.write_text(greet.read_text().replace('", "', '" -- "'))
    gophersnake("develop", "-C", folder, "--python", venv)
    assert python("import vendored; print(vendored.hello('you'))") == "goodbye -- you"
