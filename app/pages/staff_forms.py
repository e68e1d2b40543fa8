"""What we ask the operator."""

from wtforms import StringField, TextAreaField

from app.kernel.form import BaseForm
from app.pages.rules import Detail
from app.pages.staff_labels import DETAILS

LONG = {Detail.ADDRESS, Detail.PRIVACY_OFFICER, Detail.PRIVACY_AUTHORITY, Detail.ENFORCEMENT}


class OperatorForm(BaseForm):
    """One question for each detail; none is required at once, but production starts only with all of them."""


for _detail, _label in DETAILS.items():
    setattr(OperatorForm, _detail.value, (TextAreaField if _detail in LONG else StringField)(_label))
