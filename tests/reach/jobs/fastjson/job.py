"""A text is parsed, walked, and another built."""

import fastjson

p = fastjson.Parser()
v = p.parse('{"name":"Ann","tags":["a","b"],"n":1.5,"deep":{"x":[1,2,{"y":true}]}}')
print(v.get_string_bytes("name").decode(), v.get_float64("n"), str(v.get_bool("deep", "x", "2", "y")).lower())
for tag in v.get_array("tags"):
    print(tag, end=" ")
print(str(v.exists("gone")).lower(), v.get("deep").type())
a = fastjson.Arena()
o = a.new_object()
o.set("k", a.new_number_int(7))
print(o.marshal_to(None).decode())
v.get_object().visit(lambda key, value: print(f"{bytes(key).decode()}={value.type()}", end=" "))
print()
try:
    p.parse("{")
except fastjson.GoError as error:
    print(error)
