"""Towns to walk through in a browser: the demo city, a quiet one without a concern, and a small one to write into."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid5

import sqlalchemy as sa
from flask import Flask

from app.accounts.models import Account
from app.accounts.rules import Role
from app.coding import queries as coding_queries
from app.coding.service import marking, quoting, releasing
from app.coding.service.marking import Mark
from app.concerns.models import Concern, Message
from app.concerns.rules import Direction, MessageKind, Progress, Review
from app.concerns.service import progress, reporting
from app.concerns.service.reporting import Words
from app.contacts import service as contacts
from app.contacts.models import ContactSlip
from app.contacts.rules import Means, Purpose
from app.contacts.service import Slip
from app.conversations.models import PaperEntry
from app.demo import service as demo
from app.demo.voices import SPACE
from app.directory.models import Gremium
from app.forums.models import Forum
from app.kernel import clock, codes, outbox
from app.kernel.db import db
from app.kernel.person import Person
from app.mailing import service as mailing
from app.mailing.service import links
from app.mailing.service.links import Act
from app.meetings.queries import minutes
from app.meetings.rules.kinds import MeetingState, MinutesState
from app.meetings.service import writing
from app.meetings.service.writing import Writer
from app.notices.rules import Outcome
from app.organizing.rules.research import Inquiry
from app.organizing.service import research
from app.places.models import Ortsteil
from app.surveys.models import Door
from app.surveys.rules.kinds import Phase, TeamRole
from tests import factories
from tests.coding import making as coding
from tests.kernel import mails
from tests.mailing import making
from tests.meetings import making as meetings
from tests.notices import making as notices
from tests.organizing import making as organizing
from tests.support import browser
from tests.support.databases import SqliteDatabase
from tests.surveys import making as surveys

EVERYBODY = [role for role in Role if role is not Role.CONTACT_KEEPER]
CLIENT_ID = "0123456789abcdef" * 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Town:
    """A served installation, the cookies of people who work there, and names of things that are there."""

    app: Flask
    address: str
    staff: str
    contact: str
    keeper: str = ""
    """The login of somebody who keeps contact slips, which nobody may do who reads answers."""
    things: dict[str, str] = field(default_factory=dict)

    def url(self, path: str, language: str = "de") -> str:
        return f"{self.address}/{language}{path.format(**self.things)}"

    def login_for(self, path: str) -> str:
        """Who works on this page."""
        return self.keeper if path.startswith("/arbeit/kontakte") else self.staff

    def has(self, path: str) -> bool:
        """Whether everything that an address names is there."""
        try:
            path.format(**self.things)
        except KeyError:
            return False
        return True


@contextmanager
def demo_city(folder: Path, moment: datetime) -> Iterator[Town]:
    """The demo city, loaded once. Nobody writes into it."""
    with _settled(folder) as (app, address):
        with app.app_context(), _standing(moment):
            demo.load()
            people = _people()
            town = Town(app=app, address=address, **people, things={**_always_there(), **_of_the_demo()})
        yield town


@contextmanager
def quiet_town(folder: Path, moment: datetime) -> Iterator[Town]:
    """A town with one Ortsteil and one forum, and nobody has said anything. Nobody writes into it."""
    with _settled(folder) as (app, address):
        with app.app_context(), _standing(moment):
            factories.forum("rieth", ["06"], name="Forum Rieth")
            factories.gremium("beirat")
            people = _people()
            town = Town(app=app, address=address, **people, things={**_always_there(), "key": "06", "slug": "rieth"})
        yield town


def small_town(app: Flask, address: str) -> Town:
    """A few things of each kind, arranged in the context of a test. `code` follows up the concern `number`."""
    forum = factories.forum("rieth", ["06"], name="Forum Rieth")
    factories.gremium("beirat", ["06"], description="Der Beirat berät.")
    concern = _reported()
    concern.review = Review.PUBLISHED
    waiting, people = factories.concern(review=Review.WAITING), _people()
    worker = db.session.scalars(sa.select(Account.id)).first()
    message = Message(concern_id=waiting.id, kind=MessageKind.ADDITION, text="Auch die Lampe.", language="de")
    db.session.add(message)
    factories.account("interviewer", name="Ada")
    progress.add_entry(
        concern=concern,
        step=Progress.REFERRED,
        text="Das Amt sieht es sich an.",
        happened_on=clock.today(),
        department_key="amt",
        promised_on=clock.today(),
        account=worker,
    )
    db.session.commit()
    things = {"number": concern.number, "waiting": waiting.number, "message": str(message.id), "department": "amt"}
    things |= {"code": reporting.code_of(CLIENT_ID), "key": "06", "slug": forum.slug}
    return Town(app=app, address=address, **people, things={**_always_there(), **things})


@contextmanager
def _standing(moment: datetime) -> Iterator[None]:
    """The clock stands still while a town is made, as it does in each test."""
    before, clock.source = clock.source, lambda: moment
    try:
        yield
    finally:
        clock.source = before


@contextmanager
def _settled(folder: Path) -> Iterator[tuple[Flask, str]]:
    """An empty database of its own, served."""
    database = SqliteDatabase(folder)
    with browser.serving(database.app) as address:
        yield database.app, address


def _people() -> dict[str, str]:
    """The cookies of somebody who may do everything, and of somebody who answers for a department."""
    department = factories.department("amt")
    everywhere = list(db.session.scalars(sa.select(Ortsteil.key)))
    keeper = factories.account("contact_keeper", name="Kim, die Kontaktzettel pflegt")
    cookies = {
        "keeper": factories.session_of(keeper),
        "staff": factories.session_of(factories.account(*EVERYBODY, ortsteile=everywhere, name="Alle Aufgaben")),
        "contact": factories.session_of(factories.account("department_contact", department_key=department.key)),
    }
    db.session.commit()
    return cookies


def _always_there() -> dict[str, str]:
    gremium = db.session.scalars(sa.select(Gremium).order_by(Gremium.slug)).first()
    return {
        "account_id": str(db.session.scalars(sa.select(Account.id).order_by(Account.email)).first()),
        "forum_id": str(db.session.scalars(sa.select(Forum.id).order_by(Forum.slug)).first()),
        "gremium": gremium.slug,
        "gremium_id": str(gremium.id),
        "department": "amt",
        **_links_in_mails(),
        **_reports(),
        **_planned(),
        **_approved(),
        **_asked(),
    }


def _reports() -> dict[str, str]:
    """A text that somebody has reported, and a barrier."""
    published = sa.select(Concern.id).where(Concern.review == Review.PUBLISHED).order_by(Concern.sequence)
    concern_id = db.session.scalars(published).first()
    address = "/de/regeln"
    reported = notices.notice(concern_id=concern_id, address=address, email="ada@example.org", name="Ada")
    barrier = notices.notice(suspicion="hasty")
    answer = {"outcome": Outcome.FIXED, "answer": "Die Knöpfe haben jetzt Namen.", "answered_on": clock.today()}
    notices.notice(**answer)
    return {"notice_id": str(reported.id), "barrier_id": str(barrier.id)}


def _planned() -> dict[str, str]:
    """A meeting of a series that nobody but staff knows of."""
    forum = db.session.scalars(sa.select(Forum).order_by(Forum.slug)).first()
    series = meetings.series()
    meeting = meetings.meeting(state=MeetingState.DRAFT, series_id=series.id, forums=[forum], ortsteile=forum.ortsteile)
    item = meetings.item(meeting, "Die Bank am Platz", minutes_planned=20)
    group = meetings.action_group("baenke", forum_id=forum.id)
    task = meetings.task(group_id=group.id, due_on=clock.today() - timedelta(days=1))
    poll = meetings.dots(meeting, "Die Bank", "Mehr Licht am Weg zur Haltestelle")
    poll.options[0].dots, poll.options[0].is_chosen = 7, True
    db.session.commit()
    of_poll = {"poll_id": str(poll.id), "option_id": str(poll.options[0].id)}
    made = {"planned_id": meeting.id, "item_id": item.id, "series_id": series.id, "group_id": group.id, "task_id": task.id}
    return {name: str(row_id) for name, row_id in made.items()} | of_poll


def _approved() -> dict[str, str]:
    """A meeting with approved minutes, a decision, and a text that came too late."""
    meeting = meetings.meeting()
    writing.save(meeting=meeting, slot="opening", text="Willkommen", base=0, writer=Writer(account_id=None))
    item = meetings.item(meeting, "Die Bank am Platz")
    decision = meetings.decision(item)
    minutes.find(meeting).state = MinutesState.APPROVED
    writing.save(meeting=meeting, slot="opening", text="Guten Abend", base=0, writer=Writer(account_id=None))
    db.session.commit()
    version = minutes.conflicts_of(meeting)["opening"][0]
    return {"approved_id": str(meeting.id), "decision_id": str(decision.id), "version_id": str(version.id)}


def _asked() -> dict[str, str]:
    """A campaign that asks, and one whose answers were read and told. Everybody who works here is in both teams."""
    ortsteil = db.session.scalars(sa.select(Ortsteil.key).order_by(Ortsteil.key)).first()
    running, done, fresh = (
        surveys.campaign(slug, ortsteil=ortsteil, phase=phase)
        for slug, phase in (("fragt", Phase.MAIN_SURVEY), ("gelesen", Phase.EVALUATION), ("ungelesen", Phase.EVALUATION))
    )
    worker = db.session.scalars(sa.select(Account).where(Account.name == "Alle Aufgaben")).one()
    for campaign in (running, done, fresh):
        surveys.member(campaign, worker.id, TeamRole.EVALUATOR, "Alle Aufgaben")
    member = surveys.member(running, worker.id, TeamRole.INTERVIEWER, "Alle Aufgaben")
    door = Door(campaign_id=running.id, house="Nr. 12", bell="3. Klingel links")
    db.session.add(door)
    of_paper = {"campaign_id": running.id, "version_id": running.version_id, "language": "de", "day": clock.today()}
    typed = {"first": {"gut": "Der Park"}, "first_by": factories.account("interviewer").id}
    entry = PaperEntry(client_hash="first", mark="0001", **of_paper, **typed)
    differing = PaperEntry(
        client_hash="second", mark="0002", **of_paper, **typed, second={"gut": "Die Bank"}, second_by=worker.id
    )
    db.session.add_all([entry, differing])
    db.session.flush()
    theme = coding.theme(done, "Grün vor der Tür", label_plain="Bäume und Gras", words="Baum*")
    for number in range(7):
        coding.talk(done, gut=f"Die Bäume sind schön. {number} Bänke stehen da.")
    for text in coding_queries.page(done, most=6):
        mark = Mark(start=0, end=21, theme_id=theme.id, direction=Direction.STRENGTH)
        marking.read(campaign=done, text=text, marks=[mark], turn=1, account_id=None)
    listening = organizing.listening(worker.id)
    talk = organizing.one_to_one(listening, worker.id)
    organizing.prospect(listening, worker.id)
    inquiry = Inquiry(theme="Licht", responsible="Amt für Straßen", request="Lampen am Weg", due_on=clock.today())
    asked = research.add(listening=listening, inquiry=inquiry, account_id=worker.id)
    said = {"campaign": done, "theme": theme, "direction": Direction.STRENGTH}
    quoting.propose_quote(**said, text="Noch nicht geprüft.")
    quote = quoting.propose_quote(**said, text="Die Bäume tun allen gut.")
    quoting.clear_quote(campaign=done, quote=quote, text=quote.text, account_id=None)
    releasing.publish(campaign=done, account_id=None)
    ids = {"campaign_id": running.id, "member_id": member.id, "door_id": door.id, "theme_id": theme.id}
    ids |= {"entry_id": entry.id, "differing_id": differing.id, "asked_version_id": running.version_id}
    keeper = db.session.scalars(sa.select(Account).where(Account.name.startswith("Kim"))).one()
    surveys.member(running, keeper.id, TeamRole.CONTACT_KEEPER, "Kim")
    slip = Slip(
        means=Means.EMAIL,
        purposes=[Purpose.RESULTS],
        email="ada@example.org",
        name="Ada",
        language="de",
        ortsteil_key=ortsteil,
        consent="Ja",
    )
    contacts.take(campaign=running, client_id=codes.fresh_id(), slip=slip)
    ids |= {
        "read_id": done.id,
        "slip_id": db.session.scalars(sa.select(ContactSlip.id).where(ContactSlip.campaign_id == running.id)).one(),
    }
    ids |= {"listening_id": listening.id, "one_to_one_id": talk.id, "research_id": asked.id}
    db.session.commit()
    slugs = {"campaign": running.slug, "read": done.slug, "unread": fresh.slug}
    return {**slugs, **{name: str(row_id) for name, row_id in ids.items()}}


def _links_in_mails() -> dict[str, str]:
    """What stands at the end of the links in mails, and a mail that no server took."""
    reader = mailing.reader_of(making.subscription())
    mails.waiting()
    db.session.commit()
    for leased in outbox.lease(worker="town", most=1):
        outbox.mark_refused(leased.id, attempts=0, reason="SMTPDataError 554", is_final=True)
    return {f"{act}_token": links.token_for(act, reader) for act in Act}


def _of_the_demo() -> dict[str, str]:
    of_review = {
        review: sa.select(Concern).where(Concern.review == review).order_by(Concern.supports.desc(), Concern.sequence)
        for review in (Review.PUBLISHED, Review.WAITING)
    }
    answered = of_review[Review.PUBLISHED].where(Concern.progress == Progress.DONE)
    arabic = of_review[Review.PUBLISHED].where(Concern.language == "ar")
    found = {
        "number": db.session.scalars(answered).first(),
        "arabic": db.session.scalars(arabic).first(),
        "waiting": db.session.scalars(of_review[Review.WAITING]).first(),
    }
    forum = db.session.scalars(sa.select(Forum).order_by(Forum.slug)).first()
    numbers = {name: concern.number for name, concern in found.items() if concern}
    return {**numbers, **_meetings_of_the_demo(), "key": "06", "slug": forum.slug if forum else ""}


def _meetings_of_the_demo() -> dict[str, str]:
    """One meeting of each kind of page, and an action group."""
    keys = {
        "coming": "suedost-abend",
        "told": "berliner-platz-versammlung",
        "untold": "rieth-november",
        "cancelled": "moskauer-rundgang",
    }
    ids = {name: str(uuid5(SPACE, f"meeting {key}")) for name, key in keys.items()}
    return {**ids, "coming_short": ids["coming"][:8], "group": "brunnen"}


def _reported() -> Concern:
    """A concern whose follow-up code is known, because its form is."""
    author = Person(token=codes.fresh_secret(), network=None, at_counter=False)
    words = Words(direction="problem", topic_key="wohnumfeld", ortsteil_key="06", text="Die Bank am Platz ist kaputt.")
    return reporting.report(client_id=CLIENT_ID, words=words, person=author).concern
