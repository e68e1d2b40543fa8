"""What everybody reads about meetings."""

from app.kernel.pages import Capability

bp = Capability("meetings", __name__)

from app.meetings.views import data, exchange, groups, reading  # noqa: E402

__all__ = ["bp", "data", "exchange", "groups", "reading"]
