"""Forks from a thread whose function then returns in the child: the child ends
with it, as it would without Go, but not before its other threads."""

import os
import sys
import threading

import processcase as g
from children import wait
from everything import check

parent, before, inside, other = (word == "yes" for word in sys.argv[1:])
if parent:
    check(g)
main = os.getpid()
codes = []


def last_words(read_from):
    os.read(read_from, 1)  # until the forking thread's function has returned
    check(g)
    os.write(1, b"other thread ended\n")


def body():
    if before:
        g.add(1, 2)
    pid = os.fork()
    if pid:
        codes.append(wait(pid, 20))
        return
    if inside:
        check(g)
    if other:
        r, w = os.pipe()
        threading.Thread(target=last_words, args=[r]).start()
        threading.Timer(0.05, os.write, (w, b"x")).start()


t = threading.Thread(target=body)
t.start()
t.join()
if os.getpid() == main:
    print(codes)
