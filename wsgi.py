"""The door for servers and for the command line: `flask --app wsgi …`, `gunicorn wsgi:app`."""

import os
import sys

import config
from app import create_app

try:
    settings = config.from_environment(os.environ)
except config.SettingMissing as missing:
    sys.exit(str(missing))

app = create_app(settings)
