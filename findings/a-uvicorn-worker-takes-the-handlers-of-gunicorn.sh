#!/bin/sh
# gunicorn 27.0.1, uvicorn-worker 0.4.0, uvicorn 0.54.0; Python 3.12.
#
# Guess: with a logconfig_dict in which gunicorn's and uvicorn's loggers have no handlers and go up to the root logger, which has one, all lines of
# both are written.
# Behaviour: the worker sets the handlers of uvicorn.error and uvicorn.access to those of gunicorn.error and gunicorn.access, none here, and
# their propagate to False. Nothing that uvicorn logs is written ("Application startup complete" is missing). The loggers of gunicorn need
# handlers of their own.
# Output seen:
#   gunicorn's own: True, uvicorn's: False
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check gunicorn==27.0.1 uvicorn-worker==0.4.0 uvicorn==0.54.0
cat > app.py <<'PY'
async def app(scope, receive, send):
    while (message := await receive())["type"] != "lifespan.shutdown":
        await send({"type": message["type"] + ".complete"})
    await send({"type": "lifespan.shutdown.complete"})
PY
cat > gunicorn.conf.py <<'PY'
bind, workers, worker_class, control_socket_disable = "127.0.0.1:0", 1, "uvicorn_worker.UvicornWorker", True
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(name)s %(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "plain", "stream": "ext://sys.stdout"}},
    "root": {"level": "INFO", "handlers": ["out"]},
    "loggers": {n: {"level": "INFO", "handlers": [], "propagate": True} for n in ("gunicorn.error", "gunicorn.access", "uvicorn.error", "uvicorn.access")},
}


def post_worker_init(worker):
    import os
    import signal
    import threading

    threading.Timer(3, os.kill, (worker.ppid, signal.SIGTERM)).start()
PY
env/bin/gunicorn app:app > log
cat > said.py <<'PY'
log = open("log").read()
line = f"gunicorn's own: {'gunicorn.error Booting worker' in log}, uvicorn's: {'uvicorn.error' in log}"
print(line)
assert line == "gunicorn's own: True, uvicorn's: False", "this has changed"
PY
env/bin/python said.py
