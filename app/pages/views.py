"""The start page, Ortsteile, forums, poster links, and the pages that the law asks for."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2 import Template

from app.concerns import telling as concern_texts
from app.concerns.models import Concern
from app.concerns.queries import public as concerns
from app.concerns.telling import Teaser
from app.directory import queries as directory
from app.forums import queries as forums
from app.forums import telling as forum_texts
from app.kernel import clock, page_store, stamps
from app.kernel.access import open_to_all
from app.kernel.errors import NotFound
from app.kernel.i18n import current_language
from app.kernel.languages import PLAIN
from app.kernel.pages import Capability, preferred
from app.meetings.models import Meeting
from app.meetings.queries import exchange, group_pages
from app.meetings.queries import public as meetings
from app.meetings.queries.exchange import Circle
from app.meetings.rules import short as short_meetings
from app.pages import lately, queries, rules
from app.pages.rules import Detail
from app.places import choice, map
from app.places import queries as places
from app.renditions import queries as renditions
from app.surveys.queries import campaigns

bp = Capability("pages", __name__)
doors = Blueprint("doors", __name__)

NEWEST_ON_START = 3
NEWEST_ON_A_PLACE = 5
MEETINGS_ON_START = 2
FEW_MEETINGS = 3
SURVEYS_ON_START = 2
RESULTS_ON_A_PLACE = 3
LATELY = timedelta(days=60)
"""So long results of a survey are told as something new."""
LEGAL = ("impressum", "datenschutz", "barrierefreiheit", "regeln")


@doors.get("/")
@open_to_all
def door() -> ResponseReturnValue:
    return redirect(url_for("pages.start", **preferred()))


@doors.get("/q/<slug>")
@open_to_all
def poster(slug: str) -> ResponseReturnValue:
    """The short link of a poster: to a campaign, or to the form, with the forum's Ortsteile in front."""
    if (campaign := campaigns.find_public(slug)) is not None and forums.name_of(slug) is None:
        return redirect(url_for("surveys.show", **preferred(), slug=campaign.slug))
    forum = forums.get_by_slug(slug)
    return redirect(url_for("concerns.report", **preferred(), forum=forum.slug))


@doors.get("/b/<slug>")
@open_to_all
def survey(slug: str) -> ResponseReturnValue:
    """The short link on the papers of a campaign: it is typed by hand."""
    if campaigns.find_public(slug) is None:
        raise NotFound
    return redirect(url_for("surveys.show", **preferred(), slug=slug))


@doors.get("/t/<short>")
@open_to_all
def meeting(short: str) -> ResponseReturnValue:
    """The short link on the poster of a meeting."""
    span = short_meetings.span_of(short)
    found = exchange.find_beginning_with(*span) if span else None
    if found is None:
        raise NotFound
    return redirect(url_for("meetings.show", **preferred(), meeting_id=found.id))


@doors.get("/gesund")
@open_to_all
def health() -> ResponseReturnValue:
    page_store.versions(("places",))
    return {"status": "ok"}


@bp.get("/")
@open_to_all
@page_store.kept("places", "concerns", "forums", "meetings", "surveys", "operator", stamps.DAY)
def start() -> ResponseReturnValue:
    """The door to the whole city, or to the Ortsteil that somebody has chosen."""
    place, video = choice.chosen(), queries.operator_details().get(Detail.SIGN_VIDEO, "")
    keys = [place.key] if place else None
    circle = exchange.of_ortsteil(place.key) if place else exchange.EVERYBODY
    surveys = queries.surveys(queries.in_ortsteil(place.key)) if place else queries.surveys()
    newest = concerns.newest(ortsteil_keys=keys, most=NEWEST_ON_START)
    return render_template(
        "pages/start.html",
        place=place,
        names=places.names(),
        newest=newest,
        teasers=_teasers(newest),
        forums=forums.of_ortsteil(place.key) if place else forums.all_active(),
        ahead=_ahead(circle, most=MEETINGS_ON_START),
        to_answer=surveys.to_answer[:SURVEYS_ON_START],
        video=video,
        video_host=rules.host_of(video),
        happened=_happened(newest, keys, circle, surveys),
    )


@bp.get("/ortsteile")
@open_to_all
@page_store.kept("places", "concerns", "operator")
def ortsteile() -> ResponseReturnValue:
    drawn = map.drawing(places.ortsteile_with_boundaries(), link=lambda key: url_for("pages.ortsteil", key=key))
    counts = concerns.published_per_ortsteil()
    return render_template("pages/ortsteile.html", ortsteile=places.all_ortsteile(), counts=counts, map=drawn)


@bp.get("/ortsteile/<key>")
@open_to_all
@page_store.kept("places", "concerns", "forums", "directory", "meetings", "surveys", "operator", stamps.DAY)
def ortsteil(key: str) -> ResponseReturnValue:
    place = places.get_ortsteil(key)
    keys, circle, surveys = [place.key], exchange.of_ortsteil(place.key), queries.surveys(queries.in_ortsteil(place.key))
    newest = concerns.newest(ortsteil_keys=keys, most=NEWEST_ON_A_PLACE)
    strengths = concerns.newest_strengths(ortsteil_keys=keys, most=NEWEST_ON_START)
    return render_template(
        "pages/ortsteil.html",
        ortsteil=place,
        newest=newest,
        strengths=strengths,
        teasers=_teasers([*newest, *strengths]),
        answered=concerns.newest_answers(ortsteil_keys=keys, most=NEWEST_ON_START),
        forums=forums.of_ortsteil(place.key),
        gremien=directory.of_ortsteil(place.key),
        neighbours=places.nearest(place, most=3),
        ahead=_ahead(circle),
        results=meetings.results(circle, most=FEW_MEETINGS),
        surveys=surveys,
        happened=_happened(newest, keys, circle, surveys),
        most_told=RESULTS_ON_A_PLACE,
    )


@bp.get("/foren/<slug>")
@open_to_all
@page_store.kept("forums", "concerns", "meetings", "surveys", "operator", stamps.DAY)
def forum(slug: str) -> ResponseReturnValue:
    found = forums.get_by_slug(slug)
    circle = exchange.of_forum(found.id)
    keys = [place.key for place in found.ortsteile]
    newest = concerns.newest(ortsteil_keys=keys, most=NEWEST_ON_A_PLACE)
    return render_template(
        "pages/forum.html",
        forum=found,
        told=renditions.told(f"forum:{found.slug}", forum_texts.originals_of(found), current_language().tag),
        newest=newest,
        teasers=_teasers(newest),
        answered=concerns.newest_answers(ortsteil_keys=keys, most=NEWEST_ON_START),
        ahead=_ahead(circle),
        results=meetings.results(circle, most=FEW_MEETINGS),
        groups=group_pages.of_forum(found.id),
        surveys=queries.surveys(queries.of_forum(found.id)),
        most_told=RESULTS_ON_A_PLACE,
        today=clock.today(),
    )


@bp.get("/verzeichnis/gremien/<slug>")
@open_to_all
@page_store.kept("directory", "places", "meetings", "operator", stamps.DAY)
def gremium(slug: str) -> ResponseReturnValue:
    found, today = directory.get_by_slug(slug), clock.today()
    circle = exchange.of_gremium(found.id)
    past = meetings.past(circle, today=today)
    return render_template(
        "pages/gremium.html",
        gremium=found,
        told=directory.told_of([found])[found.subject],
        ahead=_ahead(circle),
        past=past,
        out=meetings.published(past.meetings),
    )


@bp.get("/erklaerung")
@open_to_all
@page_store.kept("operator")
def explained() -> ResponseReturnValue:
    """What this site is and how it is used, in easily understandable German alone (BITV § 4)."""
    if current_language() is not PLAIN:
        return redirect(url_for("pages.explained", language=PLAIN.code))
    return render_template("pages/explained.html", details=queries.operator_details())


@bp.get("/<any(impressum, datenschutz, barrierefreiheit, regeln):slug>")
@open_to_all
@page_store.kept("operator")
def legal(slug: str) -> ResponseReturnValue:
    """A long text per language; German stands in where a language has none."""
    language = current_language().code
    template: list[str | Template] = [f"pages/{slug}/{language}.html", f"pages/{slug}/de.html"]
    return render_template(template, details=queries.operator_details(), address=request.path)


def _teasers(shown: Sequence[Concern]) -> dict[str, Teaser]:
    return concern_texts.teasers(shown, current_language().tag)


def _ahead(circle: Circle, most: int = FEW_MEETINGS) -> Sequence[Meeting]:
    return meetings.coming(circle, today=clock.today(), most=most)


def _happened(
    said: Sequence[Concern], keys: Sequence[str] | None, circle: Circle, surveys: queries.Surveys
) -> list[lately.Event]:
    since = clock.today() - LATELY
    told = [each for each in surveys.told if each.day >= since]
    answered = concerns.newest_answers(ortsteil_keys=keys, most=1)
    return lately.events(said=said, answered=answered, minutes=meetings.results(circle, most=1), told=told)
