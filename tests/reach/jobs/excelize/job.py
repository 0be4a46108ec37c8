"""A sheet is filled with values of all kinds, written, read and calculated."""

import datetime
import io
import json

import excelize

f = excelize.new_file()
f.set_cell_value("Sheet1", "A1", "name")
f.set_cell_value("Sheet1", "B1", 42)
f.set_cell_value("Sheet1", "C1", 2.5)
f.set_cell_value("Sheet1", "D1", True)
f.set_cell_value("Sheet1", "E1", datetime.datetime(2024, 5, 6, tzinfo=datetime.UTC))
print(f.set_sheet_row("Sheet1", "A2", excelize.Pointer(["ann", 1, None, 3.5])) or "<nil>")
print(f.set_sheet_col("Sheet1", "H1", excelize.Pointer(["x", "y"])) or "<nil>")
print(f.new_sheet("More"), "<nil>")
f.set_cell_formula("Sheet1", "B3", "=SUM(B1:B2)")
out = io.BytesIO()
print(f.write(out) or "<nil>")
back = excelize.open_reader(io.BytesIO(out.getvalue()))
for row in back.get_rows("Sheet1"):
    print("[" + " ".join(json.dumps(cell) for cell in row) + "]")
print("[" + " ".join(back.get_sheet_list()) + "]", "<nil>")
print(back.calc_cell_value("Sheet1", "B3"), "<nil>")
try:
    back.get_rows("Gone")
except excelize.GoError as error:
    print(error)
