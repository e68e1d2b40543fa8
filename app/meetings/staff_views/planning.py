"""All meetings one looks after, and one of them: where it stands, what comes next, its plan, its end."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.i18n import ngettext
from app.kernel.posters import ordering
from app.meetings.exports import poster, words
from app.meetings.models import Meeting
from app.meetings.queries import agenda as agenda_queries
from app.meetings.queries import meetings as meeting_queries
from app.meetings.queries import planning as queries
from app.meetings.queries.planning import Part, Place, Wish
from app.meetings.rules.kinds import MeetingKind, MeetingState, Precision
from app.meetings.service import planning as service
from app.meetings.staff_forms.planning import EVENING, ListForm, PlanForm, ReasonForm
from app.meetings.staff_views import bp, stages

FEW = 6
"""So many meetings of each part stand on the first page of the list."""


@bp.get("/arbeit/treffen")
@requires("meetings.manage")
def meetings() -> ResponseReturnValue:
    """The beginning of each part of the list, or more of one part (`zeigen`)."""
    asker, today, asked = accounts.asker(), clock.today(), ListForm(request.args)
    asked.offer(queries.reach_of(asker))
    if not asked.validate():
        raise NotFound
    wish = Wish(forum_id=_id(asked.forum.data), gremium_id=_id(asked.gremium.data), state=asked.state)
    part, most = _part(), queries.PAGE if _part() else FEW
    found = {
        each: queries.page(asker, each, wish, today=today, after=_place() if part else None)
        for each in ([part] if part else Part)
    }
    shown = {each: list(rows)[:most] for each, rows in found.items()}
    return render_template(
        "meetings/staff/meetings.html",
        asked=asked,
        part=part,
        parts=shown,
        further={each: _further(each, rows, part) for each, rows in found.items() if len(rows) > most},
        minutes=queries.minutes_states([meeting for rows in shown.values() for meeting in rows]),
        kinds=list(MeetingKind),
    )


@bp.get("/arbeit/treffen/neu")
@requires("meetings.manage")
def new() -> ResponseReturnValue:
    return _show_new(_offered(PlanForm(data=_first_answers())))


@bp.post("/arbeit/treffen/neu")
@requires("meetings.manage")
def new_submit() -> ResponseReturnValue:
    form = _offered(PlanForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            said, span = form.plan(), form.span()
            meeting = service.plan(said=said, span=span, account_id=_account(), client_id=form.client_id.data or "")
            return back(meeting, "geplant")
    return _show_new(form)


@bp.get("/arbeit/treffen/<uuid:meeting_id>")
@requires("meetings.manage")
def meeting(meeting_id: UUID) -> ResponseReturnValue:
    return _show(meeting_queries.get_for(accounts.asker(), meeting_id), PlainForm())


@bp.get("/arbeit/treffen/<uuid:meeting_id>/bearbeiten")
@requires("meetings.manage")
def edit(meeting_id: UUID) -> ResponseReturnValue:
    found = meeting_queries.get_for(accounts.asker(), meeting_id)
    return _show_edit(found, _offered(PlanForm(data=answers_of(found)), found))


@bp.post("/arbeit/treffen/<uuid:meeting_id>/bearbeiten")
@requires("meetings.manage")
def edit_submit(meeting_id: UUID) -> ResponseReturnValue:
    found = meeting_queries.get_for(accounts.asker(), meeting_id)
    form = _offered(PlanForm(request.form), found)
    if form.validate():
        with rules_shown_in(form):
            span = form.span(known=found.first_day)
            mails = service.change(meeting=found, said=form.plan(), span=span, account_id=_account())
            return back(found, "geaendert", mails)
    return _show_edit(found, form)


@bp.get("/arbeit/treffen/<uuid:meeting_id>/absagen")
@requires("meetings.manage")
def cancel(meeting_id: UUID) -> ResponseReturnValue:
    found = meeting_queries.get_for(accounts.asker(), meeting_id)
    return http.show_form("meetings/staff/cancel.html", ReasonForm(), meeting=found)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/absagen")
@requires("meetings.manage")
def cancel_submit(meeting_id: UUID) -> ResponseReturnValue:
    found, form = meeting_queries.get_for(accounts.asker(), meeting_id), ReasonForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            mails = service.cancel(meeting=found, reason=form.reason.data or "", account_id=_account())
            return back(found, "abgesagt", mails)
    return http.show_form("meetings/staff/cancel.html", form, meeting=found)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/wieder-ansetzen")
@requires("meetings.manage")
def reopen_submit(meeting_id: UUID) -> ResponseReturnValue:
    found = meeting_queries.get_for(accounts.asker(), meeting_id)
    return back(found, "angesetzt", service.reopen(meeting=found, account_id=_account()))


@bp.post("/arbeit/treffen/<uuid:meeting_id>/loeschen")
@requires("meetings.manage")
def remove_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Throw a draft away."""
    found, form = meeting_queries.get_for(accounts.asker(), meeting_id), PlainForm()
    with rules_shown_in(form):
        service.remove(meeting=found, account_id=_account())
    return _show(found, form) if form.has_errors else http.see_other(url_for("meetings_work.meetings"))


@bp.get("/arbeit/treffen/<uuid:meeting_id>/plakate")
@requires("meetings.manage")
def posters(meeting_id: UUID) -> ResponseReturnValue:
    """Posters and hand-outs of a meeting: the page that asks, a page to print, or a PDF."""
    found = meeting_queries.get_for(accounts.asker(), meeting_id)
    early = _("Noch sieht niemand die Seite dieses Treffens. Der Code führt erst zu ihr, wenn es angekündigt ist.")
    return ordering.answer(
        lambda languages: poster.poster(found, languages),
        name=f"treffen-{found.first_day}",
        usual=found.interpreting,
        title=found.title,
        hints=[early] if found.state is MeetingState.DRAFT else [],
        back=url_for("meetings_work.meeting", meeting_id=found.id),
    )


def back(found: Meeting, news: str, mails: int = 0) -> Response:
    """To the page of a meeting, with good news."""
    return http.see_other(url_for("meetings_work.meeting", meeting_id=found.id, gesagt=news, mails=mails or None))


def answers_of(found: Meeting) -> dict[str, Any]:
    """What the form says of a meeting that is planned already."""
    said = service.plan_of(found)
    ids = {name: [str(each) for each in getattr(said, name)] for name in ("forum_ids", "gremium_ids", "group_ids")}
    starts, ends = ((clock.local(each).time() if each else None) for each in (found.starts_at, found.ends_at))
    return {**said.facts(), **ids, "ortsteil_keys": list(said.ortsteil_keys), "starts": starts, "ends": ends, **_days(found)}


def _days(found: Meeting) -> dict[str, Any]:
    match found.precision:
        case Precision.MONTH:
            return {"roughly": f"{found.first_day:%Y-%m}"}
        case Precision.YEAR:
            return {"roughly": f"{found.first_day:%Y}"}
    return {"first_day": found.first_day, "last_day": found.last_day if found.last_day != found.first_day else None}


def _first_answers() -> dict[str, Any]:
    """What a new form begins with: a kind, another meeting to be like, a group, or the only forum somebody looks after."""
    asker, like = accounts.asker(), _id(request.args.get("wie", ""))
    if like is not None:
        answers = answers_of(meeting_queries.get_for(asker, like))
        return {**answers, **dict.fromkeys(("first_day", "last_day", "roughly"))}
    kind = request.args.get("art", "")
    reach = queries.reach_of(asker)
    own = list(reach.forums) if len(reach.forums) == 1 else []
    group = request.args.get("gruppe", "")
    hosts = {"forum_ids": own, "group_ids": [group] if group in reach.groups else []}
    return {**EVENING, "kind": kind if kind in set(MeetingKind) else MeetingKind.FORUM, **hosts}


def _offered(form: PlanForm, found: Meeting | None = None) -> PlanForm:
    form.offer(queries.reach_of(accounts.asker(), found))
    return form


def _show(found: Meeting, form: BaseForm) -> Response:
    standing = queries.standing_of(found, today=clock.today())
    return http.show_form(
        "meetings/staff/meeting.html",
        form,
        meeting=found,
        standing=standing,
        way=stages.way_of(standing),
        todo=stages.todo_of(found, standing),
        minutes_address=stages.address_if_there("meetings_work.minutes", meeting_id=found.id),
        public_address=stages.address_if_there("meetings.show", meeting_id=found.id),
        items=agenda_queries.items_of(found),
        known=words,
        messages=_good_news(),
    )


def _show_new(form: PlanForm) -> Response:
    return http.show_form("meetings/staff/new.html", form)


def _show_edit(found: Meeting, form: PlanForm) -> Response:
    return http.show_form("meetings/staff/edit.html", form, meeting=found)


def _good_news() -> list[str]:
    news = {
        "geplant": _("Das Treffen ist geplant. Noch weiß niemand davon."),
        "geaendert": _("Ihre Änderungen sind gespeichert."),
        "abgesagt": _("Das Treffen ist abgesagt. Auf der Seite steht, warum."),
        "angesetzt": _("Das Treffen findet doch statt."),
        "eingeladen": _("Das Treffen ist angekündigt. Alle können es lesen."),
    }
    said = news.get(request.args.get("gesagt", ""))
    mails = request.args.get("mails", 0, type=int)
    sent = [mail_news(mails)] if mails > 0 else []
    return [said, *sent] if said else []


def mail_news(mails: int) -> str:
    """How many mails wait now."""
    return ngettext("%(num)s E-Mail geht jetzt auf die Reise.", "%(num)s E-Mails gehen jetzt auf die Reise.", mails)


def _part() -> Part | None:
    wanted = request.args.get("zeigen", "")
    return Part(wanted) if wanted in set(Part) else None


def _place() -> Place | None:
    """Where the list goes on: `2026-12-01.<id>`."""
    day, _dot, meeting_id = request.args.get("nach", "").partition(".")
    found = _id(meeting_id)
    try:
        return (date.fromisoformat(day), found) if found else None
    except ValueError:
        return None


def _further(each: Part, rows: Any, part: Part | None) -> str:
    """Where more of a part stands."""
    asked: dict[str, Any] = {name: request.args.get(name) or None for name in ("forum", "gremium", "stand")}
    last = rows[queries.PAGE - 1] if part else None
    after = f"{last.first_day.isoformat()}.{last.id.hex}" if last else None
    return url_for("meetings_work.meetings", zeigen=each, nach=after, **asked)


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _account() -> UUID:
    return accounts.asker().account_id
