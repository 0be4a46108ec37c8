"""make bench-parquet: JSON lines to Parquet, by examples/jsonlines and by others. See bench/README.md.

    python bench/parquet.py [--size 500] [--rounds 3] [TOOL]...
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from harness import machine
from harness.convert import build, measure
from harness.parquet import TOOLS, write_lines
from harness.report import say
from harness.workspace import BUILD, VENV, make_venv, python_of

REQUIREMENTS = ["numpy==2.4.6", "polars==2.1.0", "pyarrow==26.0.1", "duckdb==2.0.1", "orjson==3.13.0", "msgspec==0.22.0"]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/parquet.py", description="Measures JSON lines to Parquet.")
    parser.add_argument("tools", nargs="*", default=list(TOOLS), help="which (default: all)")
    parser.add_argument("--size", type=int, default=500, help="of the file, in MB (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="of each; the best counts (default: %(default)s)")
    return parser.parse_args()


# What is in a data set: all tools must agree.
SUM = """
import sys, pyarrow.dataset, pyarrow.compute as pc
t = pyarrow.dataset.dataset(sys.argv[1], format="parquet").to_table()
print(t.num_rows, pc.sum(t["id"]), round(pc.sum(t["amount"]).as_py()), pc.sum(pc.binary_length(t["text"])), t["country"].null_count,
      pc.sum(pc.list_value_length(t["tags"])), round(pc.sum(pc.struct_field(t["at"], "lat")).as_py()))
"""


def compare(python: str, environment: dict[str, str], tools: list[str], path: Path, rounds: int) -> None:
    size, out, contents = path.stat().st_size / 1e6, path.with_suffix(".parquet"), {}
    best = {tool: (1e9, 1e9, 0.0) for tool in tools}
    for _ in range(rounds):
        for tool in tools:
            took = measure(python, environment, tool, path, out)
            if tool not in contents:
                contents[tool] = subprocess.run([python, "-c", SUM, str(out)], check=True, capture_output=True, text=True, env=environment).stdout
            best[tool] = (min(took[0], best[tool][0]), min(took[1], best[tool][1]), max(took[2], best[tool][2]))
    if len(set(contents.values())) > 1:
        raise SystemExit(f"they do not agree: {contents}")
    print(f"\n{size:.0f} MB, {contents[tools[0]].split()[0]} lines, to Parquet with Snappy; {machine.line(machine.facts())}\n")
    print("| | MB a second | MB a second of a processor | memory, MB |\n|---|--:|--:|--:|")
    for tool, (wall, cpu, memory) in best.items():
        print(f"| {tool} | {size / wall:.0f} | {size / cpu:.0f} | {memory:.0f} |")
    others = [times for tool, times in best.items() if tool != "gophersnake"]
    if others and "gophersnake" in best:
        own = best["gophersnake"]
        print(f"\nagainst the best of the others: {min(w for w, _, _ in others) / own[0]:.2f} times, {min(c for _, c, _ in others) / own[1]:.2f} times for each processor")


def main() -> None:
    options = parse()
    make_venv(VENV)
    say("building examples/jsonlines ...")
    build(REQUIREMENTS)
    path = BUILD / f"lines-{options.size}.jsonl"
    if not path.exists():
        write_lines(path, options.size * 1_000_000)
    compare(str(python_of(VENV)), dict(os.environ), options.tools, path, options.rounds)
    path.unlink()


if __name__ == "__main__":
    sys.exit(main())
