"""Starts the server of pictures and the app; Ctrl-C ends both."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def uvicorn(app, port):
    command = [sys.executable, "-m", "uvicorn", app, "--host", "127.0.0.1", "--port", str(port), "--no-access-log"]
    return subprocess.Popen(command, cwd=HERE, env=os.environ | {"ORIGIN": "http://127.0.0.1:8001"})


def main():
    servers = [uvicorn("origin:app", 8001), uvicorn("app:app", 8000)]
    print("http://127.0.0.1:8000/thumbnails/7 is a thumbnail, http://127.0.0.1:8000/docs tells of the others", flush=True)
    try:
        for server in servers:
            server.wait()
    except KeyboardInterrupt:
        # They have heard it too.
        pass
    finally:
        for server in servers:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
