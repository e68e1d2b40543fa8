"""Votes with dots: themes go on the wall, dots are counted, and what a meeting takes on leads somewhere."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from uuid import UUID

from app.concerns.models import Concern
from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import AgendaConcern, AgendaItem, DotOption, DotPoll, Meeting
from app.meetings.queries import dots as queries
from app.meetings.queries import minutes
from app.meetings.queries.dots import Offer
from app.meetings.rules import dots as rules
from app.meetings.rules import minutes as minutes_rules
from app.meetings.rules.agenda import check_item
from app.meetings.rules.kinds import ItemKind, Origin
from app.meetings.service import agenda, changing, telling


def ask(
    *,
    meeting: Meeting,
    question: str,
    dots_per_person: int | None,
    offers: Sequence[Offer],
    account_id: UUID | None,
    item: AgendaItem | None = None,
    client_id: str = "",
) -> DotPoll:
    """Put themes on the wall. The same form again (by its `client_id`) puts nothing new there."""
    client_key = codes.digest(client_id) if client_id else None
    if client_key and (there := queries.find_by_client_key(client_key)):
        return there
    _check_free(meeting)
    each = rules.check_poll(question=question, dots_per_person=dots_per_person)
    wall = _once(offers)
    rules.check_options([offer.title for offer in wall])
    poll = DotPoll(
        meeting_id=meeting.id,
        item_id=item.id if item else None,
        question=question,
        dots_per_person=each,
        client_key=client_key,
        options=[_option(offer, place) for place, offer in enumerate(wall, start=1)],
    )
    db.session.add(poll)
    _changed(meeting, account_id)
    return poll


def add_options(*, meeting: Meeting, poll: DotPoll, offers: Sequence[Offer], account_id: UUID | None) -> None:
    """Put more themes on the wall. One that hangs there already is not put there again."""
    _check_free(meeting)
    there = {option.title for option in poll.options}
    new = [offer for offer in _once(offers) if offer.title not in there]
    rules.check_options([offer.title for offer in new], there=len(poll.options))
    last = max((option.position for option in poll.options), default=0)
    poll.options.extend(_option(offer, place) for place, offer in enumerate(new, start=last + 1))
    _changed(meeting, account_id)


def count(
    *,
    meeting: Meeting,
    poll: DotPoll,
    dots: Mapping[UUID, int],
    voters: int | None,
    chosen: AbstractSet[UUID],
    seen: str,
    account_id: UUID | None,
) -> None:
    """Write down the dots of each theme, who took part, and what the meeting takes on.

    `seen` is the print of what the page showed: nobody overwrites counts that they have not read.
    """
    _check_free(meeting)
    counts = {option.id: dots.get(option.id, option.dots) for option in poll.options}
    rules.check_counts(dots=list(counts.values()), per_person=poll.dots_per_person, voters=voters)
    before = print_of(poll)
    if seen not in {"", before}:
        raise RuleBroken(
            _("Jemand hat die Zahlen gerade geändert. Bitte vergleichen Sie sie mit der Wand und speichern Sie noch einmal.")
        )
    for option in poll.options:
        option.dots, option.is_chosen = counts[option.id], option.id in chosen
    poll.voters = voters
    if print_of(poll) != before:
        _changed(meeting, account_id)


def remove(*, meeting: Meeting, poll: DotPoll, account_id: UUID | None) -> None:
    """Take a vote off that was made by mistake. One with dots stays."""
    _check_free(meeting)
    if any(option.dots for option in poll.options):
        raise RuleBroken(_("Hier kleben schon Punkte. Setzen Sie sie bitte erst auf 0."))
    db.session.delete(poll)
    _changed(meeting, account_id)


def change_option(
    *, meeting: Meeting, option: DotOption, title: str, concern: Concern | None, account_id: UUID | None
) -> None:
    """Say anew what a theme is called, and which concern it is about."""
    rules.check_title(title)
    if title != option.title:
        _check_free(meeting)
    option.title, option.concern_id = title, concern.id if concern else None
    if concern is not None:
        option.topic_key = option.topic_key or concern.topic_key
    _changed(meeting, account_id)


def remove_option(*, meeting: Meeting, poll: DotPoll, option: DotOption, account_id: UUID | None) -> None:
    """Take a theme off the wall that nobody gave a dot."""
    _check_free(meeting)
    if option.dots:
        raise RuleBroken(_("Hier kleben schon Punkte. Setzen Sie sie bitte erst auf 0."))
    poll.options.remove(option)
    _changed(meeting, account_id)


def to_agenda(*, option: DotOption, meeting: Meeting, account_id: UUID | None) -> AgendaItem:
    """Put a theme on the agenda of a meeting, with its concern. One that stands there already stays as it is."""
    there = next((item for item in meeting.items if item.title == option.title), None)
    if there is not None:
        return there
    check_item(title=option.title, text="", minutes_planned=None)
    origin = Origin.CONCERN if option.concern_id else Origin.TOPIC if option.topic_key else Origin.TYPED
    item = AgendaItem(title=option.title, kind=ItemKind.ADVICE, origin=origin, topic_key=option.topic_key)
    item.concerns = [AgendaConcern(concern_id=option.concern_id)] if option.concern_id else []
    agenda.append(meeting, [item], account_id=account_id)
    return item


def print_of(poll: DotPoll) -> str:
    """A short print of the counts as they stand, to see whether they have changed."""
    counts = [(option.id.hex, option.dots, option.is_chosen) for option in poll.options]
    return codes.digest(repr((poll.voters, counts)))[:16]


def _once(offers: Sequence[Offer]) -> list[Offer]:
    """The same without those that say what another one has said already."""
    found: dict[str, Offer] = {}
    for offer in offers:
        found.setdefault(offer.title, offer)
    return list(found.values())


def _check_free(meeting: Meeting) -> None:
    """Raise RuleBroken when the vote stands in approved minutes."""
    written = minutes.find(meeting)
    if written is not None and not minutes_rules.is_free(written.state):
        raise RuleBroken(_("Das Protokoll ist schon genehmigt. Die Punkte bleiben, wie sie gezählt wurden."))


def _option(offer: Offer, place: int) -> DotOption:
    return DotOption(position=place, title=offer.title, topic_key=offer.topic_key, concern_id=offer.concern_id)


def _changed(meeting: Meeting, account_id: UUID | None) -> None:
    changing.changed(meeting, act="meeting.dots", account=account_id)
    telling.link(meeting)
