"""What staff are asked when they type papers in: the questions of the paper, in its order, by the keyboard alone."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import BooleanField, Field, FileField, HiddenField
from wtforms.validators import InputRequired

from app.conversations import labels, sheet
from app.conversations.rules import MOST_PEOPLE
from app.conversations.sheet import Asked, Control, Typed
from app.kernel import codes
from app.kernel.fields import Choice, Day, Number, OnceForm, PlainForm, Tiles, line, text
from app.kernel.form import BaseForm
from app.kernel.i18n import gettext, number
from app.kernel.i18n import lazy_gettext as _
from app.moderation.rules import passages
from app.questionnaires import labels as questions
from app.questionnaires.rules import answers as engine
from app.questionnaires.rules import conditions
from app.questionnaires.rules.document import GERMAN, Document
from app.questionnaires.rules.kinds import TEXTS, QuestionType
from app.surveys.exports import attributes
from app.surveys.models import Campaign

ONE, OTHER, NEITHER = "first", "second", "neither"
WHICH = "w-"
"""Before the name of a field that two people typed differently."""
GERMAN_TAGS = ("de", "de-simple")
__all__ = ("DecisionForm", "PlainForm", "Row", "SheetForm", "TableForm", "decision_form", "sheet_form")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One field of the sheet as the page shows it."""

    field: Field
    hint: str
    kind: str | None
    personal: str = ""
    """What in it may tell who somebody is."""


class SheetForm(OnceForm):
    """A paper that is typed in. The fields of the questions are put in by `sheet_form`.

    Words that may tell who somebody is are pointed out once before they are stored, and never refused (A-35): `seen`
    knows the passages that were shown.
    """

    document: Document
    areas: Mapping[str, str]
    seen = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.personal: dict[str, str] = {}
        """The passages that were found, by the names of their fields."""
        self.is_looked_at = True

    def typed(self) -> dict[str, str]:
        """What was typed, by the names of the fields."""
        return {name: _as_text(self[name].data) for name in sheet.names(self.document) if name in self}

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything can be read; what cannot says so at its field."""
        is_right = super().validate(extra_validators)
        faults = sheet.read(self.document, self.areas, self.typed()).faults
        for question in self.document.asked:
            for name, key in ((sheet.ANSWER, question.key), (sheet.OWN, engine.other_field(question.key))):
                if fault := faults.get(key):
                    self._tell(name + question.key, labels.fault_of(question, fault))
        self._look()
        return is_right and not faults

    def spoken(self) -> dict[str, str]:
        """The words in the fields where anything can be written, by the names of the fields."""
        texts = [sheet.ANSWER + question.key for question in self.document.asked if question.type in TEXTS]
        own = [prefix + question.key for question in self.document.asked for prefix in (sheet.OWN, sheet.TRANSLATED)]
        names = {*texts, *own, sheet.NOTES, sheet.NOTES_GERMAN}
        return {name: _as_text(self[name].data) for name in sheet.names(self.document) if name in names and name in self}

    def _look(self) -> None:
        words = self.spoken()
        self.personal = {name: found for name, text in words.items() if (found := labels.personal_in(text))}
        marks = {codes.digest(passage)[:16] for passage in passages(words.values())}
        self.is_looked_at = marks <= set((self.seen.data or "").split())
        self.seen.data = " ".join(sorted(marks))

    def _tell(self, name: str, why: str) -> None:
        if name in self:
            self[name].errors = [*self[name].errors, why]
        else:
            self.broken_rules.append(why)

    def fill_in(self, known: Mapping[str, str]) -> None:
        """Put in what is the same as on the paper before. What cannot be read is left out."""
        for name, value in known.items():
            with suppress(ValueError):
                self[name].process_formdata([value])

    def begin_at_the_top(self) -> None:
        """Let the first field of the paper have the focus, so that typing can begin at once."""
        field = self[next(name for name in sheet.names(self.document) if name in self)]
        field.render_kw = {**(field.render_kw or {}), "autofocus": True}

    def rows(self) -> Iterator[Row]:
        """The fields of the sheet in the order of the paper."""
        hints = _hints(self.document, self.areas)
        for name in sheet.names(self.document):
            if name in self:
                field = self[name]
                kind = {"TextAreaField": "long", "SelectField": None, "Choice": None}.get(type(field).__name__, "short")
                yield Row(field=field, hint=hints.get(name, ""), kind=kind, personal=self.personal.get(name, ""))


class TableForm(BaseForm):
    """A file with typed papers."""

    file = FileField(_("Datei (CSV, ODS oder XLSX)"))
    is_trial = BooleanField(_("Erst nur prüfen. Es wird nichts gespeichert."))


def sheet_form(document: Document, campaign: Campaign, language: str, areas: Mapping[str, str]) -> type[SheetForm]:
    """A form with the questions of a paper. Answers in other languages have a second field for the German version."""
    fields: dict[str, Any] = {"document": document, "areas": areas}
    for each in _asked(document, areas):
        key = each.question.key
        fields[sheet.ANSWER + key] = _answer(each)
        if each.has_own_words:
            fields[sheet.OWN + key] = line(_("%(number)s. In eigenen Worten", number=each.number))
        if each.is_spoken and language not in GERMAN_TAGS:
            fields[sheet.TRANSLATED + key] = text(_("%(number)s. Auf Deutsch", number=each.number), render_kw={"rows": 2})
    fields |= _about(campaign)
    fields[sheet.NOTES] = text(_("Was sonst noch wichtig war"), render_kw={"rows": 2})
    if language not in GERMAN_TAGS:
        fields[sheet.NOTES_GERMAN] = text(_("Dasselbe auf Deutsch"), render_kw={"rows": 2})
    return type("FilledSheetForm", (SheetForm,), fields)


class DecisionForm(SheetForm):
    """Which of two entries is right, field by field, with the paper in hand."""

    one: Typed
    other: Typed

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in list(sheet.names(self.document)):
            if name in self and WHICH + name in self:
                self[name].validators = ()
            elif name in self:
                del self[name]

    @property
    def different(self) -> list[str]:
        """The names of the fields to decide."""
        return [name for name in sheet.differences(self.document, self.one, self.other) if name in self]

    def typed(self) -> dict[str, str]:
        """The paper as it was decided: what both say, and for the rest what was chosen."""
        return {**self.one, **{name: self._decided(name) for name in self.different}}

    def spoken(self) -> dict[str, str]:
        """What was typed now: whoever typed one of the two entries has seen its hints."""
        return {name: text for name, text in super().spoken().items() if self[WHICH + name].data == NEITHER}

    def _decided(self, name: str) -> str:
        match self[WHICH + name].data:
            case "first":
                return self.one.get(name, "")
            case "second":
                return self.other.get(name, "")
        return _as_text(self[name].data)


def decision_form(base: type[SheetForm], one: Typed, other: Typed) -> type[DecisionForm]:
    """A form that asks about every difference: the first entry, the second, or something else."""
    plain = base(data=dict(one))
    fields: dict[str, Any] = {"one": one, "other": other}
    for name in sheet.differences(base.document, one, other):
        if name in plain:
            said = {ONE: _shown(plain, name, one), OTHER: _shown(plain, name, other)}
            choices = {
                ONE: gettext("Erste Eingabe: %(said)s", said=said[ONE]),
                OTHER: gettext("Zweite Eingabe: %(said)s", said=said[OTHER]),
                NEITHER: gettext("Keine von beiden stimmt"),
            }
            validators = [InputRequired(_("Wählen Sie bitte, was auf dem Blatt steht."))]
            fields[WHICH + name] = Tiles(plain[name].label.text, validators=validators, choices=choices)
    return type("FilledDecisionForm", (DecisionForm, base), fields)


def _asked(document: Document, areas: Mapping[str, str]) -> list[Asked]:
    return sheet.asked(document, areas, questions.WAYS_OUT)


def _answer(each: Asked) -> Any:
    """The field for one answer."""
    label = f"{number(each.number)}. {each.label}"
    match each.control:
        case Control.CHOICE:
            signs = {option.sign: f"{option.sign} {option.label}".strip() for option in _signs(each)}
            return Choice(label, choices={"": "", **signs})
        case Control.TEXT:
            return text(label, render_kw={"rows": 2})
    return line(label, render_kw={"autocomplete": "off"})


def _signs(each: Asked) -> Sequence[sheet.Option]:
    return (*each.options, *each.ways_out)


def _about(campaign: Campaign) -> dict[str, Any]:
    """What the team noted, with the numbers that stand on the paper."""
    ortsteile = {ortsteil.key: ortsteil.name for ortsteil in campaign.ortsteile}
    only = next(iter(ortsteile)) if len(ortsteile) == 1 else None
    where = [InputRequired(_("Wählen Sie bitte einen Ortsteil."))]
    setting = [InputRequired(_("Wählen Sie bitte, wo das Gespräch war."))]
    return {
        "day": Day(_("Tag des Gesprächs")),
        "ortsteil_key": Choice(_("Ortsteil"), validators=where, choices={"": "", **ortsteile}, default=only),
        "setting": Choice(_("Wo war das Gespräch?"), validators=setting, choices=_numbered(attributes.SETTINGS)),
        "people": Number(_("Wie viele Menschen haben geantwortet? Höchstens %(most)s", most=MOST_PEOPLE), default=1),
        "interviewers": Number(_("Wie viele haben gefragt?"), default=2 if campaign.is_in_pairs else 1),
        "age_band": Choice(_("Alter"), choices=_numbered(attributes.AGE_BANDS)),
        "gender": Choice(_("Geschlecht"), choices=_numbered(attributes.GENDERS)),
        "tenure": Choice(_("Wie wohnt die Person?"), choices=_numbered(attributes.TENURES)),
        "willingness": Choice(_("Möchte die Person mitmachen?"), choices=_numbered(attributes.WILLINGNESS)),
    }


def _numbered(words: Mapping[str, str]) -> dict[str, str]:
    return {"": ""} | {value: f"{place} {label}" for place, (value, label) in enumerate(words.items(), start=1)}


def _hints(document: Document, areas: Mapping[str, str]) -> dict[str, str]:
    """What helps with a field: when its question counts, and the signs that can be typed."""
    hints = {}
    for each in _asked(document, areas):
        parts = [_condition(each, document), *(_said_signs(each) if each.control is not Control.CHOICE else ())]
        hints[sheet.ANSWER + each.question.key] = " ".join(part for part in parts if part)
    return hints


def _said_signs(each: Asked) -> Iterator[str]:
    if each.control is Control.SIGNS:
        is_ranking = each.question.type is QuestionType.RANK
        yield gettext("Die Zahlen in den Kästchen, mit Leerzeichen:") if is_ranking else gettext("Alles Angekreuzte:")
    yield " · ".join(f"{option.sign} {option.label}" for option in _signs(each))


def _condition(each: Asked, document: Document) -> str:
    try:
        parsed = conditions.parse(each.question.condition) if each.question.condition else None
    except conditions.ConditionFault:
        return ""
    return f"{questions.condition_in_words(parsed, document, GERMAN)}." if parsed else ""


def _shown(form: SheetForm, name: str, typed: Typed) -> str:
    """What was typed, in words."""
    said = typed.get(name, "")
    choices = getattr(form[name], "choices", None)
    words = choices.get(said, said) if isinstance(choices, dict) else said
    return str(words) or gettext("nichts")


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).strip()
