"""The documentation holds together: each link leads somewhere, and the site has each page. `make site` checks more."""

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
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
