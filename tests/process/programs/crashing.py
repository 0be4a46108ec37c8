"""Go ends the process."""

import sys
import threading
import time

import processcase as g

g.__gophersnake__.request = "main-request"


def a_waiting_function():
    g.__gophersnake__.request = "request 4711"
    g.sleep(60)


threading.Thread(target=a_waiting_function, daemon=True).start()
while g.in_flight() < 1:
    time.sleep(0.001)


def a_python_function():
    g.crash(sys.argv[1])


a_python_function()
