"""Safety files come back: the evaluation makes the key that locks them, opens them in its browser and brings the talks in.

The server never sees the private half of the key, nor a file: only talks, one by one, as phones send them (B-22).
"""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.door import rules, service
from app.door.staff_forms import NEWS, SafetyKeyForm
from app.door.staff_views import bp, sending
from app.kernel import http
from app.kernel.access import requires
from app.kernel.errors import RuleBroken
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.surveys.models import Campaign
from app.surveys.queries import campaigns
from app.surveys.rules.kinds import TeamRole


@bp.get("/arbeit/tuer/<slug>/sicherung")
@requires("conversations.read")
def safety_files(slug: str) -> ResponseReturnValue:
    """Make the key, and open files with it."""
    return _show(_campaign(slug), SafetyKeyForm())


@bp.post("/arbeit/tuer/<slug>/sicherung")
@requires("conversations.read")
def safety_talk_submit(slug: str) -> ResponseReturnValue:
    """Take one talk of a safety file in: new, here already, or not like this."""
    campaign = _campaign(slug)
    if not sending.is_from_script():
        raise RuleBroken(_("Sicherungsdateien lassen sich nur in einem Browser mit Skripten öffnen."))
    return sending.take_talk(campaign)


@bp.post("/arbeit/tuer/<slug>/sicherung/schluessel")
@requires("conversations.read")
def safety_key_submit(slug: str) -> ResponseReturnValue:
    """Take the public half of a key."""
    campaign, form = _campaign(slug), SafetyKeyForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            service.set_safety_key(
                campaign=campaign,
                jwk=form.jwk.data or "",
                account_id=accounts.asker().account_id,
                is_replacing=form.is_replacing.data,
            )
            return http.see_other(url_for("door_work.safety_files", slug=slug, neu="schluessel"))
    return _show(campaign, form.forget_secrets())


def _campaign(slug: str) -> Campaign:
    return campaigns.get_in_team(accounts.asker(), slug, TeamRole.EVALUATOR)


def _show(campaign: Campaign, form: SafetyKeyForm) -> Response:
    return http.show_form(
        "door/staff/safety.html",
        form,
        campaign=campaign,
        sign=rules.sign_of(campaign.safety_key),
        messages=[NEWS["schluessel"]] if request.args.get("neu") == "schluessel" else [],
    )
