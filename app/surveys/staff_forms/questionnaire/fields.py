"""The sorts of questions that the forms of a questionnaire ask, and what every one of them carries along."""

from typing import Any

from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _

LARGEST = 999_999_999
"""More than anybody can mean, and as much as conditions can compare with."""


class WritingForm(BaseForm):
    """A form that changes a part of the draft. It names the save that it stands on and a print of what it showed."""

    stroke = HiddenField(default="0")
    seen = HiddenField(default="")

    def stands_on(self, stroke: int, seen: str) -> None:
        """Let the form be sent on top of this save from now on."""
        self.stroke.data, self.seen.data = str(stroke), seen

    @property
    def base(self) -> tuple[int, str]:
        """The save that it was written on, and the print of what was seen. What cannot be read is no save at all."""
        typed = self.stroke.data or ""
        is_number = typed.isascii() and typed.isdigit() and len(typed) < 10
        return (int(typed) if is_number else -1), self.seen.data or ""


class Number(IntegerField):
    """A whole number, or nothing."""

    def __init__(self, question: str, **details: Any) -> None:
        wrong = _("Schreiben Sie bitte eine ganze Zahl.")
        within = NumberRange(-LARGEST, LARGEST, message=_("Diese Zahl ist zu groß."))
        super().__init__(question, [Optional(), within], **{"invalid_value_message": wrong, **details})


def line(question: str, most: int, **details: Any) -> StringField:
    """A short text."""
    return StringField(question, [*_within(most), *details.pop("validators", ())], **details)


def text(question: str, most: int, **details: Any) -> TextAreaField:
    """A long text."""
    return TextAreaField(question, [*_within(most), *details.pop("validators", ())], **details)


def _within(most: int) -> list[Any]:
    too_long = _("Der Text ist zu lang. Es passen höchstens %(most)s Zeichen hinein.", most=most)
    return [Length(max=most, message=too_long)]
