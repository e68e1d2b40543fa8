"""What we ask staff about themselves and about each other."""

from collections.abc import Iterable
from typing import Any, Self

from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the type stubs
from wtforms.validators import DataRequired, InputRequired, Length

from app.accounts import labels
from app.accounts.rules import Role
from app.kernel.form import BaseForm, Ticks, cleaned
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import FOR_STAFF

ONE_TIME_CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}


NOT_OFFERED: dict[str, Any] = {"invalid_choice_message": _("Wählen Sie bitte eine Sprache aus der Liste.")}


def at_most(signs: int) -> Length:
    return Length(max=signs, message=_("Nehmen Sie höchstens %(number)s Zeichen.", number=signs))


class LoginForm(BaseForm):
    email = EmailField(
        _("E-Mail-Adresse"),
        [DataRequired(_("Schreiben Sie Ihre E-Mail-Adresse."))],
        render_kw={"autocomplete": "username", "dir": "ltr"},
    )
    password = PasswordField(
        _("Passwort"),
        [InputRequired(_("Schreiben Sie Ihr Passwort."))],
        render_kw={"autocomplete": "current-password"},
    )


class CodeForm(BaseForm):
    code = StringField(
        _("Sechsstelliger Code aus Ihrer App"),
        [DataRequired(_("Tippen Sie den Code ab, den Ihre App jetzt zeigt."))],
        render_kw=ONE_TIME_CODE,
    )
    ticket = HiddenField(default="", filters=[cleaned])


class FirstLoginForm(CodeForm):
    new_password = PasswordField(
        _("Ihr eigenes Passwort"),
        [InputRequired(_("Denken Sie sich ein eigenes Passwort aus."))],
        render_kw={"autocomplete": "new-password"},
    )


class NewPasswordForm(BaseForm):
    password = PasswordField(
        _("Jetziges Passwort"),
        [InputRequired(_("Schreiben Sie Ihr jetziges Passwort."))],
        render_kw={"autocomplete": "current-password"},
    )
    new_password = PasswordField(
        _("Neues Passwort"),
        [InputRequired(_("Denken Sie sich ein neues Passwort aus."))],
        render_kw={"autocomplete": "new-password"},
    )


class ConfirmForm(BaseForm):
    password = PasswordField(
        _("Jetziges Passwort"),
        [InputRequired(_("Schreiben Sie Ihr jetziges Passwort."))],
        id="confirmed-password",
        render_kw={"autocomplete": "current-password"},
    )


class LanguageForm(BaseForm):
    language = SelectField(
        _("In welcher Sprache sollen wir Ihnen schreiben?"),
        choices=[SelectChoice(each.code, each.name) for each in FOR_STAFF],
        **NOT_OFFERED,
    )


class AccountForm(BaseForm):
    """`offer` fills in what can be chosen."""

    name = StringField(_("Name"), [DataRequired(_("Schreiben Sie den Namen.")), at_most(120)])
    roles = Ticks(
        _("Aufgaben"),
        [InputRequired(_("Wählen Sie mindestens eine Aufgabe."))],
        choices=[SelectChoice(role.value, label) for role, label in labels.ROLES.items()],
        coerce=Role,
    )
    department_key = SelectField(_("Fachamt"), default="")
    is_city_wide = BooleanField(_("Sieht auch Anliegen aus Ortsteilen ohne Forum"))
    ortsteile = Ticks(_("Ortsteile neben den eigenen Foren"))

    def offer(self, *, departments: Iterable[tuple[str, str]], ortsteile: Iterable[tuple[str, str]]) -> Self:
        self.department_key.choices = [SelectChoice("", _("Kein Fachamt")), *(SelectChoice(*each) for each in departments)]
        self.ortsteile.choices = [SelectChoice(*each) for each in ortsteile]
        return self


class NewAccountForm(AccountForm):
    email = EmailField(_("E-Mail-Adresse"), [DataRequired(_("Schreiben Sie die E-Mail-Adresse."))])


class ChangedAccountForm(AccountForm):
    is_active = BooleanField(_("Darf sich anmelden"))


class DepartmentForm(BaseForm):
    name = StringField(_("Name"), [DataRequired(_("Schreiben Sie den Namen des Fachamts.")), at_most(200)])
    short = StringField(_("Kurzform"), [DataRequired(_("Schreiben Sie eine Kurzform.")), at_most(40)])
    what_for = StringField(_("Wofür es da ist"), [at_most(300)])
