"""Where talks at doors are led and written down, with and without network."""

from app.kernel.pages import Capability

bp = Capability("door_work", __name__)

from app.door.staff_views import asking, phone, safety, sending  # noqa: E402

__all__ = ("asking", "bp", "phone", "safety", "sending")
