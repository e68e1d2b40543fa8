"""The form that carries all answers from page to page: nothing is kept before the last button is pressed (B-43)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import InputRequired

from app.conversations import labels
from app.conversations.forms.questions import PREFIX
from app.conversations.forms.way import ABOUT, page_of
from app.kernel import codes
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires import labels as questions
from app.questionnaires.rules import answers as engine
from app.questionnaires.rules.answers import Reading
from app.questionnaires.rules.document import Document, Question
from app.questionnaires.rules.kinds import Missing

CLIENT_ID = re.compile(r"[0-9a-f]{32}")
CHOOSE_ORTSTEIL = _("Wählen Sie bitte einen Ortsteil aus der Liste.")

Kind = TypeVar("Kind", bound=StrEnum)


def _refused(message: str) -> dict[str, Any]:
    """What to say when an answer is none of the choices."""
    return {"invalid_value_message": message, "invalid_choice_message": message}


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """One line of the summary on top of a page, leading to its question."""

    id: str
    errors: Sequence[str]


class AnswerForm(BaseForm):
    """One way through a questionnaire, as far as it has come. `website` is a trap that people do not see.

    `step` is the page it comes from, `art` whether all questions stand on one page, `version` what was published when it
    began, `proof` that the code of the household was good.
    """

    client_id = HiddenField()
    token = HiddenField()
    proof = HiddenField()
    version = HiddenField()
    step = HiddenField()
    art = HiddenField()
    website = StringField(_("Lassen Sie dieses Feld bitte leer."))
    code = StringField(
        _("Ihr Code mit 12 Ziffern"),
        [InputRequired(_("Geben Sie bitte Ihren Code ein."))],
        render_kw={"data-behaviour": "code-from-hash", "data-digits": 12, "maxlength": 60},
    )
    ortsteil_key = RadioField(
        _("In welchem Ortsteil wohnen Sie?"),
        [InputRequired(CHOOSE_ORTSTEIL)],
        **_refused(CHOOSE_ORTSTEIL),
    )
    age_band = RadioField(_("Wie alt sind Sie?"), validate_choice=False)
    gender = RadioField(_("Welches Geschlecht haben Sie?"), validate_choice=False)
    tenure = RadioField(_("Wie wohnen Sie?"), validate_choice=False)

    def __init__(self, sent: MultiDict[str, str] | None = None, **known: Any) -> None:
        super().__init__(sent, data=known)
        self.wrong: list[Wrong] = []
        self.raw = {
            name.removeprefix(PREFIX): values for name, values in (sent or MultiDict()).lists() if name.startswith(PREFIX)
        }
        """The fields of the questionnaire as they came."""
        if not CLIENT_ID.fullmatch(self.once):
            self.renew()

    def __iter__(self) -> Iterator[Any]:
        """All that may be wrong, for the summary on top: the questions, too."""
        yield from self.wrong
        yield from super().__iter__()

    @property
    def has_errors(self) -> bool:
        return bool(self.wrong) or super().has_errors

    @property
    def once(self) -> str:
        """The id under which the answers come in once only: 128 random bits as 32 hex digits."""
        return self.client_id.data or ""

    def renew(self) -> None:
        """From now on these are the answers of somebody else."""
        self.client_id.data = codes.fresh_id()

    def offer(self, ortsteile: Mapping[str, str]) -> None:
        """Put the choices in, in the reader's language. An only Ortsteil needs no question."""
        self.ortsteil_key.choices = dict(ortsteile)
        if len(ortsteile) == 1:
            self.ortsteil_key.data = next(iter(ortsteile))
        self.age_band.choices = _voluntary(labels.AGE_BANDS)
        self.gender.choices = _voluntary(labels.GENDERS)
        self.tenure.choices = _voluntary(labels.TENURES)

    def chosen(self, name: str, kind: type[Kind]) -> Kind | None:
        """What somebody said about themselves, None for nothing and for nonsense."""
        said = self[name].data
        return kind(said) if said in set(kind) else None

    def is_right(self, name: str) -> bool:
        """Whether the answer in one of the fields can be taken; otherwise it says why."""
        return bool(self[name].validate(self))

    def kept(self, document: Document, shown: Collection[str]) -> Iterator[tuple[str, str]]:
        """Everything that was said on other pages than this one, to travel along."""
        for name in ("proof", "version", "art", "code", "ortsteil_key", *ABOUT):
            if name not in shown and self[name].data is not None:
                yield name, self[name].data
        for question in document.asked:
            if page_of(question) not in shown:
                for field in engine.fields_of(question):
                    yield from ((PREFIX + field, value) for value in self.raw.get(field, ()))

    def tell(self, question: Question, reading: Reading) -> None:
        """Put what is wrong with a question on top of the page."""
        faults = [reading.faults.get(key) for key in (question.key, engine.other_field(question.key))]
        self.wrong += [
            Wrong(id=PREFIX + key, errors=[labels.fault_of(question, fault)])
            for key, fault in zip((question.key, engine.other_field(question.key)), faults, strict=True)
            if fault
        ]


def _voluntary(words: Mapping[Any, str]) -> dict[str, str]:
    """Choices in the reader's language, and the one of saying nothing."""
    return {choice.value: str(label) for choice, label in words.items()} | {"": str(questions.WAYS_OUT[Missing.NO_ANSWER])}
