"""Words never become script: payloads in every text field, on every page that shows them, in a real browser (T10)."""

from datetime import date
from urllib.parse import quote

import pytest

from app.accounts.models import Account, Department
from app.concerns.models import Concern, Message, Topic
from app.concerns.rules import MessageKind, Progress, Review
from app.concerns.service import progress
from app.forums.models import Forum
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.moderation import service as moderation
from app.moderation.models import ReturnReason
from app.needs import service as needs
from app.pages import service as pages
from app.pages.rules import Detail
from tests import factories
from tests.browser.payloads import BATCHES, PAYLOADS
from tests.browser.watch import Watch

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
    "/de/arbeit/gruende",
    "/de/arbeit/gruende/worte",
    "/de/arbeit/konten",
    "/de/arbeit/konten/{account_id}",
    "/de/arbeit/konto",
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
    pages.describe_operator(details=dict.fromkeys(Detail, said))
    return {
        "number": concern.number,
        "waiting": waiting.number,
        "slug": forum.slug,
        "forum_id": str(forum.id),
        "account_id": str(account.id),
        "cookie": factories.session_of(account),
        "question": quote(words[0]),
    }


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
