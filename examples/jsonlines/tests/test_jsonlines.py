"""Files of JSON lines become the same data as json makes of them."""

import bz2
import collections
import errno
import gzip
import json
import lzma
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import jsonlines
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest

SCHEMA = '{"id":"int","name":"string","score":"float","ok":"bool","tags":["string"],"at":{"lat":"float","more":{"n":"int"}},"deep":[[{"x":"int","y":["bool"]}]]}'


def maybe(r, value):
    return None if r.random() < 0.2 else value


def row(r, i, nulls=True):
    some = maybe if nulls else lambda r, value: value
    return {
        "id": i,
        "name": some(r, r.choice(["", "é€😀", 'a "quote"', "plain " * r.randrange(9)])),
        "score": some(r, r.choice([0.1, -3.5e-7, 1e300, r.random()])),
        "ok": some(r, r.random() < 0.5),
        "tags": some(r, [some(r, r.choice("abc")) for _ in range(r.randrange(4))]),
        "at": some(r, {"lat": some(r, r.random()), "more": some(r, {"n": some(r, r.randrange(9))})}),
        "deep": some(r, [some(r, [some(r, {"x": some(r, 1), "y": some(r, [some(r, True)])}) for _ in range(r.randrange(3))]) for _ in range(r.randrange(3))]),
    }


def write(path, lines):
    path.write_text("".join(line + "\n" for line in lines))
    return str(path)


@pytest.fixture(params=["parquet", "arrow"])
def format(request):
    return request.param


def table(folder, format):
    files = sorted(Path(folder).glob(f"part-*.{format}"))
    if format == "arrow":
        return pa.concat_tables(pa.ipc.open_stream(file.read_bytes()).read_all() for file in files)
    whole = pyarrow.dataset.dataset(str(folder), format="parquet").to_table()  # whose names leave out what begins with _
    assert whole.equals(pa.concat_tables(map(pq.read_table, files)))
    return whole


@pytest.mark.parametrize("nulls", [True, False])
def test_all_types(tmp_path, format, nulls):
    r = random.Random(1)
    rows = [row(r, i, nulls) for i in range(50_000 if format == "parquet" else 3000)]  # more than one page
    path = write(tmp_path / "in", map(json.dumps, rows))
    sum = jsonlines.convert(path, str(tmp_path / "out"), {"schema": SCHEMA, "format": format, "part_size": 9_000_000}, None)
    assert (sum.lines, sum.rows, sum.bad, sum.resumed) == (len(rows), len(rows), 0, 0)
    assert table(tmp_path / "out", format).to_pylist() == rows


def test_the_schema_is_found(tmp_path, format):
    rows = [{"b": 1, "a": [1, 2.5]}, {"b": None, "a": [], "c": {"d": "x"}}]
    path = write(tmp_path / "in", map(json.dumps, rows))
    assert jsonlines.infer(path) == '{"b":"int","a":["float"],"c":{"d":"string"}}'
    jsonlines.convert(path, str(tmp_path / "out"), {"format": format}, None)
    got = table(tmp_path / "out", format)
    assert got.to_pylist() == [{"b": 1, "a": [1.0, 2.5], "c": None}, {"b": None, "a": [], "c": {"d": "x"}}]
    assert got.column_names == ["b", "a", "c"]


def test_bad_lines_are_kept_with_their_numbers(tmp_path, format):
    r = random.Random(2)
    lines = [json.dumps(row(r, i)) for i in range(5000)]
    bad = {7: "{", 8: '{"id":"x"}', 1234: '{"unknown":1}', 4999: '{"id":1}}'}
    for n, line in bad.items():
        lines[n] = line
    lines[100] = ""  # an empty line has a number, and is not bad
    path = write(tmp_path / "in", lines)
    sum = jsonlines.convert(path, str(tmp_path / "out"), {"schema": SCHEMA, "format": format, "part_size": 50_000}, None)
    kept = [json.loads(line) for line in (tmp_path / "out" / "_bad.jsonl").read_text().splitlines()]
    assert {k["Line"] - 1: k["Text"] for k in kept} == bad and all(k["Why"] for k in kept)
    assert (sum.lines, sum.rows, sum.bad) == (5000, 4995, 4) and sum.parts > 10
    assert table(tmp_path / "out", format)["id"].to_pylist() == [i for i in range(5000) if i not in bad and i != 100]
    more = jsonlines.convert(path, str(tmp_path / "more"), {"schema": SCHEMA, "unknown": "ignore", "format": format}, None)
    assert more.bad == 3


class Stop(Exception):
    pass


def test_it_goes_on_where_it_stopped(tmp_path, format):
    r = random.Random(3)
    path = write(tmp_path / "in", (json.dumps(row(r, i)) for i in range(5000)))
    options = {"schema": SCHEMA, "format": format, "part_size": 50_000, "workers": 2}
    size, out = Path(path).stat().st_size, str(tmp_path / "out")

    def stop(done, of):
        assert of == size
        if done > size / 3:
            raise Stop

    with pytest.raises(Stop):
        jsonlines.convert(path, out, options, stop)
    there = collections.Counter(f.suffix for f in (tmp_path / "out").iterdir())
    seen = []
    sum = jsonlines.convert(path, out, options, lambda done, of: seen.append(done))
    assert 0 < sum.resumed < sum.parts and sum.resumed <= there["." + format]
    assert seen == sorted(seen) and seen[0] > size / 3 - 100_000 and seen[-1] == size
    assert table(out, format)["id"].to_pylist() == list(range(5000)) and sum.rows == 5000
    assert jsonlines.convert(path, out, options, None).resumed == sum.parts
    with pytest.raises(jsonlines.ErrOtherJob):
        jsonlines.convert(path, out, options | {"part_size": 60_000}, None)


def test_it_goes_on_where_it_was_killed(tmp_path, format):
    r = random.Random(5)
    path = write(tmp_path / "in", (json.dumps(row(r, i)) for i in range(5000)))
    options = {"schema": SCHEMA, "format": format, "part_size": 50_000}
    out = tmp_path / "out"
    code = f"import jsonlines, os, signal; jsonlines.convert({path!r}, {str(out)!r}, {options}, lambda done, of: os.kill(os.getpid(), signal.SIGKILL) if done > of / 3 else None)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == -signal.SIGKILL
    begun = out / f".part-00099.{format}-17.half"  # as a kill leaves it in the midst of a write
    begun.write_bytes(b"PAR1")
    sum = jsonlines.convert(path, str(out), options, None)
    assert 0 < sum.resumed < sum.parts and not begun.exists()
    assert table(out, format)["id"].to_pylist() == list(range(5000))


def test_a_file_that_changes_is_refused(tmp_path):
    path = write(tmp_path / "in", ['{"id":1}'] * 1000)

    def grow(done, of):
        with open(path, "a") as f:
            f.write('{"id":2}\n')

    def shrink(done, of):
        with open(path, "r+") as f:
            f.truncate(of // 2)

    for change in (shrink, grow):
        with pytest.raises(jsonlines.ErrChanged):
            jsonlines.convert(path, str(tmp_path / change.__name__), {"part_size": 100}, change)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full")
def test_a_disk_that_is_full(tmp_path, format):
    path = write(tmp_path / "in", (json.dumps({"id": i, "name": str(i) * 9}) for i in range(20_000)))
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)); "
    options = {"schema": '{"id":"int","name":"string"}', "format": format, "part_size": 400_000, "workers": 2}
    code = limit + f"import jsonlines\ntry: jsonlines.convert({path!r}, {str(tmp_path / 'out')!r}, {options}, None)\nexcept OSError as e: print(e.errno, type(e).__name__)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == [str(errno.EFBIG), "OSError"], said
    assert not [f for f in (tmp_path / "out").iterdir() if f.name.startswith(".")]
    assert jsonlines.convert(path, str(tmp_path / "out"), options, None).rows == 20_000


def test_lines_that_are_longer_than_what_is_read_at_once(tmp_path, format):
    long = "x" * (3 << 20)
    path = write(tmp_path / "in", ['{"a":"%s"}' % long, '{"a":"y"}', '{"a":"%s' % long, '{"a":"%s","n":1}' % long])
    sum = jsonlines.convert(path, str(tmp_path / "out"), {"format": format, "part_size": 1000}, None)
    assert sum.schema == '{"a":"string"}' and (sum.lines, sum.rows, sum.bad) == (4, 2, 2)
    assert table(tmp_path / "out", format)["a"].to_pylist() == [long, "y"]


def test_a_line_that_is_too_long_is_set_aside(tmp_path):
    with (tmp_path / "in").open("wb") as f:
        f.write(b'{"a":1}\n{"a":"')
        f.seek(300 << 20)  # a hole, which takes no room on the disk
        f.write(b'"}\n{"a":2}')
    schema = '{"a":"int"}'
    sum = jsonlines.convert(str(tmp_path / "in"), str(tmp_path / "out"), {"schema": schema}, None)
    assert (sum.lines, sum.rows, sum.bad) == (3, 2, 1)
    (bad,) = map(json.loads, (tmp_path / "out" / "_bad.jsonl").read_text().splitlines())
    assert bad["Line"] == 2 and bad["Why"] == "the line has more than 268435456 bytes" and bad["Text"].startswith('{"a":"') and len(bad["Text"]) == 1000
    assert table(tmp_path / "out", "parquet")["a"].to_pylist() == [1, 2]


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress, lambda text: b"\x28\xb5\x2f\xfd" + text])
def test_compressed_files_are_refused(tmp_path, compress):
    (tmp_path / "in").write_bytes(compress(b'{"a":1}\n'))
    with pytest.raises(jsonlines.ErrCompressed):
        jsonlines.infer(str(tmp_path / "in"))
    with pytest.raises(jsonlines.ErrCompressed):
        jsonlines.convert(str(tmp_path / "in"), str(tmp_path / "out"), {"schema": '{"a":"int"}'}, None)


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (str(tmp_path / "pipe"), os.devnull):
        with pytest.raises(jsonlines.GoError, match="only a file can be divided"):
            jsonlines.convert(path, str(tmp_path / "out"), {"schema": '{"a":"int"}'}, None)
    with pytest.raises(IsADirectoryError):
        jsonlines.infer(str(tmp_path))


def test_values_deeper_than_a_schema(tmp_path, format):
    deep = {"a": 1}
    for _ in range(150):
        deep = {"a": deep, "b": [[1]]}
    path = write(tmp_path / "in", [json.dumps(deep)])
    sum = jsonlines.convert(path, str(tmp_path / "out"), {"format": format}, None)
    (got,) = table(tmp_path / "out", format).to_pylist()
    for _ in range(50):
        deep, got = deep["a"], got["a"]
    assert json.loads(got) == deep and (sum.rows, sum.bad) == (1, 0)
    with pytest.raises(jsonlines.GoError, match="50 levels at most"):
        jsonlines.convert(path, str(tmp_path / "more"), {"schema": '{"a":' * 102 + '"int"' + "}" * 102}, None)


def test_the_command(tmp_path):
    """An empty file, and what is wrong, in one line."""
    command = [sys.executable, str(Path(__file__).parent.parent / "convert.py")]
    path = write(tmp_path / "in", [])
    said = subprocess.run([*command, path, str(tmp_path / "out"), "--schema", '{"a":"int"}'], capture_output=True, text=True)
    assert said.returncode == 0 and "0 rows" in said.stderr, said.stderr
    said = subprocess.run([*command, path, str(tmp_path / "out")], capture_output=True, text=True)
    assert said.returncode == 1 and said.stderr == "\nthere are no lines\n"


def test_ctrl_c_and_timeouts_stop_it(tmp_path, format):
    path = write(tmp_path / "in", ['{"id":1}'] * 200_000)
    waits = threading.Event()
    with pytest.raises(TimeoutError):
        jsonlines.convert(path, str(tmp_path / "out"), {"format": format, "part_size": 1000}, lambda *_: waits.wait(0.05), timeout=0.2)


def test_parts_are_whole_lines(tmp_path):
    r = random.Random(4)
    lines = [json.dumps({"id": i, "name": "x" * r.randrange(300)}) for i in range(300)]
    path = write(tmp_path / "in", lines)
    (tmp_path / "in").write_text((tmp_path / "in").read_text().removesuffix("\n"))  # the last line has no end
    whole = Path(path).read_bytes()
    for size in (1, 100, 1000, len(whole), 10 * len(whole)):
        parts = jsonlines.parts(path, size)
        assert b"".join(whole[p.start : p.end] for p in parts) == whole
        assert all(p.end == len(whole) or whole[p.end - 1 : p.end] == b"\n" for p in parts)
        assert all(p.end - p.start >= size for p in parts[:-1])
    rows = []
    for part in jsonlines.parts(path, 1000):
        stream, bad = jsonlines.read(path, part, '{"id":"int","name":"string"}', "")
        assert not bad
        rows += pa.ipc.open_stream(stream).read_all().to_pylist()
    assert rows == [json.loads(line) for line in lines]
    stream, bad = jsonlines.parse(b'{"id":1}\n{"id":2', '{"id":"int"}', "")
    assert pa.ipc.open_stream(stream).read_all().to_pylist() == [{"id": 1}] and bad[0].line == 2


def test_what_is_wrong_is_said(tmp_path):
    path = write(tmp_path / "in", ['{"id":1}'])
    for options in ({"schema": "{}"}, {"format": "csv"}, {"unknown": "maybe"}, {"part_size": -1}):
        with pytest.raises(jsonlines.GoError):
            jsonlines.convert(path, str(tmp_path / "out"), options, None)
    with pytest.raises(FileNotFoundError):
        jsonlines.convert(str(tmp_path / "none"), str(tmp_path / "out"), {}, None)
    with pytest.raises(jsonlines.ErrNoLines):
        jsonlines.infer(write(tmp_path / "empty", []))
