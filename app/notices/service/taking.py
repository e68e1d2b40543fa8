"""Somebody tells us of a barrier, or of a text that should not stand here. No account, no name, no script is needed."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

from app.concerns.rules import Suspicion
from app.kernel import clock, codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.mail import is_address
from app.kernel.upsert import insert
from app.notices import queries, rules
from app.notices.models import Notice
from app.notices.rules import Kind, Reason
from app.notices.service import letters


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody tells us. `language` is the code of the language to answer in."""

    kind: Kind
    text: str
    language: str
    address: str = ""
    reason: Reason | None = None
    in_good_faith: bool = False
    name: str = ""
    email: str = ""
    phone: str = ""

    def check(self) -> None:
        rules.check(kind=self.kind, reason=self.reason, text=self.text, in_good_faith=self.in_good_faith)
        if self.email and not is_address(self.email):
            raise RuleBroken(_("Schreiben Sie eine E-Mail-Adresse, zum Beispiel name@beispiel.de."), field="email")


def client_key_of(client_id: str, told: Told) -> str:
    """What a form is stored under, once. The same form with other words is another notice: none is lost."""
    return codes.lasting("notice", f"{client_id}\0{json.dumps(asdict(told))}")


def code_of(client_key: str) -> str:
    """The number to look a notice up with."""
    return codes.digits(rules.CODE, client_key, rules.CODE_DIGITS)


def take(
    *,
    client_id: str,
    told: Told,
    concern_id: UUID | None = None,
    suspicions: Collection[Suspicion] = (),
    may_mail: bool = True,
) -> Notice:
    """Store a notice and say so by mail where an address was left. The same form again changes nothing."""
    told.check()
    client_key, today = client_key_of(client_id, told), clock.today()
    row = {
        **asdict(told),
        "id": uuid4(),
        "client_key": client_key,
        "code_hash": codes.slow(rules.CODE, code_of(client_key)),
        "concern_id": concern_id,
        "suspicion": " ".join(sorted(suspicions)),
        "reported_on": today,
        "due_on": rules.due_on(told.kind, told.reason, today),
        "contact_dies_on": today + rules.CONTACT_AT_MOST,
    }
    once = insert(Notice).values(row).on_conflict_do_nothing(index_elements=[Notice.client_key])
    is_new = db.session.execute(once.returning(Notice.id)).first() is not None
    notice = queries.find_by_client_key(client_key)
    if notice is None:
        raise LookupError("a notice that was stored must be there")
    if is_new and may_mail:
        confirm(notice)
    return notice


def confirm(notice: Notice) -> None:
    """Say by mail that a notice has arrived (DSA Art. 16 (4))."""
    letters.send(notice, letters.arrived, occasion="arrived")
