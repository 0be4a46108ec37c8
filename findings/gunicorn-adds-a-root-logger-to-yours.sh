#!/bin/sh
# gunicorn 27.0.1; x86-64 Linux.
#
# Guess: logconfig_dict goes to logging.config.dictConfig(), so what it does not name stays as it is.
# Behaviour: gunicorn's own configuration is beneath it, merged by the keys at the top alone. Without "root", the root logger gets gunicorn's handler
# "console", on standard output; if the dict has "handlers" of its own, that one is gone, and gunicorn does not start: the message names the root
# logger, of which the dict says nothing. With "loggers", those of gunicorn's log of requests have no handlers any more.
# Output seen:
#   loggers: root has [<StreamHandler <stdout> (NOTSET)>], gunicorn.access []
#   loggers and handlers: RuntimeError: Unable to configure root logger
#   loggers, handlers and root: root has [], gunicorn.access []
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check gunicorn==27.0.1
cat > try.py <<'PY'
import logging
from gunicorn.config import Config
from gunicorn.glogging import Logger

loggers = {"loggers": {"app": {"level": "INFO"}}}
handlers = {"handlers": {"out": {"class": "logging.StreamHandler"}}}
for name, given in (("loggers", loggers), ("loggers and handlers", loggers | handlers), ("loggers, handlers and root", loggers | handlers | {"root": {}})):
    logging.root.handlers.clear()
    config = Config()
    config.set("logconfig_dict", {"version": 1, "disable_existing_loggers": False} | given)
    try:
        Logger(config)
    except RuntimeError as e:
        print(f"{name}: RuntimeError: {e}")
    else:
        print(f"{name}: root has {logging.root.handlers}, gunicorn.access {logging.getLogger('gunicorn.access').handlers}")
PY
seen=$(env/bin/python try.py)
echo "$seen"
[ "$seen" = "loggers: root has [<StreamHandler <stdout> (NOTSET)>], gunicorn.access []
loggers and handlers: RuntimeError: Unable to configure root logger
loggers, handlers and root: root has [], gunicorn.access []" ]
