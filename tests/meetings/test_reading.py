"""The page of a meeting: before it what people need to come, afterwards what came of it, the shortest first."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from app.concerns.rules import Review
from app.kernel import clock
from app.kernel.db import db
from app.kernel.languages import OFFERED
from app.meetings.models import (
    AgendaConcern,
    AttendanceCount,
    Correction,
    Decision,
    DotOption,
    DotPoll,
    Meeting,
    MeetingDocument,
)
from app.meetings.rules.kinds import (
    Dimension,
    ItemKind,
    MeetingState,
    MinutesState,
    Mode,
    Part,
    PlainState,
    TaskStatus,
)
from app.meetings.service import changing
from tests import factories
from tests.meetings import making
from tests.support.reader import Reader

pytestmark = pytest.mark.full_on_postgresql

LANGUAGES = [language.code for language in OFFERED]
BEFORE = timedelta(days=20)


def held(**changed: object) -> Meeting:
    """A meeting of three weeks ago with one item."""
    meeting: Meeting = making.meeting(clock.today() - BEFORE, **changed)
    making.item(meeting, "Licht im Hof")
    return meeting


def told(state: MinutesState = MinutesState.PUBLISHED, **changed: object) -> Meeting:
    """The same with everything that minutes can say."""
    meeting = held(attendance_total=23, forums=[factories.forum()])
    item, hidden = meeting.items[0], making.item(meeting, "Ein Streit", is_public=False)
    making.minutes(meeting, state, plain_state=PlainState.CHECKED, **changed)
    making.text(meeting, Part.PLAIN, "Im Hof wird es hell.")
    making.text(meeting, Part.RESULT, "## Ergebnis\n\n- Zwei Lampen kommen.", item)
    making.text(meeting, Part.DERIVATION, "Erst waren es drei.", item)
    making.text(meeting, Part.RESULT, "Sie haben sich vertragen.", hidden)
    making.task(meeting, what="Lampen bestellen", item_id=item.id)
    making.task(meeting, what="Vertrauliches regeln", item_id=hidden.id)
    making.parked(meeting, "Ein Brett für Zettel")
    decision = Decision(item_id=item.id, wording="Zwei Lampen werden bestellt.", mode=Mode.MAJORITY, yes=14, no=0)
    secret = Decision(item_id=hidden.id, wording="Beide schweigen.", mode=Mode.CONSENSUS)
    poll = DotPoll(meeting_id=meeting.id, item_id=item.id, question="Was zuerst?", voters=9)
    poll.options = [DotOption(title="Licht", dots=12, is_chosen=True), DotOption(position=2, title="Lärm", dots=0)]
    count = AttendanceCount(meeting_id=meeting.id, dimension=Dimension.ROLE, group="residents", people=20)
    again = Correction(meeting_id=meeting.id, before="drei Lampen", after="zwei Lampen", reason="Verschrieben.")
    db.session.add_all([decision, secret, poll, count, again])
    db.session.flush()
    return meeting


def words(reader: Reader, meeting: Meeting) -> str:
    return reader.get(f"/treffen/{meeting.id}").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_sound_in_every_language(new_reader: Callable[..., Reader], language: str):
    coming = making.meeting(access=["lift", "childcare"], interpreting=["ar", "uk"], purpose="## Worum\n\nUm Licht.")
    making.item(coming, "Licht", kind=ItemKind.DECISION, minutes_planned=20)
    group = making.action_group(next_on=clock.today(), theme="Licht", description="Wir.", contact="licht@example.org")
    past = told()
    past.groups = [group]
    making.task(past, group_id=group.id, status=TaskStatus.DONE, outcome="Es ist hell.")
    changing.changed(past, act="meeting.change", account=None)
    changing.changed(coming, act="meeting.change", account=None)
    reader = new_reader(language)

    for address in (
        "/treffen",
        "/treffen?q=Licht",
        "/treffen?q=gibtesnicht",
        f"/treffen/{coming.id}",
        f"/treffen/{past.id}",
        f"/treffen/{coming.id}/plakat",
        f"/treffen/{coming.id}/plakat?mit=ar,en&mit=leicht",
        "/aktionsgruppen",
        "/aktionsgruppen/laternen",
        "/foren/rieth",
        "/ortsteile/06",
    ):
        reader.get(address)


def test_before_a_meeting_its_page_says_how_to_come(reader: Reader):
    meeting = making.meeting(
        forums=[factories.forum(name="Forum Rieth")],
        access=["step_free", "sign_language"],
        access_note="Bitte klingeln.",
        interpreting=["ar"],
        facilitator="Quartiersarbeit",
        online_link="https://example.org/online",
    )
    making.item(meeting, "Licht", minutes_planned=20)
    making.item(meeting, "Lärm", kind=ItemKind.DECISION)

    page = reader.get(f"/treffen/{meeting.id}")

    for said in (
        "Montag, 30. November 2026, 17:00 bis 19:00 Uhr",
        "Forum Rieth",
        "Ohne Stufen erreichbar",
        "Gebärdensprache",
        "Bitte klingeln.",
        "Es wird gedolmetscht: Arabisch",
        "Quartiersarbeit",
        "17:20 Uhr",
        "Entscheidung",
    ):
        assert said in page.text
    links = {str(link.get("href")) for link in page.select("main a")}
    assert f"/de/treffen/{meeting.id}/kalender.ics" in links
    assert f"/de/treffen/{meeting.id}/plakat" in links
    assert "/de/post/einladungen/forum:rieth" in links
    assert "https://example.org/online" in links


def test_of_an_item_that_is_not_public_no_word_is_shown(reader: Reader):
    meeting = making.meeting()
    making.item(meeting, "Ein Streit", text="Haus 7", is_public=False)
    coming, past = words(reader, meeting), words(reader, told())

    assert "ein nicht öffentlicher Punkt" in coming
    assert "ein nicht öffentlicher Punkt" in past
    for secret in ("Ein Streit", "Haus 7", "vertragen", "schweigen", "Vertrauliches"):
        assert secret not in coming + past


def test_after_a_meeting_the_shortest_comes_first(reader: Reader):
    said = words(reader, told())

    order = [
        "Im Hof wird es hell.",
        "Zwei Lampen werden bestellt.",
        "mit Mehrheit",
        "Dafür: 14",
        "Dagegen: 0",
        "Lampen bestellen",
        "Was zuerst?",
        "von höchstens 9 Menschen gewählt",
        "Zwei Lampen kommen.",
        "Ein Brett für Zettel",
        "23 Menschen waren da.",
        "Bewohnerinnen und Bewohner: 20",
        "Nicht zugeordnet: 3",
        "Verschrieben.",
        "Protokoll als PDF",
    ]
    places = [said.find(words) for words in order]
    assert -1 not in places, [words for words, place in zip(order, places, strict=True) if place == -1]
    assert places == sorted(places)
    assert "Enthalten" not in said, "what nobody counted is not zero"


def test_that_nobody_counted_is_said(reader: Reader):
    meeting = held()
    making.minutes(meeting, MinutesState.PUBLISHED)

    assert "Niemand hat gezählt" in words(reader, meeting)


@pytest.mark.parametrize("state", [MinutesState.DRAFT, MinutesState.AGREED, MinutesState.APPROVED])
def test_minutes_that_are_not_published_say_no_word(reader: Reader, state: MinutesState):
    meeting = told(state)

    said = words(reader, meeting)

    assert "Das Protokoll wird noch geschrieben." in said
    for secret in ("hell", "Lampen", "Brett", "Was zuerst", "23 Menschen"):
        assert secret not in said
    assert reader.get(f"/treffen/{meeting.id}/protokoll.pdf", status=404)


def test_who_waits_for_minutes_reads_when_they_usually_come(reader: Reader):
    forum = factories.forum()
    meeting = held(forums=[forum])
    making.meeting(forums=[forum])

    assert "dort wird es genehmigt: Montag, 30. November 2026" in words(reader, meeting)


def test_an_old_meeting_without_minutes_promises_none(reader: Reader):
    meeting = making.meeting(clock.today() - timedelta(days=400))

    assert "Zu diesem Treffen gibt es hier kein Protokoll." in words(reader, meeting)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (PlainState.DRAFT, "ist noch ein Entwurf"),
        (PlainState.MACHINE, "Noch hat ihn niemand geprüft"),
        (PlainState.CHECKED, "Geprüft von der Prüfgruppe am 16. November 2026."),
    ],
)
def test_the_plain_summary_says_honestly_how_far_it_is(reader: Reader, state: PlainState, said: str):
    meeting = held()
    checked = {"plain_checked_by": "der Prüfgruppe", "plain_checked_on": clock.today()}
    making.minutes(meeting, MinutesState.PUBLISHED, plain_state=state, **checked)
    making.text(meeting, Part.PLAIN, "Es wird hell.")

    assert said in words(reader, meeting)


def test_a_cancelled_meeting_says_so_and_why(reader: Reader):
    meeting = making.meeting(state=MeetingState.CANCELLED, cancelled_reason="Der Raum ist nass.")
    said = words(reader, meeting)

    assert "Dieses Treffen fällt aus. Der Raum ist nass." in said
    assert "In meinen Kalender" not in said
    assert "Fällt aus" in reader.get("/treffen").text
    assert "Dieses Treffen fällt aus." in reader.get(f"/treffen/{meeting.id}/plakat").text


def test_a_concern_on_the_agenda_is_linked_as_far_as_everybody_may_read_it(reader: Reader):
    meeting = making.meeting()
    item = making.item(meeting, "Bänke")
    open_one, waiting = factories.concern(), factories.concern(review=Review.WAITING)
    item.concerns = [AgendaConcern(concern_id=open_one.id), AgendaConcern(concern_id=waiting.id)]

    said = words(reader, meeting)

    assert f"Anliegen {open_one.number}" in said
    assert waiting.number not in said


def test_before_and_after_lead_along_the_same_circle(reader: Reader):
    forum = factories.forum()
    first, second, third = (
        making.meeting(clock.today() + timedelta(days=days), forums=[forum], title=f"Treffen {days}") for days in (1, 2, 3)
    )
    making.meeting(clock.today() + timedelta(days=2), title="Anderswo")
    dropped = making.meeting(clock.today() + timedelta(days=4), forums=[forum], state=MeetingState.CANCELLED)

    links = {link["href"]: link["rel"] for link in reader.get(f"/treffen/{second.id}").select("main nav a[rel]")}

    assert links == {f"/de/treffen/{first.id}": ["prev"], f"/de/treffen/{third.id}": ["next"]}
    assert str(dropped.id) not in reader.get(f"/treffen/{third.id}").html


def test_documents_are_linked_without_handing_on_where_one_comes_from(reader: Reader):
    meeting = making.meeting()
    meeting.documents = [MeetingDocument(title="Der Plan", description="12 Seiten", address="https://example.org/plan")]

    link = reader.get(f"/treffen/{meeting.id}").select_one('a[href="https://example.org/plan"]')

    assert link["rel"] == ["noopener", "nofollow"]


@pytest.mark.parametrize("part", ["", "/plakat", "/kalender.ics"])
def test_drafts_and_unknown_ids_are_not_found(reader: Reader, part: str):
    draft = making.meeting(state=MeetingState.DRAFT)

    reader.get(f"/treffen/{draft.id}{part}", status=404)
    reader.get(f"/treffen/{uuid4()}{part}", status=404)


def test_texts_of_staff_never_become_markup(reader: Reader):
    evil = "<script>alert(1)</script>"
    meeting = making.meeting(title=f"Abend {evil}", purpose=evil, place=evil, facilitator=evil)
    making.item(meeting, evil, text=evil)

    assert "<script>alert" not in reader.get(f"/treffen/{meeting.id}").html
    assert "<script>alert" not in reader.get(f"/treffen/{meeting.id}/plakat").html


def test_a_poster_speaks_all_languages_that_are_asked_for(reader: Reader):
    meeting = making.meeting(interpreting=["ar"])

    page = reader.get(f"/treffen/{meeting.id}/plakat?mit=ar,en")

    assert [block["lang"] for block in page.select(".poster [dir][lang]")] == ["de", "en", "ar"]
    assert page.select_one(".poster [lang=ar]")["dir"] == "rtl"
    assert "Monday, 30 November 2026" in page.text
    assert page.select(".poster .qr_code")


@pytest.mark.parametrize("wanted", ["mit=xx", "mit=de,xx", "mit=%00", "mit=ar%00"])
def test_a_poster_in_a_language_that_nobody_offers_is_not_found(reader: Reader, wanted: str):
    reader.get(f"/treffen/{making.meeting().id}/plakat?{wanted}", status=404)


def test_an_action_group_says_how_to_join_and_what_it_has_promised(reader: Reader):
    group = making.action_group(contact="laternen@example.org", next_on=clock.today() + timedelta(days=3))
    making.task(group_id=group.id, what="Kerzen kaufen", due_on=clock.today() - timedelta(days=1))
    making.action_group("geheim", is_public=False)

    said = reader.get("/aktionsgruppen/laternen").text

    assert "laternen@example.org" in said
    assert "Donnerstag, 19. November 2026" in said
    assert "Kerzen kaufen" in said
    assert "überfällig" in said
    assert "geheim" not in reader.get("/aktionsgruppen").text
    reader.get("/aktionsgruppen/geheim", status=404)
    reader.get("/aktionsgruppen/gibtsnicht", status=404)
