"""Where staff prepare and lead campaigns."""

from app.kernel.pages import Capability

bp = Capability("surveys_work", __name__)

from app.surveys.staff_views import assembly, campaigns, papers, questionnaire, team  # noqa: E402

__all__ = ("assembly", "bp", "campaigns", "papers", "questionnaire", "team")
