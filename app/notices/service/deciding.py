"""Staff decide about what was reported, tell everybody who reported it, and hide a text at once where that is needed."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.concerns.models import Concern
from app.concerns.queries import statements
from app.concerns.rules import Ground, Review
from app.concerns.service import reviewing
from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation
from app.notices import labels, queries, rules
from app.notices.models import Notice
from app.notices.rules import GROUNDS, Kind, Outcome
from app.notices.service import letters


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided: `answer` is for whoever reported it, `ground` and `sentence` are for the author of the text."""

    outcome: Outcome | None
    answer: str
    ground: Ground | None = None
    sentence: str = ""


def can_be_hidden(notice: Notice) -> bool:
    """Whether the reported text is a concern that everybody can read."""
    return notice.concern is not None and notice.concern.review is Review.PUBLISHED


def is_hidden(notice: Notice) -> bool:
    """Whether the reported concern was taken away because of a notice."""
    said = statements.statement_of(notice.concern) if notice.concern else None
    return said is not None and said.on_notice


def hide(*, notice: Notice, account: UUID) -> None:
    """Take the reported concern away at once. Its author reads why; the decision follows."""
    if notice.concern is None or notice.reason is None or not can_be_hidden(notice):
        raise RuleBroken(_("Dieser Text ist schon nicht mehr öffentlich."))
    reviewing.give_back(
        wanted=_only(notice.concern),
        ground=GROUNDS[notice.reason],
        sentence=reviewing.in_language_of(notice.concern, labels.HIDDEN_FOR_NOW),
        on_notice=True,
        account=account,
    )
    moderation.log(act="notice.hide", subject=notice.subject, note=notice.concern_subject, account=account)
    db.session.flush()


def answer(*, notice: Notice, decision: Decision, and_others: bool, account: UUID) -> int:
    """Decide about a notice, and if wanted about all others on the same text. Says how many were answered."""
    rules.check_answer(kind=notice.kind, outcome=decision.outcome, answer=decision.answer)
    if notice.outcome is not None:
        raise RuleBroken(_("Diese Meldung ist schon beantwortet."))
    _follow(notice, decision, account)
    answered = [notice, *(queries.others_about_the_same(notice) if and_others else ())]
    for each in answered:
        each.outcome, each.answer, each.account_id = decision.outcome, decision.answer, account
        each.answered_on = clock.today()
        each.contact_dies_on = clock.today() + rules.CONTACT_KEPT
        each.words_die_on = clock.today() + rules.WORDS_KEPT
        moderation.log(act="notice.answer", subject=each.subject, note=str(decision.outcome), account=account)
    db.session.flush()
    for each in answered:
        letters.send(each, letters.answered, occasion="answered")
    return len(answered)


def _follow(notice: Notice, decision: Decision, account: UUID) -> None:
    """Let the concern follow what was decided about it."""
    concern = notice.concern
    if notice.kind is not Kind.CONTENT or concern is None:
        return
    said = {"ground": decision.ground, "sentence": decision.sentence, "account": account}
    if decision.outcome is Outcome.REMOVED and can_be_hidden(notice):
        reviewing.give_back(wanted=_only(concern), on_notice=True, **said)  # type: ignore[arg-type]
    elif decision.outcome is Outcome.REMOVED and is_hidden(notice):
        reviewing.restate(concern=concern, **said)  # type: ignore[arg-type]
    elif decision.outcome is not Outcome.REMOVED and is_hidden(notice):
        reviewing.publish(wanted=_only(concern), account=account)
    elif decision.outcome is Outcome.KEPT and concern.review is not Review.PUBLISHED:
        raise RuleBroken(_("Dieser Text ist nicht öffentlich. Er bleibt also nicht stehen."), field="outcome")


def _only(concern: Concern) -> sa.Select[UUID]:
    return sa.select(Concern.id).where(Concern.id == concern.id)
