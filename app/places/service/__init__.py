"""Acts on places: taking a file in, and taking back an Ortsteil that came in by mistake."""

from pathlib import Path

from sqlalchemy.exc import IntegrityError

from app.kernel import page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.places import queries, reading
from app.places.service import ortsteile, schemes
from app.places.service.report import ImportReport, Kind, Outcome

__all__ = ["ImportReport", "Kind", "Outcome", "import_places", "remove"]


def import_places(path: Path, *, scheme: str | None = None) -> ImportReport:
    """Take in Ortsteile, boundaries or area schemes from a CSV or GeoJSON file; what it holds shows in the file itself.

    With `scheme` the areas of a GeoJSON file are the Planungsräume of a scheme of this name. Raises RuleBroken if the
    file as a whole cannot be used; single rows that cannot are listed in the report.
    """
    found = reading.read(path)
    if found.has_areas and (scheme or schemes.lies_over_ortsteile(found)):
        found = schemes.from_boundaries(found, scheme=scheme or found.name)
        report = schemes.take_in(found)
    elif found.memberships:
        report = schemes.take_in(found)
    else:
        report = ortsteile.take_in(found)
    if report.changed_something:
        page_store.raise_stamp("places")
    return report


def remove(*, key: str) -> None:
    """Take back an Ortsteil that nothing hangs on. Raises NotFound, or RuleBroken where something does."""
    place = queries.get_ortsteil(key)
    try:
        with db.session.begin_nested():
            db.session.delete(place)
            db.session.flush()
    except IntegrityError:
        raise RuleBroken(
            _("An %(name)s hängen schon Daten. Dieser Ortsteil kann nicht entfernt werden.", name=place.name)
        ) from None
    page_store.raise_stamp("places")
