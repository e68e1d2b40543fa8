"""The assembly of a campaign: choosing it, seeing how it stands, and what has grown from it."""

from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.meetings.queries import meetings, planning
from app.meetings.rules.kinds import MeetingKind
from app.surveys.models import Campaign
from app.surveys.queries import assembly as queries
from app.surveys.queries import campaigns
from app.surveys.service import assembly as service
from app.surveys.staff_forms.assembly import AssemblyForm
from app.surveys.staff_views import bp
from app.surveys.staff_views.campaigns import address_if_there


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/versammlung")
@requires("surveys.manage")
def assembly(campaign_id: UUID) -> ResponseReturnValue:
    return _show(_campaign(campaign_id))


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/versammlung")
@requires("surveys.manage")
def assembly_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Take one of the coming meetings as the assembly."""
    found, form = _campaign(campaign_id), _offered(AssemblyForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            meeting = meetings.get_for(accounts.asker(), form.meeting_id())
            service.choose(campaign=found, meeting=meeting, account_id=_account())
            return _back(found, "gewaehlt")
    return _show(found, choosing=form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/versammlung/loesen")
@requires("surveys.manage")
def unset_assembly_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Part the campaign from its assembly."""
    found, form = _campaign(campaign_id), PlainForm()
    with rules_shown_in(form):
        service.unset(campaign=found, account_id=_account())
    return _show(found, broken=form) if form.has_errors else _back(found, "geloest")


def _show(found: Campaign, *, choosing: AssemblyForm | None = None, broken: BaseForm | None = None) -> Response:
    asker, today = accounts.asker(), clock.today()
    meeting = queries.find(found)
    form = choosing or _offered(AssemblyForm(data={"meeting": str(found.assembly_id or "")}))
    return http.show_form(
        "surveys/staff/assembly.html",
        broken or form,
        campaign=found,
        meeting=meeting,
        choosing=form,
        may_manage=meeting is not None and queries.may_manage(asker, meeting),
        standing=planning.standing_of(meeting, today=today) if meeting else None,
        groups=queries.groups_of(asker, meeting, today=today) if meeting else [],
        overdue=queries.overdue_of(asker, meeting, today=today) if meeting else [],
        kind=MeetingKind.RESIDENTS_ASSEMBLY,
        themes_address=address_if_there("coding_work.themes", campaign_id=found.id),
        messages=_good_news(),
    )


def _offered(form: AssemblyForm) -> AssemblyForm:
    form.offer(queries.offered_to(accounts.asker(), today=clock.today()))
    return form


def _campaign(campaign_id: UUID) -> Campaign:
    return campaigns.get_for(accounts.asker(), campaign_id)


def _back(found: Campaign, news: str) -> Response:
    return http.see_other(url_for("surveys_work.assembly", campaign_id=found.id, gesagt=news))


def _good_news() -> list[str]:
    news = {
        "gewaehlt": _("Die Versammlung gehört jetzt zu dieser Befragung."),
        "geloest": _("Diese Befragung hat jetzt keine Versammlung."),
    }
    said = request.args.get("gesagt", "")
    return [news[said]] if said in news else []


def _account() -> UUID:
    return accounts.asker().account_id
