"""Records are read from a file object, and written to one."""

import io
import json

import csv_go as csv

r = csv.new_reader(io.BytesIO(b'name;note\nann;"a;b"\n# left out\nbob;"two\nlines"\n'))
r.comma, r.comment = ord(";"), ord("#")
records = r.read_all()
for record in records:
    print(len(record), json.dumps("|".join(record)))
out = io.BytesIO()
w = csv.new_writer(out)
w.write(["x", "y,z"])
w.write_all(records)
print(json.dumps(out.getvalue().decode()))
try:
    csv.new_reader(io.BytesIO(b"a,b\nc\n")).read_all()
except csv.GoError as error:
    print(error)
one = csv.new_reader(io.BytesIO(b"1,2\n3,4\n"))
first = one.read()
line, column = one.field_pos(1)
print(first[1], line, column)
print("done")
