"""The Ortsteil that a reader has chosen. It stands in the address alone, and links take it along.

`?ort=24` says: I live there. `?ortsteil=24` is what lists ask for, and says it too; so a list of the whole city
(`?ortsteil=`) leaves the choice behind.
"""

import re
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import MultiDict

from app.kernel import page_store
from app.kernel.pages import WORK
from app.places import queries
from app.places.models import Ortsteil

CHOSEN, WANTED = "ort", "ortsteil"
_KEY = re.compile(r"[\w-]{1,40}")


def init_app(app: Flask) -> None:
    """Let every page know the chosen Ortsteil, and every link between pages of residents take it along."""
    app.jinja_env.globals["url_for"] = leading_on
    app.context_processor(lambda: {"chosen_ortsteil": chosen()})


def chosen() -> Ortsteil | None:
    """The Ortsteil in the address of this request, if there is one of this key."""
    key = (request.args.get(CHOSEN) or request.args.get(WANTED)) if has_request_context() else None
    if not key or not _KEY.fullmatch(key):
        return None
    if "chosen_ortsteil" not in g:
        g.chosen_ortsteil = _found(key)
    found: Ortsteil | None = g.chosen_ortsteil
    return found


def narrowed(given: MultiDict[str, str]) -> MultiDict[str, str]:
    """What somebody asks a list for; where nothing is said about the Ortsteil, the chosen one is meant."""
    place = chosen()
    if place is None or WANTED in given:
        return given
    return MultiDict([*given.items(multi=True), (WANTED, place.key)])


def leading_on(endpoint: str, **values: Any) -> str:
    """`url_for` of templates: from page to page of residents the chosen Ortsteil goes along. `ort=None` leaves it behind."""
    if not {CHOSEN, WANTED} & values.keys() and endpoint in _along() and (place := chosen()):
        values[CHOSEN] = place.key
    return url_for(endpoint, **values)


def _found(key: str) -> Ortsteil | None:
    """None too while the database is gone: pages that say so have links as well."""
    try:
        page_store.also_under("places")
        return queries.find_ortsteil(key)
    except SQLAlchemyError:
        return None


def _along() -> frozenset[str]:
    """The endpoints of pages for residents: not those of staff, and no files."""
    known: frozenset[str] | None = current_app.extensions.get("along")
    if known is None:
        rules = (rule for rule in current_app.url_map.iter_rules() if "language" in rule.arguments)
        known = frozenset(rule.endpoint for rule in rules if "." not in rule.rule and f"/{WORK}" not in rule.rule)
        current_app.extensions["along"] = known
    return known
