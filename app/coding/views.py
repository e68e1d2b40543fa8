"""What came out of a campaign, and what became of it, for everybody."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.coding import queries
from app.coding.queries import becoming as theme_queries
from app.concerns.queries import public as topics
from app.kernel import clock, page_store
from app.kernel.access import open_to_all
from app.kernel.errors import NotFound
from app.kernel.pages import Capability
from app.kernel.stamps import DAY
from app.meetings.rules import results as meeting_results
from app.surveys.models import Campaign
from app.surveys.queries import campaigns

bp = Capability("coding", __name__)


@bp.get("/umfragen/<slug>/ergebnisse")
@open_to_all
@page_store.kept("surveys", "concerns", "meetings", "places", "forums", "operator", DAY)
def results(slug: str) -> ResponseReturnValue:
    """Themes with the people behind them, strengths beside problems, cleared quotes, and what became of each (A-52)."""
    campaign = campaigns.get_public(slug)
    found = queries.newest_results(campaign)
    if found is None:
        raise NotFound
    assembly, today = theme_queries.find_assembly(campaign), clock.today()
    return render_template(
        "coding/results.html",
        campaign=campaign,
        results=found,
        topics=topics.topic_labels(),
        assembly=assembly,
        became=theme_queries.became(campaign, found, assembly),
        who_cares=theme_queries.who_cares(campaign),
        most_voters_for=meeting_results.most_voters_for,
        today=today,
        is_over=assembly is not None and assembly.meeting.last_day < today,
    )


@bp.app_template_global()
def has_results(campaign: Campaign) -> bool:
    """Whether everybody can read what came out of a campaign: its own page lies below and cannot ask."""
    return queries.newest_results(campaign) is not None
