"""One concern on one page: the words, what its author wrote, what is like it, all acts, and what was decided before."""

from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.accounts import queries as accounts
from app.concerns.models import Concern
from app.concerns.queries import links, public, steps, work
from app.concerns.queries.work import Ids
from app.concerns.rules import Review
from app.concerns.service import merging, reviewing, wording
from app.concerns.staff_forms import AskForm, GiveBackForm, MergeForm, MoveForm, PlainForm, RedactForm
from app.concerns.staff_views import bp
from app.concerns.staff_views.queue import done
from app.forums import queries as forums
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.moderation import labels as moderation_labels
from app.moderation import queries as moderation
from app.moderation import rules as moderation_rules
from app.places import queries as places


@bp.get("/arbeit/anliegen/<number>")
@requires("concerns.review")
def concern(number: str) -> ResponseReturnValue:
    return _show(work.get_for(accounts.asker(), number))


@bp.post("/arbeit/anliegen/<number>/veroeffentlichen")
@requires("concerns.review")
def publish_submit(number: str) -> ResponseReturnValue:
    found, form = work.get_for(accounts.asker(), number), PlainForm()
    with rules_shown_in(form):
        batch_id = reviewing.publish(wanted=_only(found), account=_account())
    return _show(found, form) if form.has_errors else _onward(found, batch_id)


@bp.post("/arbeit/anliegen/<number>/zurueckgeben")
@requires("concerns.review")
def give_back_submit(number: str) -> ResponseReturnValue:
    found, form = work.get_for(accounts.asker(), number), _give_back_form(request.form)
    if form.validate():
        with rules_shown_in(form):
            batch_id = reviewing.give_back(wanted=_only(found), **form.statement(), account=_account())
            return _onward(found, batch_id)
    return _show(found, form)


@bp.post("/arbeit/anliegen/<number>/fragen")
@requires("concerns.review")
def ask_submit(number: str) -> ResponseReturnValue:
    found, form = work.get_for(accounts.asker(), number), AskForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            wording.ask(concern=found, question=form.question.data or "", account=_account())
            return _back(found, "gefragt")
    return _show(found, form)


@bp.post("/arbeit/anliegen/<number>/unkenntlich-machen")
@requires("concerns.review")
def redact_submit(number: str) -> ResponseReturnValue:
    found = work.get_for(accounts.asker(), number)
    form = _redact_form(found, request.form)
    if form.validate():
        with rules_shown_in(form):
            return _here(found, wording.redact(concern=found, passages=form.wanted(), account=_account()))
    return _show(found, form)


@bp.post("/arbeit/anliegen/<number>/verschieben")
@requires("concerns.review")
def move_submit(number: str) -> ResponseReturnValue:
    asker = accounts.asker()
    found, form = work.get_for(asker, number), _move_form(request.form)
    if form.validate():
        with rules_shown_in(form):
            said = {name: value or "" for name, value in form.answers().items() if name != "direction"}
            direction = form.answers()["direction"]
            batch_id = reviewing.move(wanted=_only(found), **said, direction=direction, account=_account())
            return _here(found, batch_id) if work.find_for(asker, number) else _onward(found, batch_id)
    return _show(found, form)


@bp.post("/arbeit/anliegen/<number>/zusammenlegen")
@requires("concerns.review")
def merge_submit(number: str) -> ResponseReturnValue:
    found = work.get_for(accounts.asker(), number)
    form = _merge_form(found, request.form)
    if form.validate():
        into = work.find_for(accounts.asker(), form.number)
        if into is None:
            form.into.errors = [_("Diese Nummer gibt es bei Ihnen nicht. Schreiben Sie bitte eine wie 2026-00042.")]
            return _show(found, form)
        with rules_shown_in(form):
            return _onward(found, merging.merge(concern=found, into=into, account=_account()))
    return _show(found, form)


@bp.post("/arbeit/anliegen/<number>/nachrichten/<uuid:message_id>/gelesen")
@requires("concerns.review")
def settle_submit(number: str, message_id: UUID) -> ResponseReturnValue:
    found = work.get_for(accounts.asker(), number)
    wording.settle(concern=found, message=work.get_message(found, message_id), account=_account())
    return _back(found, "gelesen")


@bp.post("/arbeit/anliegen/<number>/nachrichten/<uuid:message_id>/aufnehmen")
@requires("concerns.review")
def take_in_submit(number: str, message_id: UUID) -> ResponseReturnValue:
    found, form = work.get_for(accounts.asker(), number), PlainForm()
    message = work.get_message(found, message_id)
    with rules_shown_in(form):
        batch_id = wording.take_in(concern=found, message=message, account=_account())
    return _show(found, form) if form.has_errors else _here(found, batch_id)


def _show(found: Concern, form: BaseForm | None = None) -> Response:
    """The page with all its forms; `form` is the one that could not be taken."""
    forms = [_give_back_form(), AskForm(), _redact_form(found), _move_form(), _merge_form(found)]
    given = {type(each): each for each in (*forms, *([form] if form else []))}
    texts = {name: getattr(found, name) for name in wording.WORDS}
    return http.show_form(
        "concerns/staff/concern.html",
        form or PlainForm(),
        concern=found,
        words={name: list(moderation_rules.pieces(text)) for name, text in texts.items() if text},
        kinds=moderation_labels.HINTS,
        give_back=given[GiveBackForm],
        ask=given[AskForm],
        redact=given[RedactForm],
        move=given[MoveForm],
        merge=given[MergeForm],
        messages_of_author=public.messages_of(found.id),
        history=steps.history_of(found),
        links=links.links_of(found.id),
        today=clock.today(),
        can_be_published=found.review in {Review.WAITING, Review.RETURNED},
        merged_into=found.merged_into.number if found.merged_into else None,
        done=done(request.args.get("getan", "")),
        left=request.args.get("rest", 0, type=int),
        messages=_good_news(),
    )


def _good_news() -> list[str]:
    news = {"gefragt": _("Ihre Frage steht jetzt beim Anliegen."), "gelesen": _("Die Nachricht ist als gelesen vermerkt.")}
    said = request.args.get("gesagt", "")
    return [news[said]] if said in news else []


def _onward(found: Concern, batch_id: UUID) -> Response:
    """To what is to be checked next, with the way back in hand."""
    following = work.next_waiting(forums.area_of(accounts.asker()), found.sequence)
    if following is None:
        return http.see_other(url_for("concerns_work.queue", getan=batch_id))
    return http.see_other(url_for("concerns_work.concern", number=following, getan=batch_id))


def _here(found: Concern, batch_id: UUID) -> Response:
    return http.see_other(url_for("concerns_work.concern", number=found.number, getan=batch_id))


def _back(found: Concern, news: str) -> Response:
    return http.see_other(url_for("concerns_work.concern", number=found.number, gesagt=news))


def _only(found: Concern) -> Ids:
    return work.chosen(forums.area_of(accounts.asker()), [found.number])


def _account() -> UUID:
    return accounts.asker().account_id


def _give_back_form(sent: MultiDict[str, str] | None = None) -> GiveBackForm:
    form = GiveBackForm(sent)
    form.offer_reasons(reasons=moderation.active_reasons())
    return form


def _move_form(sent: MultiDict[str, str] | None = None) -> MoveForm:
    form = MoveForm(sent)
    form.offer_places(ortsteile=places.names(), topics=public.all_topics())
    return form


def _redact_form(found: Concern, sent: MultiDict[str, str] | None = None) -> RedactForm:
    form = RedactForm(sent)
    texts = (found.title, found.text, found.where_exactly)
    form.offer(suspicious=moderation_rules.passages(texts), kinds=moderation_labels.HINTS)
    return form


def _merge_form(found: Concern, sent: MultiDict[str, str] | None = None) -> MergeForm:
    form = MergeForm(sent)
    form.offer(concerns=work.similar_to(found))
    return form
