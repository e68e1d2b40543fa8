"""Files of places, read into checked records with a report of what was refused. Nothing is stored here."""

from pathlib import Path

from app.kernel.i18n import lazy_gettext as _
from app.places.reading import features, tables
from app.places.reading.records import (
    FileUnreadable,
    MembershipRecord,
    OrtsteilRecord,
    Reading,
    Refusal,
)

__all__ = ["FileUnreadable", "MembershipRecord", "OrtsteilRecord", "Reading", "Refusal", "read"]


def read(path: Path) -> Reading:
    """Read a CSV or GeoJSON file. Raises FileUnreadable."""
    text = _text(path)
    if path.suffix.lower() in {".geojson", ".json"}:
        return features.read(text, path.name)
    return tables.read(text, path.name)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise FileUnreadable(_("Die Datei %(name)s lässt sich nicht öffnen.", name=path.name)) from None
    except UnicodeDecodeError:
        raise FileUnreadable(_("Die Datei %(name)s ist nicht in UTF-8 gespeichert.", name=path.name)) from None
