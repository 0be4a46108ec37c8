"""Text is normalized at once, from a file and into one."""

import io

import norm

nfc, nfd = norm.NFC, norm.NFD
print(len(nfc.string("e\u0301").encode()), len(nfd.string("\u00e9").encode()), str(nfc.is_normal_string("abc")).lower())
print(nfc.reader(io.BytesIO("cafe\u0301".encode())).read().decode(), "<nil>")
out = io.BytesIO()
w = nfd.writer(out)
w.write("\u00e9".encode())
print(w.close() or "<nil>", len(out.getvalue()))
