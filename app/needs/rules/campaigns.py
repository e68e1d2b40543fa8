"""What the results of campaigns say about the talks of a release.

The results of a campaign tell how many people spoke of a theme, and in which direction, from k people on; of the other
themes they tell that few spoke of them. Who holds them has more to calculate with: the people of a topic are at least as
many as those of any of its themes, and at most as many as all of them together. Results may be shown before or after a
release. So we always reckon with results that tell everything they might ever tell about exactly the talks counted here.

Where results were shown already and differ from what is counted here by fewer than k people, the few could be found by
subtraction. There the number of this release must not be found, although there are enough people behind it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from app.needs.rules.counts import SURVEY, Axis, CampaignTalks, Counted
from app.needs.rules.system import Cell, Sum, Union
from app.needs.rules.tables import CellKey

if TYPE_CHECKING:
    from app.needs.rules.constraints import Builder

RESULTS = "results:"
"""Before the key of a campaign: the name under which its results are cells. No table has such a name."""


def add_results(builder: "Builder", campaign: CampaignTalks) -> None:
    """Make the numbers of the results cells, which no release decides about."""
    for (topic, theme), people in sorted(campaign.themes.items()):
        _add(builder, campaign, (topic, theme, None), people)
    for key, people in sorted(campaign.theme_directions.items()):
        _add(builder, campaign, key, people)


def _add(builder: "Builder", campaign: CampaignTalks, key: tuple[str, str, str | None], people: int) -> None:
    topic, theme, direction = key
    smallest = builder.release.smallest_group.of(topic)
    shown = campaign.shown.get((theme, direction), frozenset())
    counted = _counted(people, smallest, shown)
    is_known_to_be_few = campaign.themes[topic, theme] < smallest and (theme, None) not in campaign.shown
    builder.add_cell(
        Cell(
            key=CellKey(RESULTS + campaign.key, theme, direction),
            counted=counted,
            smallest=smallest,
            floor=max(1, people - counted.unseen),
            ceiling=smallest - 1 if is_known_to_be_few else None,
            is_fixed=True,
        )
    )


def _counted(people: int, smallest: int, shown: Collection[int]) -> Counted:
    """Few are hidden, many are seen. Beside other numbers that were shown, too few may be left over, or have come since."""
    if people < smallest:
        return Counted.hidden(people)
    near = [number for number in shown if 0 < abs(number - people) < smallest]
    if not near or people in shown:
        return Counted(people=people, fewest=people, unseen=0)
    nearest = min(near, key=lambda number: abs(number - people))
    seen = nearest if nearest < people else nearest - smallest
    return Counted(people=people, fewest=people, unseen=people - seen)


def tie(builder: "Builder", campaigns: Iterable[CampaignTalks]) -> None:
    """Say which talks are behind which numbers: every talk stands in one Ortsteil and belongs to one campaign."""
    shares: dict[int, list[int]] = defaultdict(list)
    for campaign in campaigns:
        _Ties(builder, campaign, shares).add()
    builder.sums += [Sum(total=of, parts=tuple(parts)) for of, parts in shares.items()]


class _Ties:
    """What ties the results of one campaign to the numbers of the release: its shares in them, which nobody sees."""

    def __init__(self, builder: "Builder", campaign: CampaignTalks, shares: dict[int, list[int]]) -> None:
        self.builder = builder
        self.campaign = campaign
        self.shares = shares
        """Of each number of the release, the shares of all campaigns."""

    def add(self) -> None:
        in_place = {at: self._share(Axis.ORTSTEIL, Axis.TOPIC, *at) for at in sorted(self.campaign.places)}
        for ortsteil in sorted({ortsteil for ortsteil, _topic in in_place}):
            by_topic = [share for (place, _topic), share in in_place.items() if place == ortsteil]
            self._union(self._share(Axis.ORTSTEIL, Axis.CHANNEL, ortsteil, SURVEY), by_topic)
        for topic in sorted({topic for _ortsteil, topic in in_place}):
            whole = self.builder.new_hidden()
            by_ortsteil = tuple(share for (_place, spoken_of), share in in_place.items() if spoken_of == topic)
            self.builder.sums.append(Sum(total=whole, parts=by_ortsteil))
            self._add_themes(topic, whole)

    def _add_themes(self, topic: str, whole: int) -> None:
        """The people of a topic, and of a direction in it, are those of its themes; nobody knows who is in several."""
        themes = sorted(theme for of, theme in self.campaign.themes if of == topic)
        directions = {
            direction: self._share(Axis.TOPIC, Axis.DIRECTION, topic, direction)
            for of, direction in sorted(self.campaign.directions)
            if of == topic
        }
        self._union(whole, self._results((theme, None) for theme in themes))
        self._union(whole, directions.values())
        for direction, share in directions.items():
            self._union(share, self._results((theme, direction) for theme in themes))
        for theme in themes:
            (of_theme,) = self._results([(theme, None)])
            self._union(of_theme, self._results((theme, direction) for direction in directions))

    def _share(self, rows: Axis, columns: Axis, row: str, column: str) -> int:
        """What the campaign adds to a number of the release."""
        share = self.builder.new_hidden()
        self.shares[self.builder.position(rows, columns, row, column)].append(share)
        return share

    def _results(self, wanted: Iterable[tuple[str, str | None]]) -> list[int]:
        """Those numbers of its results that are not zero."""
        keys = (CellKey(RESULTS + self.campaign.key, *each) for each in wanted)
        return [self.builder.by_key[key] for key in keys if key in self.builder.by_key]

    def _union(self, whole: int, parts: Iterable[int]) -> None:
        self.builder.unions.append(Union(whole=whole, parts=tuple(parts)))
