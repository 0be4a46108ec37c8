"""The configuration of gunicorn, which finds it by its name. The app is imported once, before the workers are forked; each worker
has a Go runtime of its own from its first call on."""

import os
import tempfile

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WORKERS", 2))
worker_class = "uvicorn_worker.UvicornWorker"
preload_app = True
keepalive = 60
control_socket_disable = True

# prometheus_client looks at it when it is imported.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="metrics-"))

logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "app.RequestID"}},
    "formatters": {"json": {"()": "scoring._logging.JSONFormatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "filters": ["request"], "formatter": "json", "stream": "ext://sys.stdout"}},
    "root": {"level": "INFO", "handlers": ["out"]},
    "loggers": {
        # a worker of uvicorn gives the handlers of gunicorn's loggers to uvicorn's
        "gunicorn.error": {"level": "INFO", "handlers": ["out"], "propagate": False},
        "gunicorn.access": {"level": "WARNING", "handlers": ["out"], "propagate": False},  # the app logs each request itself
    },
}


def child_exit(server, worker):
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)
