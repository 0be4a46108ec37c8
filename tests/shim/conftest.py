import ctypes
import os
import pathlib
import sys

import cases
import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import library

OBJECT = ctypes.py_object
PROTOTYPES = {
    "begin": (None, OBJECT),
    "parse_fastcall": (OBJECT, ctypes.c_int, OBJECT, OBJECT),
    "parse_tuple": (OBJECT, ctypes.c_int, OBJECT, OBJECT),
    "keep_and_give": (OBJECT, OBJECT, ctypes.c_int, ctypes.c_int),
    "number": (OBJECT, ctypes.c_int, OBJECT),
    "number_cast": (OBJECT, ctypes.c_int, ctypes.c_int, OBJECT),
    "format_kind": (ctypes.c_int, ctypes.c_char_p, ctypes.c_ssize_t),
    "text": (OBJECT, OBJECT),
    "carry": (OBJECT, ctypes.c_int, OBJECT),
    "dispatch": (OBJECT, ctypes.c_int, ctypes.c_int),
    "depth": (ctypes.c_int,),
}


@pytest.fixture(scope="session")
def shim():
    """The functions of harness.c. With GOPHERSNAKE_SHIM_TEST it is one that is built already."""
    path = os.environ.get("GOPHERSNAKE_SHIM_TEST")
    if not path:
        cc = library.compiler()
        if not cc:
            pytest.skip("gcc or clang is needed")
        # Once for all Pythons with a GIL: the library has no header of theirs.
        sources = cases.digest_of_folder(library.ROOT / "shim", lambda path: False)
        key = cases.digest(cases.compilers(), sources, library.HARNESS, pathlib.Path(library.__file__), *library.abi())
        path = cases.made_once("harness", key, lambda folder: library.build(cc, folder, [])) / "harness.so"
    shim = ctypes.PyDLL(str(path))
    for name, (result, *arguments) in PROTOTYPES.items():
        function = getattr(shim, name)
        function.restype, function.argtypes = result, arguments
    shim.begin(library)
    return shim
