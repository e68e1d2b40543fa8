"""Style sheet and scripts: many small files in the house, one hashed and compressed file each on the wire.

They are gathered when the app starts and served by whitenoise with a name that changes with its content.
"""

import gzip
import hashlib
import mimetypes
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

from config import INSTANCE, ROOT

SOURCES = ROOT / "static"
BUILT = INSTANCE / "static"
STYLES_FIRST = ("tokens.css", "base.css", "layouts.css")
STYLES_LAST = ("print.css",)
COMPONENTS = "components"


@dataclass(frozen=True, kw_only=True)
class Asset:
    """One file as it is served."""

    name: str
    content: bytes

    @property
    def served_name(self) -> str:
        stem, _, ending = self.name.rpartition(".")
        return f"{stem}.{hashlib.sha256(self.content).hexdigest()[:12]}.{ending}"


def init_app(app: Flask) -> None:
    """Build what is missing and put whitenoise in front of the app."""
    assets = gathered()
    for asset in assets:
        _write(BUILT / asset.served_name, asset.content)
    addresses = {asset.name: f"/static/{asset.served_name}" for asset in assets}
    app.jinja_env.globals["asset"] = addresses.__getitem__
    app.extensions["assets"] = addresses
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(BUILT),
        prefix="static/",
        allow_all_origins=False,
        max_age=31_536_000,
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=_add_headers,
    )


def gathered() -> list[Asset]:
    """The style sheet, the scripts and all pictures.

    A folder of scripts, or of sheets other than the components, is one more of its name, for the pages that ask for it:
    nobody else carries its weight.
    """
    pictures = [
        Asset(name=path.name, content=path.read_bytes()) for path in sorted((SOURCES / "images").glob("*")) if path.is_file()
    ]
    return [
        Asset(name="site.css", content=_joined(_styles())),
        Asset(name="site.js", content=_joined(sorted((SOURCES / "js").glob("*.js")))),
        *(
            Asset(name=f"{folder.name}.{kind}", content=_joined(sorted(folder.glob(f"*.{kind}"))))
            for kind in ("css", "js")
            for folder in sorted((SOURCES / kind).iterdir())
            if folder.is_dir() and folder.name != COMPONENTS
        ),
        *pictures,
    ]


def _styles() -> list[Path]:
    css = SOURCES / "css"
    components = sorted((css / COMPONENTS).glob("*.css"))
    return [*(css / name for name in STYLES_FIRST), *components, *(css / name for name in STYLES_LAST)]


def _joined(paths: list[Path]) -> bytes:
    return b"\n".join(path.read_bytes() for path in paths if path.exists())


def _write(path: Path, content: bytes) -> None:
    compressed = path.with_name(path.name + ".gz")
    if path.exists() and compressed.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    for target, data in ((path, content), (compressed, gzip.compress(content, 9, mtime=0))):
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(draft, 0o644)
        os.replace(draft, target)


def _add_headers(headers: dict[str, str], path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if path.endswith(".js"):
        headers["Content-Type"] = f"{mimetypes.types_map.get('.js', 'text/javascript')}; charset=utf-8"
