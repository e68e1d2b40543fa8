"""The invented staff of the demo city: departments, accounts with random passwords, forums and who looks after them."""

from dataclasses import dataclass
from uuid import UUID

from app.accounts import service as accounts
from app.accounts.models import Account
from app.accounts.rules import Role
from app.demo import reading
from app.forums import service as forums
from app.kernel import codes
from app.kernel.db import db
from app.pages import service as pages
from app.pages.rules import Detail

OPERATOR = {
    Detail.CITY: "Erfurt",
    Detail.OPERATOR: "Beispielträger der Ortsstimme (erfunden)",
    Detail.ADDRESS: "Beispielstraße 1\n99000 Erfurt",
    Detail.REPRESENTED_BY: "die Geschäftsführung",
    Detail.EMAIL: "kontakt@example.org",
    Detail.PHONE: "0361 000000",
    Detail.RESPONSIBLE: "die Quartiersplanungskoordination",
    Detail.PRIVACY_OFFICER: "datenschutz@example.org",
    Detail.PRIVACY_AUTHORITY: "Thüringer Landesbeauftragter für den Datenschutz und die Informationsfreiheit, Erfurt",
    Detail.ENFORCEMENT: "Landesdurchsetzungsstelle für digitale Barrierefreiheit beim TLMB, Erfurt",
}


@dataclass(frozen=True, kw_only=True)
class Login:
    """How somebody logs in to the demo. The secret makes the codes of the second factor."""

    name: str
    email: str
    password: str
    secret: str
    roles: str


def move_in() -> list[Login]:
    """Make departments, accounts and forums, and describe the operator. Says the logins, which are random."""
    for row in reading.rows("departments"):
        accounts.add_department(**row)
    logins = [_account(row) for row in reading.rows("accounts")]
    members = _members()
    for row in reading.rows("forums"):
        forum = forums.create(
            slug=row["slug"],
            name=row["name"],
            description=row["description"],
            place=row["place"],
            rhythm=row["rhythm"],
            ortsteil_keys=reading.parts(row["ortsteil_keys"]),
        )
        forums.entrust(forum=forum, member_ids=members.get(forum.slug, []))
    pages.describe_operator(details=OPERATOR)
    return logins


def _account(row: reading.Row) -> Login:
    password = codes.fresh_secret()[:20]
    account = accounts.create_account(
        email=row["email"],
        name=row["name"],
        password=password,
        roles=[Role(role) for role in reading.parts(row["roles"])],
        department_key=row["department"] or None,
        is_city_wide=row["city_wide"] == "yes",
    )
    seed = accounts.fresh_seed()
    accounts.give_second_factor(account_id=account.id, seed=seed)
    secret = accounts.secret_of(seed)
    return Login(name=row["name"], email=row["email"], password=password, secret=secret, roles=row["roles"])


def _members() -> dict[str, list[UUID]]:
    """Who looks after which forum, by the forum's slug."""
    found: dict[str, list[UUID]] = {}
    known = dict(db.session.execute(db.select(Account.email, Account.id)).all())
    for row in reading.rows("accounts"):
        for slug in reading.parts(row["forums"]):
            found.setdefault(slug, []).append(known[row["email"]])
    return found
