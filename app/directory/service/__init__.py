"""What can be done with a Gremium: found it, say anew what it is, name its members, note that all of it is still true."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.directory import queries, rules
from app.directory.models import Gremium, GremiumMember
from app.directory.rules import Facts, MemberKind
from app.kernel import clock, page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation


def create(*, facts: Facts, ortsteil_keys: Collection[str] = (), slug: str = "", account_id: UUID | None = None) -> Gremium:
    """Put a Gremium into the directory. Its slug, made from the name unless one is given, stays as it is."""
    gremium = made(facts=facts, ortsteil_keys=ortsteil_keys, slug=slug)
    return _kept(gremium, "gremium.create", account_id)


def made(*, facts: Facts, ortsteil_keys: Collection[str] = (), slug: str = "") -> Gremium:
    """A new Gremium with what is known about it. Saying so in the log is left to the caller."""
    rules.check_facts(facts, ortsteil_keys)
    if slug:
        rules.check_slug(slug)
    with _a_name_of_its_own():
        gremium = Gremium(slug=slug or rules.slug_of(facts.name, queries.slugs()), **asdict(facts))
        gremium.ortsteile = list(queries.known_ortsteile(ortsteil_keys))
        db.session.add(gremium)
    return gremium


def change(
    *,
    gremium: Gremium,
    facts: Facts,
    ortsteil_keys: Collection[str],
    is_active: bool = True,
    account_id: UUID | None = None,
) -> Gremium:
    """Say anew what a Gremium is, and whether it is at work."""
    rules.check_facts(facts, ortsteil_keys)
    with _a_name_of_its_own():
        for field, value in asdict(facts).items():
            setattr(gremium, field, value)
        gremium.is_active = is_active
        gremium.ortsteile = list(queries.known_ortsteile(ortsteil_keys))
    return _kept(gremium, "gremium.change", account_id)


def set_members(
    *, gremium: Gremium, internal: Sequence[str], external: Sequence[str], account_id: UUID | None = None
) -> None:
    """Say which institutions belong to a Gremium, in this order, in place of those that did."""
    rules.check_institutions(internal, external)
    kinds = dict.fromkeys(internal, MemberKind.INTERNAL) | dict.fromkeys(external, MemberKind.EXTERNAL)
    there = {member.name: member for member in gremium.members}
    members = [there.get(name) or GremiumMember(name=name) for name in kinds]
    for position, member in enumerate(members):
        member.kind, member.position = kinds[member.name], position
    gremium.members = members
    _kept(gremium, "gremium.members", account_id)


def note_checked(*, gremium: Gremium, account_id: UUID | None = None) -> None:
    """Note that somebody held today what stands here against the truth, and it is still so."""
    gremium.checked_on = clock.today()
    _kept(gremium, "gremium.check", account_id)


@contextmanager
def _a_name_of_its_own() -> Iterator[None]:
    """Write what is said inside. Raises RuleBroken, and then nothing has changed, when another Gremium is called so."""
    try:
        with db.session.begin_nested():
            yield
            db.session.flush()
    except IntegrityError:
        raise RuleBroken(_("Ein Gremium mit diesem Namen gibt es schon."), field="name") from None


def _kept(gremium: Gremium, act: str, account_id: UUID | None) -> Gremium:
    db.session.flush()
    page_store.raise_stamp("directory")
    moderation.log(act=act, subject=gremium.subject, account=account_id)
    db.session.flush()
    return gremium
