"""JSON lines to Parquet or Arrow, with a bar; started again, it goes on where it was stopped:

python convert.py lines.jsonl out
"""

import argparse
import logging
import sys
import time

import jsonlines


def bar(start, first, done, size):
    seconds = time.monotonic() - start
    size = size or 1  # an empty file
    filled = 40 * done // size
    rate = (done - first) / seconds / 1e6 if seconds else 0
    print(f"\r[{'#' * filled}{'.' * (40 - filled)}] {100 * done // size:3} %  {rate:.0f} MB a second", end="", file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition(",")[0])
    parser.add_argument("path")
    parser.add_argument("out", help="a folder")
    parser.add_argument("--format", choices=["parquet", "arrow"], default="parquet")
    parser.add_argument("--schema", default="", help='as JSON: {"id":"int","tags":["string"]}; it is found if it is not given')
    parser.add_argument("--ignore-unknown", action="store_true", help="leave out fields that the schema does not have")
    options = parser.parse_args()
    logging.basicConfig()  # from WARNING on: what Go tells of its work would be between the bars
    start, first = time.monotonic(), None

    def progress(done, size):
        nonlocal first
        first = done if first is None else first
        bar(start, first, done, size)

    asked = {"format": options.format, "schema": options.schema, "unknown": "ignore" if options.ignore_unknown else ""}
    try:
        sum = jsonlines.convert(options.path, options.out, asked, progress)
    except KeyboardInterrupt:
        sys.exit("\nstopped; the same command goes on from here")
    except (jsonlines.GoError, OSError) as error:
        sys.exit(f"\n{error}")
    print(f"\n{sum.rows} rows; {sum.bad} bad lines in {options.out}/_bad.jsonl; {sum.resumed} of {sum.parts} parts were there", file=sys.stderr)


if __name__ == "__main__":
    main()
