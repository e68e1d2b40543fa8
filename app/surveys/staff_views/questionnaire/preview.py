"""How people will see the questionnaire: on a phone, at the door, and in the order of the paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.kernel import languages
from app.kernel.access import requires
from app.kernel.i18n import speaking
from app.questionnaires import labels, staff_labels
from app.questionnaires.rules import conditions
from app.questionnaires.rules.document import Document, Question, Texts, say
from app.questionnaires.rules.kinds import Missing, QuestionType
from app.questionnaires.rules.values import LONGEST_LONG, LONGEST_SHORT
from app.surveys.models import Campaign
from app.surveys.staff_views import bp
from app.surveys.staff_views.questionnaire import frame

MOST_POINTS = 12
"""As many points of a scale as a preview draws, whatever a draft says."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text to show. `attributes` say its language where it is not the one that was asked for (B-12)."""

    text: str
    attributes: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to choose; nothing is ever chosen here."""

    id: str
    value: str
    words: Words
    name: str = ""
    is_chosen: bool = False
    curve: float = 0


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One question as `templates/components/question.html` draws it, without an answer."""

    question: Question
    name: str
    number: int | None
    label: Words
    hint: Words
    condition: Words | None
    options: Sequence[Option]
    ways_out: Sequence[Option]
    places: Sequence[Option]
    other_name: str
    has_faces: bool
    value: str = ""
    other: str = ""
    fault: str = ""
    other_fault: str = ""

    @property
    def longest(self) -> int:
        return LONGEST_LONG if self.question.type is QuestionType.TEXT_LONG else LONGEST_SHORT


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/fragebogen/vorschau")
@requires("surveys.manage")
def questionnaire_preview(campaign_id: UUID) -> ResponseReturnValue:
    """The draft in one of its languages (`sprache`): all questions, or one of them (`frage`, by its place from 1)."""
    found = frame.draft(campaign_id)
    tag = tag_of(found.document, request.args.get("sprache", ""))
    return render_template(
        "surveys/staff/questionnaire/preview.html",
        campaign=found.campaign,
        **values(found.document, tag, found.campaign, only=request.args.get("frage", "")),
    )


def tag_of(document: Document, wanted: str) -> str:
    """The language that was asked for, if people can answer in it."""
    return wanted if wanted in document.languages else document.default_language


def values(document: Document, tag: str, campaign: Campaign, *, only: str = "") -> dict[str, Any]:
    """What a page needs to show a whole document in one language."""
    known = languages.by_tag(tag)
    speaker = _Speaker(document, tag, {ortsteil.key: ortsteil.name for ortsteil in campaign.ortsteile})
    shown = [speaker.shown(question) for question in document.questions]
    place = int(only) if only.isascii() and only.isdigit() and 0 < len(only) < 4 else 0
    is_single = 1 <= place <= len(shown)
    return {
        "document": document,
        "tag_name": tag,
        "direction": known.direction if known else "auto",
        "offered": [(other, staff_labels.language_in_words(other)) for other in document.languages],
        "all_shown": shown,
        "shown": [shown[place - 1]] if is_single else shown,
        "place": place if is_single else 0,
        "whole": {name: speaker.words(getattr(document, name)) for name in ("title", "introduction", "consent", "thanks")},
    }


class _Speaker:
    """Says everything about one document in one language."""

    def __init__(self, document: Document, tag: str, areas: dict[str, str]) -> None:
        self.document = document
        self.tag = tag
        self.areas = areas
        self.numbers = labels.numbers(document)
        known = languages.by_tag(tag)
        self.frame = known if known in languages.OFFERED and known is not None else languages.GERMAN
        """The language that our own words are in."""

    def words(self, texts: Texts) -> Words:
        said = say(texts, self.tag, self.document.default_language)
        known = languages.by_tag(said.tag)
        is_other = said.text and said.tag != self.tag
        return Words(
            text=said.text, attributes={"lang": said.tag, "dir": known.direction if known else "auto"} if is_other else {}
        )

    def shown(self, question: Question) -> Shown:
        name = f"f-{question.key}"
        is_rank, has_other = question.type is QuestionType.RANK, question.other is not None
        options = [] if is_rank else self._options(question, name)
        return Shown(
            question=question,
            name=name,
            number=self.numbers.get(question.key),
            label=self.words(question.label),
            hint=self.words(question.hint),
            condition=self._condition(question),
            options=options,
            ways_out=self._ways_out(question, name),
            places=self._choices(question, name) if is_rank else [],
            other_name=f"{name}_other" if has_other and not is_rank else "",
            has_faces=question.type is QuestionType.SCALE and self.tag == languages.PLAIN.tag,
        )

    def _condition(self, question: Question) -> Words | None:
        if not question.condition:
            return None
        try:
            condition = conditions.parse(question.condition)
        except conditions.ConditionFault:
            return None
        return self._ours(labels.condition_in_words(condition, self.document, self.tag))

    def _options(self, question: Question, name: str) -> list[Option]:
        if question.type is QuestionType.AREA:
            return [Option(id="", value=key, words=Words(text=area, attributes={})) for key, area in self.areas.items()]
        if question.type is QuestionType.SCALE:
            return self._points(question, name)
        return self._choices(question, name)

    def _choices(self, question: Question, name: str) -> list[Option]:
        return [
            Option(id=f"{name}-{number}", value=choice.code, words=self.words(choice.label), name=f"{name}-{number}")
            for number, choice in enumerate(question.choices)
        ]

    def _points(self, question: Question, name: str) -> list[Option]:
        lowest = 1 if question.lowest is None else question.lowest
        highest = min(lowest + 4 if question.highest is None else question.highest, lowest + MOST_POINTS)
        ends = {lowest: self.words(question.low_label), highest: self.words(question.high_label)}
        nothing = Words(text="", attributes={})
        return [
            Option(
                id=f"{name}-{point}",
                value=str(point),
                words=ends.get(point, nothing),
                curve=round(8 * (point - lowest) / max(highest - lowest, 1) - 4, 1),
            )
            for point in range(lowest, highest + 1)
        ]

    def _ways_out(self, question: Question, name: str) -> list[Option]:
        offered = {Missing.NO_ANSWER: question.may_refuse, Missing.DONT_KNOW: question.may_not_know}
        return [
            Option(id=f"{name}{int(way)}", value=str(int(way)), words=self._ours(self._way_out(way)))
            for way, is_offered in offered.items()
            if is_offered
        ]

    def _way_out(self, way: Missing) -> str:
        with speaking(self.frame):
            return str(labels.WAYS_OUT[way])

    def _ours(self, text: str) -> Words:
        is_other = self.frame.tag != self.tag
        return Words(text=text, attributes={"lang": self.frame.tag, "dir": self.frame.direction} if is_other else {})
