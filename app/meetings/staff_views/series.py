"""Series: their days are shown before anything is planned; later all coming meetings are changed, prolonged or ended."""

from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import http
from app.kernel.access import requires
from app.kernel.errors import RuleBroken
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.i18n import ngettext
from app.meetings.models import MeetingSeries
from app.meetings.queries import planning as queries
from app.meetings.rules import plan
from app.meetings.rules.kinds import MeetingKind, Rhythm
from app.meetings.service import series as service
from app.meetings.staff_forms.planning import EVENING, ChangeSeriesForm, ExtendForm, ReasonForm, SeriesForm
from app.meetings.staff_views import bp


@bp.get("/arbeit/treffen/reihen/neu")
@requires("meetings.manage")
def new_series() -> ResponseReturnValue:
    reach = queries.reach_of(accounts.asker())
    own = list(reach.forums) if len(reach.forums) == 1 else []
    first = {**EVENING, "kind": MeetingKind.FORUM, "rhythm": Rhythm.MONTHLY, "forum_ids": own}
    return http.show_form("meetings/staff/new_series.html", _offered(SeriesForm(data=first)))


@bp.post("/arbeit/treffen/reihen/neu")
@requires("meetings.manage")
def new_series_submit() -> ResponseReturnValue:
    """Show the days of a series first; plan it when the person has seen them."""
    form = _offered(SeriesForm(request.form))
    is_first_look = request.form.get("schritt") != "anlegen"
    if form.validate():
        with rules_shown_in(form):
            plan.check(form.plan())
            form.show_days(form.beat().days(), is_first_look=is_first_look)
            if not is_first_look:
                return _there(_begun(form), "geplant")
    return http.show_form("meetings/staff/new_series.html", form)


@bp.get("/arbeit/treffen/reihen/<uuid:series_id>")
@requires("meetings.manage")
def series(series_id: UUID) -> ResponseReturnValue:
    return _show(queries.get_series_for(accounts.asker(), series_id))


@bp.post("/arbeit/treffen/reihen/<uuid:series_id>")
@requires("meetings.manage")
def series_submit(series_id: UUID) -> ResponseReturnValue:
    """Change all coming meetings."""
    found = queries.get_series_for(accounts.asker(), series_id)
    form = _change_form(found, ChangeSeriesForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            if form.starts.data is None:
                raise RuleBroken(_("Wann beginnt es?"), field="starts")
            starts, ends = form.starts.data, form.ends.data
            count = service.change(series=found, said=form.plan(), starts=starts, ends=ends, account_id=_account())
            return _there(found, "geaendert", count)
    return _show(found, form)


@bp.post("/arbeit/treffen/reihen/<uuid:series_id>/ankuendigen")
@requires("meetings.manage")
def announce_series_submit(series_id: UUID) -> ResponseReturnValue:
    found = queries.get_series_for(accounts.asker(), series_id)
    return _there(found, "angekuendigt", service.announce(series=found, account_id=_account()))


@bp.post("/arbeit/treffen/reihen/<uuid:series_id>/verlaengern")
@requires("meetings.manage")
def extend_series_submit(series_id: UUID) -> ResponseReturnValue:
    found, form = queries.get_series_for(accounts.asker(), series_id), ExtendForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            if form.until.data is None:
                raise RuleBroken(_("Bis wann planen Sie?"), field="until")
            count = service.extend(series=found, until=form.until.data, account_id=_account())
            return _there(found, "verlaengert", count)
    return _show(found, form)


@bp.post("/arbeit/treffen/reihen/<uuid:series_id>/beenden")
@requires("meetings.manage")
def end_series_submit(series_id: UUID) -> ResponseReturnValue:
    found, form = queries.get_series_for(accounts.asker(), series_id), ReasonForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            service.end(series=found, reason=form.reason.data or "", account_id=_account())
            return _over(found)
    return _show(found, form)


def _begun(form: SeriesForm) -> MeetingSeries:
    begun = service.begin(
        said=form.plan(),
        beat=form.beat(),
        days=form.chosen(),
        account_id=_account(),
        client_id=form.client_id.data or "",
    )
    if form.is_announced.data:
        service.announce(series=begun, account_id=_account())
    return begun


def _show(found: MeetingSeries, form: BaseForm | None = None) -> Response:
    """The page with all its forms; `form` is the one that could not be taken."""
    given = {type(each): each for each in (ExtendForm(), ReasonForm(), *([form] if form else []))}
    rows = queries.meetings_of_series(found)
    return http.show_form(
        "meetings/staff/series.html",
        form or PlainForm(),
        series=found,
        meetings=rows,
        minutes=queries.minutes_states(rows),
        change=given.get(ChangeSeriesForm) or _change_form(found, ChangeSeriesForm(data=_answers_of(found))),
        extend=given[ExtendForm],
        ending=given[ReasonForm],
        messages=_good_news(),
    )


def _answers_of(found: MeetingSeries) -> dict[str, Any]:
    said = service.plan_of(found)
    ids = {name: [str(each) for each in getattr(said, name)] for name in ("forum_ids", "gremium_ids", "group_ids")}
    hours = {"starts": found.starts, "ends": found.ends}
    return {**said.facts(), **ids, "ortsteil_keys": list(said.ortsteil_keys), **hours}


def _change_form(found: MeetingSeries, form: ChangeSeriesForm) -> ChangeSeriesForm:
    rows = queries.meetings_of_series(found)
    form.offer(queries.reach_of(accounts.asker(), rows[-1] if rows else None))
    return form


def _offered(form: SeriesForm) -> SeriesForm:
    form.offer(queries.reach_of(accounts.asker()))
    return form


def _there(found: MeetingSeries, news: str, count: int | None = None) -> Response:
    return http.see_other(url_for("meetings_work.series", series_id=found.id, gesagt=news, anzahl=count))


def _over(found: MeetingSeries) -> Response:
    """Where to go when a series has ended: to what is left of it, if anything is."""
    if queries.meetings_of_series(found):
        return _there(found, "beendet")
    return http.see_other(url_for("meetings_work.meetings"))


def _good_news() -> list[str]:
    count = request.args.get("anzahl", 0, type=int)
    news = {
        "geplant": _("Die Reihe ist geplant."),
        "geaendert": ngettext("%(num)s Treffen ist geändert.", "%(num)s Treffen sind geändert.", count),
        "angekuendigt": ngettext("%(num)s Treffen ist angekündigt.", "%(num)s Treffen sind angekündigt.", count),
        "verlaengert": ngettext("%(num)s Treffen ist neu geplant.", "%(num)s Treffen sind neu geplant.", count),
        "beendet": _("Die Reihe ist zu Ende."),
    }
    said = request.args.get("gesagt", "")
    return [news[said]] if said in news else []


def _account() -> UUID:
    return accounts.asker().account_id
