"""The entrance of staff: the cookie, who asks, what the unknown are answered, and what stands in the navigation."""

from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request, url_for

from app.accounts import queries, rules, service
from app.kernel import access, http
from app.kernel.i18n import lazy_gettext as _

OWN_ENTRIES = (
    ("accounts.manage", "accounts_work.accounts", _("Konten")),
    ("accounts.manage", "accounts_work.departments", _("Fachämter")),
    ("accounts.own", "accounts_work.own", _("Mein Konto")),
)
"""They stand behind what other capabilities put into app.extensions["staff_navigation"]; the desk is first there.

What only helps with all that goes into app.extensions["staff_tools"] and stands below it.
"""
OWN = "accounts.own"
"""Pages with this permission are about the one who works here; they come last."""


def init_app(app: Flask) -> None:
    app.extensions["staff_navigation"] = []
    app.extensions["staff_tools"] = []
    app.jinja_env.globals["staff_form_token"] = lambda: queries.asker().form_token
    app.context_processor(_on_every_page)
    access.know_staff(app, load, ask)


def cookie_name() -> str:
    return "__Host-staff" if current_app.config["IS_PRODUCTION"] else "staff"


def load() -> rules.Asker | None:
    """Who asks. Without the cookie the database is not touched."""
    secret = request.cookies.get(cookie_name())
    return service.asker_of(secret) if secret else None


def ask() -> Response:
    """Nobody is logged in: to the login and back here, or, for a form, a page that keeps what was typed."""
    login = url_for("accounts.log_in", weiter=_here())
    if request.method != "POST":
        return http.see_other(login)
    return make_response(render_template("accounts/logged_out.html", kept=http.kept_fields(), login=login), 401)


def admit(response: Response, secret: str) -> Response:
    """Give the secret of a login to the browser, until it is closed."""
    response.set_cookie(
        cookie_name(), secret, secure=current_app.config["IS_PRODUCTION"], httponly=True, samesite="Lax", path="/"
    )
    return response


WAITING = "ungesendet"
"""A screen that works without network sets this cookie while something waits there. `gesperrt`: and its key is gone."""


def see_off(response: Response) -> Response:
    """Take the login away from the browser, and all pages that it keeps (ASVS 14.3.1). The person cookie stays.

    What waits on the device to be sent stays too, locked, until the same person logs in again.
    """
    response.delete_cookie(
        cookie_name(), secure=current_app.config["IS_PRODUCTION"], httponly=True, samesite="Lax", path="/"
    )
    waits = WAITING in request.cookies
    response.headers["Clear-Site-Data"] = '"cache"' if waits else '"cache", "storage"'
    if waits:
        response.set_cookie(WAITING, "gesperrt", secure=current_app.config["IS_PRODUCTION"], samesite="Strict", path="/")
    return response


def _here() -> str | None:
    """This page's address, if a login may lead back to it."""
    address = request.full_path.rstrip("?")
    return address if request.method != "POST" and rules.leads_to_work(address) else None


def _on_every_page() -> dict[str, Any]:
    asker = access.staff()
    return {"staff": asker, "staff_navigation": _navigation(asker) if isinstance(asker, rules.Asker) else []}


def _navigation(asker: rules.Asker) -> list[dict[str, Any]]:
    """The working pages that this person may open: work, tools, own things.

    The one with the longest fitting address is the current one; the desk, with which all addresses begin, only by itself.
    """
    entries = [*current_app.extensions["staff_navigation"], *OWN_ENTRIES]
    groups = (
        [entry for entry in entries if entry[0] != OWN],
        current_app.extensions["staff_tools"],
        [entry for entry in entries if entry[0] == OWN],
    )
    links: list[dict[str, Any]] = [
        {"text": str(text), "href": url_for(endpoint), "group": group}
        for group, found in enumerate(groups)
        for permission, endpoint, text in found
        if asker.may(permission)
    ]
    current = _fitting([link["href"] for link in links])
    for before, link in zip([None, *links], links, strict=False):
        link["current"] = link["href"] == current
        link["begins"] = before is not None and before["group"] != link["group"]
    return links


def _fitting(hrefs: list[str]) -> str | None:
    desk = min(hrefs, key=len, default="")
    found = [href for href in hrefs if request.path == href or (href != desk and request.path.startswith(f"{href}/"))]
    return max(found, key=len, default=None)
