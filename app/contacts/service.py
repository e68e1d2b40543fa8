"""Slips are taken in once, kept right, told what was promised, and deleted on their day or when somebody says so."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.contacts import queries, rules
from app.contacts.models import ContactSlip, SlipIntake
from app.contacts.rules import Means, Purpose
from app.kernel import clock, codes, outbox
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.form import cleaned
from app.kernel.i18n import gettext as _
from app.kernel.languages import KNOWN
from app.kernel.mail import is_address
from app.kernel.pages import address_of
from app.kernel.upsert import insert
from app.mailing import queries as mailing_queries
from app.mailing import service as mailing
from app.mailing.rules import Letter, Reader
from app.mailing.rules import Purpose as MailPurpose
from app.mailing.service.telling import reader_at
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingState
from app.meetings.service import letters
from app.moderation import service as moderation
from app.surveys.models import Campaign
from app.surveys.rules.intake import Closed
from app.surveys.rules.kinds import CampaignState

CLIENT_ID = re.compile(r"[0-9A-Za-z_-]{16,64}")
"""An id that a device has thrown: short ones could meet by chance."""
LONGEST = 300
LONGEST_CONSENT = 5_000
LINES = ("name", "phone", "email", "address", "themes", "skill")
MAILS = {Purpose.ASSEMBLY_INVITATION: MailPurpose.INVITATIONS, Purpose.RESULTS: MailPurpose.RESULTS}
"""What the mailing calls the purposes for which we write: each is stopped by itself."""
CLOCK_TOLERANCE = timedelta(days=2)
"""How wrong the clock of a device may go before the day of receipt counts."""


class Taken(StrEnum):
    """What became of a slip that was sent."""

    NEW = "new"
    KNOWN = "known"
    OTHER = "other"
    """Another slip has come under the same id: nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What somebody left: how to reach them, and what for."""

    means: Means
    purposes: Sequence[Purpose]
    language: str
    ortsteil_key: str
    consent: str
    """The words that were agreed to."""
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    themes: str = ""
    skill: str = ""
    day: date | None = None


class Refused(RuleBroken):
    """This campaign takes no slips any more: it was stopped, or is over."""

    def __init__(self, why: Closed) -> None:
        stopped = _("Diese Befragung wurde beendet. Es werden keine Kontaktzettel mehr angenommen.")
        super().__init__(stopped if why is Closed.STOPPED else _("Diese Befragung ist vorbei."))
        self.why = why


def take(*, campaign: Campaign, client_id: str, slip: Slip) -> Taken:
    """Take a slip in from a device, or say that it is here already. Raises Refused once the campaign has ended."""
    today = clock.today()
    is_believed = slip.day is not None and abs(slip.day - today) <= CLOCK_TOLERANCE
    return _take(campaign, client_id, slip, min(slip.day, today) if slip.day and is_believed else today)


def enter(*, campaign: Campaign, client_id: str, slip: Slip) -> Taken:
    """Write down a slip of paper, with the day on which it was filled in. The same form again changes nothing."""
    today = clock.today()
    day = slip.day or today
    if day > today:
        raise RuleBroken(_("Das Datum liegt in der Zukunft."), field="day")
    if day + rules.KEPT_WITHOUT_ASSEMBLY <= today:
        raise RuleBroken(_("Dieser Zettel ist mehr als ein Jahr alt. Wir dürfen ihn nicht mehr aufheben."), field="day")
    return _take(campaign, client_id, slip, day)


def correct(*, slip: ContactSlip, facts: Slip, account_id: UUID) -> None:
    """Write down what is right now. What was agreed to, and when, stays as it was."""
    facts = _legible(facts)
    _check(facts, {slip.ortsteil_key, *queries.ortsteil_keys(slip.campaign_id)})
    if facts.email != slip.email:
        _take_back_mails(slip)
        slip.told = [word for word in slip.told if word in slip.told_on]
    for name in ("means", "language", "ortsteil_key", *LINES):
        setattr(slip, name, getattr(facts, name))
    slip.purposes = _purposes(facts)
    moderation.log(act="contacts.correct", subject=_subject(slip.campaign_id), account=account_id)
    db.session.flush()


def withdraw(*, slip: ContactSlip, account_id: UUID) -> None:
    """Somebody has said that they want no contact any more: the slip is gone at once, and nothing says whose it was."""
    erase(slip)
    moderation.log(act="contacts.withdraw", subject=_subject(slip.campaign_id), account=account_id)


def erase(slip: ContactSlip) -> None:
    """Delete a slip, and the mails that wait because of it."""
    db.session.execute(sa.delete(ContactSlip).where(ContactSlip.id == slip.id))
    _take_back_mails(slip)
    db.session.flush()


def log_export(*, campaign: Campaign, what: str, rows: int, account_id: UUID) -> None:
    """Note who has taken slips out of the house, which ones, and how many."""
    moderation.log(act="contacts.export", subject=campaign.subject, note=f"{what}; {rows}", account=account_id)


def invite(campaign: Campaign, *, account_id: UUID | None = None) -> int:
    """Invite to the assembly everybody with a mail address who asked for it, once. Says how many mails wait now.

    If the assembly has moved to another day, they hear of that, once.
    """
    assembly = queries.find_assembly(campaign)
    if assembly is None or assembly.state is not MeetingState.ANNOUNCED:
        raise RuleBroken(_("Kündigen Sie zuerst die Versammlung dieser Befragung an. Dann können wir einladen."))
    if assembly.last_day < clock.today():
        raise RuleBroken(_("Die Versammlung ist schon vorbei. Einladen können Sie nicht mehr."))
    word = queries.invitation_word(assembly)
    count = _tell(campaign, Purpose.ASSEMBLY_INVITATION, word, lambda: _invitation(campaign, assembly))
    moderation.log(act="contacts.invite", subject=campaign.subject, note=str(count), account=account_id)
    return count


def tell_results(campaign: Campaign, *, account_id: UUID | None = None) -> int:
    """Tell everybody with a mail address who wanted to know what came of it, once. Says how many mails wait now (A-52)."""
    if not campaign.is_public:
        raise RuleBroken(_("Die Seite dieser Befragung ist noch nicht öffentlich. Niemand könnte die Ergebnisse lesen."))
    count = _tell(campaign, Purpose.RESULTS, queries.RESULTS_WORD, lambda: _results(campaign))
    moderation.log(act="contacts.tell", subject=campaign.subject, note=str(count), account=account_id)
    return count


def follow_assembly(campaign: Campaign) -> int:
    """Set the day of deletion anew after the assembly was set, moved or called off. Says how many slips changed."""
    assembly_on, count = queries.assembly_day(campaign), 0
    for day in queries.consent_days(campaign):
        due = rules.delete_on(consented_on=day, assembly_on=assembly_on)
        other = sa.update(ContactSlip).where(
            ContactSlip.campaign_id == campaign.id, ContactSlip.consented_on == day, ContactSlip.delete_on != due
        )
        count += db.session.execute(other.values(delete_on=due)).rowcount  # type: ignore[attr-defined]
    return count


def follow_assemblies() -> int:
    """The same for all campaigns: a meeting that moves knows nothing of slips. Says how many slips changed."""
    return sum(follow_assembly(campaign) for campaign in queries.campaigns_with_slips())


def withdraw_stopped() -> int:
    """Take off slips what people have stopped our mails for: that is a withdrawal. Says how many slips changed.

    A slip on which nothing is left is deleted.
    """
    count = 0
    for slip in queries.with_email():
        if slip.told and (stopped := _stopped(slip)):
            slip.purposes = [value for value in slip.purposes if value not in stopped]
            if not slip.purposes:
                erase(slip)
            count += 1
    db.session.flush()
    return count


def delete_due() -> int:
    """Delete the slips whose day has come (A-34). Says how many."""
    due = queries.due(clock.today())
    for slip in due:
        erase(slip)
    return len(due)


def _take(campaign: Campaign, client_id: str, slip: Slip, consented_on: date) -> Taken:
    if not CLIENT_ID.fullmatch(client_id):
        raise RuleBroken(_("Dieser Kontaktzettel hat keine gültige Kennung."))
    slip = _legible(slip)
    client_hash, payload_hash = codes.digest(client_id), codes.digest(_canonical(campaign, slip))
    if queries.find_by_client_hash(client_hash) is None:
        if campaign.state is not CampaignState.RUNNING:
            raise Refused(Closed.STOPPED if campaign.state is CampaignState.STOPPED else Closed.OVER)
        _check(slip, {ortsteil.key for ortsteil in campaign.ortsteile})
        delete_on = rules.delete_on(consented_on=consented_on, assembly_on=queries.assembly_day(campaign))
        if delete_on <= clock.today():
            raise Refused(Closed.OVER)
        days = {"consented_on": consented_on, "delete_on": delete_on}
        if _store(campaign, slip, client_hash=client_hash, payload_hash=payload_hash, **days):
            return Taken.NEW
    there = queries.get_by_client_hash(client_hash)
    return Taken.KNOWN if there.payload_hash == payload_hash else Taken.OTHER


def _store(campaign: Campaign, slip: Slip, **details: Any) -> bool:
    """Write the slip down, unless another upload was quicker. Says whether it is new."""
    values = {each.name: getattr(slip, each.name) for each in fields(slip) if each.name != "day"}
    values |= {"id": uuid4(), "campaign_id": campaign.id, "purposes": _purposes(slip), **details}
    once = insert(ContactSlip).values(values).on_conflict_do_nothing(index_elements=[ContactSlip.client_hash])
    if db.session.execute(once.returning(ContactSlip.id)).first() is None:
        return False
    counted = insert(SlipIntake).values(campaign_id=campaign.id, day=clock.today(), count=1)
    more = {"count": SlipIntake.count + 1}
    db.session.execute(counted.on_conflict_do_update(index_elements=["campaign_id", "day"], set_=more))
    return True


def _check(slip: Slip, ortsteil_keys: set[str]) -> None:
    if not slip.purposes:
        raise RuleBroken(_("Wofür dürfen wir uns melden? Kreuzen Sie mindestens eins an."), field="purposes")
    if not (slip.phone or slip.email or slip.address):
        raise RuleBroken(_("Wie erreichen wir Sie? Eine Angabe reicht."), field="phone")
    if slip.email and not is_address(slip.email):
        raise RuleBroken(_("Diese E-Mail-Adresse ist nicht vollständig."), field="email")
    if slip.ortsteil_key not in ortsteil_keys:
        raise RuleBroken(_("In diesem Ortsteil wird hier nicht gefragt."), field="ortsteil_key")
    if slip.language not in {language.code for language in KNOWN}:
        raise RuleBroken(_("Diese Sprache kennen wir nicht."), field="language")
    for name in LINES:
        if len(getattr(slip, name)) > LONGEST:
            message = _("Das ist zu lang. Höchstens %(most)s Zeichen passen auf eine Zeile.", most=LONGEST)
            raise RuleBroken(message, field=name)
    if not slip.consent or len(slip.consent) > LONGEST_CONSENT:
        raise RuleBroken(_("Ohne Zustimmung nehmen wir keine Adresse an."), field="is_agreed")


def _legible(slip: Slip) -> Slip:
    """The slip without signs that no database takes: a phone sends it past every form."""
    words: dict[str, Any] = {name: cleaned(getattr(slip, name)) for name in (*LINES, "consent")}
    return replace(slip, **words)


def _canonical(campaign: Campaign, slip: Slip) -> str:
    """The slip as one text: the same words make the same text, in whatever order they were ticked."""
    facts: dict[str, Any] = {each.name: getattr(slip, each.name) for each in fields(slip)}
    facts |= {"campaign": campaign.id, "purposes": _purposes(slip)}
    return json.dumps(facts, sort_keys=True, default=str, ensure_ascii=False)


def _purposes(slip: Slip) -> list[str]:
    return [purpose.value for purpose in Purpose if purpose in slip.purposes]


def _stopped(slip: ContactSlip) -> set[str]:
    """The purposes on a slip for which somebody wants no mails any more."""
    mailed = (purpose for purpose in MAILS if purpose.value in slip.purposes)
    return {purpose.value for purpose in mailed if mailing_queries.is_stopped(_reader(slip, purpose).key)}


def _tell(campaign: Campaign, purpose: Purpose, word: str, write: Callable[[], Letter]) -> int:
    """Tell those who asked for it and have not heard it yet, each in their language. Says how many mails wait now."""
    withdraw_stopped()
    count = 0
    for slip in queries.to_mail(campaign, purpose, word):
        slip.told = [*slip.told, word]
        count += mailing.tell_address(
            email=slip.email,
            language=slip.language,
            purpose=MAILS[purpose],
            subject=_mail_subject(slip),
            letter=lambda _language: write(),
            dedupe=f"{campaign.subject}:{word}",
        )
    db.session.flush()
    return count


def _invitation(campaign: Campaign, assembly: Meeting) -> Letter:
    letter = letters.invitation(assembly)
    asked = _("Bei dieser Befragung haben Sie gesagt, dass wir Sie einladen dürfen: %(title)s", title=campaign.title)
    return replace(letter, text="\n\n".join((letter.text, asked, _end(campaign))))


def _results(campaign: Campaign) -> Letter:
    text = (
        _("Guten Tag,"),
        _("Sie wollten wissen, was bei dieser Befragung herausgekommen ist: %(title)s", title=campaign.title),
        _("Hier können Sie es lesen:"),
        address_of("surveys.show", slug=campaign.slug),
        _end(campaign),
    )
    return Letter(
        subject=_("Das ist herausgekommen: %(title)s", title=campaign.title),
        text="\n\n".join(text),
    )


def _end(campaign: Campaign) -> str:
    """What happens behind the link to stop, which stands below, and how somebody gets rid of everything."""
    stop = _("Was Sie abbestellen, streichen wir von Ihrem Kontaktzettel. Steht dann nichts mehr darauf, löschen wir ihn.")
    all_of_it = _("Möchten Sie gar nichts mehr von uns hören? Sagen Sie es uns, dann löschen wir den Zettel.")
    phone = f"{_('Telefon:')} {campaign.phone}" if campaign.phone else ""
    return " ".join(part for part in (stop, all_of_it, phone) if part)


def _take_back_mails(slip: ContactSlip) -> None:
    """Let no mail go to a slip's address any more, unless another slip carries it too."""
    if slip.email and not any(other.id != slip.id for other in queries.at_address(slip.campaign_id, slip.email)):
        for purpose in MAILS:
            outbox.withdraw(reader=str(_reader(slip, purpose)))


def _reader(slip: ContactSlip, purpose: Purpose) -> Reader:
    """Who reads our mails of this purpose to a slip, as the mailing knows them."""
    return reader_at(email=slip.email, purpose=MAILS[purpose], subject=_mail_subject(slip))


def _mail_subject(slip: ContactSlip) -> str:
    """What one stops for a purpose with the link in a mail: this consent. Who agrees anew on another day is told again."""
    return f"{_subject(slip.campaign_id)}:{slip.consented_on}"


def _subject(campaign_id: UUID) -> str:
    """The name in the log: the campaign, never the slip. A line with a time that names a slip would say when it came."""
    return f"campaign:{campaign_id}"
