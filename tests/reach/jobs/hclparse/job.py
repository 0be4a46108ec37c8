"""A configuration is parsed, and its attributes evaluated."""

import hclparse


def yes(value):
    return str(value).lower()


p = hclparse.new_parser()
file, diagnostics = p.parse_hcl(b'name = "x"\nsize = 2 + 3\n', "main.hcl")
print(yes(diagnostics.has_errors()), bytes(file.bytes)[:4].decode())
attributes, more = file.body.just_attributes()
print(len(attributes), yes(more.has_errors()))
value, bad = attributes["size"].expr.value(None)
print(value.as_big_float(), yes(bad.has_errors()), attributes["name"].range.start.line)
text, _ = attributes["name"].expr.value(None)
print(text.as_string(), value.type().friendly_name())
_, diagnostics = p.parse_hcl(b"a = \n", "bad.hcl")
print(yes(diagnostics.has_errors()), diagnostics[0].summary)
