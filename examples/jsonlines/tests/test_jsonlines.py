"""Files of JSON lines become the same data as json makes of them."""

import collections
import json
import random
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
