"""What is kept of people by name, and how long: one-to-ones, names to visit, listeners (A-61, A-62). Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.organizing.rules.kinds import Interest
from app.surveys.rules.phases import LONGEST_LINE, LONGEST_TEXT, check_length

LONGEST_NAME = 120
MOST_THEMES = 20
LONGEST_TALK = 600
"""Minutes."""
KEPT_AFTER_LISTENING = timedelta(days=28)
"""So long after the listening a name to visit is kept: nobody has asked them whether they agree."""
LONGEST_PROSPECT = timedelta(days=183)
"""A name to visit is never kept longer than half a year."""


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What was written down after a one-to-one."""

    name: str
    day: date | None
    agreed_on: date | None
    """The day on which the person knew and agreed that this is written down."""
    agreed_until: date | None = None
    """The day until which they agreed; None means twelve months after the last contact."""
    reach: str = ""
    minutes: int | None = None
    themes: tuple[str, ...] = ()
    interest: Interest = Interest.OPEN
    next_step: str = ""
    next_contact_on: date | None = None
    last_contact_on: date | None = None
    """None means the day of the talk."""
    notes: str = ""
    listener_id: UUID | None = None

    @property
    def last_contact(self) -> date | None:
        return self.last_contact_on or self.day


def a_year_after(day: date) -> date:
    """The same day twelve months later."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def delete_on(*, last_contact_on: date, agreed_until: date | None) -> date:
    """The day on which a one-to-one is gone: twelve months after the last contact, never later than the person agreed."""
    usual = a_year_after(last_contact_on)
    return usual if agreed_until is None else min(usual, agreed_until)


def prospect_delete_on(*, noted_on: date, listening_ends_on: date) -> date:
    """The day on which a name to visit is gone."""
    return min(noted_on + LONGEST_PROSPECT, listening_ends_on + KEPT_AFTER_LISTENING)


def themes_in(text: str) -> tuple[str, ...]:
    """The themes of a text, one a line, each once."""
    return tuple(dict.fromkeys(filter(None, (" ".join(line.split()) for line in text.splitlines()))))


def check_name(name: str) -> None:
    """Raise RuleBroken when nobody is named."""
    if not any(sign.isalnum() for sign in name):
        raise RuleBroken(_("Wie heißt die Person?"), field="name")
    check_length(name, LONGEST_NAME, field="name")


def check_talk(talk: Talk, *, today: date) -> None:
    """Raise RuleBroken for notes that may not be kept, or cannot be true."""
    check_name(talk.name)
    _check_words(talk)
    _check_day(talk, today)
    _check_agreement(talk, today)
    _check_end(talk, today)


def check_not_longer(talk: Talk, *, until_before: date | None, agreed_before: date, today: date) -> None:
    """Raise RuleBroken when notes would be kept longer than the person agreed, without having agreed anew."""
    has_agreed_anew = talk.agreed_on is not None and (talk.agreed_on > agreed_before or talk.agreed_on == today)
    if (talk.agreed_until or date.max) > (until_before or date.max) and not has_agreed_anew:
        message = _("Länger geht nur, wenn die Person neu zugestimmt hat. Tragen Sie dann auch diesen Tag ein.")
        raise RuleBroken(message, field="agreed_until")


def _check_words(talk: Talk) -> None:
    check_length(talk.reach, LONGEST_LINE, field="reach")
    check_length(talk.next_step, LONGEST_LINE, field="next_step")
    check_length(talk.notes, LONGEST_TEXT, field="notes")
    if len(talk.themes) > MOST_THEMES:
        raise RuleBroken(_("Das sind zu viele Themen. Höchstens %(most)s passen.", most=MOST_THEMES), field="themes")
    for theme in talk.themes:
        check_length(theme, LONGEST_NAME, field="themes")
    if talk.minutes is not None and not 1 <= talk.minutes <= LONGEST_TALK:
        raise RuleBroken(_("Wie viele Minuten hat es gedauert? Schreiben Sie eine Zahl bis 600."), field="minutes")


def _check_day(talk: Talk, today: date) -> None:
    if talk.day is None:
        raise RuleBroken(_("Wann war das Gespräch?"), field="day")
    if talk.day > today:
        raise RuleBroken(_("Dieser Tag liegt in der Zukunft."), field="day")
    if talk.last_contact_on is not None and not talk.day <= talk.last_contact_on <= today:
        raise RuleBroken(_("Der letzte Kontakt liegt zwischen dem Gespräch und heute."), field="last_contact_on")


def _check_agreement(talk: Talk, today: date) -> None:
    if talk.agreed_on is None:
        raise RuleBroken(_("Wann hat die Person zugestimmt? Ohne Zustimmung heben wir nichts auf."), field="agreed_on")
    if talk.agreed_on > today:
        raise RuleBroken(_("Dieser Tag liegt in der Zukunft."), field="agreed_on")
    if talk.agreed_until is not None and talk.agreed_until <= today:
        raise RuleBroken(_("Dieser Tag ist vorbei. Wählen Sie einen späteren."), field="agreed_until")


def _check_end(talk: Talk, today: date) -> None:
    last = talk.last_contact
    if last is None:
        return
    gone_on = delete_on(last_contact_on=last, agreed_until=talk.agreed_until)
    if gone_on <= today:
        message = _("Der letzte Kontakt ist mehr als zwölf Monate her. Wir dürfen nichts mehr aufheben.")
        raise RuleBroken(message, field="last_contact_on" if talk.last_contact_on else "day")
    if talk.next_contact_on is not None and talk.next_contact_on >= gone_on:
        raise RuleBroken(_("An diesem Tag sind die Notizen schon gelöscht."), field="next_contact_on")
