"""Two fillings of one form beside each other, for somebody who was overtaken."""

from collections.abc import Iterator
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField

from app.kernel.form import BaseForm
from app.kernel.i18n import gettext as _


def differences(theirs: BaseForm, mine: BaseForm) -> list[tuple[str, str, str]]:
    """What is not the same in both: the question, what is stored, what was typed."""
    return list(_different(theirs, mine))


def _different(theirs: BaseForm, mine: BaseForm) -> Iterator[tuple[str, str, str]]:
    names = dict.fromkeys([*(field.name for field in mine), *(field.name for field in theirs)])
    for name in names:
        field = mine[name] if name in mine else theirs[name]
        if isinstance(field, HiddenField):
            continue
        stored, typed = _said(theirs, name), _said(mine, name)
        if stored != typed:
            yield str(field.label.text), stored, typed


def _said(form: BaseForm, name: str) -> str:
    if name not in form:
        return ""
    field: Any = form[name]
    if isinstance(field, BooleanField):
        return _("ja") if field.data else _("nein")
    if isinstance(field, SelectField | SelectMultipleField):
        return ", ".join(_chosen(field))
    return "" if field.data is None else str(field.data).strip()


def _chosen(field: Any) -> list[str]:
    """The words of what is chosen."""
    return [str(option.label) for option in field.iter_choices() if option.selected and option.value != ""]
