"""What a forum must be. Pure."""

import re

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 40


def check_slug(slug: str) -> None:
    """Raise RuleBroken when a slug cannot stand on a poster: people type it."""
    if len(slug) > LONGEST_SLUG or not _SLUG.fullmatch(slug):
        raise RuleBroken(
            _("Nehmen Sie bitte nur kleine Buchstaben von a bis z, Ziffern und einzelne Bindestriche."), field="slug"
        )
