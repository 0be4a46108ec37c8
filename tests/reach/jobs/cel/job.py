"""Expressions are compiled and evaluated over dicts, with a function in Python."""

import cel
from cel import types

env = cel.new_env(
    cel.variable("user", cel.map_type(cel.string_type, cel.dyn_type)),
    cel.variable("limit", cel.int_type),
    cel.function(
        "shout",
        cel.overload(
            "shout_string",
            [cel.string_type],
            cel.string_type,
            cel.unary_binding(lambda value: types.String(value.value() + "!")),
        ),
    ),
)
ast, issues = env.compile('user.age >= limit && user.name.startsWith("A")')
print(issues or "<nil>", ast.output_type())
program = env.program(ast)
for age in (17, 40):
    out, _ = program.eval({"user": {"name": "Ann", "age": age}, "limit": 18})
    print(str(out.value()).lower(), "<nil>")
ast, _ = env.compile("shout(user.name) + string(size(user.tags))")
program = env.program(ast)
out, _ = program.eval({"user": {"name": "Ann", "tags": ["a", "b"]}, "limit": 1})
print(out.value(), "<nil>")
_, issues = env.compile("limit + 'x'")
try:
    issues.err()
except cel.GoError:
    print("true")
