"""How gunicorn serves: few processes with threads, no access log, and no address in any log."""

import os
import re
import socket
import sys

from gunicorn.glogging import Logger

ADDRESS = re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b|\b[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){3,7}\b")

host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "5000")
bind = f"{host}:{port}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_class = "gthread"
preload_app = True
timeout = 60
graceful_timeout = 20
keepalive = 5
reuse_port = True
accesslog = None
loglevel = "warning"


class WithoutAddresses(Logger):
    """gunicorn names the address of a broken request. Ortsstimme keeps no address anywhere."""

    def warning(self, msg: object, *args: object, **kwargs: object) -> None:
        super().warning(ADDRESS.sub("…", str(msg)), *args, **kwargs)


logger_class = WithoutAddresses


def on_starting(_server: object) -> None:
    """Refuse a port that is taken: with `reuse_port` a second server would share it without a word."""
    try:
        socket.create_server((host, int(port))).close()
    except OSError as fault:
        sys.exit(f"{bind}: {fault.strerror}")


def post_fork(_server: object, _worker: object) -> None:
    """Each process opens connections of its own."""
    from app.kernel.db import READING, db
    from wsgi import app

    with app.app_context():
        db.engine.dispose(close=False)
        db.engines[READING].dispose(close=False)
