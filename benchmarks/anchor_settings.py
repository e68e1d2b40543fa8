"""gunicorn.conf.py for the anchors: the same server, without what only our own app needs after the fork."""

import runpy

from config import ROOT

globals().update(
    {name: value for name, value in runpy.run_path(str(ROOT / "gunicorn.conf.py")).items() if name != "post_fork"}
)
