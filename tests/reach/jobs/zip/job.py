"""An archive is written, and read by Go and by Python."""

import io
import zipfile

import zip as zip_go

packed = io.BytesIO()
w = zip_go.new_writer(packed)
for name in ("a.txt", "folder/b.txt"):
    w.create(name).write(f"this is {name}".encode())
w.set_comment("two files")
print(w.close() or "<nil>")
assert zipfile.ZipFile(packed).namelist() == ["a.txt", "folder/b.txt"]
r = zip_go.new_reader(packed, len(packed.getvalue()))
for f in r.file:
    with f.open() as rc:
        print(f.name, f.uncompressed_size64, rc.read().decode())
print(r.comment, len(r.file))
try:
    zip_go.new_reader(b"no zip", 6)
except zip_go.GoError as error:
    print(error)
