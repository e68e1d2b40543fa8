"""Where staff look after concerns: the queue, one concern with all acts, writing down for others, progress, topics."""

from app.kernel.pages import Capability

bp = Capability("concerns_work", __name__)

from app.concerns.staff_views import checking, entering, progress, queue, topics  # noqa: E402

__all__ = ["bp", "checking", "entering", "progress", "queue", "topics"]
