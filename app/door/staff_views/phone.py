"""What a phone installs and takes along: the package, the service worker, the manifest; and the way out."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Response, current_app, jsonify, make_response, request, url_for

from app.accounts import entrance, service
from app.accounts import queries as accounts
from app.door import exports
from app.door.staff_views import bp
from app.kernel import codes
from app.kernel.access import open_to_all, requires
from app.kernel.http import see_other
from app.kernel.i18n import current_language
from app.kernel.i18n import gettext as _
from app.kernel.pages import WORK
from app.surveys.queries import campaigns
from config import ROOT

WORKER = ROOT / "static" / "js" / "door" / "worker" / "worker.js"
"""Beside the bundle, not in it: it runs in a thread of its own."""
ASSETS = ("site.css", "door.css", "site.js", "door.js")
SIGN = "data:image/svg+xml," + quote(
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><path fill='#fbf5ec' d='M0 0h32v32H0z'/>"
    "<path fill='#7b1e57' d='M16 5 26 12.5v9a2.5 2.5 0 0 1-2.5 2.5H14l-5 3.5V24a3 3 0 0 1-3-2.5v-9z'/>"
    "<path stroke='#ffcb52' stroke-width='2' stroke-linecap='round' d='M11 15.5h10M11 19.5h6'/></svg>"
)
COLOUR, GROUND = "#7b1e57", "#fbf5ec"


@bp.get("/arbeit/tuer/<slug>/paket")
@requires("surveys.ask")
def package(slug: str) -> Response:
    """Everything to take along. With the tag of what the phone has, 304."""
    asker = accounts.asker()
    response = jsonify(exports.package(campaigns.get_to_ask(asker, slug), asker))
    response.set_etag(codes.digest(response.get_data(as_text=True))[:32])
    response.make_conditional(request)
    return response


@bp.get("/arbeit/tuer/dienst.js")
@open_to_all
def worker() -> Response:
    """The service worker. It holds nothing secret, and it must be able to change after a login has ended."""
    known = current_app.extensions["assets"]
    files = "".join(f'"{known[name]}",' for name in ASSETS)
    response = make_response(f"const FILES = [{files}];\n{Path(WORKER).read_text(encoding='utf-8')}")
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    response.headers["Service-Worker-Allowed"] = scope()
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/arbeit/tuer/<slug>/app.webmanifest")
@requires("surveys.ask")
def manifest(slug: str) -> Response:
    """How the page sits on the home screen of a phone."""
    campaign, language = campaigns.get_to_ask(accounts.asker(), slug), current_language()
    facts: dict[str, Any] = {
        "id": url_for("door_work.shell", slug=slug),
        "start_url": url_for("door_work.shell", slug=slug),
        "scope": scope(),
        "name": _("Gespräche: %(title)s", title=campaign.title),
        "short_name": _("Gespräche"),
        "lang": language.tag,
        "dir": language.direction,
        "display": "standalone",
        "orientation": "portrait",
        "theme_color": COLOUR,
        "background_color": GROUND,
        "icons": [{"src": SIGN, "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"}],
    }
    response = jsonify(facts)
    response.headers["Content-Type"] = "application/manifest+json"
    return response


@bp.post("/arbeit/tuer/abmelden")
@requires("surveys.ask")
def leave_submit() -> Response:
    """Log out and keep what waits on this phone: it stays locked until the same person logs in again (B-25)."""
    service.end_session(session_hash=accounts.asker().session_hash)
    response = entrance.see_off(see_other(url_for("accounts.log_in")))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def scope() -> str:
    """Which addresses the service worker cares for."""
    return f"/{current_language().code}/{WORK}/tuer/"
