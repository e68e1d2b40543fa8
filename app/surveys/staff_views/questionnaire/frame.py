"""What all pages of a questionnaire need: the campaign, its draft, and where a problem leads."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import Response, url_for

from app.accounts import queries as accounts
from app.kernel import http
from app.kernel.form import BaseForm
from app.questionnaires import labels, staff_labels
from app.questionnaires import queries as questionnaires
from app.questionnaires.rules import conditions
from app.questionnaires.rules.document import GERMAN, Document, Question
from app.questionnaires.rules.naming import Published
from app.questionnaires.rules.problems import Problem, ProblemKind
from app.surveys.models import Campaign
from app.surveys.queries import campaigns
from app.surveys.queries import questionnaires as queries
from app.surveys.service import questionnaire as service
from app.surveys.service.questionnaire import Base
from app.surveys.staff_forms.questionnaire import comparing
from app.surveys.staff_forms.questionnaire.fields import WritingForm
from app.surveys.staff_forms.questionnaire.problem_fields import FIELDS
from app.surveys.staff_forms.questionnaire.texts import WHOLE, name_of

_ABOUT_TEXTS = frozenset(
    {ProblemKind.TEXT_MISSING, ProblemKind.TEXT_TOO_LONG, ProblemKind.TEXT_UNREADABLE, ProblemKind.TEXT_WITH_PLACEHOLDER}
)
_ABOUT_LANGUAGES = frozenset({ProblemKind.LANGUAGE_UNKNOWN, ProblemKind.DEFAULT_NOT_OFFERED})


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A campaign and what its questionnaire says at the moment."""

    campaign: Campaign
    document: Document
    stroke: int

    @cached_property
    def fixed(self) -> Published:
        return queries.published(self.campaign)

    @property
    def may_write(self) -> bool:
        return service.may_write(self.campaign)


def draft(campaign_id: UUID) -> Draft:
    """The draft of a campaign that this account prepares and leads."""
    found = campaigns.get_for(accounts.asker(), campaign_id)
    questionnaire = queries.of(found)
    return Draft(campaign=found, document=questionnaires.draft_of(questionnaire), stroke=questionnaire.stroke)


def account() -> UUID:
    return accounts.asker().account_id


def base_of(form: WritingForm) -> Base:
    """What the form was written on."""
    stroke, seen = form.base
    return Base(stroke=stroke, seen=seen)


def show(page: str, form: BaseForm, found: Draft, /, **values: Any) -> Response:
    """A page with a form."""
    return http.show_form(f"surveys/staff/questionnaire/{page}.html", form, **_common(found), **values)


def overtaken(page: str, form: WritingForm, theirs: BaseForm, found: Draft, /, **values: Any) -> Response:
    """409: what is stored now stands beside what was typed, and the form can be sent again."""
    differences = comparing.differences(theirs, form)
    context = {**_common(found), "form": form, "differences": differences, **values}
    return http.conflict(f"surveys/staff/questionnaire/{page}.html", **context)


def back(endpoint: str, found: Draft, **values: Any) -> Response:
    """To a page of this questionnaire, after something has been done."""
    return http.see_other(address(endpoint, found, **values))


def address(endpoint: str, found: Draft, **values: Any) -> str:
    return url_for(f"surveys_work.{endpoint}", campaign_id=found.campaign.id, **values)


def condition_in_words(question: Question, document: Document) -> str:
    """When a question is asked, in German; as it was typed as long as nobody can read it."""
    if not question.condition:
        return ""
    try:
        return labels.condition_in_words(conditions.parse(question.condition), document, GERMAN)
    except conditions.ConditionFault:
        return question.condition


def told(problem: Problem, found: Draft) -> dict[str, Any]:
    """A problem in words, and the place where it is solved."""
    words = staff_labels.problem_in_words(problem, found.document)
    return {"words": words, "href": _place_of(problem, found), "is_error": problem.is_error}


def _place_of(problem: Problem, found: Draft) -> str:
    tag, kind = str(problem.detail.get("tag", GERMAN)), problem.kind
    if kind is ProblemKind.LANGUAGE_INCOMPLETE:
        return address("translation", found, tag=problem.place)
    if kind in _ABOUT_LANGUAGES:
        return address("questionnaire_texts", found, _anchor="languages")
    if kind in _ABOUT_TEXTS and tag != GERMAN:
        return address("translation", found, tag=tag, _anchor=name_of(problem.place))
    if kind in _ABOUT_TEXTS and problem.place in WHOLE:
        return address("questionnaire_texts", found, _anchor=problem.place)
    if found.document.find(problem.key):
        field = FIELDS.get(kind) or problem.place.partition("/")[2].partition(":")[0]
        known = {"choice": "antworten", "choices": "antworten", "more": "antworten"}
        return address("question", found, key=problem.key, _anchor=known.get(field, field) or None)
    return address("questionnaire", found, _anchor="neu" if kind is ProblemKind.INVITATION_MISSING else "fragen")


def _common(found: Draft) -> dict[str, Any]:
    return {"campaign": found.campaign, "document": found.document, "may_write": found.may_write}
