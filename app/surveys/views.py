"""Campaigns as everybody sees them: where people are asked, by whom, until when, and what became of it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.kernel import page_store
from app.kernel.access import open_to_all
from app.kernel.i18n import current_language
from app.kernel.pages import Capability
from app.surveys import telling
from app.surveys.queries import campaigns, public
from app.surveys.rules import intake
from app.surveys.rules.kinds import AccessMode, CampaignState

bp = Capability("surveys", __name__)

KEPT = ("surveys", "places", "operator")


@bp.get("/umfragen")
@open_to_all
@page_store.kept(*KEPT)
def listing() -> ResponseReturnValue:
    return render_template("surveys/listing.html", listing=public.listing())


@bp.get("/umfragen/<slug>")
@open_to_all
@page_store.kept(*KEPT, "meetings")
def show(slug: str) -> ResponseReturnValue:
    campaign = campaigns.get_public(slug)
    document = public.find_document(campaign)
    closed = intake.why_closed_online(
        state=campaign.state, phase=campaign.phase, has_version=document is not None, access=campaign.access
    )
    return render_template(
        "surveys/show.html",
        campaign=campaign,
        told=telling.told_of(campaign, current_language().tag),
        assembly=public.find_assembly(campaign),
        closed=closed,
        needs_code=campaign.access is AccessMode.HOUSEHOLD_CODE,
        is_spoken=document is not None and current_language().tag in document.languages,
        takes_slips=document is not None and campaign.state is CampaignState.RUNNING,
    )
