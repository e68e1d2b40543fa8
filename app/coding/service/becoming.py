"""Something becomes of themes: they hang on the wall of the assembly, or go on as concerns."""

from collections.abc import Collection
from uuid import UUID

from app.coding import queries
from app.coding.models import Theme
from app.coding.queries import becoming as theme_queries
from app.coding.rules.results import Results
from app.coding.service.marking import SCOPE
from app.concerns.models import Concern
from app.concerns.rules import Channel, Direction, LinkKind
from app.concerns.service import echoing, linking, reporting
from app.concerns.service.reporting import Words
from app.kernel import codes, page_store
from app.kernel.db import db
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import DotPoll, Meeting
from app.meetings.queries import dots as dot_queries
from app.meetings.queries.dots import Offer
from app.meetings.service import dots
from app.moderation import service as moderation
from app.surveys.models import Campaign
from app.surveys.queries import assembly as assemblies
from app.surveys.queries import overview


def hang(
    *,
    campaign: Campaign,
    meeting: Meeting,
    theme_ids: Collection[UUID],
    question: str,
    dots_per_person: int | None,
    account_id: UUID | None,
    client_id: str = "",
) -> DotPoll:
    """Put shown themes on the wall of the assembly. If some hang there, the others come to the same wall, each once."""
    overview.hold(campaign)
    found = _shown(campaign)
    offers = [_offer(campaign, found, theme_id) for theme_id in theme_ids]
    if not offers:
        raise RuleBroken(_("Wählen Sie bitte mindestens ein Thema."), field="themes")
    there = [card for cards in theme_queries.cards_of(campaign, found, meeting).values() for card in cards]
    if not there:
        return dots.ask(
            meeting=meeting,
            question=question,
            dots_per_person=dots_per_person,
            offers=offers,
            client_id=client_id,
            account_id=account_id,
        )
    poll = dot_queries.get_poll_to_change(meeting, there[0].poll.id)
    dots.add_options(meeting=meeting, poll=poll, offers=offers, account_id=account_id)
    return poll


def to_concern(
    *, campaign: Campaign, theme: Theme, text: str, direction: Direction, ortsteil_key: str, account_id: UUID
) -> Concern:
    """Let a shown theme go on as a concern. A second time changes nothing.

    The concern waits for review like all others, and stands for nobody: those who spoke of the theme are counted as talks
    of the campaign (see docs/decisions/0020-themes-become-concerns.md).
    """
    overview.hold(campaign)
    db.session.refresh(theme)
    if theme.concern_id and (there := db.session.get(Concern, theme.concern_id)):
        return there
    found = _shown(campaign)
    _check(campaign, found, theme, ortsteil_key)
    concern = reporting.enter(
        client_id=codes.lasting("theme", theme.id.hex)[:32],
        words=Words(direction=direction, topic_key=theme.topic_key, ortsteil_key=ortsteil_key, text=text),
        channel=Channel.DOORSTEP,
        people=1,
        account_id=account_id,
    ).concern
    echoing.count_nobody(concern=concern)
    theme.concern_id = concern.id
    linking.link(
        source=f"theme:{theme.id}",
        kind=LinkKind.SURVEY,
        day=found.date,
        title=campaign.title,
        path=f"/umfragen/{campaign.slug}/ergebnisse",
        concern_ids={concern.id},
    )
    _tell_wall(campaign, found, theme, concern, account_id)
    moderation.log(
        act="theme.concern", subject=campaign.subject, account=account_id, note=f"{theme.code} → {concern.number}"
    )
    page_store.raise_stamp(SCOPE)
    db.session.flush()
    return concern


def _check(campaign: Campaign, found: Results, theme: Theme, ortsteil_key: str) -> None:
    if all(each.theme_id != str(theme.id) for each in found.themes):
        raise NotFound
    if not campaign.is_public:
        raise RuleBroken(_("Die Seite dieser Befragung ist noch nicht öffentlich. Niemand könnte die Ergebnisse lesen."))
    if ortsteil_key not in {ortsteil.key for ortsteil in campaign.ortsteile}:
        raise RuleBroken(_("In diesem Ortsteil wurde nicht gefragt."), field="ortsteil_key")


def _tell_wall(campaign: Campaign, found: Results, theme: Theme, concern: Concern, account_id: UUID) -> None:
    """Let the cards of this theme that hang already know their concern."""
    if (meeting := assemblies.find(campaign)) is None:
        return
    for card in theme_queries.cards_of(campaign, found, meeting).get(str(theme.id), []):
        if card.option.concern_id is None:
            dots.change_option(
                meeting=meeting, option=card.option, title=card.option.title, concern=concern, account_id=account_id
            )


def _shown(campaign: Campaign) -> Results:
    """The newest results that everybody can read. Raises RuleBroken as long as there are none."""
    if found := queries.newest_results(campaign):
        return found
    raise RuleBroken(_("Noch sind keine Ergebnisse veröffentlicht."))


def _offer(campaign: Campaign, found: Results, theme_id: UUID) -> Offer:
    shown = next((each for each in found.themes if each.theme_id == str(theme_id)), None)
    if shown is None:
        raise NotFound
    theme = queries.get_theme(campaign, theme_id)
    return Offer(key=shown.theme_id, title=shown.label, topic_key=shown.topic_key, concern_id=theme.concern_id)
