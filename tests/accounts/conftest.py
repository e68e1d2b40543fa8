"""People who can really log in, and the way in."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.accounts import queries, service
from app.accounts.models import Account
from app.accounts.queries import Credentials
from app.accounts.service import hashing
from app.kernel import codes
from app.kernel.db import db
from tests import factories
from tests.support.reader import Page, Reader


@dataclass(frozen=True)
class Member:
    """A member of staff who has logged in before, as a test remembers them over requests."""

    id: UUID
    email: str
    seed: str | None

    @property
    def row(self) -> Account:
        """The account as it stands now."""
        db.session.expire_all()
        return db.session.get_one(Account, self.id)

    def code(self) -> str:
        """What the phone shows, or will show next when this code was used already."""
        return service.current_code(seed=self.seed or "", last_step=self.row.totp_last_step)

    def credentials(self) -> Credentials:
        db.session.commit()
        found = queries.find_credentials_of(self.id)
        assert found is not None
        return found


def person(*roles: str, **details: object) -> Member:
    """Somebody with a password and a phone."""
    made = {"password_hash": hashing.hashed(factories.PASSWORD), "totp_secret": service.fresh_seed(), **details}
    account = factories.account(*roles, **made)
    return Member(account.id, account.email, account.totp_secret)


@pytest.fixture
def worker(app) -> Member:
    return person("quarter_worker", email="rieth@example.org", name="Quartiersarbeit Rieth")


@dataclass(frozen=True)
class WayIn:
    """Goes through both steps of the login as somebody with a browser would."""

    reader: Reader

    def first_step(self, email: str, password: str = factories.PASSWORD, *, status: int = 200, **options: object) -> Page:
        address = "/arbeit/anmelden"
        return self.reader.post(address, {"email": email, "password": password}, status=status, **options)

    def whole(self, member: Member, *, weiter: str = "") -> Page:
        """Log in; answers where it leads."""
        first = self.reader.get("/arbeit/anmelden", query_string={"weiter": weiter})
        second = self.reader.send(first.form().fill(email=member.email, password=factories.PASSWORD), status=200)
        return self.reader.send(second.form().fill(code=member.code()), status=303)


@pytest.fixture
def way_in(reader: Reader) -> WayIn:
    return WayIn(reader)


@pytest.fixture
def count_statements(world) -> Callable[[], AbstractContextManager[list[str]]]:
    """All statements that are sent to the database inside the block."""

    @contextmanager
    def listening() -> Iterator[list[str]]:
        said: list[str] = []

        def hear(_connection, _cursor, statement: str, *_rest: object) -> None:
            said.append(statement)

        engines = list(db.engines.values())
        for engine in engines:
            sa.event.listen(engine, "before_cursor_execute", hear)
        try:
            yield said
        finally:
            for engine in engines:
                sa.event.remove(engine, "before_cursor_execute", hear)

    return listening


@pytest.fixture
def slow_hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every slow hash that is computed while the test runs, by what for."""
    real, seen = hashing._HASHER, []

    class Counting:
        def verify(self, *args: str) -> bool:
            seen.append("verify")
            return real.verify(*args)

        def hash(self, password: str) -> str:
            seen.append("hash")
            return real.hash(password)

        check_needs_rehash: Callable[[str], bool] = staticmethod(real.check_needs_rehash)

    monkeypatch.setattr(hashing, "_HASHER", Counting())
    return seen


def digest_of(reader: Reader) -> str:
    """The hash under which the reader's login is kept."""
    return codes.digest(reader.cookie("staff") or "")
