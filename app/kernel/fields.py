"""The sorts of questions that several forms ask, with what they say when an answer cannot be read."""

import re
from typing import Any

from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import Length, Optional

from app.kernel import codes
from app.kernel.form import BaseForm, Ticks
from app.kernel.i18n import lazy_gettext as _

LONGEST_LINE = 300
LONGEST_TEXT = 5000

CHOOSE = _("Wählen Sie bitte nur aus, was hier steht.")
REFUSED: dict[str, Any] = {"invalid_value_message": CHOOSE, "invalid_choice_message": CHOOSE}


class PlainForm(BaseForm):
    """A button and nothing else: it shows which rule was broken."""


class OnceForm(BaseForm):
    """A form that is stored once, however often it is sent."""

    client_id = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not re.fullmatch(r"[0-9a-f]{32}", self.client_id.data or ""):
            self.client_id.data = codes.fresh_id()


class Choice(SelectField):
    """One answer from a list."""

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **{**REFUSED, **details})


class Tiles(RadioField):
    """One answer, each a tile to tap."""

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **{**REFUSED, **details})


class Number(IntegerField):
    """A whole number, or nothing."""

    def __init__(self, question: str, **details: Any) -> None:
        wrong = _("Schreiben Sie bitte eine Zahl.")
        super().__init__(question, [Optional()], **{"invalid_value_message": wrong, **details})


class Day(DateField):
    """A day, as a browser's calendar sends it or as people here write it; or nothing."""

    def __init__(self, question: str, **details: Any) -> None:
        wrong = _("Schreiben Sie bitte einen Tag, zum Beispiel so: 16.11.2026")
        formats = ["%Y-%m-%d", "%d.%m.%Y"]
        super().__init__(question, [Optional()], **{"format": formats, "invalid_value_message": wrong, **details})


class Time(TimeField):
    """A time of day, as a browser sends it or as people here write it; or nothing."""

    def __init__(self, question: str, **details: Any) -> None:
        wrong = _("Schreiben Sie bitte eine Uhrzeit, zum Beispiel so: 17:00")
        formats = ["%H:%M", "%H:%M:%S", "%H.%M"]
        super().__init__(question, [Optional()], **{"format": formats, "invalid_value_message": wrong, **details})


def ticks(question: str, **details: Any) -> Ticks:
    """Several answers. What is not on the list is refused."""
    return Ticks(question, **{"invalid_choice_message": CHOOSE, **details})


def line(question: str, **details: Any) -> StringField:
    """A short answer."""
    too_long = _("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein.")
    return StringField(question, [Length(max=LONGEST_LINE, message=too_long)], **details)


def text(question: str, **details: Any) -> TextAreaField:
    """A long answer."""
    too_long = _("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein.")
    return TextAreaField(question, [Length(max=LONGEST_TEXT, message=too_long)], **details)
