"""Staff decide who may see concerns and where they belong, one or many at once, and take decisions back.

`wanted` is always a SELECT of ids: of one concern, of a selection, or of everything that matches a filter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

import sqlalchemy as sa

from app.concerns import rules
from app.concerns.models import Concern
from app.concerns.queries import steps as queries
from app.concerns.queries.steps import Standing, TakenStep
from app.concerns.rules import Direction, Ground, Review
from app.concerns.service import merging, steps, wording
from app.concerns.service.steps import Step
from app.kernel import i18n
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import GERMAN, by_tag
from app.moderation import queries as moderation

Ids = sa.Select[UUID]


def publish(*, wanted: Ids, account: UUID) -> UUID:
    """Let everybody read these concerns. Says the id of the batch."""
    return _decide(wanted, Review.PUBLISHED, act="concern.publish", account=account, reason=_without_reason)


def give_back(
    *, wanted: Ids, ground: Ground | None, sentence: str, account: UUID, reason_key: str = "", on_notice: bool = False
) -> UUID:
    """Give these concerns back to their authors, who read with their code why, and against which rule or law they go.

    The text with this key stands before our own sentence, in the author's language. `on_notice`: somebody had reported them.
    """
    rules.check_statement(ground=ground, sentence=sentence)
    template = moderation.get_reason(reason_key).text if reason_key else ""

    def reason(concern: Standing) -> str:
        return "\n\n".join(part for part in (in_language_of(concern, template), sentence) if part)

    said = {"ground": ground, "on_notice": on_notice}
    return _decide(wanted, Review.RETURNED, act="concern.give_back", account=account, reason=reason, said=said)


def restate(*, concern: Concern, ground: Ground | None, sentence: str, account: UUID) -> UUID:
    """Say anew why a concern that was given back on a notice stays so."""
    rules.check_statement(ground=ground, sentence=sentence)
    standing = queries.standing_of(concern)
    if standing.review is not Review.RETURNED:
        raise RuleBroken(_("Das ist schon geschehen, oder das Anliegen hat sich inzwischen geändert."))
    state = {"review": Review.RETURNED}
    step = Step(concern=standing, before=state, after={**state, "ground": ground, "on_notice": True}, reason=sentence)
    return steps.take(act="concern.restate", steps=[step], account=account)


def in_language_of(concern: Standing | Concern, template: str) -> str:
    """A known text in the language in which a concern was written."""
    return i18n.in_language(by_tag(concern.language) or GERMAN, template) if template else ""


def move(
    *, wanted: Ids, ortsteil_key: str = "", topic_key: str = "", direction: Direction | None = None, account: UUID
) -> UUID:
    """Put these concerns into another Ortsteil, topic or direction. What is empty stays as it is."""
    new = {"ortsteil_key": ortsteil_key, "topic_key": topic_key, "direction": str(direction) if direction else ""}
    after = {name: value for name, value in new.items() if value}
    taken = [
        Step(concern=concern, before={name: concern.state[name] for name in after}, after=after)
        for concern in queries.standings(wanted)
        if any(concern.state[name] != value for name, value in after.items())
    ]
    if not taken:
        raise RuleBroken(_("Dort steht das Anliegen schon. Wählen Sie bitte, wohin es soll."), field="ortsteil_key")
    return steps.take(act="concern.move", steps=taken, account=account)


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What an undo did. `left`: so many had been changed again since, or withdrawn, and stayed as they are."""

    batch_id: UUID
    left: int


def undo(*, batch_id: UUID, account: UUID) -> Undone:
    """Lead all concerns of a batch back to where they stood. Each step is undone once."""
    taken = queries.not_undone(batch_id)
    back = [step for step in taken if _still_stands(step)]
    if not back:
        raise RuleBroken(
            _("Das lässt sich nicht mehr rückgängig machen. Das Anliegen hat sich seitdem noch einmal geändert.")
        )
    for step in back:
        wording.restore(step)
        merging.part(step)
    undoing = [Step(concern=step.concern, before=step.after, after=step.before, undoes=step.id) for step in back]
    return Undone(
        batch_id=steps.take(act="concern.undo", steps=undoing, account=account),
        left=len(taken) - len(back),
    )


def _decide(
    wanted: Ids,
    review: Review,
    *,
    act: str,
    account: UUID,
    reason: Callable[[Standing], str],
    said: Mapping[str, object] = MappingProxyType({}),
) -> UUID:
    taken = [
        Step(
            concern=concern,
            before={"review": concern.review},
            after={"review": review, **said},
            reason=reason(concern),
        )
        for concern in queries.standings(wanted)
        if rules.may_move(concern.review, review)
    ]
    if not taken:
        raise RuleBroken(_("Das ist schon geschehen, oder das Anliegen hat sich inzwischen geändert."))
    return steps.take(act=act, steps=taken, account=account)


def _without_reason(_concern: Standing) -> str:
    return ""


def _still_stands(step: TakenStep) -> bool:
    """Whether a concern stands where this step has put it."""
    if step.concern.review is Review.WITHDRAWN:
        return False
    if any(step.concern.state[name] != step.after[name] for name in queries.FIELDS if name in step.after):
        return False
    return "words" not in step.after or not queries.has_newer_words(step)
