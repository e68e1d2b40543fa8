"""What becomes of a concern, in dated sentences."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts.models import Department
from app.concerns.queries import public
from app.concerns.rules import Progress, Review
from app.concerns.service import progress
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.stamps import Stamp
from app.moderation.models import LogEntry
from tests import factories

TODAY = date(2026, 11, 16)


@pytest.fixture
def concern(app):
    db.session.add(Department(key="tiefbau", name="Tiefbauamt", short="Amt 66"))
    return factories.concern()


def entry(concern, step=Progress.DISCUSSED, **changed):
    values = {"happened_on": TODAY, "text": "Das Forum hat darüber gesprochen.", **changed}
    return progress.add_entry(concern=concern, step=step, **values)


def referral(concern, **changed):
    return entry(concern, Progress.REFERRED, **{"department_key": "tiefbau", "promised_on": date(2026, 12, 1), **changed})


def test_an_entry_says_in_public_what_happened(concern):
    entry(concern)

    assert [each.text for each in public.progress_of(concern.id)] == ["Das Forum hat darüber gesprochen."]
    assert concern.progress is Progress.DISCUSSED
    assert db.session.get(Stamp, "concerns").version == 1


def test_an_entry_is_logged_without_its_words(concern):
    worker = factories.account("quarter_worker").id

    entry(concern, account=worker)

    logged = db.session.scalars(sa.select(LogEntry)).one()
    assert (logged.act, logged.subject, logged.note, logged.account_id) == (
        "concern.progress",
        concern.subject,
        "discussed",
        worker,
    )


def test_being_discussed_again_takes_no_referral_back(concern):
    referral(concern)

    entry(concern)

    assert concern.progress is Progress.REFERRED


def test_an_earlier_day_written_later_does_not_change_where_a_concern_stands(concern):
    entry(concern, Progress.DONE)

    referral(concern, happened_on=date(2026, 10, 1), promised_on=date(2026, 11, 1))

    assert concern.progress is Progress.DONE


def test_an_answer_follows_a_referral(concern, clock):
    referral(concern)
    clock.advance(hours=1)

    entry(concern, Progress.ANSWERED)

    assert concern.progress is Progress.ANSWERED


@pytest.mark.parametrize(
    ("step", "changed", "field"),
    [
        (Progress.DONE, {"text": "  "}, "text"),
        (Progress.DONE, {"text": "..."}, "text"),
        (Progress.DONE, {"text": "a" * 5001}, "text"),
        (Progress.DONE, {"happened_on": date(2026, 11, 17)}, "happened_on"),
        (Progress.OPEN, {}, "step"),
        (Progress.REFERRED, {"promised_on": date(2026, 12, 1)}, "department_key"),
        (Progress.REFERRED, {"department_key": "tiefbau"}, "promised_on"),
        (Progress.REFERRED, {"department_key": "tiefbau", "promised_on": date(2026, 11, 15)}, "promised_on"),
        (Progress.REFERRED, {"department_key": "nirgends", "promised_on": date(2026, 12, 1)}, "department_key"),
        (Progress.DONE, {"link": "javascript:alert(1)"}, "link"),
        (Progress.DONE, {"link": "//evil.example"}, "link"),
    ],
)
def test_what_cannot_be_written_says_where(concern, step, changed, field):
    with pytest.raises(RuleBroken) as broken:
        entry(concern, step, **changed)

    assert broken.value.field == field
    assert public.progress_of(concern.id) == []


@pytest.mark.parametrize("link", ["", "/de/treffen/1", "https://example.org/protokoll"])
def test_links_lead_to_our_pages_or_into_the_web(concern, link):
    assert entry(concern, link=link).link == link


def test_what_nobody_can_read_has_no_progress(app):
    waiting = factories.concern(review=Review.WAITING)

    with pytest.raises(RuleBroken):
        entry(waiting)
