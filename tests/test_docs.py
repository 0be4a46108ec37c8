"""The documentation holds together: each link leads somewhere, and the site has each page. `make site` checks more."""

import functools
import json
import re
import subprocess
import tomllib

import pytest
from cases import ROOT, TOOL

PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", ROOT / "bench" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

pytestmark = pytest.mark.once


def without_code(text):
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.S)


def anchors(page):
    """Of the headings, as GitHub and MkDocs make them."""
    titles = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", page.read_text(), flags=re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text())):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        file, _, anchor = target.partition("#")
        to = (page.parent / file).resolve() if file else page
        assert to.exists(), target
        if anchor:
            assert anchor in anchors(to), target


def test_the_site_has_each_page():
    nav = set(re.findall(r": ([a-z-]+\.md)$", (ROOT / "mkdocs.yml").read_text(), re.M))
    assert {page.name for page in (ROOT / "docs").glob("*.md")} <= nav
    assert nav - {page.name for page in (ROOT / "docs").glob("*.md")} == {"index.md", "architecture.md", "contributing.md", "bench.md"}


def test_readme_lists_each_page():
    readme = (ROOT / "README.md").read_text()
    missing = {page.name for page in (ROOT / "docs").glob("*.md") if f"docs/{page.name}" not in readme}
    assert not missing


def sources(*patterns):
    return "".join(p.read_text() for pattern in patterns for p in sorted(ROOT.glob(pattern)) if not p.name.endswith("_test.go"))


def test_settings_has_each_setting():
    page = (ROOT / "docs" / "settings.md").read_text()
    code = sources("shim/**/*.c", "shim/*.py", "rt/*.go", "internal/**/*.go", "cmd/**/*.go", "python/**/*.py")
    read = set(re.findall(r"""(?:[gG]etenv\(|environ(?:\[|\.get\())"(GOPHERSNAKE_\w+)"\)?""", code))
    assert len(read) > 15
    assert {v for v in read if f"`{v}`" not in page} == {"GOPHERSNAKE_SITE"}  # which the backend tells the tool
    verbs = re.search(r"^var verbs = .*?^}", (ROOT / "internal" / "bind" / "directive.go").read_text(), re.S | re.M)[0]
    missing = [verb for verb in re.findall(r'^\s*"(\w+)":', verbs, re.M) if f"`//py:{verb}" not in page]
    names = re.findall(r"^(?:func|type|var) (\w+)", (ROOT / "py" / "py.go").read_text(), re.M) + re.findall(r"^\t(\w+)(?:\[.*\])? = ", (ROOT / "py" / "py.go").read_text(), re.M)
    assert not missing + [name for name in names if name[0].isupper() and f"`py.{name}" not in page]


# ---- code blocks ----

# Tests of pages whose examples in Python or Go are run. Those of docscase name the pages in a table.
TESTS = {
    page: f"tests/cases/{test}"
    for page, test in {
        "any": "anycase/test_any.py", "foreign": "foreigncase/test_foreign.py", "generics": "genericscase/test_generics.py",
        "interfaces": "interfacecase/test_interfaces.py", "io": "filecase/test_out.py", "monitoring": "observedcase/test_docs.py",
        **dict.fromkeys("arrays async borrowing callbacks classes columns errors free-threading live logging protocols service streams threads values".split(), "docscase/test_docs.py"),
    }.items()
}  # fmt: skip
# Blocks that no test runs, by how they begin.
NOT_RUN = {
    "building.md": {
        "//py:direct": "of docs that say what it means: tests/cases/directcase has it",
        "go.mod": "a tree of files: tests/tool/projects/mixed is one",
        ">>> words.new_raw": "of a package that does not exist: tests/cases/absentcase has such names",
    },
    "containers.md": {"FROM": "needs an image registry; the page says what was run instead"},
    "foreign.md": {"pixels": "of Pillow, which is no requirement of tests"},
    "jobs.md": {"def read": "as examples/jsonlines/engines.py has it, which tests/test_engines.py runs there"},
    "results.md": {"// Owner": "a directive: tests/cases/returnscase has it"},
    "ARCHITECTURE.md": {"Python -> thunk": "no code"},
    "README.md": {"// Package textstats": "shortened: examples/textstats", ">>> await": "shortened: docs/async.md"},
}


def code_blocks(page):
    return re.findall(r"^ *```(\w*)\n(.*?)^ *```", page.read_text(), re.S | re.M)


def commands(text):
    """The commands of a shell block: with a prompt, or, where no line has one, all that begin as one."""
    lines = [line.strip() for line in text.splitlines()]
    with_prompt = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    plain = [line for line in lines if re.match(r"(gophersnake|make|pip|python|export|go|pytest|[A-Z_]+=\S+ make) ", line)]
    return with_prompt or plain


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_block_is_run(page):
    """By the tests of its page; as a command that exists; or there is a reason why not."""
    reasons = dict(NOT_RUN.get(page.name, {}))
    tested = (ROOT / TESTS[page.stem]).read_text() if page.stem in TESTS else ""
    assert not tested or f"{page.stem}.md" in tested or f'"{page.stem}": (' in tested
    for language, text in code_blocks(page):
        if language in ("python", "go") and tested:
            continue
        if language == "toml":
            assert tomllib.loads(text)
            continue
        reason = next((begin for begin in reasons if text.lstrip().startswith(begin)), None)
        assert reason or language == "" and (commands(text) or page.name == "CONTRIBUTING.md"), text


@functools.cache
def help_of(*command):
    done = subprocess.run([*command, "--help"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def check_gophersnake(words):
    """The subcommand and each flag are known to the tool."""
    subcommand = next((word for word in words if re.match("[a-z]", word)), None)
    text = help_of(TOOL, subcommand) if subcommand else help_of(TOOL)
    known = set(re.findall(r"(?<![\w-])(--?[\w-]+)", text)) | {"--help", "--version"}
    for word in words:
        if word.startswith("-"):
            assert word.partition("=")[0] in known, words


def make_targets():
    return {
        target
        for file in [ROOT / "Makefile", *(ROOT / "examples").glob("*/Makefile")]
        for target in re.findall(r"^([a-z0-9][\w-]*):", file.read_text(), re.M)
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_exist(page):
    """With their flags, in blocks and in the text."""
    text = page.read_text()
    inline = re.findall(r"`((?:gophersnake|make) [^`\n]+)`", without_blocks(text))
    found = [*inline, *(command for language, block in code_blocks(page) if not language for command in commands(block))]
    for command in found:
        for part in re.split(r"&&|(?<!\\)\|", command.partition(" #")[0]):
            words = [word.strip("[],.") for word in part.split() if not re.fullmatch(r"[A-Z_]+=.*", word)]
            if words[:1] == ["gophersnake"]:
                check_gophersnake(words[1:])
            elif words[:1] == ["make"]:
                targets = [word for word in words[1:] if re.fullmatch(r"[a-z0-9-]+", word)]
                assert set(targets) <= make_targets(), command


def without_blocks(text):
    return re.sub(r"```.*?```", "", text, flags=re.S)


def test_environment_variables_exist():
    """Each variable of ours that a page names is read somewhere."""
    sources = [file for folder in ("cmd", "internal", "rt", "shim", "python", "scripts", "tests", "bench") for file in (ROOT / folder).rglob("*")]
    read = "\n".join(file.read_text() for file in [ROOT / "Makefile", *sources] if file.suffix in (".go", ".py", ".c", ".h", "") and file.is_file() and ".build" not in file.parts)
    named = {name for page in PAGES for name in re.findall(r"\bGOPHERSNAKE_[A-Z_]+\b", page.read_text())}
    assert len(named) > 10
    assert not {name for name in named if not re.search(rf"\b{name}\b", read)}


def test_settings_exist():
    """Each key of [tool.gophersnake] that a block shows is in the schema."""
    schema = json.loads((ROOT / "docs" / "gophersnake.schema.json").read_text())
    known, shown = set(schema["properties"]), set()
    for page in PAGES:
        for language, text in code_blocks(page):
            if language == "toml":
                shown |= set(tomllib.loads(text).get("tool", {}).get("gophersnake", {}))
    assert shown and shown <= known, shown - known
