"""Pictures are resized, turned, encoded, and made from an array."""

import io
import zlib

import imaging
import numpy
from imaging import color, image


def go(values):
    return "[" + " ".join(map(str, values)) + "]"


src = imaging.new(4, 2, color.NRGBA(r=10, g=20, b=30, a=255))
src.set(0, 0, color.NRGBA(r=250, g=0, b=0, a=255))
dst = imaging.resize(src, 8, 4, imaging.lanczos)
print(dst.bounds(), dst.stride, len(dst.pix), zlib.crc32(bytes(dst.pix)))
pixel = imaging.flip_h(src).nrgba_at(3, 0)
shown = f"{{{pixel.r} {pixel.g} {pixel.b} {pixel.a}}}"
print(imaging.rotate90(src).bounds(), shown, go(bytes(imaging.grayscale(src).pix)[:4]))
out = io.BytesIO()
print(imaging.encode(out, dst, imaging.PNG) or "<nil>")
back = imaging.decode(io.BytesIO(out.getvalue()))
print(back.bounds().dx(), str(bytes(imaging.clone(back).pix)[0] == bytes(dst.pix)[0]).lower())
array = image.new_nrgba(image.rect(0, 0, 2, 2))
array_rows = numpy.arange(16, dtype=numpy.uint8).reshape(2, 2, 4)
array.pix = array_rows.ravel()
rows = numpy.frombuffer(imaging.flip_v(array).pix, dtype=numpy.uint8).reshape(2, 2, 4)
assert (rows[1] == array_rows[0]).all()
print(go(rows.ravel()))
turned = imaging.adjust_func(src, lambda c: color.NRGBA(r=c.b, g=c.g, b=c.r, a=c.a))
print(go(bytes(turned.pix)[:4]))
