"""One question: a new one, or one that is changed."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.kernel.fields import PlainForm
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.questionnaires import labels, staff_labels
from app.questionnaires.rules import checks, editing
from app.questionnaires.rules.document import Document, Question
from app.questionnaires.rules.kinds import QuestionType
from app.questionnaires.rules.naming import Published
from app.questionnaires.service import Overtaken
from app.surveys.service import questionnaire as service
from app.surveys.staff_forms.questionnaire import words
from app.surveys.staff_forms.questionnaire.question import QuestionForm, form_of, fresh
from app.surveys.staff_views import bp
from app.surveys.staff_views.questionnaire import frame
from app.surveys.staff_views.questionnaire.frame import Draft


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/neu")
@requires("surveys.manage")
def new_question(campaign_id: UUID) -> ResponseReturnValue:
    """First the type of the question (`art`), then the fields that this type needs."""
    found, kind = frame.draft(campaign_id), _kind(request.args.get("art", ""))
    if kind is None:
        types = [
            {
                "text": words.TYPES[each],
                "hint": words.HINTS[each],
                "href": frame.address("new_question", found, art=each.value),
            }
            for each in words.TYPES
        ]
        return frame.show("types", PlainForm(), found, types=types)
    form = form_of(fresh(kind, found.document), found.document, Published())
    form.stands_on(found.stroke, "")
    return _show_new(found, kind, form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/neu")
@requires("surveys.manage")
def new_question_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Add a question. The same form again adds nothing."""
    found, kind = frame.draft(campaign_id), _kind(request.form.get("kind", "")) or QuestionType.TEXT_LONG
    start, fixed = replace(fresh(kind, found.document), key=""), found.fixed
    form = form_of(start, found.document, Published(), request.form)
    if form.validate() and (condition := form.condition_said(found.document)) is not None:
        with rules_shown_in(form):
            said = replace(form.said(start, fixed), condition=condition)
            if (twin := _twin(found.document, said)) and form.base[0] != found.stroke:
                return frame.back("questionnaire", found, _anchor=f"punkt-{twin.key}")
            after = editing.added(found.document, said, fixed)
            key = next(each.key for each in after.questions if found.document.find(each.key) is None)
            if not form.tell(checks.problems(after), after, key, is_same_type=True):
                service.rearrange(
                    campaign=found.campaign,
                    edit=lambda document: editing.added(document, replace(said, key=key), fixed),
                    account_id=frame.account(),
                )
                return frame.back("questionnaire", found, _anchor=f"punkt-{key}")
    return _show_new(found, kind, form)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/fragen/<key>")
@requires("surveys.manage")
def question(campaign_id: UUID, key: str) -> ResponseReturnValue:
    found = frame.draft(campaign_id)
    wanted = found.document.find(key)
    if wanted is None:
        raise NotFound
    return _show(found, wanted, _stored(found, wanted, found.fixed))


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/fragen/<key>")
@requires("surveys.manage")
def question_submit(campaign_id: UUID, key: str) -> ResponseReturnValue:
    found = frame.draft(campaign_id)
    wanted, fixed = found.document.find(key), found.fixed
    if wanted is None:
        return _gone(found)
    shown = wanted if key in fixed.types else replace(wanted, type=_kind(request.form.get("kind", "")) or wanted.type)
    form = form_of(shown, found.document, fixed, request.form)
    if form.validate() and (condition := form.condition_said(found.document)) is not None:
        with rules_shown_in(form):
            said = replace(form.said(shown, fixed), condition=condition)
            after = editing.changed(found.document, key, said, fixed)
            is_same_type = said.type is shown.type
            if not form.tell(checks.problems(after), after, said.key, is_same_type=is_same_type):
                return _saved(found, wanted, form, said, fixed)
    return _show(found, wanted, form)


def _saved(found: Draft, wanted: Question, form: QuestionForm, said: Question, fixed: Published) -> Response:
    """Store what was said. After another type, the page comes again with the fields that it needs."""
    key = wanted.key
    try:
        service.write(
            campaign=found.campaign,
            edit=lambda document: editing.changed(document, key, said, fixed),
            shown=lambda document: _part(document, key),
            base=frame.base_of(form),
            account_id=frame.account(),
        )
    except Overtaken:
        return _both(found.campaign.id, key, form)
    if said.type is not wanted.type:
        return frame.back("question", found, key=said.key)
    return frame.back("questionnaire", found, _anchor=f"punkt-{said.key}")


def _both(campaign_id: UUID, key: str, form: QuestionForm) -> Response:
    """409: somebody else has changed this very question."""
    now = frame.draft(campaign_id)
    stored = now.document.find(key)
    if stored is None:
        return _gone(now)
    form.stands_on(now.stroke, service.print_of(_part(now.document, key)))
    theirs = _stored(now, stored, now.fixed)
    return frame.overtaken("question", form, theirs, now, **_values(now, stored))


def _gone(found: Draft) -> Response:
    """409: somebody else has taken this question out. What was typed can become a new one."""
    kind = _kind(request.form.get("kind", "")) or QuestionType.TEXT_LONG
    form = form_of(replace(fresh(kind, found.document), key=""), found.document, Published(), request.form)
    form.validate()
    form.stands_on(found.stroke, "")
    if "key" in form:
        form.key.data = ""
    return frame.overtaken("new", form, form, found, is_gone=True, **_new_values(kind))


def _stored(found: Draft, wanted: Question, fixed: Published) -> QuestionForm:
    form = form_of(wanted, found.document, fixed)
    form.stands_on(found.stroke, service.print_of(_part(found.document, wanted.key)))
    return form


def _part(document: Document, key: str) -> Any:
    """What the page of a question shows."""
    return document.find(key)


def _twin(document: Document, said: Question) -> Question | None:
    """A question that says the very same: the form was sent twice."""
    wanted = editing.fitting(replace(said, key=""))
    return next((each for each in document.questions if replace(each, key="") == wanted), None)


def _show(found: Draft, wanted: Question, form: QuestionForm) -> Response:
    return frame.show("question", form, found, **_values(found, wanted))


def _values(found: Draft, wanted: Question) -> dict[str, Any]:
    number = labels.numbers(found.document).get(wanted.key)
    title = _("Frage %(number)s", number=number) if number else str(staff_labels.TYPES[wanted.type])
    return {"question": wanted, "title": title, "is_fixed": wanted.key in found.fixed.types, "words": words}


def _show_new(found: Draft, kind: QuestionType, form: QuestionForm) -> Response:
    return frame.show("new", form, found, **_new_values(kind))


def _new_values(kind: QuestionType) -> dict[str, Any]:
    return {"kind": kind, "title": str(words.TYPES[kind]), "hint": str(words.HINTS[kind])}


def _kind(value: str) -> QuestionType | None:
    return QuestionType(value) if value in set(QuestionType) else None
