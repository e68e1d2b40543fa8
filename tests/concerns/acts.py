"""What residents do again and again in these tests."""

from typing import Any

import pytest

from app.concerns.models import Concern
from app.kernel.db import db
from tests.support.reader import Page, Reader

GOOD = {
    "direction": "problem",
    "text": "Am Spielplatz fehlt seit Wochen die Schaukel.",
    "ortsteil_key": "06",
    "topic_key": "gruen",
}


def filled(reader: Reader, **answers: Any) -> dict[str, Any]:
    """The form as it stands on the page, filled in with good answers and these."""
    form = reader.get("/anliegen/neu").form("main form")
    return {**form.values.to_dict(flat=False), **GOOD, **answers}


def report(reader: Reader, **answers: Any) -> Page:
    """Send a concern and see the thank-you page."""
    return reader.post("/anliegen/neu", filled(reader, **answers))


def code_on(page: Page) -> str:
    """The follow-up code of a thank-you page."""
    return "".join(page.select_one(".copy_code__digits").get_text().split())


def follow(reader: Reader, code: str, *, status: int = 200) -> Page:
    return reader.post("/nachverfolgen", {"code": code}, status=status)


def all_concerns() -> list[Concern]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Concern).order_by(Concern.sequence)))


def only_concern() -> Concern:
    found = all_concerns()
    if len(found) != 1:
        pytest.fail(f"{len(found)} concerns are stored, not one")
    return found[0]
