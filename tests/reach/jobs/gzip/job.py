"""A stream is compressed into a file object, and read back as one."""

import gzip
import io
import shutil

import gzip_go

packed = io.BytesIO()
w = gzip_go.new_writer_level(packed, gzip_go.BEST_COMPRESSION)
w.name = "poem.txt"
text = "so much depends upon\n" * 1000
print(w.write(text.encode()), "<nil>", w.close() or "<nil>")
r = gzip_go.new_reader(packed.getvalue())
back = io.BytesIO()
shutil.copyfileobj(r, back)
same = back.getvalue().decode() == text == gzip.decompress(packed.getvalue()).decode()
print(r.name, len(back.getvalue()), str(same).lower(), "<nil>", str(len(packed.getvalue()) < 200).lower())
lines = 0
r.reset(io.BytesIO(packed.getvalue()))
buf = bytearray(100)
while n := r.readinto(buf):
    lines += buf[:n].count(b"\n")
print(lines)
