"""Words never become script: payloads in every text field, on every page that shows them, in a real browser (T10)."""

from datetime import date
from urllib.parse import quote

import pytest

from app.accounts.models import Account, Department
from app.concerns.models import Concern, Message, Topic
from app.concerns.rules import MessageKind, Progress, Review
from app.concerns.service import progress
from app.directory import rules
from app.directory.models import Gremium, GremiumMember
from app.directory.rules import MemberKind
from app.forums.models import Forum
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.meetings.models import Correction, Decision, DotOption, DotPoll, MeetingDocument
from app.meetings.rules.kinds import MinutesState, Mode, Part, PlainState
from app.meetings.service import indexing
from app.moderation import service as moderation
from app.moderation.models import ReturnReason
from app.needs import service as needs
from app.pages import service as pages
from app.pages.rules import Detail
from tests import factories
from tests.browser.payloads import BATCHES, PAYLOADS
from tests.browser.watch import Watch
from tests.meetings import making as meetings
from tests.notices import making as notices

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/de/",
    "/de/anliegen",
    "/de/anliegen?q={question}",
    "/de/anliegen/neu",
    "/de/anliegen/{number}",
    "/ar/anliegen/{number}",
    "/de/bedarfe",
    "/de/bedarfe?ortsteil=06",
    "/de/foren/{slug}",
    "/de/verzeichnis",
    "/de/verzeichnis/gremien/worte",
    "/de/treffen",
    "/de/treffen?q={question}",
    "/de/treffen/{coming}",
    "/de/treffen/{past}",
    "/ar/treffen/{past}",
    "/de/treffen/{coming}/plakat?mit=ar",
    "/de/aktionsgruppen",
    "/de/aktionsgruppen/worte",
    "/de/ortsteile",
    "/de/ortsteile/06",
    "/de/barrierefreiheit",
    "/de/datenschutz",
    "/de/impressum",
]
FOR_STAFF = [
    "/de/arbeit",
    "/de/arbeit/anliegen",
    "/de/arbeit/anliegen?zeigen=veroeffentlicht",
    "/de/arbeit/anliegen/erfassen",
    "/de/arbeit/anliegen/{waiting}",
    "/de/arbeit/anliegen/{number}",
    "/de/arbeit/anliegen/{number}/verlauf",
    "/de/arbeit/bedarfe",
    "/de/arbeit/betreiber",
    "/de/arbeit/fachaemter",
    "/de/arbeit/fachaemter/amt",
    "/de/arbeit/foren",
    "/de/arbeit/foren/{forum_id}",
    "/de/arbeit/foren/{forum_id}/plakate?papier=a4&sprache=de&sprache=ar&als=seite",
    "/de/arbeit/gremien",
    "/de/arbeit/gremien/{gremium_id}",
    "/de/arbeit/gremien/{gremium_id}/mitglieder",
    "/de/arbeit/gruende",
    "/de/arbeit/gruende/worte",
    "/de/arbeit/konten",
    "/de/arbeit/konten/{account_id}",
    "/de/arbeit/konto",
    "/de/arbeit/meldungen",
    "/de/arbeit/meldungen/{notice_id}",
    "/de/arbeit/protokoll",
    "/de/arbeit/themen",
    "/de/arbeit/themen/wohnumfeld",
    "/de/arbeit/weiterleitungen",
]
LAST_SUMMER = date(2026, 8, 1)


def _faults(watch: Watch, address: str, words: list[str]) -> list[str]:
    """What words did on a page, and whether they stand there at all: a page without them would prove nothing."""
    watch.page.goto(address)
    lost = [] if watch.shows(words[0]) else [f"{address}: the words are not there"]
    return [*watch.faults(address), *lost]


def _all_fields_say(words: list[str]) -> dict[str, str]:
    """Put these words into every text field there is: all of them into each, and each into a concern of its own."""
    said = "\n".join(words)
    topic = db.session.get(Topic, "wohnumfeld")
    topic.label = said
    place = factories.ortsteil("06", name=said)
    forum: Forum = factories.forum("worte", [place.key], name=said, description=said, place=said, rhythm=said)
    gremium = _gremium(said, place.key)
    department = Department(key="amt", name=said, short=said, what_for=said)
    db.session.add_all([department, ReturnReason(key="worte", label=said, text=said)])
    account: Account = factories.account(
        "quarter_worker", "administrator", "planning_coordinator", name=said, forums=[forum]
    )
    for word in words:
        factories.concern(text=word, title=word, where_exactly=word)
    concern: Concern = factories.concern(text=said, title=said[:200], where_exactly=said)
    waiting = factories.concern(text=said, review=Review.WAITING)
    db.session.add(Message(concern_id=waiting.id, kind=MessageKind.ADDITION, text=said, language="de"))
    progress.add_entry(
        concern=concern,
        step=Progress.DONE,
        happened_on=concern.reported_on,
        text=said,
        link=f"https://example.org/{words[0]}",
        account=account.id,
    )
    progress.add_entry(
        concern=concern,
        step=Progress.REFERRED,
        happened_on=concern.reported_on,
        text=said,
        department_key="amt",
        promised_on=concern.reported_on,
        link="",
        account=account.id,
    )
    factories.concern(text=said, reported_on=LAST_SUMMER, people=9)
    needs.make_release(quarter=Quarter.of_day(LAST_SUMMER))
    moderation.log(act="test", subject=said, note=said, account=account.id)
    details = dict.fromkeys(Detail, said)
    pages.describe_operator(details={**details, Detail.SIGN_VIDEO: f"https://example.org/{''.join(words[0].split())}"})
    notice = notices.notice(concern_id=concern.id, text=said, answer=said, name=said, email=said, phone=said, address=said)
    return {
        **_meetings(said, forum),
        "number": concern.number,
        "waiting": waiting.number,
        "slug": forum.slug,
        "forum_id": str(forum.id),
        "gremium_id": str(gremium.id),
        "notice_id": str(notice.id),
        "account_id": str(account.id),
        "cookie": factories.session_of(account),
        "question": quote(words[0]),
    }


def _gremium(said: str, ortsteil_key: str) -> Gremium:
    fields = dict.fromkeys(("name", *rules.LINES, *rules.TEXTS), said)
    made: Gremium = factories.gremium("worte", [ortsteil_key], **fields)
    made.members = [GremiumMember(name=said, kind=MemberKind.INTERNAL, position=0)]
    return made


def _meetings(said: str, forum: Forum) -> dict[str, str]:
    """A meeting that lies ahead and one with published minutes, all of whose fields say these words."""
    lines = dict.fromkeys(("title", "purpose", "place", "address", "access_note", "facilitator", "source"), said)
    texts = dict.fromkeys(("name", "theme", "description", "contact", "next_note"), said)
    group = meetings.action_group("worte", **texts, next_on=date(2026, 12, 1), forum_id=forum.id)
    coming = meetings.meeting(forums=[forum], groups=[group], **lines)
    past = meetings.meeting(LAST_SUMMER, forums=[forum], **lines)
    coming.documents = [MeetingDocument(title=said, description=said, address="https://example.org/")]
    meetings.item(coming, said, text=said)
    item = meetings.item(past, said)
    meetings.minutes(past, MinutesState.PUBLISHED, plain_state=PlainState.CHECKED, plain_checked_by=said)
    for part in (Part.OPENING, Part.PLAIN, Part.CLOSING):
        meetings.text(past, part, said)
    for part in (Part.RESULT, Part.DERIVATION):
        meetings.text(past, part, said, item)
    meetings.task(past, what=said, owner=said, outcome=said, group_id=group.id)
    meetings.parked(past, said)
    poll = DotPoll(meeting_id=past.id, question=said, options=[DotOption(title=said, dots=3)])
    decision = Decision(item_id=item.id, wording=said, plain=said, mode=Mode.CONSENSUS)
    corrected = Correction(meeting_id=past.id, before=said, after=said, reason=said)
    db.session.add_all([poll, decision, corrected])
    db.session.flush()
    indexing.reindex(coming, past)
    return {"coming": str(coming.id), "past": str(past.id)}


@pytest.mark.parametrize("at", [pytest.param(at, marks=[pytest.mark.full] if at else []) for at in range(len(BATCHES))])
def test_no_word_runs_on_any_page(live, watched, at):
    things = _all_fields_say(BATCHES[at])
    with live.outside():
        resident, worker = watched(live.address), watched(live.address, things["cookie"])

        faults = [fault for path in ADDRESSES for fault in _faults(resident, path.format(**things), BATCHES[at])]
        faults += [fault for path in FOR_STAFF for fault in _faults(worker, path.format(**things), BATCHES[at])]

    assert faults == []


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) >= 100
