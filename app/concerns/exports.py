"""What became of concerns, as entries of an Atom feed. Only staff's sentences and headlines that everybody reads."""

from collections.abc import Iterable

from app.concerns import labels
from app.concerns.queries.public import Outcome
from app.kernel.atom import Entry
from app.kernel.i18n import gettext as _
from app.kernel.pages import address_of


def answers(outcomes: Iterable[Outcome]) -> list[Entry]:
    """One entry for each dated sentence."""
    return [
        Entry(
            name=f"anliegen/{outcome.concern.number}/{outcome.id}",
            title=_("%(step)s: %(headline)s", step=labels.PROGRESS[outcome.step], headline=outcome.concern.headline),
            address=address_of("concerns.show", number=outcome.concern.number),
            updated=outcome.written_at,
            summary=outcome.text,
        )
        for outcome in outcomes
    ]
