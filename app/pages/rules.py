"""What an operator must say about itself before real people may use an installation (DDG § 5, GDPR Art. 13)."""

from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import urlsplit

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _


class Detail(StrEnum):
    """One thing that the legal pages say about the operator."""

    SITE_NAME = "site_name"
    CITY = "city"
    OPERATOR = "operator"
    ADDRESS = "address"
    REPRESENTED_BY = "represented_by"
    EMAIL = "email"
    PHONE = "phone"
    RESPONSIBLE = "responsible"
    PRIVACY_OFFICER = "privacy_officer"
    PRIVACY_AUTHORITY = "privacy_authority"
    ENFORCEMENT = "enforcement"
    SIGN_VIDEO = "sign_video"


class Happening(StrEnum):
    """What can happen in public, for pages that tell what was last."""

    SAID = "said"
    ANSWERED = "answered"
    MINUTES = "minutes"
    RESULTS = "results"


OPTIONAL = frozenset({Detail.SIGN_VIDEO})
"""What may stay empty: then nothing is shown."""
DEFAULTS = {Detail.SITE_NAME: "Ortsstimme"}


def missing(details: dict[Detail, str]) -> list[Detail]:
    """What still has to be filled in before an installation may serve real people."""
    return [detail for detail in Detail if detail not in OPTIONAL and not (details.get(detail) or DEFAULTS.get(detail))]


def host_of(address: str) -> str:
    """The name of the house that an address on the web leads to; empty when it is no such address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_plain = parts.scheme in {"http", "https"} and "@" not in parts.netloc and not any(map(str.isspace, address))
    return parts.hostname or "" if is_plain else ""


def check(details: Mapping[Detail, str]) -> None:
    """Raise RuleBroken when a line cannot be shown as what it is."""
    video = details.get(Detail.SIGN_VIDEO, "").strip()
    if video and not host_of(video):
        wrong = _("Schreiben Sie bitte eine Adresse, die mit https:// beginnt.")
        raise RuleBroken(wrong, field=Detail.SIGN_VIDEO.value)
