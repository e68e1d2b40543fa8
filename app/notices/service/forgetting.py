"""What deletes itself: how to reach somebody, and later the words. What was decided stays, without either."""

import sqlalchemy as sa

from app.kernel import clock
from app.kernel.db import db
from app.notices.models import Notice


def forget_contacts() -> int:
    """Delete names, addresses and phone numbers whose day has come. Says of how many notices."""
    known = sa.or_(Notice.name != "", Notice.email != "", Notice.phone != "")
    due = sa.update(Notice).where(Notice.contact_dies_on <= clock.today(), known)
    return _changed(due.values(name="", email="", phone=""))


def forget_words() -> int:
    """Delete the words of notices that were answered long ago, and the way to look them up. Says of how many."""
    due = sa.update(Notice).where(Notice.words_die_on <= clock.today())
    return _changed(due.values(text="", answer="", address="", code_hash=None, suspicion="", words_die_on=None))


def _changed(what: sa.Update) -> int:
    count: int = db.session.execute(what).rowcount  # type: ignore[attr-defined]
    db.session.flush()
    return count
