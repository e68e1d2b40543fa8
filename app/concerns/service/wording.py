"""Staff ask an author, make personal data unreadable, or take what the author adds into the text.

The words before are sealed for a time. Steps are kept for ever, so no words stand in them: a step
names the sealed original, and with it the way back dies.
"""

import json
from collections.abc import Sequence
from uuid import UUID

from app.concerns import rules
from app.concerns.models import Concern, Message
from app.concerns.queries import steps as queries
from app.concerns.queries.steps import TakenStep
from app.concerns.rules import MessageKind
from app.concerns.service import indexing, steps
from app.concerns.service.steps import Step
from app.kernel import i18n
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import queries as moderation_queries
from app.moderation import rules as moderation_rules
from app.moderation import service as moderation
from app.renditions import service as renditions

WORDS = ("title", "text", "where_exactly")


def ask(*, concern: Concern, question: str, account: UUID) -> None:
    """Ask the author something. The concern stays where it is; the author reads the question with the code."""
    rules.check_question(question)
    language = i18n.current_language().tag
    asked = Message(concern_id=concern.id, kind=MessageKind.QUESTION, text=question, language=language, account_id=account)
    db.session.add(asked)
    moderation.log(act="concern.ask", subject=concern.subject, account=account)
    db.session.flush()


def redact(*, concern: Concern, passages: Sequence[str], account: UUID) -> UUID:
    """Make these passages unreadable wherever they stand in the concern."""
    wanted = sorted(filter(None, {passage.strip() for passage in passages}), key=len, reverse=True)
    if not wanted:
        raise RuleBroken(_("Wählen Sie bitte aus, was unkenntlich werden soll."), field="passages")
    words = _words_of(concern)
    for passage in wanted:
        if not any(moderation_rules.stands_in(passage, text) for text in _words_of(concern).values()):
            raise RuleBroken(_("„%(passage)s“ steht nicht im Text.", passage=passage), field="passages")
        words = {name: moderation_rules.without(text, passage) for name, text in words.items()}
    renditions.forget(subject=concern.subject)
    return _reword(concern, words, kind="redacted", act="concern.redact", account=account)


def take_in(*, concern: Concern, message: Message, account: UUID) -> UUID:
    """Put what the author wrote to us behind the text of the concern, where everybody reads it."""
    text = f"{concern.text}\n\n{message.text}"
    if len(text) > rules.LONGEST_TEXT:
        raise RuleBroken(_("Zusammen wird der Text zu lang. Es passen höchstens 5000 Zeichen hinein."))
    message.is_settled = True
    return _reword(concern, {**_words_of(concern), "text": text}, kind="added", act="concern.take_in", account=account)


def settle(*, concern: Concern, message: Message, account: UUID) -> None:
    """Say that a message of the author has been read."""
    message.is_settled = True
    moderation.log(act="concern.settle", subject=concern.subject, account=account)
    db.session.flush()


def restore(step: TakenStep) -> None:
    """Bring back the words before a step, if it changed them and the original still lives."""
    if "words" not in step.after:
        return
    original = moderation_queries.find_original(UUID(step.before["original"]))
    if original is None:
        raise RuleBroken(_("Das Original ist schon gelöscht. Der Text bleibt, wie er ist."))
    concern = db.session.get_one(Concern, step.concern.id)
    _write(concern, json.loads(original.text))
    db.session.delete(original)
    db.session.flush()


def _reword(concern: Concern, words: dict[str, str], *, kind: str, act: str, account: UUID) -> UUID:
    original = moderation.seal(subject=concern.subject, text=json.dumps(_words_of(concern), ensure_ascii=False))
    _write(concern, words)
    db.session.flush()
    step = Step(concern=queries.standing_of(concern), before={"original": original.id.hex}, after={"words": kind})
    return steps.take(act=act, steps=[step], account=account)


def _write(concern: Concern, words: dict[str, str]) -> None:
    for name in WORDS:
        setattr(concern, name, words[name])
    concern.has_hints = moderation_rules.has_personal_data(*words.values())
    indexing.change(sequence=concern.sequence, words=indexing.words_of(*words.values()))


def _words_of(concern: Concern) -> dict[str, str]:
    return {name: getattr(concern, name) for name in WORDS}
