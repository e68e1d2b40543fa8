"""Concerns that say again what people have said elsewhere, where these people are counted already."""

import sqlalchemy as sa

from app.concerns.models import Concern, Voice
from app.concerns.rules import VoiceKind
from app.kernel.db import db


def count_nobody(*, concern: Concern) -> None:
    """Let a concern that was just written down stand for nobody until somebody says: it concerns me too.

    The voice of its author goes: whoever wrote it down only repeats others (see docs/decisions/0020).
    """
    own = sa.delete(Voice).where(Voice.concern_id == concern.id, Voice.kind == VoiceKind.AUTHOR)
    db.session.execute(own, execution_options={"synchronize_session": False})
    db.session.flush()
