"""German words of the evaluation that everybody may read."""

from app.concerns.rules import Direction
from app.kernel.i18n import lazy_gettext as _

DIRECTIONS: dict[Direction, str] = {
    Direction.STRENGTH: _("Stärke"),
    Direction.PROBLEM: _("Problem"),
    Direction.IDEA: _("Idee"),
    Direction.CONTRIBUTION: _("Beitrag"),
}
