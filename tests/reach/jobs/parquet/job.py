"""Rows are written to a file object, and read back."""

import io

import parquet

schema = parquet.new_schema("row", parquet.Group({"name": parquet.string(), "n": parquet.int(64)}))
out = io.BytesIO()
w = parquet.new_writer(out, schema)
for i, name in enumerate(["ann", "bob"]):
    row = parquet.Row([parquet.value_of(i + 1).level(0, 0, 0), parquet.value_of(name).level(0, 0, 1)])
    print(w.write_rows([row]), "<nil>")
print(w.close() or "<nil>")
f = parquet.open_file(io.BytesIO(out.getvalue()), len(out.getvalue()))
columns = "[" + " ".join("[" + " ".join(path) + "]" for path in f.schema().columns()) + "]"
print(f.num_rows(), len(f.row_groups()), columns)
rows = f.row_groups()[0].rows()
buffer = [parquet.Row([]), parquet.Row([])]
try:
    n = rows.read_rows(buffer)
except parquet.GoError as end:  # with the last rows, or after them
    assert str(end) == "EOF"
    n = end.results[0]
print(n, "true", buffer[1][0].int64(), buffer[1][1])
rows.close()
