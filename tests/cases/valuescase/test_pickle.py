"""A module with live variables is pickled by its name, and so can functions be that use it."""

import copy
import pickle
import subprocess
import sys

import asynccase
import pytest
import valuescase as v

MODULES = ["valuescase", "valuescase.aio", "asynccase", "asynccase.aio"]


def elsewhere(data, what):
    """What a new process makes of a pickle."""
    code = f"import sys; sys.path[:0] = {sys.path!r}\nimport pickle\nx = pickle.loads({data!r})\nprint({what})"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("name", MODULES)
def test_modules(name):
    import importlib

    module = importlib.import_module(name)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(module, protocol)) is module
    assert copy.copy(module) is copy.deepcopy(module) is module
    assert elsewhere(pickle.dumps(module), "(x.__name__, x is sys.modules[x.__name__])") == str((name, True))


def test_functions_methods_and_classes():
    aio = asynccase.aio
    things = [v.get_limit, v.Place, asynccase.add, asynccase.Client, asynccase.Client.call, asynccase.GoError, aio.add, aio.pass_ctx, aio.Client, aio.Client.call, aio.Client.wait, aio.count, asynccase.own,
        asynccase.Celsius, asynccase.HIGH]  # fmt: skip
    for x in things:
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(x, protocol))
            assert again is x or again == x
        assert elsewhere(pickle.dumps(x), "repr(x).split(' at ')[0]") == repr(x).split(" at ")[0]
        assert copy.copy(x) is x or copy.copy(x) == x


def test_cloudpickle():
    cloudpickle = pytest.importorskip("cloudpickle")
    module, aio = v, asynccase.aio

    def work(x):
        import asyncio

        return module.get_limit(), asyncio.run(aio.double(x)), module.limit

    assert elsewhere(cloudpickle.dumps(work), "x(4)") == str((7, 8, 7))
    assert elsewhere(cloudpickle.dumps(lambda: v), "x().__name__") == "valuescase"


def test_dask_tokens():
    pytest.importorskip("dask")
    code = f"import sys; sys.path[:0] = {sys.path!r}\nimport valuescase as v, asynccase as a\nfrom dask.base import tokenize\n"
    code += "print([tokenize(x, ensure_deterministic=True) for x in (v, v.aio, v.get_limit, v.Place, a.aio, a.aio.add, a.aio.Client.call, a.Client.call, a.own, a.Celsius(3), a.HIGH, a.GoError)])"
    runs = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout for _ in range(2)}
    assert len(runs) == 1 and len(set(eval(runs.pop()))) == 12


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_the_zero_value_of_a_type_whose_decoder_refuses_it(protocol):
    for made in (v.Serial.zero(), v.parse_serial("12")):
        certificate = v.Certificate("x", made)
        for again in (pickle.loads(pickle.dumps(certificate, protocol)), copy.deepcopy(certificate)):
            assert again == certificate and again.serial.digits() == made.digits()
        assert pickle.loads(pickle.dumps(made, protocol)) == made == copy.deepcopy(made)
