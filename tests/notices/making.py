"""What people report again and again in these tests."""

from datetime import timedelta
from typing import Any

from app.kernel import clock, codes
from app.kernel.db import db
from app.notices.models import Notice
from app.notices.rules import Kind, Reason
from tests.support.reader import Page, Reader

BARRIER = {"text": "Der Knopf hat keinen Namen."}
CONTENT = {
    "address": "/de/anliegen/2026-00042",
    "reason": "insult",
    "text": "Im zweiten Satz wird jemand beschimpft.",
    "in_good_faith": "y",
}


def tell(reader: Reader, what: str, said: dict[str, Any], *, status: int = 201, page: str = "") -> Page:
    """Fill in the form as it stands on the page, and send it."""
    form = reader.get(f"/melden/{what}{page}").form("main form")
    return reader.send(form.fill(**said), status=status)


def report(reader: Reader, *, status: int = 201, **changed: Any) -> Page:
    return tell(reader, "inhalt", {**CONTENT, **changed}, status=status)


def code_on(page: Page) -> str:
    return "".join(page.select_one(".copy_code__digits").get_text().split())


def stored() -> list[Notice]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Notice).order_by(Notice.id)))


def only_one() -> Notice:
    (found,) = stored()
    return found


def notice(**changed: Any) -> Notice:
    """A notice that waits: a barrier, or with `concern_id` or `address` a reported text."""
    is_content = bool({"concern_id", "address"} & set(changed))
    values = {
        "client_key": codes.fresh_id(),
        "kind": Kind.CONTENT if is_content else Kind.BARRIER,
        "reason": Reason.INSULT if is_content else None,
        "text": "Da steht ein Schimpfwort." if is_content else "Der Knopf hat keinen Namen.",
        "language": "de",
        "due_on": clock.today() + timedelta(days=7),
        "contact_dies_on": clock.today() + timedelta(days=365),
        **changed,
    }
    made = Notice(**values)
    db.session.add(made)
    db.session.flush()
    return made
