"""Where the papers of a campaign lead to."""

from typing import Any

from flask import current_app

from app.kernel import i18n, qr
from app.surveys.models import Campaign


def of_campaign(campaign: Campaign) -> str:
    """The page of a campaign, in the language that is spoken."""
    public_url: str = current_app.config["SETTINGS"].public_url
    return f"{public_url}/{i18n.current_language().code}/umfragen/{campaign.slug}"


def with_code(campaign: Campaign, code: str) -> str:
    """The same with a household's code. It stands behind a `#`, so that no server and no log ever sees it."""
    return f"{of_campaign(campaign)}/antworten#{''.join(code.split())}"


def readable(address: str) -> str:
    """An address as people type it."""
    return address.removeprefix("https://").removeprefix("http://")


def square(address: str) -> dict[str, Any]:
    """A QR code as a paper draws it."""
    code = qr.drawn(address)
    return {"size": code.size, "path": code.path}
