"""A WebAssembly module calls a function of ours."""

import wazero
from wazero import api

# A module that imports env.double and exports run(x) = double(x) + 1.
PROGRAM = (
    "0061736d0100000001060160017f017f020e0103656e7606646f75626c650000030201000707010372756e00010a0b0109002000100041016a0b"
)


def double(stack):
    stack[0] = 2 * stack[0]


r = wazero.new_runtime()
i32 = bytes([api.VALUE_TYPE_I32])
builder = r.new_host_module_builder("env").new_function_builder()
builder.with_go_function(double, i32, i32).export("double").instantiate()
module = r.instantiate(bytes.fromhex(PROGRAM))
print("[" + " ".join(map(str, module.exported_function("run").call(20))) + "]", "<nil>")
print(str(module.exported_function("gone") is None).lower())
try:
    r.instantiate(b"no program")
except wazero.GoError as error:
    print(error)
r.close()
