"""The base of all forms: they clean what comes in and show broken rules at their field."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from markupsafe import Markup
from wtforms import Field, Form, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget, Select

from app.kernel import markup
from app.kernel.errors import RuleBroken

_KEPT_CONTROLS = {"\n", "\t"}


def cleaned(text: str | None) -> str:
    """Text without control characters and with one kind of line end; what people typed stays as it is."""
    if not text:
        return ""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign for sign in unified if sign in _KEPT_CONTROLS or unicodedata.category(sign) not in {"Cc", "Cs"}
    ).strip()


class PlainSelect(Select):
    """A list whose options are values and labels, nothing else: quicker than the general one, which sorts attributes."""

    @classmethod
    def render_option(cls, choice: Any, **_kwargs: Any) -> Markup:  # type: ignore[override]  # the stubs are older.
        return markup.option(choice.value, choice.label, selected=choice.selected, language=choice.render_kw.get("lang", ""))


class Ticks(SelectMultipleField):
    """Several answers to one question, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class BaseForm(Form):
    """Questions to a person. `answers()` gives plain values for a service."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.broken_rules: list[str] = []

    class Meta:
        def bind_field(self, form: Form, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Clean every text field the same way, before its own filters; draw every list the quick way."""
            own = unbound_field.kwargs.get("filters", ())
            if unbound_field.field_class.__name__ in {
                "StringField",
                "TextAreaField",
                "SearchField",
                "EmailField",
            }:
                options["filters"] = [cleaned, *own]
            if type(unbound_field.field_class.widget) is Select and not unbound_field.field_class.widget.multiple:
                options["widget"] = PlainSelect()
            bound: Field = unbound_field.bind(form=form, **options)
            return bound

    def answers(self) -> dict[str, Any]:
        """All answers by the name of their question."""
        return dict(self.data)

    @property
    def has_errors(self) -> bool:
        return bool(self.errors or self.broken_rules)


@contextmanager
def rules_shown_in(form: BaseForm) -> Iterator[None]:
    """Put a rule broken inside beside its question, so that it looks like any other wrong answer.

    The view goes on behind the block: it shows the form again.
    """
    try:
        yield
    except RuleBroken as broken:
        if broken.field is None or broken.field not in form:
            form.broken_rules.append(str(broken))
        else:
            field = form[broken.field]
            field.errors = [*field.errors, str(broken)]
