"""What happened last in the city or in an Ortsteil: the newest of each kind, gathered from the capabilities below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.concerns.models import Concern
from app.concerns.queries.public import Outcome
from app.concerns.rules import Progress
from app.kernel import clock
from app.meetings.queries.records import Record
from app.pages.queries import Told
from app.pages.rules import Happening


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened on a day. `key` names the page that tells more: a number, an id, a slug.

    `step`: what became of a concern.
    """

    kind: Happening
    day: date
    words: str
    language: str
    key: str
    step: Progress | None = None


def events(
    *, said: Sequence[Concern], answered: Sequence[Outcome], minutes: Sequence[Record], told: Iterable[Told]
) -> list[Event]:
    """The newest of each kind, the newest of all first. Each list comes with its newest in front.

    A concern whose answer is told here is not told a second time.
    """
    fresh = [concern for concern in said if concern.id not in {outcome.concern.id for outcome in answered[:1]}]
    found = [
        *(_said(concern) for concern in fresh[:1]),
        *(_answered(outcome) for outcome in answered[:1]),
        *(_minutes(record) for record in minutes[:1]),
        *(_results(each) for each in list(told)[:1]),
    ]
    return sorted(found, key=lambda event: event.day, reverse=True)


def _said(concern: Concern) -> Event:
    words, day = concern.headline, concern.reported_on
    return Event(kind=Happening.SAID, day=day, words=words, language=concern.language, key=concern.number)


def _answered(outcome: Outcome) -> Event:
    concern = outcome.concern
    return Event(
        kind=Happening.ANSWERED,
        day=outcome.happened_on,
        words=concern.headline,
        language=concern.language,
        key=concern.number,
        step=outcome.step,
    )


def _minutes(record: Record) -> Event:
    meeting = record.meeting
    day = clock.local(record.changed_at).date()
    return Event(kind=Happening.MINUTES, day=day, words=meeting.title, language="de", key=str(meeting.id))


def _results(told: Told) -> Event:
    campaign = told.campaign
    return Event(kind=Happening.RESULTS, day=told.day, words=campaign.title, language="de", key=campaign.slug)
