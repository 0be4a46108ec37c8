"""Values are validated against a schema, both given as dicts."""

import jsonschema

c = jsonschema.new_compiler()
properties = {"name": {"type": "string"}, "age": {"minimum": 0}}
c.add_resource("schema.json", {"type": "object", "required": ["name"], "properties": properties})
schema = c.compile("schema.json")
print(schema.validate({"name": "ann", "age": 4}) or "<nil>")
try:
    schema.validate({"age": -1})
except jsonschema.GoError as error:
    invalid = error.value
    assert isinstance(invalid, jsonschema.ValidationError)
    print(len(invalid.causes), invalid.schema_url[-12:])
try:
    c.compile("gone.json")
except jsonschema.GoError:
    print("true")
