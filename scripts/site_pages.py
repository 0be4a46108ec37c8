"""A hook of MkDocs: pages of the site that do not lie in docs/, with their links as they are there."""

import pathlib
import re

from mkdocs.structure.files import File, Files

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = {"README.md": "index.md", "ARCHITECTURE.md": "architecture.md", "CONTRIBUTING.md": "contributing.md", "bench/README.md": "bench.md"}


def on_files(files: Files, config):
    for source, page in PAGES.items():
        files.append(File.generated(config, page, content=moved((ROOT / source).read_text("utf-8"))))
    return files


def on_page_markdown(markdown: str, page, config, files: Files) -> str:
    """Links from docs/ to pages beside it."""
    for source, name in PAGES.items():
        markdown = markdown.replace(f"](../{source}", f"]({name}")
    return markdown


def moved(text: str) -> str:
    """What lies beside docs/ on its way into it: links, and names of pages that stand as code."""
    text = re.sub(r"\]\((\.\./)?docs/", "](", text)
    text = re.sub(r"`docs/([a-z-]+)\.md`", r"[\1](\1.md)", text)
    for source, page in PAGES.items():
        text = text.replace(f"](../{source}", f"]({page}").replace(f"]({source}", f"]({page}").replace(f"`{source}`", f"[{page.removesuffix('.md')}]({page})")
    return text
