"""One question of a questionnaire: what its type has a use for, in German. Other languages have sheets of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from app.kernel.fields import Choice, Tiles
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires import staff_labels
from app.questionnaires.rules import editing, picking
from app.questionnaires.rules.document import GERMAN, OTHER, Document, Question
from app.questionnaires.rules.editing import BOUNDED, Row, with_words
from app.questionnaires.rules.kinds import CLOSED, SILENT, WITH_CHOICES, AskedBy, Block, Part, QuestionType
from app.questionnaires.rules.naming import Published
from app.questionnaires.rules.picking import Joint, Pick
from app.questionnaires.rules.problems import LONGEST, LONGEST_OTHERWISE, MOST_CHOICES, Problem, ProblemKind
from app.surveys.staff_forms.questionnaire import words
from app.surveys.staff_forms.questionnaire.fields import Number, WritingForm, line, text
from app.surveys.staff_forms.questionnaire.problem_fields import FIELDS, OF_TEXTS, OF_THE_TYPE

SPARE_PICKS, MOST_PICKS = 2, 12
"""Empty lines to pick from below those that are filled; how many there are at most."""
LONGEST_LIST = 20_000
WITH_OTHER = frozenset({QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE})


class By(StrEnum):
    """How somebody says when a question is asked."""

    ALWAYS = "always"
    LIST = "list"
    TEXT = "text"


BYS: dict[By, str] = {
    By.ALWAYS: _("Immer"),
    By.LIST: _("Nur nach bestimmten Antworten"),
    By.TEXT: _("Als Formel, für Geübte"),
}


class QuestionForm(WritingForm):
    """The fields that every question may have. `form_of` adds its rows and takes away what its type has no use for."""

    kind = HiddenField()
    """The type for which the fields stand on the page."""
    type = Choice(_("Was für eine Frage ist das?"), coerce=QuestionType)
    label = text(_("Frage"), LONGEST_OTHERWISE, validators=[InputRequired(_("Schreiben Sie bitte, was gefragt wird."))])
    hint = text(_("Hinweis zur Frage (freiwillig)"), LONGEST_OTHERWISE)
    key = line(_("Kürzel für Tabellen"), 31, render_kw={"dir": "ltr", "autocomplete": "off"})
    block = Tiles(_("In welchem Teil des Gesprächs?"), coerce=Block, default=Block.OTHER)
    invites = BooleanField(_("Das ist die Frage nach der Einladung. Sie führt zum Kontaktzettel."))
    asked_by = Tiles(_("Wer stellt diese Frage?"), coerce=AskedBy, default=AskedBy.ASKER)
    group = Choice(_("Unter welcher Überschrift?"), default="")
    is_required = BooleanField(_("Ohne eine Antwort geht es nicht weiter"))
    may_refuse = BooleanField(_("„Keine Angabe“ anbieten"))
    may_not_know = BooleanField(_("„Weiß nicht“ anbieten"))
    more = text(_("Neue Antworten"), LONGEST_LIST)
    has_other = BooleanField(_("Dazu eine Antwort mit eigenen Worten anbieten"))
    other_words = line(_("Wie heißt diese Antwort?"), LONGEST["choice"])
    lowest = Number(_("Kleinster Wert"))
    highest = Number(_("Größter Wert"))
    low_label = line(_("Worte am Anfang der Skala"), LONGEST["low_label"])
    high_label = line(_("Worte am Ende der Skala"), LONGEST["high_label"])
    condition_by = Tiles(_("Wann wird diese Frage gestellt?"), coerce=By, default=By.ALWAYS)
    joint = Tiles(_("Wenn mehrere Zeilen ausgefüllt sind"), coerce=Joint, default=Joint.ALL)
    condition = text(_("Formel"), 1_000, render_kw={"dir": "ltr", "autocapitalize": "off", "spellcheck": "false"})

    is_new = False
    rows: Sequence[str] = ()
    """The names of the rows of answers."""
    picks: Sequence[str] = ()
    """The names of the lines of the condition."""

    def offer(self, document: Document, key: str) -> None:
        """Put the choices in, as the document has them before this question."""
        tables: dict[str, dict[Any, str]] = {
            "type": words.TYPES,
            "block": staff_labels.BLOCKS,
            "asked_by": staff_labels.ASKED_BY,
            "condition_by": BYS,
            "joint": words.JOINTS,
        }
        for name, labels in tables.items():
            self._offer(name, {value.value: str(label) for value, label in labels.items()})
        headings = [each for each in document.questions if each.type is QuestionType.GROUP]
        self._offer("group", {"": str(_("Unter keiner")), **{each.key: words.of_question(each) for each in headings}})
        offered = _offered(document, key)
        for name in self.picks:
            self._offer(f"{name}_answer", offered)

    def fill_from(self, question: Question, document: Document) -> None:
        """What the form shows at first."""
        plain = (
            "key",
            "type",
            "block",
            "asked_by",
            "group",
            "is_required",
            "may_refuse",
            "may_not_know",
            "lowest",
            "highest",
        )
        for name in plain:
            self._show(name, getattr(question, name))
        for name in ("label", "hint", "low_label", "high_label"):
            self._show(name, getattr(question, name).get(GERMAN, ""))
        self._show("invites", question.part is Part.INVITATION)
        other = question.other
        self._show("has_other", other is not None)
        self._show("other_words", other.label.get(GERMAN, "") if other else str(_("Etwas anderes:")))
        for name, choice, place in zip(self.rows, _listed(question), range(1, MOST_CHOICES * 4), strict=False):
            self._show(f"{name}_code", choice.code)
            self._show(f"{name}_words", choice.label.get(GERMAN, ""))
            self._show(f"{name}_place", place)
            self._show(f"{name}_alone", choice.is_exclusive)
        self._fill_condition(question, document)

    def said(self, before: Question, fixed: Published) -> Question:
        """The question as it was typed; what has no field stays as it is. RuleBroken is for the view to show."""
        plain = ("type", "block", "asked_by", "group", "is_required", "may_refuse", "may_not_know", "lowest", "highest")
        own: dict[str, Any] = {name: self[name].data for name in plain if name in self}
        for name in ("label", "hint", "low_label", "high_label"):
            if name in self:
                own[name] = with_words(getattr(before, name), GERMAN, self[name].data or "")
        if "key" in self:
            own["key"] = self.key.data or before.key
        if "invites" in self:
            own["part"] = Part.INVITATION if self.invites.data else Part.NONE
        if "more" in self:
            own["choices"] = editing.choices_from(
                self._typed_rows(),
                before=before.choices,
                other_words=self._other_words(),
                used=fixed.codes.get(before.key, ()),
            )
        said = replace(before, **own)
        return said if said.type is before.type else _with_usual(said)

    def condition_said(self, document: Document) -> str | None:
        """The condition that was picked or typed. None: it cannot be said like this, and the field says why."""
        if "condition_by" not in self or self.condition_by.data is By.ALWAYS:
            return ""
        if self.condition_by.data is By.TEXT:
            return self.condition.data or ""
        picks, is_good = [], True
        for name in self.picks:
            if not self[f"{name}_answer"].data:
                continue
            pick = self._picked(name)
            try:
                picking.condition_of([pick], Joint.ALL, document)
            except ValueError:
                field, is_good = self[f"{name}_typed"], False
                field.errors = [
                    *field.errors,
                    str(_("Schreiben Sie bitte eine Zahl, einen Tag oder eine Uhrzeit, je nach Frage.")),
                ]
            picks.append(pick)
        if not picks:
            field, is_good = self.condition_by, False
            field.errors = [*field.errors, str(_("Wählen Sie unten bitte mindestens eine Antwort, oder „Immer“."))]
        return picking.condition_of(picks, self.joint.data, document) if is_good else None

    def tell(self, problems: Iterable[Problem], document: Document, key: str, *, is_same_type: bool) -> bool:
        """Put what is wrong with this question beside its fields. Says whether anything is that must be mended first."""
        found = False
        for problem in problems:
            if problem.kind is ProblemKind.TOO_MANY_QUESTIONS and is_same_type and self.is_new:
                self.broken_rules.append(staff_labels.problem_in_words(problem, document))
                found = True
            if problem.key != key or (problem.kind in OF_THE_TYPE and not is_same_type):
                continue
            if name := self._field_of(problem):
                field, found = self[name], True
                field.errors = [*field.errors, staff_labels.problem_in_words(problem, document)]
        return found

    def _field_of(self, problem: Problem) -> str:
        """The field at which a problem is solved; none if it is solved elsewhere, such as in another language."""
        name = FIELDS.get(problem.kind, "")
        if problem.kind in OF_TEXTS and problem.detail.get("tag", GERMAN) == GERMAN:
            place = problem.place.partition("/")[2]
            rows = {f"choice:{self[f'{row}_code'].data}": f"{row}_words" for row in self.rows}
            name = rows.get(place, place if place in self else "more")
        if name == "condition_by" and "condition" in self and self.condition_by.data is By.TEXT:
            name = "condition"
        return name if name in self else "label" * bool(name)

    def _picked(self, name: str) -> Pick:
        key, sign, *value = (self[f"{name}_answer"].data or "").split(" ")
        offer = picking.Offer(key, sign, value[0] if value else "")
        return Pick(offer=offer, typed=self[f"{name}_typed"].data or "", is_not=self[f"{name}_not"].data)

    def _typed_rows(self) -> list[Row]:
        """The answers in the order in which somebody wants them; new ones stand behind the others."""
        rows = []
        for number, name in enumerate(self.rows, start=1):
            place, typed = self[f"{name}_place"].data, self[f"{name}_words"].data or ""
            row = Row(words=typed, code=self[f"{name}_code"].data or "", is_exclusive=self[f"{name}_alone"].data)
            rows.append((number if place is None else place, row))
        ordered = [row for _place, row in sorted(rows, key=lambda each: each[0])]
        return ordered + [Row(words=typed.strip()) for typed in (self.more.data or "").splitlines()]

    def _other_words(self) -> str:
        if "has_other" not in self or not self.has_other.data:
            return ""
        return self.other_words.data or str(_("Etwas anderes:"))

    def _fill_condition(self, question: Question, document: Document) -> None:
        if "condition_by" not in self:
            return
        self.condition.data = question.condition
        found = picking.picks_of(question.condition, document, question.key)
        if found is None or len(found[0]) > len(self.picks):
            self.condition_by.data = By.TEXT
            return
        picks, self.joint.data = found
        self.condition_by.data = By.LIST if picks else By.ALWAYS
        for name, pick in zip(self.picks, picks, strict=False):
            self._show(f"{name}_answer", str(pick.offer))
            self._show(f"{name}_typed", pick.typed)
            self._show(f"{name}_not", pick.is_not)

    def _offer(self, name: str, offered: dict[str, Any]) -> None:
        if name in self:
            field: Any = self[name]
            field.choices = offered

    def _show(self, name: str, value: Any) -> None:
        if name in self:
            self[name].data = value


def form_of(
    question: Question, document: Document, fixed: Published, sent: MultiDict[str, str] | None = None
) -> QuestionForm:
    """The form of a question, filled from it or with what was sent."""
    kind = question.type
    rows = _numbered("choice", len(_listed(question)), sent, MOST_CHOICES * 4) if kind in WITH_CHOICES else []
    found = picking.picks_of(question.condition, document, question.key)
    filled = len(found[0]) if found else 0
    picks = _numbered("when", min(filled + SPARE_PICKS, MOST_PICKS), sent, MOST_PICKS) if kind not in SILENT else []
    made: Any = type("Form", (QuestionForm,), {**_row_fields(rows), **_pick_fields(picks), "rows": rows, "picks": picks})
    form: QuestionForm = made(sent)
    form.is_new = is_new = document.find(question.key) is None
    for name in _useless(kind, is_fixed=question.key in fixed.types, is_new=is_new):
        del form[name]
    form.offer(document, question.key)
    if sent is None:
        form.fill_from(question, document)
        form.kind.data = kind.value
    return form


def _row_fields(rows: Iterable[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for number, name in enumerate(rows, start=1):
        fields |= {
            f"{name}_code": HiddenField(),
            f"{name}_words": line(_("Antwort %(number)s", number=number), LONGEST["choice"]),
            f"{name}_place": Number(_("Platz von Antwort %(number)s", number=number)),
            f"{name}_alone": BooleanField(_("steht für sich allein")),
        }
    return fields


def _pick_fields(picks: Iterable[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for number, name in enumerate(picks, start=1):
        fields |= {
            f"{name}_answer": Choice(_("Frage und Antwort, Zeile %(number)s", number=number), default=""),
            f"{name}_typed": line(_("Zahl, Tag oder Uhrzeit, Zeile %(number)s", number=number), 40),
            f"{name}_not": BooleanField(_("Zeile %(number)s: wenn das gerade nicht so ist", number=number)),
        }
    return fields


def _numbered(name: str, there: int, sent: MultiDict[str, str] | None, most: int) -> list[str]:
    """The names of rows: as many as there are, or as were sent."""
    known = [f"{name}_{number}" for number in range(most)]
    if sent is None:
        return known[:there]
    return [each for number, each in enumerate(known) if number < there or any(part.startswith(f"{each}_") for part in sent)]


def _useless(kind: QuestionType, *, is_fixed: bool, is_new: bool) -> list[str]:
    """The fields that a question of this type has no use for."""
    gone: list[str] = []
    if is_fixed:
        gone += ["key", "type"]
    if is_new:
        gone += ["type"]
    if kind in SILENT:
        gone += ["block", "invites", "asked_by", "is_required", "may_refuse", "may_not_know"]
        gone += ["condition_by", "joint", "condition"]
    if kind is QuestionType.GROUP:
        gone += ["group"]
    if kind is not QuestionType.SELECT_ONE:
        gone += ["invites"]
    if kind not in WITH_CHOICES:
        gone += ["more"]
    if kind not in WITH_OTHER:
        gone += ["has_other", "other_words"]
    if kind not in BOUNDED:
        gone += ["lowest", "highest"]
    if kind is not QuestionType.SCALE:
        gone += ["low_label", "high_label"]
    return list(dict.fromkeys(gone))


def fresh(kind: QuestionType, document: Document) -> Question:
    """The question that a new form starts from: open ones are activating, closed ones offer a way out."""
    is_open = kind is QuestionType.TEXT_LONG
    return Question(
        key="",
        type=kind,
        block=Block.ACTIVATING if is_open and _has_activating(document) else Block.OTHER,
        may_refuse=kind in CLOSED,
        lowest=1 if kind is QuestionType.SCALE else None,
        highest=5 if kind is QuestionType.SCALE else None,
    )


def _with_usual(question: Question) -> Question:
    """A question that has just become another type, with what such questions usually begin with."""
    usual = fresh(question.type, Document())
    lowest = usual.lowest if question.lowest is None else question.lowest
    highest = usual.highest if question.highest is None else question.highest
    may_refuse = question.may_refuse or (usual.may_refuse and not question.is_required)
    return replace(question, may_refuse=may_refuse, lowest=lowest, highest=highest)


def _has_activating(document: Document) -> bool:
    return not document.asked or any(question.block is Block.ACTIVATING for question in document.asked)


def _listed(question: Question) -> list[Any]:
    """The answers that have a row: the one with words of one's own has a field for itself."""
    return [choice for choice in question.choices if choice.code != OTHER or question.type not in WITH_OTHER]


def _offered(document: Document, key: str) -> dict[str, Any]:
    """The lines from which conditions are picked, by their questions."""
    offered: dict[str, Any] = {"": str(_("(nichts gewählt)"))}
    numbers = {question.key: number for number, question in enumerate(document.asked, start=1)}
    for question in picking.earlier(document, key):
        name = f"{numbers[question.key]}. {words.of_question(question)}"
        offered[name] = {str(each): words.offer(each, question) for each in picking.offers(question)}
    return offered
