"""The whole questionnaire: its questions in their order, what is still to do, how long it takes, its languages."""

from typing import Any
from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.kernel.access import requires
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.questionnaires import labels, staff_labels
from app.questionnaires.rules import checks, editing
from app.questionnaires.rules.document import GERMAN, Document
from app.questionnaires.rules.editing import Move
from app.questionnaires.rules.kinds import AskedBy
from app.questionnaires.rules.problems import Problem
from app.surveys.service import questionnaire as service
from app.surveys.staff_forms.questionnaire import words
from app.surveys.staff_forms.questionnaire.acts import MoveForm
from app.surveys.staff_views import bp
from app.surveys.staff_views.questionnaire import frame
from app.surveys.staff_views.questionnaire.frame import Draft


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/fragebogen")
@requires("surveys.manage")
def questionnaire(campaign_id: UUID) -> ResponseReturnValue:
    return _show(frame.draft(campaign_id))


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/leitfaden")
@requires("surveys.manage")
def guide_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Take over the ready-made guide of an activating survey."""
    found, form = frame.draft(campaign_id), PlainForm()
    fixed = found.fixed
    with rules_shown_in(form):
        service.rearrange(
            campaign=found.campaign,
            edit=lambda document: editing.with_guide(document, fixed),
            account_id=frame.account(),
        )
    return _show(found, form) if form.has_errors else frame.back("questionnaire", found, _anchor="fragen")


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/fragen/<key>/verschieben")
@requires("surveys.manage")
def move_question_submit(campaign_id: UUID, key: str) -> ResponseReturnValue:
    """Up or down by one. The answer leads back to the same button."""
    found, form = frame.draft(campaign_id), MoveForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            move: Move = form.move.data
            service.rearrange(
                campaign=found.campaign,
                edit=lambda document: editing.moved(document, key, move),
                account_id=frame.account(),
            )
            return frame.back("questionnaire", found, bewegt=key, richtung=move, _anchor=f"punkt-{key}")
    return _show(found, form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/fragen/<key>/entfernen")
@requires("surveys.manage")
def remove_question_submit(campaign_id: UUID, key: str) -> ResponseReturnValue:
    found, form = frame.draft(campaign_id), PlainForm()
    with rules_shown_in(form):
        service.rearrange(
            campaign=found.campaign, edit=lambda document: editing.removed(document, key), account_id=frame.account()
        )
    return _show(found, form) if form.has_errors else frame.back("questionnaire", found, _anchor="fragen")


def _show(found: Draft, form: BaseForm | None = None) -> Response:
    document = found.document
    problems = sorted(checks.problems(document), key=lambda problem: not problem.is_error)
    return frame.show(
        "overview",
        form or PlainForm(),
        found,
        rows=_rows(document, problems),
        problems=[frame.told(problem, found) for problem in problems],
        minutes=checks.minutes(document),
        meters=_meters(document),
        moved={"key": request.args.get("bewegt", ""), "move": request.args.get("richtung", "")},
        directions=Move,
        has_invitation=checks.has_invitation(document),
    )


def _rows(document: Document, problems: list[Problem]) -> list[dict[str, Any]]:
    """The questions as the list shows them: headings and notes stand among them without a number."""
    numbers = labels.numbers(document)
    return [
        {
            "key": question.key,
            "number": numbers.get(question.key),
            "title": words.of_question(question),
            "type": staff_labels.TYPES[question.type],
            "block": staff_labels.BLOCKS[question.block] if question.asks else "",
            "is_activating": question.block == "activating",
            "is_invitation": question.part == "invitation",
            "by_writer": question.asked_by is AskedBy.WRITER,
            "is_inside": bool(question.group),
            "condition": frame.condition_in_words(question, document),
            "faults": sum(problem.is_error and problem.key == question.key for problem in problems),
        }
        for question in document.questions
    ]


def _meters(document: Document) -> list[dict[str, Any]]:
    """How far each language is, those first that people can answer in."""
    tags = dict.fromkeys((*document.languages, *(tag for _place, texts in document.texts() for tag in texts)))
    return [
        {
            "tag": tag,
            "name": staff_labels.language_in_words(tag),
            "meter": checks.completeness(document, tag),
            "is_offered": tag in document.languages,
            "is_mixed": tag in document.mixed,
            "is_default": tag == document.default_language,
            "is_original": tag == GERMAN,
        }
        for tag in tags
    ]
