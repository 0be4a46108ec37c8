"""Servers that fork their workers after the application has called Go."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys

import pytest
from cases import IMPORTABLE
from lacking import skip_without
from running import PROGRAMS, run


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=30)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def get(path):
    connection = UnixConnection(path)
    connection.request("GET", "/")
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200, body
    return int(body)


def patient_get(path):
    """Asks again where nobody answered: uvicorn's worker that ends closes the
    connections whose request it has not read yet (Server.shutdown), which
    another worker then serves.
    """
    for _ in range(10):
        with contextlib.suppress(ConnectionError):
            return get(path)
    return get(path)


@pytest.mark.parametrize(
    "worker, app",
    [(["-k", "sync", "-w", "3"], "wsgi"), (["-k", "gthread", "-w", "2", "--threads", "4"], "wsgi"), (["-k", "uvicorn_worker.UvicornH11Worker", "-w", "2"], "asgi")],
    ids=["sync", "gthread", "uvicorn"],
)
def test_gunicorn_with_preload(worker, app, tmp_path):
    skip_without("gunicorn")
    path = str(tmp_path / "socket")
    # Workers end after some requests, so that new ones are forked all the time.
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--preload", *worker, "--max-requests", "20", "-b", f"unix:{path}", f"served:{app}"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(IMPORTABLE), str(PROGRAMS)])}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        for line in server.stdout:
            if "Booting worker" in line:
                break
        pids = {patient_get(path) for _ in range(100)}
    finally:
        server.send_signal(signal.SIGTERM)
        rest = server.communicate(timeout=60)[0]
    assert len(pids) > 3, pids
    assert server.returncode == 0, rest
    assert not re.search("Traceback|fatal error|was sent SIG(?!TERM)", rest), rest


def test_a_pool_whose_workers_are_replaced():
    assert run("fork_pool.py", "fork", 3).stdout == "210\n"


def test_py_spy(tmp_path):
    skip_without("py_spy")
    out = tmp_path / "profile"
    command = [os.path.join(os.path.dirname(sys.executable), "py-spy"), "record", "-d", "2", "-r", "100", "-f", "raw", "-o", out, "--", sys.executable, PROGRAMS / "spied.py"]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": os.pathsep.join([str(IMPORTABLE), str(PROGRAMS)])}, capture_output=True, text=True, timeout=120)
    if "Permission Denied" in done.stderr or "Operation not permitted" in done.stderr:
        pytest.skip("py-spy may not trace a process here")
    assert done.returncode == 0, done.stderr
    assert "busy_in_go" in out.read_text()
