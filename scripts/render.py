"""Renders a Markdown file with the wheel that `make demo` has built."""

import pathlib
import sys
import time

import blackfriday

source, target = map(pathlib.Path, sys.argv[1:])
markdown = source.read_bytes()
start = time.perf_counter()
html = blackfriday.markdown_common(markdown)
took = time.perf_counter() - start
target.parent.mkdir(parents=True, exist_ok=True)
target.write_bytes(html)
title = html.decode().partition("</h1>")[0].rpartition(">")[2]
print(f"{source.name}: {len(markdown)} bytes of Markdown, {len(html)} of HTML in {took * 1000:.2f} ms; the title is {title!r}")
