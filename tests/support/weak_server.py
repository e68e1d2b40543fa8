"""The weak twin: it says 201 first and writes to the disk only every tenth time."""

import os
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

_waiting: list[str] = []


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["REQUEST_METHOD"] == "POST":
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        _waiting.append(parse_qs(body)["client_id"][0])
        if len(_waiting) >= 10:
            with open(os.environ["WEAK_FILE"], "a", encoding="ascii") as file:
                file.writelines(f"{name}\n" for name in _waiting)
            _waiting.clear()
        start_response("201 Created", [("Content-Length", "0")])
    else:
        start_response("200 OK", [("Content-Length", "0")])
    return [b""]
