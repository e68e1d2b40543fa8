"""What elsewhere in the house deals with a concern stands on its page, in the reader's language, and follows a merging."""

from datetime import date

import pytest

from app.concerns.models import Concern, ConcernLink
from app.concerns.queries import links as queries
from app.concerns.rules import LinkKind, Progress, Review
from app.concerns.service import linking, merging, progress, reporting
from app.kernel.db import db
from tests import factories
from tests.support import asking
from tests.support.reader import Reader

SOURCE = "meeting:1"
PATH = "/treffen/00000000-0000-0000-0000-000000000001"


@pytest.fixture
def concern(app) -> Concern:
    return factories.concern()


def tell(*concerns: Concern, source: str = SOURCE, kind: LinkKind = LinkKind.MEETING, day: date = date(2026, 12, 1)) -> None:
    ids = {each.id for each in concerns}
    linking.link(source=source, kind=kind, day=day, title="Winterforum", path=PATH, concern_ids=ids)


def lines(reader: Reader, concern: Concern) -> list[str]:
    listed = reader.get(f"/anliegen/{concern.number}").select("#daraus ~ ul li")
    return [" ".join(line.get_text(" ", strip=True).split()) for line in listed]


@pytest.mark.parametrize(
    ("kind", "day", "line"),
    [
        (LinkKind.MEETING, date(2026, 12, 1), "Wird besprochen am 1. Dezember 2026: Winterforum"),
        (LinkKind.MEETING, date(2026, 11, 16), "Wird besprochen am 16. November 2026: Winterforum"),
        (LinkKind.MEETING, date(2026, 11, 15), "Stand auf der Tagesordnung am 15. November 2026: Winterforum"),
        (LinkKind.DISCUSSED, date(2026, 11, 2), "Besprochen am 2. November 2026: Winterforum"),
        (LinkKind.DECISION, date(2026, 11, 2), "Beschlossen am 2. November 2026: Winterforum"),
        (LinkKind.TASK, date(2026, 12, 2), "Aufgabe bis zum 2. Dezember 2026: Winterforum"),
        (LinkKind.TASK_DONE, date(2026, 11, 2), "Erledigt am 2. November 2026: Winterforum"),
        (LinkKind.MEASURE, date(2027, 1, 2), "Maßnahme ab dem 2. Januar 2027: Winterforum"),
    ],
)
def test_the_page_of_a_concern_says_what_deals_with_it(reader, concern, kind, day, line):
    tell(concern, kind=kind, day=day)

    assert lines(reader, concern) == [line]


@pytest.mark.parametrize("language", ["de", "leicht", "ar"])
def test_links_lead_on_in_the_readers_language(new_reader, concern, language):
    tell(concern)
    progress.add_entry(
        concern=concern, step=Progress.DISCUSSED, happened_on=date(2026, 11, 2), text="Wir haben gesprochen.", link=PATH
    )

    page = new_reader(language).get(f"/anliegen/{concern.number}")

    assert len(page.select(f"a[href='/{language}{PATH}']")) == 2


@pytest.mark.parametrize("link", ["https://www.example.org/treffen/1", "/de/treffen/1", "/q/rieth", "/daten/oparl"])
def test_addresses_that_need_no_language_stay_as_they_are(new_reader, concern, link):
    progress.add_entry(
        concern=concern, step=Progress.DISCUSSED, happened_on=date(2026, 11, 2), text="Wir haben gesprochen.", link=link
    )

    assert new_reader("leicht").get(f"/anliegen/{concern.number}").select(f"a[href='{link}']")


def test_the_day_after_the_page_says_it_otherwise(reader, concern, clock):
    tell(concern, day=date(2026, 11, 16))
    assert lines(reader, concern)[0].startswith("Wird besprochen")

    clock.advance(days=1)

    assert lines(reader, concern)[0].startswith("Stand auf der Tagesordnung")


def test_the_same_told_again_changes_no_page(concern, reader):
    tell(concern)
    reader.get(f"/anliegen/{concern.number}")
    before = stamp()

    tell(concern)

    assert stamp() == before


def test_what_is_told_anew_takes_the_place_of_what_was(reader, concern):
    other = factories.concern()
    tell(concern, other)

    tell(other, day=date(2026, 12, 8))

    assert lines(reader, concern) == []
    assert lines(reader, other) == ["Wird besprochen am 8. Dezember 2026: Winterforum"]


def test_what_is_taken_back_is_gone(reader, concern):
    tell(concern)
    assert lines(reader, concern)

    linking.unlink(SOURCE)
    linking.unlink(SOURCE)

    assert lines(reader, concern) == []


def test_links_follow_a_concern_that_lives_on_in_another_one(reader, concern):
    middle, target = factories.concern(), factories.concern()
    account = factories.account("quarter_worker").id
    tell(concern, target)
    tell(middle, source="meeting:2", day=date(2026, 12, 8))
    merging.merge(concern=concern, into=middle, account=account)
    merging.merge(concern=middle, into=target, account=account)
    assert {each.id for each in queries.readable_of({concern.id, middle.id}).values()} == {target.id}

    assert [each.split(" am ")[1] for each in lines(reader, target)] == [
        "1. Dezember 2026: Winterforum",
        "8. Dezember 2026: Winterforum",
    ]


def test_nobody_is_told_in_place_of_a_concern_that_is_gone(concern):
    waiting = factories.concern(review=Review.WAITING)
    tell(concern)
    reporting.withdraw(concern=concern)

    assert queries.readable_of({concern.id, waiting.id}) == {}


def test_staff_and_the_author_see_the_same(staff, concern):
    tell(concern)
    worker = staff("quarter_worker", ortsteile=["06"])

    assert "Wird besprochen am 1. Dezember 2026:" in worker.get(f"/arbeit/anliegen/{concern.number}").text


def test_many_links_cost_the_page_no_more_than_one(reader, concern):
    def count() -> int:
        with asking.overheard() as asked:
            reader.get(f"/anliegen/{concern.number}")
        return len(asked)

    tell(concern)
    one = count()
    for number in range(2, 12):
        tell(concern, source=f"meeting:{number}")

    assert count() == one
    assert db.session.scalar(db.select(db.func.count()).select_from(ConcernLink)) == 11


def stamp() -> int | None:
    from app.kernel.stamps import Stamp

    db.session.expire_all()
    return db.session.scalar(db.select(Stamp.version).where(Stamp.scope == "concerns"))
