"""Two concerns that say the same become one. Those who stand behind the one now stand behind the other, each once."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.concerns import rules
from app.concerns.models import Concern, Voice
from app.concerns.queries import steps as queries
from app.concerns.queries.steps import TakenStep
from app.concerns.rules import Review, VoiceKind
from app.concerns.service import steps
from app.concerns.service.steps import Step
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _


def merge(*, concern: Concern, into: Concern, account: UUID) -> UUID:
    """Let a concern live on in another one, with all who stand behind it. Says the id of the batch."""
    if into.id == concern.id:
        raise RuleBroken(_("Das ist dasselbe Anliegen. Geben Sie bitte die Nummer des anderen an."), field="into")
    if into.review not in {Review.PUBLISHED, Review.WAITING}:
        raise RuleBroken(_("Dieses Anliegen kann niemand lesen. Geben Sie bitte eine andere Nummer an."), field="into")
    standing = queries.standing_of(concern)
    if not rules.may_move(standing.review, Review.MERGED):
        raise RuleBroken(_("Das ist schon geschehen, oder das Anliegen hat sich inzwischen geändert."))
    authors, supporters = _moved(concern, into)
    step = Step(
        concern=standing,
        before={"review": standing.review, "merged_into_id": None},
        after={
            "review": Review.MERGED,
            "merged_into_id": into.id.hex,
            "authors": authors,
            "supporters": supporters,
            "imported": concern.imported_supports,
        },
    )
    into.imported_supports += concern.imported_supports
    db.session.flush()
    return steps.take(act="concern.merge", steps=[step], account=account)


def part(step: TakenStep) -> None:
    """Take a merging back: everybody stands again behind the concern that they stood behind before."""
    if "supporters" not in step.after:
        return
    authors, supporters = ([UUID(voice) for voice in step.after[group]] for group in ("authors", "supporters"))
    _count(authors + supporters, sign=-1)
    for voices, kind in ((authors, VoiceKind.AUTHOR), (supporters, VoiceKind.SUPPORT)):
        back = sa.update(Voice).where(Voice.id.in_(voices)).values(concern_id=step.concern.id, kind=kind)
        db.session.execute(back, execution_options={"synchronize_session": False})
    target = sa.update(Concern).where(Concern.id == UUID(step.after["merged_into_id"]))
    parted = target.values(imported_supports=Concern.imported_supports - step.after["imported"])
    db.session.execute(parted, execution_options={"synchronize_session": False})


def let_author_go(concern: Concern) -> None:
    """The author of a merged concern withdraws: they stand behind the other one no more. Its supporters stay there."""
    authors = [UUID(voice) for voice in queries.authors_who_moved_from(concern)]
    _count(authors, sign=-1)
    back = sa.update(Voice).where(Voice.id.in_(authors)).values(concern_id=concern.id, kind=VoiceKind.AUTHOR)
    db.session.execute(back, execution_options={"synchronize_session": False})


def _moved(concern: Concern, into: Concern) -> tuple[list[str], list[str]]:
    """Move the voices of people who do not stand behind the other concern yet. Says whose: authors and supporters."""
    other = aliased(Voice)
    same_person = sa.and_(other.person == Voice.person, other.quarter == Voice.quarter)
    there = sa.exists().where(other.concern_id == into.id, sa.or_(same_person, other.support_key == Voice.support_key))
    moving = sa.select(Voice.id, Voice.kind).where(Voice.concern_id == concern.id, ~there)
    kinds = dict(db.session.execute(moving).all())
    moved = sa.update(Voice).where(Voice.id.in_(kinds)).values(concern_id=into.id, kind=VoiceKind.SUPPORT)
    db.session.execute(moved, execution_options={"synchronize_session": False})
    _count(list(kinds), sign=+1)
    return (
        sorted(voice.hex for voice, kind in kinds.items() if kind is VoiceKind.AUTHOR),
        sorted(voice.hex for voice, kind in kinds.items() if kind is VoiceKind.SUPPORT),
    )


def _count(voices: list[UUID], *, sign: int) -> None:
    """Add these voices to the shown number of the concern at which they are now, or take them off."""
    people = sa.select(sa.func.sum(Voice.people)).where(Voice.id.in_(voices), Voice.concern_id == Concern.id)
    at = sa.select(Voice.concern_id).where(Voice.id.in_(voices))
    counted = (
        sa.update(Concern).where(Concern.id.in_(at)).values(supports=Concern.supports + sign * people.scalar_subquery())
    )
    db.session.execute(counted, execution_options={"synchronize_session": False})
