"""Values are checked against tags, one of them Python's."""

import validator

v = validator.new()


def failed(value, tag):
    try:
        v.var(value, tag)
    except validator.GoError as error:
        return error
    return None


print(failed("ann@example.org", "required,email") or "<nil>", str(failed(17, "gte=18") is not None).lower())
error = failed("nobody", "email")
print(error)
for field in error.value:
    print(field.tag(), field.value(), str(field.param() == "").lower())
print(v.register_validation("even", lambda fl: fl.field() % 2 == 0) or "<nil>")
print(failed(4, "even") or "<nil>", failed(5, "even"))
found = v.validate_map({"name": "", "age": 3}, {"name": "required", "age": "gt=2"})
print(len(found), found["name"])
