"""What invented people have told us of barriers and of texts, and what we have answered."""

from uuid import uuid5

from app.accounts.models import Account
from app.concerns.rules import Ground
from app.demo import reading, then
from app.demo.voices import SPACE
from app.kernel.db import db
from app.notices.models import Notice
from app.notices.rules import Kind, Outcome, Reason
from app.notices.service import deciding, taking
from app.notices.service.deciding import Decision
from app.notices.service.taking import Told


def report() -> None:
    """Take all notices on their days, and answer those that are answered. Nobody left an address, so no mail goes out."""
    accounts = dict(db.session.execute(db.select(Account.email, Account.id)).all())
    for row in reading.rows("notices"):
        with then.on(row["day"]):
            notice = _take(row)
        if row["outcome"] and notice.outcome is None:
            with then.on(row["answered_on"]):
                deciding.answer(notice=notice, decision=_decision(row), and_others=False, account=accounts[row["by"]])


def sample_code() -> tuple[str, str]:
    """The day of one answered notice, and the number to look it up with."""
    row = next(row for row in reading.rows("notices") if row["outcome"])
    return row["day"], taking.code_of(taking.client_key_of(_client_id(row), _told(row)))


def _take(row: reading.Row) -> Notice:
    concern_id = uuid5(SPACE, row["concern"]) if row["concern"] else None
    return taking.take(client_id=_client_id(row), told=_told(row), concern_id=concern_id)


def _client_id(row: reading.Row) -> str:
    return str(uuid5(SPACE, f"notice {row['key']}"))


def _told(row: reading.Row) -> Told:
    kind = Kind(row["kind"])
    return Told(
        kind=kind,
        text=row["text"],
        language=row["language"],
        address=row["address"] or f"/de/anliegen/{row['concern']}",
        reason=Reason(row["reason"]) if row["reason"] else None,
        in_good_faith=kind is Kind.CONTENT,
    )


def _decision(row: reading.Row) -> Decision:
    ground = Ground(row["ground"]) if row["ground"] else None
    return Decision(outcome=Outcome(row["outcome"]), answer=row["answer"], ground=ground, sentence=row["sentence"])
