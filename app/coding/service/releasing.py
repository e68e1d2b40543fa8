"""Results are frozen for everybody to see: once, protected, and never changed."""

from uuid import UUID

from app.coding import queries
from app.coding.models import ResultRelease, Theme
from app.coding.queries import tallies
from app.coding.rules import counting, results
from app.coding.rules.counting import ThemeCount
from app.coding.rules.results import Results, Said, ThemeResult
from app.coding.service.marking import SCOPE
from app.kernel import clock, page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation
from app.surveys.models import Campaign
from app.surveys.rules.kinds import Phase


def publish(*, campaign: Campaign, account_id: UUID | None) -> ResultRelease:
    """Show everybody what came out so far. The same results again are those that are shown already."""
    if campaign.phase < Phase.EVALUATION:
        raise RuleBroken(_("Ergebnisse gibt es erst, wenn die Gespräche ausgewertet werden."))
    before = queries.releases(campaign)
    made = _results(campaign, [results.from_json(each.facts) for each in before])
    if before and _is_same(results.from_json(before[0].facts), made):
        return before[0]
    fresh = ResultRelease(
        campaign_id=campaign.id,
        number=made.number,
        made_on=clock.today(),
        facts=results.to_json(made),
        account_id=account_id,
    )
    db.session.add(fresh)
    db.session.flush()
    moderation.log(act="results.publish", subject=campaign.subject, account=account_id, note=str(made.number))
    page_store.raise_stamp(SCOPE)
    return fresh


def preview(campaign: Campaign) -> Results:
    """What would be shown now."""
    return _results(campaign, [results.from_json(each.facts) for each in queries.releases(campaign)])


def _results(campaign: Campaign, earlier: list[Results]) -> Results:
    talks, people = queries.people_of(campaign)
    if not results.may_show(people, smallest=results.USUAL, earlier=[each.people for each in earlier]):
        raise RuleBroken(_("Noch haben zu wenige Menschen geantwortet. Sonst wäre zu erkennen, wer was gesagt hat."))
    quarters, sensitive = list(tallies.of_themes_by_quarter(campaign).values()), queries.sensitive_topics()
    counted = counting.together(count for counts in quarters for count in counts.values())
    quotes, now = queries.quotes(campaign, only_cleared=True), queries.successors(campaign)
    said = [(now.get(quote.theme_id), Said(direction=quote.direction.value, text=quote.text)) for quote in quotes]
    themes = [
        _theme(
            theme,
            counted[theme.id],
            [each for theme_id, each in said if theme_id == theme.id],
            earlier,
            [counts[theme.id] for counts in quarters if theme.id in counts],
            is_sensitive=theme.topic_key in sensitive,
        )
        for theme in queries.themes(campaign)
        if theme.id in counted
    ]
    return Results(
        number=len(earlier) + 1,
        day=clock.today().isoformat(),
        talks=talks,
        people=people,
        languages=queries.languages_of(campaign, smallest=results.USUAL),
        households=campaign.households,
        households_reached=campaign.households_reached,
        codebook_version=queries.version_of(campaign),
        smallest=results.USUAL,
        themes=themes,
    )


def _theme(
    theme: Theme,
    count: ThemeCount,
    quotes: list[Said],
    earlier: list[Results],
    quarters: list[ThemeCount],
    *,
    is_sensitive: bool,
) -> ThemeResult:
    same = [each for release in earlier for each in release.themes if each.theme_id == str(theme.id)]
    people, directions = results.protected(
        people=count.people,
        by_direction=count.by_direction,
        smallest=results.smallest_group(is_sensitive=is_sensitive),
        earlier=same,
        quarters=quarters,
    )
    return ThemeResult(
        theme_id=str(theme.id),
        label=theme.label,
        label_plain=theme.label_plain,
        topic_key=theme.topic_key,
        people=people,
        directions=directions,
        quotes=quotes if people is not None else [],
    )


def _is_same(one: Results, other: Results) -> bool:
    return (one.talks, one.people, one.themes, one.codebook_version) == (
        other.talks,
        other.people,
        other.themes,
        other.codebook_version,
    )
