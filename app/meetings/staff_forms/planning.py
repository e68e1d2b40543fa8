"""What staff say about a meeting, a series, an invitation, a cancellation."""

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID

from wtforms import BooleanField
from wtforms.validators import InputRequired, Optional

from app.kernel import clock, i18n
from app.kernel.errors import RuleBroken
from app.kernel.fields import Choice, Day, Number, OnceForm, Tiles, Time, line, text, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import current_language
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import GERMAN, KNOWN, PLAIN
from app.meetings import labels
from app.meetings.queries.planning import Reach
from app.meetings.rules import plan as rules
from app.meetings.rules import when
from app.meetings.rules.kinds import Access, InvitationChannel, MeetingKind, MeetingState, Rhythm
from app.meetings.rules.plan import Plan
from app.meetings.service.series import Beat

BY_HAND = tuple(channel for channel in InvitationChannel if channel not in {InvitationChannel.PAGE, InvitationChannel.MAIL})
EVENING = {"starts": time(17), "ends": time(19)}
"""When most meetings are."""


class WhatForm(OnceForm):
    """What a meeting is, where and for whom; all but its time."""

    kind = Tiles(
        _("Was für ein Treffen ist es?"), validators=[InputRequired(_("Wählen Sie bitte die Art."))], coerce=MeetingKind
    )
    title = line(_("Wie heißt es?"))
    purpose = text(_("Worum geht es?"))
    place = line(_("Wo ist es?"))
    address = line(_("Straße und Hausnummer"))
    online_link = line(_("Adresse für alle, die online dabei sind"), render_kw={"dir": "ltr", "inputmode": "url"})
    access = ticks(_("Was es leicht macht zu kommen"), coerce=Access)
    access_note = line(_("Was man dazu wissen muss"))
    interpreting = ticks(_("In diese Sprachen wird gedolmetscht"))
    facilitator = line(_("Wer leitet das Treffen?"))
    minute_taker = line(_("Wer schreibt das Protokoll?"))
    host = line(_("Wer gibt den Raum?"))
    invited_count = Number(_("Wie viele werden eingeladen?"))
    new_hosts = Number(_("Wie viele wollen beim nächsten Mal Gastgeber sein?"))
    forum_ids = ticks(_("Foren"))
    gremium_ids = ticks(_("Gremien"))
    group_ids = ticks(_("Aktionsgruppen"))
    is_city_wide = BooleanField(_("Für die ganze Stadt"))
    ortsteil_keys = ticks(_("Ortsteile"))

    def offer(self, reach: Reach) -> None:
        """Put the choices in: only what somebody may plan for."""
        self.kind.choices = {kind.value: str(words) for kind, words in labels.KINDS.items()}
        self.access.choices = {each.value: str(words) for each, words in labels.ACCESS.items()}
        names = current_language().locale.languages
        spoken = [language for language in KNOWN if language not in {GERMAN, PLAIN}]
        self.interpreting.choices = {each.code: names.get(each.code, each.name) for each in spoken}
        self.forum_ids.choices, self.gremium_ids.choices = reach.forums, reach.gremien
        self.group_ids.choices, self.ortsteil_keys.choices = reach.groups, reach.ortsteile
        self._may_be_city_wide = reach.may_be_city_wide

    @property
    def may_be_city_wide(self) -> bool:
        return self._may_be_city_wide

    def plan(self) -> Plan:
        """What was said, as the service takes it. Raises RuleBroken for what is not this person's to plan."""
        if self.is_city_wide.data and not self._may_be_city_wide:
            raise RuleBroken(_("Treffen für die ganze Stadt plant die Quartiersplanungskoordination."), field="is_city_wide")
        said = {name: self[name].data for name in (*rules.FACTS, "ortsteil_keys")}
        lists = {name: tuple(said[name] or ()) for name in ("access", "interpreting", "ortsteil_keys")}
        ids = {name: tuple(UUID(each) for each in self[name].data or ()) for name in rules.IDS}
        return Plan(**{**said, **lists, **ids})


class PlanForm(WhatForm):
    """A single meeting, and when it is."""

    first_day = Day(_("An welchem Tag?"))
    starts = Time(_("Beginn"))
    ends = Time(_("Ende"))
    last_day = Day(_("Letzter Tag, wenn es mehrere Tage dauert"))
    roughly = line(_("Nur Monat oder Jahr bekannt"), render_kw={"dir": "ltr", "placeholder": "2023-06"})
    is_meant = BooleanField(_("Der Tag stimmt, auch wenn er weit weg liegt"))
    is_far = False
    """Whether the day looks like a slip of the finger, so that the form asks about it."""

    def span(self, *, known: date | None = None) -> when.Span:
        """When the meeting is. Raises RuleBroken at the field that has to change. `known` is its first day so far."""
        span = self._span()
        field = "roughly" if self.first_day.data is None else "first_day"
        is_meant = self.is_meant.data or span.first_day == known
        try:
            rules.check_day(span, today=clock.today(), is_meant=is_meant, field=field)
        except RuleBroken:
            self.is_far = True
            raise
        return span

    def _span(self) -> when.Span:
        first, last, starts, ends = (self[name].data for name in ("first_day", "last_day", "starts", "ends"))
        if first is None:
            return self._rough_span()
        if starts is None and ends is not None:
            raise RuleBroken(_("Wann beginnt das Treffen? Oder lassen Sie auch das Ende frei."), field="starts")
        if starts is None:
            return when.days(first, last or first)
        if last not in {None, first}:
            raise RuleBroken(_("Dauert es mehrere Tage? Dann lassen Sie die Uhrzeiten bitte frei."), field="last_day")
        return when.span(day=first, starts=starts, ends=ends, zone=clock.LOCAL)

    def _rough_span(self) -> when.Span:
        if not self.roughly.data:
            raise RuleBroken(_("An welchem Tag ist das Treffen?"), field="first_day")
        try:
            return when.days(*when.partial(self.roughly.data))
        except ValueError as wrong:
            message = _("Schreiben Sie bitte ein Jahr oder einen Monat, zum Beispiel so: 2023 oder 2023-06")
            raise RuleBroken(message, field="roughly") from wrong


class SeriesForm(WhatForm):
    """A new series: its meetings, how often and until when."""

    rhythm = Tiles(_("Wie oft?"), validators=[InputRequired(_("Wählen Sie bitte, wie oft."))], coerce=Rhythm)
    first_day = Day(_("Wann ist das erste Treffen?"))
    until = Day(_("Bis wann planen Sie?"))
    starts = Time(_("Beginn"))
    ends = Time(_("Ende"))
    is_last = BooleanField(_("Immer am letzten dieser Wochentage im Monat"))
    days = ticks(_("An diesen Tagen"))
    is_announced = BooleanField(_("Alle Treffen gleich ankündigen"))

    def offer(self, reach: Reach) -> None:
        super().offer(reach)
        self.rhythm.choices = {each.value: str(words) for each, words in labels.RHYTHMS.items()}
        self.days.choices = {day: day for day in self.days.data or ()}

    def beat(self) -> Beat:
        """How the series meets. Raises RuleBroken at the field that is missing."""
        missing = {
            "first_day": _("Wann ist das erste Treffen?"),
            "until": _("Bis wann planen Sie?"),
            "starts": _("Wann beginnt es?"),
        }
        for name, question in missing.items():
            if self[name].data is None:
                raise RuleBroken(question, field=name)
        names = ("rhythm", "first_day", "until", "starts", "ends", "is_last")
        return Beat(**{name: self[name].data for name in names})

    def show_days(self, foreseen: Iterable[date], *, is_first_look: bool) -> None:
        """List the days of the series; on the first look all of them are ticked."""
        self.days.choices = {day.isoformat(): i18n.weekday(day) for day in foreseen}
        if is_first_look:
            self.days.data = list(self.days.choices)

    def chosen(self) -> set[date]:
        return {date.fromisoformat(day) for day in self.days.data or ()}


class ChangeSeriesForm(WhatForm):
    """All coming meetings of a series."""

    starts = Time(_("Beginn"))
    ends = Time(_("Ende"))


class ExtendForm(BaseForm):
    """A series goes on."""

    until = Day(_("Neues Ende der Reihe"))


class ReasonForm(BaseForm):
    """Why a meeting does not take place."""

    reason = text(_("Warum fällt das Treffen aus?"))


class InviteForm(BaseForm):
    """On which ways people are invited."""

    with_mail = BooleanField(_("Einladung per E-Mail schicken"))
    channels = ticks(_("Wie laden Sie noch ein?"), coerce=InvitationChannel)

    def offer(self) -> None:
        self.channels.choices = {each.value: str(labels.INVITATION_CHANNELS[each]) for each in BY_HAND}

    def chosen(self) -> list[InvitationChannel]:
        by_mail = [InvitationChannel.MAIL] if self.with_mail.data else []
        return [*by_mail, *(self.channels.data or [])]


class ListForm(BaseForm):
    """Which meetings somebody wants to see."""

    forum = Choice(_("Forum"), [Optional()])
    gremium = Choice(_("Gremium"), [Optional()])
    stand = Choice(_("Stand"), [Optional()])

    def offer(self, reach: Reach) -> None:
        states = {state.value: str(words) for state, words in labels.STATES.items()}
        self.forum.choices = {"": str(_("Alle Foren")), **reach.forums}
        self.gremium.choices = {"": str(_("Alle Gremien")), **reach.gremien}
        self.stand.choices = {"": str(_("Alle")), **states}

    def address(self) -> dict[str, str]:
        """What was asked for, as it stands in addresses."""
        return {name: value for name, value in self.data.items() if value}

    @property
    def state(self) -> MeetingState | None:
        return MeetingState(self.stand.data) if self.stand.data else None
