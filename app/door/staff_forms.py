"""What a phone, or a form without script, sends from the door. No name of these fields can be the key of a question."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from wtforms import BooleanField, Field, HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from app.contacts import labels as contact_labels
from app.contacts.rules import Means, Purpose
from app.conversations import labels as talk_labels
from app.conversations.rules import MOST_INTERVIEWERS, MOST_PEOPLE, AgeBand, Gender, Tenure
from app.conversations.service import LONGEST_NOTE
from app.door import labels, rules
from app.kernel import codes
from app.kernel.errors import RuleBroken
from app.kernel.fields import Choice, Day, Number, Tiles, line, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import GERMAN, KNOWN
from app.surveys import labels as survey_labels
from app.surveys.exports import attributes
from app.surveys.rules.kinds import Setting

NEWS: dict[str, str] = {
    "gespraech": _("Das Gespräch ist gespeichert."),
    "zettel": _("Der Kontaktzettel ist gespeichert. Er liegt getrennt von allen Antworten."),
    "versuch": _("Der Besuch an der Tür ist notiert."),
    "schluessel": _("Der Schlüssel gilt. Handys laden ihn, sobald sie wieder Netz haben."),
}
"""Good news, by the word that stands in the address."""

NOT_SAID = _("Keine Angabe")
TOO_LONG = _("Dieser Text ist zu lang. Bitte kürzen Sie ihn.")
ONE_OF_US = _("Schreiben Sie bitte eine Zahl von 0 bis %(most)s.", most=MOST_INTERVIEWERS)
PEOPLE = _("Schreiben Sie bitte eine Zahl von 1 bis %(most)s.", most=MOST_PEOPLE)
STALE = _("Diese Seite war nicht mehr frisch. Laden Sie sie bitte neu.")
_CODES = frozenset(language.code for language in KNOWN)


def _listed(values: Mapping[Any, str]) -> Callable[[], dict[str, str]]:
    """What there is to choose, in the reader's language."""
    return lambda: {str(value): str(label) for value, label in values.items()}


def _attribute(question: str, values: Mapping[Any, str]) -> Tiles:
    """Something coarse about the person, which nobody has to say."""
    return Tiles(question, choices=_listed({"": NOT_SAID, **values}), default="")


def _notes(question: str) -> TextAreaField:
    return TextAreaField(question, [Length(max=LONGEST_NOTE, message=TOO_LONG)])


class SentForm(BaseForm):
    """Something that is stored once, however often it is sent: its id was made where it was written."""

    client_id = HiddenField()

    def __init__(self, sent: Any, **details: Any) -> None:
        super().__init__(sent, **details)
        if sent is None:
            self.client_id.data = codes.fresh_id()

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        if not re.fullmatch(r"[0-9a-f]{32}", self.client_id.data or ""):
            self.broken_rules.append(str(STALE))
        return bool(super().validate(extra_validators)) and not self.broken_rules


class TalkForm(SentForm):
    """A talk without its answers."""

    version = HiddenField()
    day = Day(_("Wann war das Gespräch?"))
    setting = Tiles(
        _("Wo war das Gespräch?"), choices=_listed({each: survey_labels.SETTINGS[each] for each in rules.SETTINGS})
    )
    language = Choice(_("In welcher Sprache?"))
    ortsteil_key = Choice(_("In welchem Ortsteil?"))
    people = Number(_("Wie viele Menschen haben geantwortet?"), default=1)
    interviewers = Number(_("Wie viele von Ihnen waren dabei?"), default=2)
    age_band = _attribute(_("Alter"), talk_labels.AGE_BANDS)
    gender = _attribute(_("Geschlecht"), talk_labels.GENDERS)
    tenure = _attribute(_("Wie wohnt die Person?"), attributes.TENURES)
    willingness = _attribute(_("Ihr Eindruck: Würde die Person mitmachen?"), attributes.WILLINGNESS)
    free_notes = _notes(_("Freie Notizen"))
    free_notes_german = _notes(_("Freie Notizen auf Deutsch"))

    def validate_people(self, field: Field) -> None:
        NumberRange(1, MOST_PEOPLE, PEOPLE)(self, field)

    def validate_interviewers(self, field: Field) -> None:
        NumberRange(0, MOST_INTERVIEWERS, ONE_OF_US)(self, field)

    def offer(self, *, languages: dict[str, str], ortsteile: dict[str, str]) -> "TalkForm":
        """The lists of this campaign."""
        self.language.choices, self.ortsteil_key.choices = languages, ortsteile
        return self

    @property
    def version_id(self) -> UUID | None:
        return read_id(self.version.data)

    def facts(self) -> dict[str, Any]:
        """What a talk keeps beside its answers."""
        return {
            "day": self.day.data,
            "setting": Setting(self.setting.data),
            "language": self.language.data,
            "ortsteil_key": self.ortsteil_key.data,
            "people": self.people.data or 1,
            "interviewers": self.interviewers.data or 0,
            "age_band": _chosen(AgeBand, self.age_band.data),
            "gender": _chosen(Gender, self.gender.data),
            "tenure": _chosen(Tenure, self.tenure.data),
            "willingness": _chosen(int, self.willingness.data),
            "free_notes": self.free_notes.data or "",
            "free_notes_german": self.free_notes_german.data or "",
        }


class SlipForm(SentForm):
    """A contact slip."""

    day = Day(_("Wann war das?"))
    purposes = ticks(labels.WORDS["purposes"], choices=_listed(contact_labels.PURPOSES))
    means = Tiles(
        labels.WORDS["means"], choices=_listed(contact_labels.MEANS), invalid_choice_message=labels.WORDS["need_means"]
    )
    name = line(labels.WORDS["name"])
    phone = line(labels.WORDS["phone"])
    email = line(labels.WORDS["email"])
    address = line(labels.WORDS["address"])
    themes = line(labels.WORDS["themes"])
    skill = line(labels.WORDS["skill"])
    language = HiddenField()
    ortsteil_key = Choice(labels.WORDS["ortsteil"], invalid_choice_message=labels.WORDS["need_ortsteil"])
    consent = HiddenField()

    def facts(self) -> dict[str, Any]:
        """What a slip keeps."""
        return {
            **{name: self[name].data or "" for name in ("name", "phone", "email", "address", "themes", "skill")},
            "day": self.day.data,
            "means": Means(self.means.data),
            "purposes": [Purpose(each) for each in self.purposes.data or []],
            "language": self.language.data if self.language.data in _CODES else GERMAN.code,
            "ortsteil_key": self.ortsteil_key.data,
            "consent": rules.as_sent(self.consent.data or ""),
        }


class AttemptForm(SentForm):
    """A ring at a door."""

    door = Choice(_("An welcher Tür?"), validate_choice=False)
    outcome = Tiles(_("Was ist daraus geworden?"), choices=_listed(survey_labels.OUTCOMES))
    on = Day(_("Wann war das?"))

    @property
    def door_id(self) -> UUID | None:
        return read_id(self.door.data)


class SafetyKeyForm(BaseForm):
    """The public half of a key that was made in this browser."""

    jwk = HiddenField()
    is_kept = BooleanField(
        _("Die Schlüsseldatei liegt an einem sicheren Ort."),
        [InputRequired(_("Speichern Sie zuerst die Schlüsseldatei. Ohne sie kann niemand Sicherungsdateien öffnen."))],
    )
    is_replacing = BooleanField(
        _("Den Schlüssel ersetzen. Ältere Sicherungsdateien lassen sich dann nur mit dem älteren Schlüssel öffnen.")
    )

    def forget_secrets(self) -> "SafetyKeyForm":
        """Only what is a public half may be shown again."""
        try:
            rules.public_key(self.jwk.data or "")
        except RuleBroken:
            self.jwk.data = ""
        return self


def read_id(text: str | None) -> UUID | None:
    """An id as it stands in forms: 32 hex digits."""
    return UUID(text) if re.fullmatch(r"[0-9a-f]{32}", text or "") else None


def _chosen(kind: Callable[[str], Any], said: str | None) -> Any:
    return kind(said) if said else None
