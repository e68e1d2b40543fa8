"""Where staff organize: listening campaigns, people, research, and what is stored about somebody."""

from app.kernel.pages import Capability

bp = Capability("organizing_work", __name__)

from app.organizing.staff_views import listening, people, research, stored  # noqa: E402

__all__ = ("bp", "listening", "people", "research", "stored")
