"""Functions over columns in Ray. It is 250 MB, so it is not in tests/requirements.txt: `make test-engines`."""

import os
import sys

import batchcase as plain
import numpy as np
import pytest

ray = pytest.importorskip("ray", reason="Ray is large: make test-engines has it")

b = plain.batch_


@pytest.fixture(scope="module", autouse=True)
def cluster():
    os.environ["PYTHONPATH"] = ":".join(sys.path)
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=100_000_000, _node_ip_address="127.0.0.1")
    yield
    ray.shutdown()


@pytest.mark.parametrize("kind", ["numpy", "pandas", "pyarrow"])
def test_map_batches(kind):
    rows = ray.data.from_items([{"t": "a " * i, "x": float(i)} for i in range(100)])

    def more(batch):
        words, roots = b.words(batch["t"]), b.root(batch["x"])
        if kind == "pyarrow":
            return batch.append_column("w", words).append_column("r", roots)
        if kind == "pandas":
            return batch.assign(w=words, r=roots)
        return {**batch, "w": words, "r": roots}

    out = sorted(rows.map_batches(more, batch_format=kind).take_all(), key=lambda row: row["x"])
    assert [row["w"] for row in out] == [plain.words("a " * i) for i in range(100)]
    assert [row["r"] for row in out] == np.sqrt(np.arange(100.0)).tolist()


def test_tasks():
    @ray.remote
    def words(texts):
        return b.words(texts)

    assert ray.get(words.remote(["a b", "c"])) == [2, 1]
    assert ray.get(ray.remote(lambda f, x: f(x)).remote(b.square.ufunc, np.arange(3.0))).tolist() == [0, 1, 4]
