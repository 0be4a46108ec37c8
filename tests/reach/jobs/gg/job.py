"""A picture is drawn, and its pixels read; another one comes from NumPy, and goes back there."""

import io
import zlib

import gg
import numpy
from gg import color, image

dc = gg.new_context(60, 40)
dc.set_rgb(1, 1, 1)
dc.clear()
dc.set_color(color.RGBA(r=200, g=30, b=30, a=255))
dc.draw_circle(30, 20, 15)
dc.fill()
picture = dc.image()
r, g, b, a = picture.at(30, 20).rgba()
print(picture.bounds(), r >> 8, g >> 8, b >> 8, a >> 8)
print(len(picture.pix), zlib.crc32(bytes(picture.pix)))
other = gg.new_context_for_image(picture)
other.draw_image(picture, 5, 5)
out = io.BytesIO()
print(other.encode_png(out) or "<nil>", other.width(), other.height(), str(len(out.getvalue()) > 100).lower())
w, h = dc.measure_string("hello")
print(f"{w:.2f} {h:.2f}")
rows = numpy.zeros((3, 4, 4), dtype=numpy.uint8)
rows[..., 0], rows[..., 3], rows[1, 2, 1] = 9, 255, 7
source = image.new_rgba(image.rect(0, 0, 4, 3))
source.pix = rows
small = gg.new_context(4, 3)
small.draw_image(source, 0, 0)
small.set_pixel(0, 0)
back = numpy.frombuffer(small.image().pix, dtype=numpy.uint8).reshape(rows.shape)
print("[" + " ".join(map(str, back[0, 0])) + "]", "[" + " ".join(map(str, back[1, 2])) + "]", str(bool((back[2] == rows[2]).all())).lower())
