"""A resident says something and follows it up; staff write down what somebody says to them.

Everything slow (the hash of the code, the stems of the words) happens before the first statement, and the number is taken
last: so the lock on the year's series is short. See docs/decisions/0005-posting-without-session.md.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.concerns import rules
from app.concerns.models import Concern, Message, ReviewStep, Voice
from app.concerns.queries import public
from app.concerns.rules import Affected, Channel, Direction, MessageKind, Review, Suspicion, VoiceKind
from app.concerns.service import indexing, merging, numbering
from app.kernel import clock, codes, page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.person import Person
from app.kernel.quarter import Quarter
from app.kernel.upsert import insert
from app.moderation import service as moderation
from app.renditions import service as renditions


@dataclass(frozen=True, kw_only=True)
class Words:
    """What somebody says, and where it belongs."""

    direction: Direction
    topic_key: str
    ortsteil_key: str
    text: str
    where_exactly: str = ""
    affected: Collection[Affected] = ()
    language: str = "de"

    def check(self) -> None:
        rules.check_text(self.text)
        rules.check_line(self.where_exactly, field="where_exactly")

    def fingerprint(self) -> str:
        """Tells these words from others. Keyed, so that nobody can try out what stood in words that are gone."""
        said = [self.direction, self.topic_key, self.ortsteil_key, self.text, self.where_exactly, sorted(self.affected)]
        return codes.lasting("fingerprint", json.dumps(said))

    def values(self) -> dict[str, Any]:
        return {
            "direction": self.direction,
            "topic_key": self.topic_key,
            "ortsteil_key": self.ortsteil_key,
            "text": self.text,
            "where_exactly": self.where_exactly,
            "affected": [str(group) for group in self.affected],
            "language": self.language,
        }


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of a form: the concern that is stored under its id, and the code to follow it up.

    `has_these_words` is False when an earlier form with the same id said something else; then nothing new was stored.
    """

    concern: Concern
    code: str
    has_these_words: bool


def code_of(client_id: str) -> str:
    """The follow-up code of the form with this id: the same again for the same form."""
    return codes.digits(rules.CODE, client_id, rules.CODE_DIGITS)


def report(*, client_id: str, words: Words, person: Person, suspicions: Collection[Suspicion] = ()) -> Report:
    """Take what a resident says. The same form again changes nothing."""
    marks = " ".join(sorted(suspicions))
    return _take(client_id, words, author=person, reported_on=clock.today(), values={"suspicion": marks})


def enter(
    *, client_id: str, words: Words, channel: Channel, people: int, account_id: UUID, reported_on: date | None = None
) -> Report:
    """Write down what somebody said at the counter, on the phone, on paper, at the door or in a meeting.

    `people` is how many stand behind it. They are counted as people of their own: whoever writes is none of them.
    """
    rules.check_people(people)
    day = reported_on or clock.today()
    if day > clock.today():
        raise RuleBroken(_("Das Datum liegt in der Zukunft."), field="reported_on")
    nobody_known = Person(token=codes.fresh_secret(), network=None, at_counter=True)
    values = {"channel": channel, "people": people, "entered_by_id": account_id}
    return _take(client_id, words, author=nobody_known, reported_on=day, values=values)


def tell(*, concern: Concern, client_id: str, text: str, language: str) -> None:
    """Take what the author writes to staff: the answer to an open question, or something added.

    The same message again changes nothing. Other words under the same id are a message of their own: none is lost.
    """
    rules.check_text(text)
    if concern.review is Review.WITHDRAWN:
        raise RuleBroken(_("Dieses Anliegen ist schon zurückgezogen."))
    is_asked = public.has_open_question(public.messages_of(concern.id))
    row = {
        "id": uuid4(),
        "concern_id": concern.id,
        "kind": MessageKind.ANSWER if is_asked else MessageKind.ADDITION,
        "text": text,
        "language": language,
        "written_at": clock.now(),
        "client_key": codes.lasting("message", f"{client_id}\0{text}"),
        "is_settled": False,
    }
    db.session.execute(insert(Message).values(row).on_conflict_do_nothing(index_elements=[Message.client_key]))
    db.session.flush()


def withdraw(*, concern: Concern) -> None:
    """Take a concern back for its author: the words are gone for good, here and in the search table. The number stays."""
    if not rules.may_move(concern.review, Review.WITHDRAWN):
        raise RuleBroken(_("Dieses Anliegen ist schon zurückgezogen."))
    if concern.review is Review.MERGED:
        merging.let_author_go(concern)
    step = ReviewStep(concern_id=concern.id, batch_id=uuid4())
    step.before, step.after = {"review": str(concern.review)}, {"review": str(Review.WITHDRAWN)}
    db.session.add(step)
    concern.title = concern.text = concern.where_exactly = concern.suspicion = ""
    concern.affected, concern.has_hints = [], False
    concern.fingerprint = concern.code_hash = None
    concern.review = Review.WITHDRAWN
    db.session.execute(sa.delete(Message).where(Message.concern_id == concern.id))
    subject = rules.subject_of(concern.sequence)
    moderation.destroy_originals_of(subject=subject)
    renditions.forget(subject=subject)
    moderation.log(act="concern.withdraw", subject=subject)
    indexing.forget([concern.sequence])
    page_store.raise_stamp("concerns")
    db.session.flush()


def _take(client_id: str, words: Words, *, author: Person, reported_on: date, values: dict[str, Any]) -> Report:
    words.check()
    code, client_key, fingerprint = code_of(client_id), codes.digest(client_id), words.fingerprint()
    values |= {"client_key": client_key, "fingerprint": fingerprint, "code_hash": codes.slow(rules.CODE, code)}
    findable_by = indexing.words_of(words.text, words.where_exactly)
    concern = public.find_by_client_key(client_key)
    if concern is None:
        try:
            with db.session.begin_nested():
                concern = _store(words.values() | values, author, reported_on)
                indexing.add([{"sequence": concern.sequence, "words": findable_by}])
        except IntegrityError:
            # The same form was quicker on another connection. Its number is the one that counts.
            concern = public.find_by_client_key(client_key)
            if concern is None:
                raise
    return Report(concern=concern, code=code, has_these_words=concern.fingerprint == fingerprint)


def _store(values: dict[str, Any], author: Person, reported_on: date) -> Concern:
    concern = Concern(sequence=numbering.next_sequences(reported_on.year)[0], reported_on=reported_on, **values)
    db.session.add(concern)
    db.session.flush()
    quarter = str(Quarter.of_day(reported_on))
    counted_set = rules.counted_set(quarter)
    voice = Voice(concern_id=concern.id, kind=VoiceKind.AUTHOR, people=concern.people, quarter=quarter)
    voice.person, voice.network = author.hashed(counted_set), author.network_hashed(counted_set)
    db.session.add(voice)
    db.session.flush()
    return concern
