"""Servers for the tests: uvicorn with the app, and an origin that answers when it is told to."""

import contextlib
import http.client
import http.server
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

HERE = Path(__file__).parent.parent


@contextlib.contextmanager
def uvicorn(app, **environment):
    """The port of an app that is being served on loopback."""
    command = [sys.executable, "-m", "uvicorn", app, "--host", "127.0.0.1", "--port", "0", "--no-access-log", "--no-use-colors"]
    environment = os.environ | {name: str(value) for name, value in environment.items()}
    with subprocess.Popen(command, cwd=HERE, env=environment, stderr=subprocess.PIPE, text=True) as server:
        log, port = [], None
        for line in server.stderr:
            log.append(line)
            if running := re.search(r"running on http://127\.0\.0\.1:(\d+)", line):
                port = int(running[1])
                break
        # What it says from now on is read, too, or it would block on a full pipe.
        reader = threading.Thread(target=lambda: log.extend(server.stderr))
        reader.start()
        try:
            assert port, "".join(log)
            yield port
        finally:
            server.terminate()
            reader.join()
    assert "Traceback" not in "".join(log), "".join(log)


def get(port, path):
    """Status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


class Origin:
    """A server of one picture, which waits with every answer until it is released."""

    def __init__(self, picture):
        self.asked = threading.Semaphore(0)
        self.released = threading.Event()
        origin = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                origin.asked.release()
                origin.released.wait()
                with contextlib.suppress(ConnectionError):
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(picture)))
                    self.end_headers()
                    self.wfile.write(picture)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.released.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
