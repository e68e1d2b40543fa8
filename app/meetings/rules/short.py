"""The short address of a meeting, `/t/3f9a01c7`: the first eight signs of its id, which people type from a poster. Pure."""

import re
from uuid import UUID

LENGTH = 8
_LOOK_ALIKES = str.maketrans("oil", "011")


def short_of(meeting_id: UUID) -> str:
    return meeting_id.hex[:LENGTH]


def span_of(typed: str) -> tuple[UUID, UUID] | None:
    """The first and the last id that begin with what was typed; None for what no id begins with.

    Large letters are as good as small ones, and letters that look like a digit are meant as one: no id has them.
    """
    signs = typed.lower().translate(_LOOK_ALIKES)
    if not re.fullmatch(f"[0-9a-f]{{{LENGTH}}}", signs):
        return None
    return UUID(signs.ljust(32, "0")), UUID(signs.ljust(32, "f"))
