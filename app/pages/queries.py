"""What the operator has said about itself."""

from sqlalchemy import select

from app.kernel.db import db
from app.pages.models import OperatorDetail
from app.pages.rules import DEFAULTS, Detail


def operator_details() -> dict[Detail, str]:
    """All details, defaults where nothing was said yet."""
    said = db.session.execute(select(OperatorDetail.detail, OperatorDetail.value)).all()
    return {**DEFAULTS, **{detail: value for detail, value in said if value}}
