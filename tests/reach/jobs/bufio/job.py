"""Words and lines are read from file objects, and writes are gathered."""

import io
import json

import bufio

s = bufio.new_scanner(io.BytesIO(b"one two\nthree\n"))
s.split(bufio.scan_words)
while s.scan():
    print(s.text())
print(s.err() or "<nil>")
s = bufio.new_scanner(io.BytesIO(b"a,b,c"))


def at_commas(data, at_eof):
    word, comma, _ = bytes(data).partition(b",")
    if comma:
        return len(word) + 1, word
    if at_eof and word:
        return len(word), word
    return 0, None


s.split(at_commas)
while s.scan():
    print(s.text(), end=";")
print()
r = bufio.new_reader(io.BytesIO(b"first line\nrest"))
print(json.dumps(r.read_string(ord("\n"))), "<nil>")
print(bytes(r.peek(2)).decode(), r.buffered())
try:
    r.read_string(ord("\n"))
except bufio.GoError as error:
    print(json.dumps(error.results[0]), str(str(error) == "EOF").lower())
out = io.BytesIO()
w = bufio.new_writer(out)
w.write_string("kept until flushed")
print(len(out.getvalue()), w.buffered())
w.flush()
print(out.getvalue().decode())
