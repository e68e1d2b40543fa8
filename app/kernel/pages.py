"""What every page knows: its language, its links, its words. And how the language sits in the address."""

import re
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Blueprint, Flask, Response, current_app, g, has_request_context, redirect, request, url_for
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import BaseConverter

from app.kernel import access, i18n, markup, nearest, tokens
from app.kernel.languages import BY_CODE, FOR_STAFF, GERMAN, OFFERED, PLAIN, PLAIN_CHECKED, Language

WORK = "arbeit"
ASKED = "gefragt"
"""Names, in an address, the language that somebody asked for and that we do not offer."""
_PLAIN_PATH = re.compile(r"/(?!/)[A-Za-z0-9/_.:,-]{0,300}")


class LanguageConverter(BaseConverter):
    """The first segment of an address: the code of an offered language."""

    regex = "|".join(BY_CODE)

    def to_python(self, value: str) -> Language:
        return BY_CODE[value]

    def to_url(self, value: Language | str) -> str:
        return value.code if isinstance(value, Language) else value


class Capability(Blueprint):
    """A blueprint whose addresses begin with the language."""

    def __init__(self, name: str, import_name: str) -> None:
        super().__init__(name, import_name, url_prefix="/<language:language>")
        self.url_value_preprocessor(_take_language)
        self.url_defaults(_give_language)


def init_app(app: Flask) -> None:
    app.url_map.converters["language"] = LanguageConverter
    app.before_request(_know_language)
    app.before_request(_lead_to_nearest_language)
    app.before_request(_staff_pages_in_staff_languages)
    app.before_request(access.check)
    app.context_processor(_context)
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        {
            "_": i18n.gettext,
            "ngettext": i18n.ngettext,
            "pgettext": i18n.pgettext,
            "form_token": _form_token,
            "address_of": address_of,
        }
    )
    app.jinja_env.filters.update(
        {
            "day": i18n.day,
            "moment": i18n.moment,
            "weekday": i18n.weekday,
            "time_of_day": i18n.time_of_day,
            "number": i18n.number,
            "language_name": i18n.language_name,
            "translated": i18n.translated,
            "in_own_language": in_own_language,
            "rich": markup.render,
            "naming": markup.naming,
        }
    )


def preferred() -> dict[str, Any]:
    """For an address: the offered language that fits the reader's browser best, and the one asked for if we offer none."""
    unheard = nearest.unheard(_accepted())
    return {"language": nearest.best_for(_accepted()).code, **({ASKED: unheard} if unheard else {})}


def address_of(endpoint: str, **values: Any) -> str:
    """The whole address of a page, as people outside need it: in mails and on paper. It works without a request."""
    public_url: str = current_app.config["SETTINGS"].public_url
    current_app.inject_url_defaults(endpoint, values)
    host = urlsplit(public_url).netloc
    return public_url + current_app.url_map.bind(host).build(endpoint, values)


def in_other_language(language: Language) -> str:
    """The address of this page in another language."""
    if request.endpoint and request.view_args is not None and "language" in g and request.method == "GET":
        address = url_for(request.endpoint, **{**request.view_args, "language": language.code})
        parts = request.query_string.decode("utf-8", "replace").split("&")
        query = "&".join(part for part in parts if part and part.partition("=")[0] != ASKED)
        return f"{address}?{query}" if query else address
    return f"/{language.code}/"


def in_own_language(path: str) -> str:
    """An address as rows keep it, such as `/treffen/<id>`, led to in the reader's language; any other one as it is."""
    localised = f"/{i18n.current_language().code}{path}"
    is_page = path.startswith("/") and current_app.url_map.bind("").test(urlsplit(localised).path, "GET")
    return localised if is_page else path


def own_page(address: str) -> str | None:
    """The path of one of our own pages, however somebody wrote its address; None for everything else.

    Query and fragment go. What stands behind a link in a mail is no such page: its path is a secret.
    """
    path = _own_path(address.strip())
    matched = _match(path) if path else None
    return path if matched and "token" not in matched[1] else None


def value_in(path: str, endpoint: str, name: str) -> str | None:
    """What stands in a path of this endpoint under this name; None for a path of another one."""
    matched = _match(path)
    return str(matched[1][name]) if matched and matched[0] == endpoint else None


def whole(path: str) -> str:
    """The whole address of a path of our own, as people outside need it."""
    public_url: str = current_app.config["SETTINGS"].public_url
    return f"{public_url}{path}"


def _own_path(address: str) -> str | None:
    """The path in an address, if it names none of other people's hosts and holds nothing but plain signs."""
    hosts = {urlsplit(current_app.config["SETTINGS"].public_url).netloc}
    if has_request_context():
        hosts.add(request.host)
    if address.partition("/")[0] in hosts:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    is_ours = parts.scheme in {"http", "https"} and parts.netloc in hosts
    is_path = not parts.scheme and not parts.netloc
    return parts.path if (is_ours or is_path) and _PLAIN_PATH.fullmatch(parts.path) else None


def _match(path: str) -> tuple[str, dict[str, Any]] | None:
    try:
        endpoint, values = current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return None
    return endpoint, dict(values)


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values is not None:
        g.language = values.pop("language", GERMAN)


def _give_language(_endpoint: str, values: dict[str, Any]) -> None:
    values.setdefault("language", i18n.current_language().code)


def _know_language() -> None:
    """An address without a page still has a language: the first segment's, or the one the browser likes."""
    if "language" not in g:
        first = request.path.split("/")[1]
        g.language = BY_CODE.get(first) or nearest.best_for([first, *_accepted()])


def _lead_to_nearest_language() -> Response | None:
    """`/es/orte` leads to `/de/orte?gefragt=es`, where a sentence says so; `/de-CH/` is just German."""
    _, first, *rest = request.path.split("/")
    is_looked_for = isinstance(request.routing_exception, NotFound) and request.method in {"GET", "HEAD"}
    if not is_looked_for or (asked := nearest.asked_by(first)) is None:
        return None
    path = "/".join(["", i18n.current_language().code, *(rest or [""])])
    if _match(path) is None:
        return None
    said = f"{ASKED}={asked.code}" if asked.offered is None else ""
    query = "&".join(filter(None, [request.query_string.decode("utf-8", "replace"), said]))
    return redirect(quote(path) + (f"?{query}" if query else ""), 302)  # type: ignore[return-value]


def _accepted() -> list[str]:
    return [tag for tag, _ in request.accept_languages]


def _staff_pages_in_staff_languages() -> Response | None:
    """`/ar/arbeit` leads to `/de/arbeit`: the staff side is kept in German and English."""
    segments = request.path.split("/")
    if len(segments) > 2 and segments[2] == WORK and g.language not in FOR_STAFF:
        return redirect(request.full_path.replace(f"/{segments[1]}/", f"/{GERMAN.code}/", 1).rstrip("?"), 302)  # type: ignore[return-value]
    return None


def _context() -> dict[str, Any]:
    language = i18n.current_language()
    return {
        "language": language,
        "asked_language": nearest.name_of(request.args.get(ASKED, ""), language),
        "language_links": [_link_to(other) for other in _offered_here()],
    }


def _link_to(other: Language) -> dict[str, str | bool]:
    """This page in one of the offered languages, as the menu shows it."""
    is_checked = other is PLAIN and current_app.config["SETTINGS"].plain_checked_by
    shown = PLAIN_CHECKED if is_checked else other
    return {
        "code": other.code,
        "name": shown.name,
        "remark": shown.remark,
        "lang": other.tag,
        "dir": other.direction,
        "href": in_other_language(other),
        "current": other is i18n.current_language(),
    }


def _offered_here() -> tuple[Language, ...]:
    segments = request.path.split("/")
    return FOR_STAFF if len(segments) > 2 and segments[2] == WORK else OFFERED


def _form_token(purpose: str, subject: str) -> str:
    return tokens.issue(purpose, subject)
