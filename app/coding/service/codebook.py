"""The codebook begins, grows, and changes by versions; what was is kept (methods A-41, A-42)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.coding import queries
from app.coding.models import CodebookVersion, Coding, ReadAnswer, Theme, ThemeStep
from app.coding.rules import codebook
from app.coding.service.marking import SCOPE
from app.kernel import page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation
from app.surveys.models import Campaign
from app.surveys.queries import overview


@dataclass(frozen=True, kw_only=True)
class ThemeFacts:
    """Everything a theme of the codebook says (A-41)."""

    topic_key: str
    label: str
    label_plain: str = ""
    definition: str = ""
    anchor: str = ""
    rule: str = ""
    words: str = ""


def begin_codebook(*, campaign: Campaign, account_id: UUID | None) -> int:
    """The first version of a codebook, empty. A second time changes nothing."""
    if number := queries.version_of(campaign):
        return number
    db.session.add(CodebookVersion(campaign_id=campaign.id, number=1, account_id=account_id))
    db.session.flush()
    _log(campaign, "codebook.begin", account_id)
    return 1


def add_theme(*, campaign: Campaign, facts: ThemeFacts, account_id: UUID | None) -> Theme:
    """A new theme, at once in the version in use: what was read before stays right."""
    overview.hold(campaign)
    begin_codebook(campaign=campaign, account_id=account_id)
    _check(campaign, facts)
    taken = [theme.code for theme in queries.every_theme(campaign)]
    theme = Theme(
        campaign_id=campaign.id,
        code=codebook.code_of(facts.label, taken),
        since=queries.version_of(campaign),
        **vars(facts),
    )
    db.session.add(theme)
    db.session.flush()
    _log(campaign, "codebook.theme", account_id, note=theme.code)
    return theme


def change_theme(*, campaign: Campaign, theme: Theme, facts: ThemeFacts, account_id: UUID | None) -> None:
    """Say more clearly what belongs to a theme. Its code stays."""
    _check(campaign, facts, but=theme.id)
    for name, value in vars(facts).items():
        setattr(theme, name, value)
    db.session.flush()
    _log(campaign, "codebook.theme", account_id, note=theme.code)
    page_store.raise_stamp(SCOPE)


def merge(*, campaign: Campaign, themes: Sequence[Theme], into: Theme, account_id: UUID | None) -> int:
    """Let themes go on in one of them. Their passages keep what they were given and count there from now on (A-42)."""
    gone = [theme for theme in themes if theme.id != into.id]
    if not gone:
        raise RuleBroken(_("Wählen Sie mindestens zwei Themen."))
    number = _next_version(campaign, f"{', '.join(theme.code for theme in gone)} → {into.code}", account_id)
    for theme in gone:
        _end(theme, number, [into])
    db.session.flush()
    return number


def split(*, campaign: Campaign, theme: Theme, parts: Sequence[ThemeFacts], account_id: UUID | None) -> int:
    """Let a theme go on as several. Its passages are to be read again: nobody but a person knows where each belongs."""
    overview.hold(campaign)
    db.session.refresh(theme)
    if theme.until is not None:
        raise RuleBroken(_("Dieses Thema steht nicht mehr im Kodebuch. Wählen Sie ein anderes."))
    if len(parts) < 2:
        raise RuleBroken(_("Aus einem Thema werden mindestens zwei."))
    taken = [each.code for each in queries.every_theme(campaign)]
    number = _next_version(campaign, theme.code, account_id)
    fresh = []
    for facts in parts:
        _check(campaign, facts)
        part = Theme(campaign_id=campaign.id, code=codebook.code_of(facts.label, taken), since=number, **vars(facts))
        taken.append(part.code)
        fresh.append(part)
    db.session.add_all(fresh)
    db.session.flush()
    _end(theme, number, fresh)
    _read_again(theme)
    return number


def _next_version(campaign: Campaign, note: str, account_id: UUID | None) -> int:
    number = queries.version_of(campaign) + 1
    db.session.add(CodebookVersion(campaign_id=campaign.id, number=number, note=note, account_id=account_id))
    db.session.flush()
    _log(campaign, "codebook.version", account_id, note=f"{number}: {note}")
    page_store.raise_stamp(SCOPE)
    return number


def _end(theme: Theme, number: int, after: Sequence[Theme]) -> None:
    theme.until = number
    db.session.add_all(
        ThemeStep(campaign_id=theme.campaign_id, version=number, before_id=theme.id, after_id=each.id) for each in after
    )


def _read_again(theme: Theme) -> None:
    """Put the answers with this theme back among those to read; what else was found in them stays."""
    touched = sa.select(Coding.conversation_id).where(
        Coding.theme_id == theme.id,
        Coding.conversation_id == ReadAnswer.conversation_id,
        Coding.key == ReadAnswer.key,
        Coding.turn == ReadAnswer.turn,
    )
    options = {"execution_options": {"synchronize_session": False}}
    db.session.execute(sa.delete(ReadAnswer).where(touched.exists()), **options)
    db.session.expire_all()


def _check(campaign: Campaign, facts: ThemeFacts, but: UUID | None = None) -> None:
    if not facts.label.strip():
        raise RuleBroken(_("Wie heißt das Thema?"))
    names = {theme.label.casefold() for theme in queries.themes(campaign) if theme.id != but}
    if facts.label.strip().casefold() in names:
        raise RuleBroken(_("Ein Thema mit diesem Namen gibt es schon."))


def _log(campaign: Campaign, act: str, account_id: UUID | None, note: str = "") -> None:
    moderation.log(act=act, subject=campaign.subject, account=account_id, note=note)
