"""What an operator must say about itself before real people may use an installation (DDG § 5, GDPR Art. 13)."""

from enum import StrEnum


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


DEFAULTS = {Detail.SITE_NAME: "Ortsstimme"}


def missing(details: dict[Detail, str]) -> list[Detail]:
    """What still has to be filled in before an installation may serve real people."""
    return [detail for detail in Detail if not (details.get(detail) or DEFAULTS.get(detail))]
