"""Streams are compressed and read back, and bytes at once."""

import io
import shutil

import zstd

text = b"a line of text\n" * 2000
packed = io.BytesIO()
w = zstd.new_writer(packed, zstd.with_encoder_level(zstd.SPEED_BEST_COMPRESSION))
shutil.copyfileobj(io.BytesIO(text), w)
print(len(text), "<nil>", w.close() or "<nil>")
r = zstd.new_reader(io.BytesIO(packed.getvalue()))
back = r.read()
r.close()
print(len(back), str(back == text).lower(), str(len(packed.getvalue()) < 200).lower(), "<nil>")
everything = zstd.new_reader(None)
print(len(everything.decode_all(packed.getvalue(), None)), "<nil>")
try:
    everything.decode_all(b"not packed", None)
except zstd.GoError as error:
    print(error)
