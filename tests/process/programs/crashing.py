"""Go ends the process."""

import asyncio
import sys
import threading
import time

import processcase as g

g.__gophersnake__.request = "main-request"


def a_waiting_function():
    g.__gophersnake__.request = "request 4711"
    g.sleep(60)


threading.Thread(target=a_waiting_function, daemon=True).start()


async def a_task(name):
    g.__gophersnake__.request = name
    await g.aio.sleep(60)


async def tasks():
    await asyncio.gather(a_task("task 1"), a_task("task 2"))


threading.Thread(target=asyncio.run, args=(tasks(),), daemon=True).start()
while g.in_flight() < 3 or g.__gophersnake__.awaiting < 2:
    time.sleep(0.001)


def a_python_function():
    g.crash(sys.argv[1])


a_python_function()
