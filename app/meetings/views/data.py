"""Meetings as data for other programs: objects in the shape of OParl. No language in the address, all words German."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from app.directory import queries as directory
from app.forums import queries as forums
from app.kernel import clock, i18n, page_store, stamps
from app.kernel.access import open_to_all
from app.kernel.errors import NotFound
from app.kernel.languages import GERMAN
from app.meetings.exports import oparl
from app.meetings.exports.oparl import Object
from app.meetings.queries import exchange, records
from app.meetings.queries.exchange import EVERYBODY, Circle, Window
from app.meetings.views.exchange import KEPT

bp = Blueprint("oparl", __name__, url_prefix="/daten/oparl")

PAGE = 50
MOST_PAGES = 10_000
WINDOW = ("created_since", "created_until", "modified_since", "modified_until")
FOR_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Pages elsewhere may read these data in the browser."""


def answered(view: Callable[..., Object]) -> Callable[..., Response]:
    """The object that a view gives, as JSON in German."""

    @wraps(view)
    def answer(**values: Any) -> Response:
        with i18n.speaking(GERMAN):
            written = json.dumps(view(**values), ensure_ascii=False)
        return Response(written, content_type="application/json; charset=utf-8", headers=FOR_ALL)

    return answer


@bp.get("/treffen")
@open_to_all
@page_store.kept(*KEPT, stamps.DAY)
@answered
def meetings() -> Object:
    number = request.args.get("seite", "1")
    if not (number.isdecimal() and 1 <= int(number) <= MOST_PAGES):
        raise NotFound
    found, total = exchange.page_of(_circle(), _window(), page=int(number), size=PAGE)
    asked = {name: value for name, value in request.args.items() if name in {*WINDOW, "forum", "gremium"}}
    return oparl.page(found, records.of(found), number=int(number), size=PAGE, total=total, asked=asked)


@bp.get("/treffen/<uuid:meeting_id>")
@open_to_all
@page_store.kept(*KEPT, stamps.DAY)
@answered
def meeting(meeting_id: UUID) -> Object:
    found = exchange.get_meeting(meeting_id)
    return oparl.meeting(found, records.of([found]).get(meeting_id))


@bp.get("/treffen/<uuid:meeting_id>/ort")
@open_to_all
@page_store.kept(*KEPT)
@answered
def location(meeting_id: UUID) -> Object:
    found = exchange.get_meeting(meeting_id)
    if not oparl.has_location(found):
        raise NotFound
    return oparl.location(found)


@bp.get("/treffen/<uuid:meeting_id>/protokoll")
@open_to_all
@page_store.kept(*KEPT)
@answered
def protocol(meeting_id: UUID) -> Object:
    return oparl.protocol(exchange.get_record(meeting_id))


@bp.get("/tagesordnungspunkte/<uuid:item_id>")
@open_to_all
@page_store.kept(*KEPT)
@answered
def item(item_id: UUID) -> Object:
    found, shown = exchange.get_item(item_id)
    return oparl.item(shown, found, records.of([found]).get(found.id))


@bp.get("/foren/<slug>")
@open_to_all
@page_store.kept(*KEPT)
@answered
def forum(slug: str) -> Object:
    return oparl.forum(forums.get_by_slug(slug))


@bp.get("/gremien/<slug>")
@open_to_all
@page_store.kept(*KEPT)
@answered
def gremium(slug: str) -> Object:
    return oparl.gremium(directory.get_by_slug(slug))


def _circle() -> Circle:
    if slug := request.args.get("forum"):
        return exchange.of_forum(forums.get_by_slug(slug).id)
    if slug := request.args.get("gremium"):
        return exchange.of_gremium(directory.get_by_slug(slug).id)
    return EVERYBODY


def _window() -> Window:
    return Window(**{name: _moment(value) for name in WINDOW if (value := request.args.get(name))})


def _moment(text: str) -> datetime:
    """A point in time as a program writes it; without a zone it is meant here. Raises NotFound when it is none."""
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))
        return moment if moment.tzinfo else moment.replace(tzinfo=clock.LOCAL)
    except ValueError as none:
        raise NotFound from none
