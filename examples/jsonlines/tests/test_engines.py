"""The same function in a process, on Dask, on Spark and on Ray: the same table."""

import json
import os
import random
import shutil
import sys

import engines
import jsonlines
import pytest

HERE = os.path.dirname(engines.__file__)


@pytest.mark.parametrize("engine", ["dask", "spark", "ray"])
def test_the_same_table(engine, tmp_path, monkeypatch):
    pytest.importorskip({"dask": "distributed", "spark": "pyspark"}.get(engine, engine), reason="it is large: make test-engines has it")
    if engine == "spark" and not shutil.which("java"):
        pytest.skip("Spark needs Java")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([HERE, *sys.path]))
    r = random.Random(1)
    path = str(tmp_path / "lines")
    with open(path, "w") as lines:
        for i in range(5000):
            row = {"id": i, "name": r.choice(["a", "é", None]), "tags": r.choices("ab", k=r.randrange(3)), "at": r.choice([None, {"lat": r.random()}])}
            lines.write(json.dumps(row) + "\n")
    schema = jsonlines.infer(path)
    here = engines.here(path, schema, 20_000)
    assert here.num_rows == 5000 and here["id"].to_pylist() == list(range(5000))
    assert engines.ENGINES[engine](path, schema, 20_000).to_pylist() == here.to_pylist()
