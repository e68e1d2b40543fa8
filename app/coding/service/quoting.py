"""Sentences are written down to be shown, and cleared one by one (methods A-46)."""

from uuid import UUID

from app.coding.models import Quote, Theme
from app.coding.service.marking import SCOPE
from app.concerns.rules import Direction
from app.kernel import clock, page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation
from app.surveys.models import Campaign


def propose_quote(*, campaign: Campaign, theme: Theme, direction: Direction, text: str) -> Quote:
    """Write down a sentence that could be shown. It waits until somebody clears it."""
    if not text.strip():
        raise RuleBroken(_("Schreiben Sie den Satz auf, der gezeigt werden soll."))
    quote = Quote(campaign_id=campaign.id, theme_id=theme.id, direction=direction, text=text.strip())
    db.session.add(quote)
    db.session.flush()
    return quote


def clear_quote(*, campaign: Campaign, quote: Quote, text: str, account_id: UUID | None) -> None:
    """Let a quote be shown, in these words. Whoever clears it answers for nobody being recognised (A-46)."""
    if not text.strip():
        raise RuleBroken(_("Schreiben Sie den Satz auf, der gezeigt werden soll."))
    quote.text, quote.cleared_on, quote.cleared_by = text.strip(), clock.today(), account_id
    moderation.log(act="quote.clear", subject=campaign.subject, account=account_id)
    page_store.raise_stamp(SCOPE)


def drop_quote(*, campaign: Campaign, quote: Quote, account_id: UUID | None) -> None:
    """Take a quote away, from the public page too."""
    db.session.delete(quote)
    moderation.log(act="quote.drop", subject=campaign.subject, account=account_id)
    page_store.raise_stamp(SCOPE)
