"""Where the papers of a campaign lead to."""

from typing import Any

from flask import current_app

from app.kernel import i18n, qr
from app.surveys.models import Campaign


def of_campaign(campaign: Campaign) -> str:
    """The page of a campaign, in the language that is spoken."""
    return f"{_public_url()}/{i18n.current_language().code}/umfragen/{campaign.slug}"


def in_any_language(campaign: Campaign) -> str:
    """The short address of this page: it leads on in the language of whoever opens it."""
    return f"{_public_url()}/b/{campaign.slug}"


def short(campaign: Campaign) -> str:
    """What people type who read it on paper."""
    return in_any_language(campaign).removeprefix("https://").removeprefix("http://")


def with_code(campaign: Campaign, code: str) -> str:
    """The same with a household's code. It stands behind a `#`, so that no server and no log ever sees it."""
    return f"{of_campaign(campaign)}/antworten#{''.join(code.split())}"


def square(address: str) -> dict[str, Any]:
    """A QR code as a paper draws it."""
    code = qr.drawn(address)
    return {"size": code.size, "path": code.path}


def _public_url() -> str:
    public_url: str = current_app.config["SETTINGS"].public_url
    return public_url
