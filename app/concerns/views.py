"""What residents do and read: report, look up the nearest Ortsteile, list, read, support, follow up.

A posting view first does what counts in transactions of its own (person, limits), then reads, and writes last.
"""

from datetime import timedelta
from typing import Any

from flask import Response, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.concerns import exports, rules, telling
from app.concerns.forms import CodeForm, ListingForm, NearbyForm, ReportForm, TellForm
from app.concerns.models import Concern
from app.concerns.queries import links, public, statements
from app.concerns.queries.public import Wanted
from app.concerns.rules import Review, Suspicion
from app.concerns.service import reporting, supporting
from app.concerns.service.reporting import Words
from app.forums import queries as forums
from app.kernel import atom, clock, codes, http, limits, network, page_store, person, qr, stamps, tokens
from app.kernel.access import open_to_all
from app.kernel.db import only_reading
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.form import rules_shown_in
from app.kernel.i18n import current_language
from app.kernel.i18n import gettext as _
from app.kernel.pages import Capability, address_of
from app.kernel.tokens import Verdict
from app.places import choice
from app.places import queries as places
from app.renditions import queries as renditions

bp = Capability("concerns", __name__)

REPORT = "report"
AUTHOR = "concerns/author.html"
TEN_MINUTES = timedelta(minutes=10)
MOST_CODES = 10
NEWEST_ANSWERS = 50


@bp.get("/anliegen/neu")
@open_to_all
def report() -> Response:
    return http.show_form("concerns/report.html", _report_form(ortsteil_key=request.args.get("ort")))


@bp.post("/anliegen/neu")
@open_to_all
def report_submit() -> Response:
    form = _report_form(request.form)
    verdict = tokens.judge(form.token.data or "", REPORT, form.once)
    if not form.validate():
        return http.show_form("concerns/report.html", form)
    if verdict in {Verdict.EXPIRED, Verdict.FORGED} and not _is_stored(form.once):
        form.broken_rules.append(_("Das Formular lag lange offen. Ihr Text ist noch da. Bitte senden Sie ihn noch einmal."))
        return http.expired("concerns/report.html", form)
    author, marks = person.acting(), _suspicions(form, verdict)
    words, slip = Words(language=current_language().tag, **form.words()), _slip(form.once)
    with rules_shown_in(form):
        done = reporting.report(client_id=form.once, words=words, person=author, suspicions=marks)
    if form.has_errors:
        return http.show_form("concerns/report.html", form)
    if not done.has_these_words:
        return _other_words(form, done.concern)
    return person.remember(http.created("concerns/thanks.html", concern=done.concern, **slip), author)


@bp.post("/anliegen/orte-in-der-naehe")
@open_to_all
def nearby_submit() -> ResponseReturnValue:
    """The nearest Ortsteile to choose from. The position is neither stored nor logged."""
    form = NearbyForm(request.form)
    if not form.validate():
        raise RuleBroken(_("Mit diesem Standort können wir nichts anfangen. Bitte wählen Sie aus der Liste."))
    lon, lat = form.position()
    with only_reading():
        found = places.nearest_to(lon=lon, lat=lat)
    message = _("Ganz in der Nähe: Wählen Sie, was stimmt.") if found else _("Bitte wählen Sie aus der Liste.")
    if "text/html" in request.headers.get("Accept", ""):
        return render_template("concerns/nearby.html", ortsteile=found, message=message)
    return jsonify(message=message, choices=[{"value": place.key, "text": place.name} for place in found])


@bp.get("/anliegen")
@open_to_all
@page_store.kept("concerns", "places")
def listing() -> ResponseReturnValue:
    form = ListingForm(choice.narrowed(request.args))
    form.offer(topics=public.topic_labels(), ortsteile=places.names())
    if not form.validate():
        raise NotFound
    if rules.sequence_of(form.question) is not None:
        return redirect(url_for("concerns.show", number=form.question))
    wanted = Wanted(
        ortsteil_key=form.ortsteil.data,
        topic_key=form.thema.data,
        direction=form.chosen_direction,
        progress=form.chosen_progress,
        words=form.question,
    )
    after = form.nach.data
    page = public.page_before(wanted, form.vor.data) if after is None else public.page_after(wanted, after)
    teasers = telling.teasers(page.concerns, current_language().tag)
    return render_template("concerns/listing.html", form=form, page=page, teasers=teasers)


@bp.get("/anliegen/antworten.atom")
@open_to_all
@page_store.kept("concerns", "operator")
def answers() -> Response:
    """What became of concerns, for whoever wants to hear of it."""
    written = atom.feed(
        exports.answers(public.newest_answers(most=NEWEST_ANSWERS)),
        name="anliegen/antworten",
        title=_("Was aus Anliegen geworden ist"),
        page=address_of("concerns.listing"),
        address=address_of("concerns.answers"),
    )
    return Response(written, content_type=atom.CONTENT_TYPE)


@bp.get("/anliegen/<number>")
@open_to_all
@page_store.kept("concerns", "places", stamps.DAY)
def show(number: str) -> ResponseReturnValue:
    concern = public.get_readable(number)
    if concern.review is Review.MERGED:
        return redirect(url_for("concerns.show", number=public.number_merged_into(concern)))
    entries = public.progress_of(concern.id)
    originals = telling.originals_of(concern, entries)
    return render_template(
        "concerns/show.html",
        concern=concern,
        entries=entries,
        told=renditions.told(concern.subject, originals, current_language().tag),
        links=links.links_of(concern.id),
        today=clock.today(),
    )


@bp.post("/anliegen/<number>/betrifft-mich-auch")
@open_to_all
def support_submit(number: str) -> Response:
    supporter = person.acting()
    concern = _published(number)
    supporting.support(concern=concern, supporter=supporter)
    answer = http.created("concerns/supported.html", concern=concern, is_shared_device=supporter.at_counter)
    return person.remember(answer, supporter)


@bp.post("/anliegen/<number>/betrifft-mich-doch-nicht")
@open_to_all
def unsupport_submit(number: str) -> Response:
    supporter = person.acting()
    concern = _published(number)
    supporting.take_back(concern=concern, supporter=supporter)
    return http.created("concerns/unsupported.html", concern=concern)


@bp.get("/nachverfolgen")
@open_to_all
def follow() -> Response:
    return http.show_form("concerns/follow.html", CodeForm())


@bp.post("/nachverfolgen")
@open_to_all
def follow_submit() -> ResponseReturnValue:
    with only_reading():
        concern = _concern_of_code()
        return _unknown_code() if concern is None else http.show_form(AUTHOR, TellForm(), **_for_author(concern))


@bp.post("/nachverfolgen/schreiben")
@open_to_all
def tell_submit() -> ResponseReturnValue:
    """The author answers the question of staff, or adds something."""
    form = TellForm(request.form)
    concern = _concern_of_code()
    if concern is None:
        return _unknown_code()
    if form.validate():
        with rules_shown_in(form):
            language = current_language().tag
            reporting.tell(concern=concern, client_id=form.once, text=form.said, language=language)
    if form.has_errors:
        return http.show_form(AUTHOR, form, **_for_author(concern))
    return http.created(AUTHOR, form=TellForm(), is_told=True, **_for_author(concern))


@bp.post("/nachverfolgen/zurueckziehen")
@open_to_all
def withdraw() -> ResponseReturnValue:
    """Ask whether somebody really wants to withdraw: what is gone is gone."""
    with only_reading():
        concern = _concern_of_code()
        if concern is None:
            return _unknown_code()
        code = rules.code_digits(request.form.get("code", ""))
        return render_template("concerns/withdraw.html", concern=concern, code=code)


@bp.post("/nachverfolgen/zurueckziehen/ja")
@open_to_all
def withdraw_submit() -> ResponseReturnValue:
    concern = _concern_of_code()
    if concern is None:
        return _unknown_code()
    reporting.withdraw(concern=concern)
    return http.created("concerns/withdrawn.html", number=concern.number)


def _report_form(sent: MultiDict[str, str] | None = None, **known: str | None) -> ReportForm:
    """The form with its choices, read without keeping anybody from writing."""
    form = ReportForm(sent, data=known)
    with only_reading():
        form.offer(
            topics=public.active_topics(),
            ortsteile=places.names(),
            forums=forums.all_active(),
            first_forum=request.args.get("forum", ""),
        )
    return form


def _suspicions(form: ReportForm, verdict: Verdict) -> frozenset[Suspicion]:
    posts = limits.hit(REPORT, network.token(), per=TEN_MINUTES)
    return rules.suspicions(
        text=form.said, fell_into_trap=bool(form.website.data), was_hasty=verdict is Verdict.HASTY, posts=posts
    )


def _slip(client_id: str) -> dict[str, Any]:
    """The code of a form for paper: in groups, and as a square that leads to the page where it is asked for."""
    code = reporting.code_of(client_id)
    address = f"{current_app.config['SETTINGS'].public_url}{url_for('concerns.follow')}"
    return {"groups": rules.code_groups(code), "square": qr.drawn(f"{address}#{code}"), "address": address}


def _other_words(form: ReportForm, stored: Concern) -> Response:
    """The same form was sent before, with other words: show both, and offer to send these as a concern of their own."""
    shown = {"stored_text": stored.text, "stored_number": stored.number}
    form.renew()
    return http.conflict("concerns/other_words.html", sent=form, **shown)


def _is_stored(client_id: str) -> bool:
    with only_reading():
        return public.find_by_client_key(codes.digest(client_id)) is not None


def _published(number: str) -> Concern:
    """The concern of this number, or the one that it was merged into."""
    concern = public.get_readable(number)
    return public.get_readable(public.number_merged_into(concern)) if concern.review is Review.MERGED else concern


def _concern_of_code() -> Concern | None:
    """The concern of the code in the body. Attempts are counted, and each costs the same time."""
    limits.allow("code", network.token(), most=MOST_CODES, per=TEN_MINUTES)
    return public.find_by_code(request.form.get("code", ""))


def _unknown_code() -> Response:
    """The same page for a wrong, an unknown and a withdrawn code. What somebody wrote to us stays on it."""
    form, lost = CodeForm(), TellForm(request.form)
    form.code.errors = [
        _("Zu dieser Nummer finden wir nichts. Vielleicht fehlt eine Ziffer, oder das Anliegen ist schon zurückgezogen.")
    ]
    return http.show_form("concerns/follow.html", form, lost=lost if lost.said else None)


def _for_author(concern: Concern) -> dict[str, Any]:
    """What only the author sees: how it stands, what was asked, why it was given back."""
    messages = public.messages_of(concern.id)
    return {
        "concern": concern,
        "code": rules.code_digits(request.form.get("code", "")),
        "entries": public.progress_of(concern.id),
        "links": links.links_of(concern.id) if concern.review is Review.PUBLISHED else [],
        "today": clock.today(),
        "messages": messages,
        "is_asked": public.has_open_question(messages),
        "statement": statements.statement_of(concern),
        "anchor_of": rules.anchor_of,
        "merged_into": public.number_merged_into(concern) if concern.review is Review.MERGED else None,
    }
