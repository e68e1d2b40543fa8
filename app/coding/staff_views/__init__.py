"""Where the evaluation reads answers, keeps the codebook, clears quotes and shows results."""

from app.kernel.pages import Capability

bp = Capability("coding_work", __name__)

from app.coding.staff_views import codebook, outcome, quotes, reading, themes  # noqa: E402

__all__ = ("bp", "codebook", "outcome", "quotes", "reading", "themes")
