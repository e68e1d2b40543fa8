"""Someone who wants to know who spoke. Knows everything published, all zeros, all memberships, and the public pages.

Written apart from the protection: it reads the published tables cell by cell, sets up equations of its own and solves them
with scipy. Where the protection thinks in deviations from the truth, the attacker has no truth to deviate from.
"""

from collections import defaultdict
from itertools import product

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

PEOPLE = "people"
ENDLESS = 10**6


class Attacker:
    """`seen` are the people counted on public pages, by (table, row, column). Without zeros everything may be nobody."""

    def __init__(self, published, *, seen=None, sees_zeros=True):
        self.published = published
        self.seen = seen or {}
        self.sees_zeros = sees_zeros
        self.at = {}
        self.bounds = []
        self.equal, self.at_most = [], []
        for table in published.tables:
            self._read(table)
        self.by_name = {table.name: table for table in published.tables}
        for table in published.tables:
            if (None, None) in table.cells:
                self._add_margins(table)
            if table.scheme is not None:
                self._add_memberships(table)
        self._tie_tables()
        self._close()

    @property
    def withheld(self):
        return [key for key in self.at if key[0] in self.by_name and self.cell(key).flag == "withheld"]

    def cell(self, key):
        name, row, column = key
        return self.by_name[name].cells[row, column]

    def interval(self, key):
        """The least and the greatest number that agrees with everything published, rounded to whole people."""
        return whole(*(self._solve(key, sense) for sense in (1, -1)))

    def possible(self, key):
        """Numbers between these are possible for certain: solutions found on the way have them. Others may be, too."""
        return whole(self.lowest[self.at[key]], self.highest[self.at[key]])

    def found_out(self):
        """Withheld numbers that can only be one."""
        return {key: low for key in self.withheld for low, high in [self.interval(key)] if low == high}

    def _read(self, table):
        for (row, column), cell in table.cells.items():
            if cell.flag == "not_meaningful":
                continue
            key = (table.name, row, column)
            floor = max(1, self.seen.get(key, 0)) if self.sees_zeros else 0
            known = {"zero": 0, None: cell.count}
            bounds = (floor, None) if cell.flag == "withheld" else (known[cell.flag],) * 2
            self._variable(key, bounds)

    def _variable(self, key, bounds=(0, None)):
        """One more unknown. What has no end ends at a million, because the solver takes endless for impossible at times."""
        least, most = bounds
        self.at[key] = len(self.bounds)
        self.bounds.append((least, ENDLESS if most is None else most))

    def _sum(self, total, parts):
        self.equal.append([(self.at[total], 1), *((self.at[part], -1) for part in parts)])

    def _add_margins(self, table):
        name = table.name
        rows = [row for row in table.rows if (name, row, table.columns[0]) in self.at]
        for row in rows:
            self._sum((name, row, None), [(name, row, column) for column in table.columns])
        for column in (*table.columns, None):
            self._sum((name, None, column), [(name, row, column) for row in rows])

    def _add_memberships(self, table):
        scheme = next(scheme for scheme in self.published.schemes if scheme.key == table.scheme)
        source = next(
            one for one in self.published.tables if (one.row_axis, one.column_axis) == ("ortsteil", table.column_axis)
        )
        for room in scheme.planungsraeume:
            for column in table.columns:
                if (table.name, room.key, column) in self.at:
                    self._sum((table.name, room.key, column), [(source.name, member, column) for member in room.whole])

    def _tie_tables(self):
        """One group of people stands behind an Ortsteil, a topic, a channel, a direction, in whatever table it appears."""
        groups = defaultdict(list)
        for table in self.published.tables:
            if table.scheme is None and table.name != PEOPLE:
                for row in table.rows:
                    groups[table.row_axis, row].append([(table.name, row, column) for column in table.columns])
                for column in table.columns:
                    groups[table.column_axis, column].append([(table.name, row, column) for row in table.rows])
        for (axis, name), lines in groups.items():
            whole = (PEOPLE, name, "people")
            if axis != "ortsteil" or whole not in self.at:
                whole = ("hidden", axis, name)
                self._variable(whole)
            for parts in lines:
                self.at_most += [[(self.at[part], 1), (self.at[whole], -1)] for part in parts]
                self.at_most.append([(self.at[whole], 1), *((self.at[part], -1) for part in parts)])

    def look_into_triples(self):
        """Know even more: the same person stands in an Ortsteil, with a topic, through a channel."""
        tables = {(table.row_axis, table.column_axis): table for table in self.published.tables if table.scheme is None}
        if not {("ortsteil", "topic"), ("ortsteil", "channel"), ("topic", "channel")} <= tables.keys():
            return
        by_topic, by_channel = tables["ortsteil", "topic"], tables["ortsteil", "channel"]
        city = tables["topic", "channel"]
        groups = defaultdict(list)
        for ortsteil, topic, channel in product(by_topic.rows, by_topic.columns, by_channel.columns):
            triple = ("hidden", ortsteil, topic, channel)
            self._variable(triple)
            for whole in (
                (by_topic.name, ortsteil, topic),
                (by_channel.name, ortsteil, channel),
                (city.name, topic, channel),
            ):
                groups[whole].append(triple)
        for whole, parts in groups.items():
            self.at_most += [[(self.at[part], 1), (self.at[whole], -1)] for part in parts]
            self.at_most.append([(self.at[whole], 1), *((self.at[part], -1) for part in parts)])
        self._close()

    def look_at_talks(self):
        """Know that these people spoke in talks: each talk stands in one Ortsteil."""
        tables = {(table.row_axis, table.column_axis): table.name for table in self.published.tables if table.scheme is None}
        for topic in self.by_name[tables["topic", "channel"]].rows:
            self._sum((tables["topic", "channel"], topic, "survey"), [(tables["ortsteil", "topic"], None, topic)])
        self._close()

    def look_at_results(self, campaigns):
        """Open the pages with the results of campaigns, too. `campaigns` say what stands there: see `talks.Results`."""
        tables = {(table.row_axis, table.column_axis): table.name for table in self.published.tables if table.scheme is None}
        shares = defaultdict(list)

        def share(of, *name):
            self._variable(("hidden", *name))
            shares[of].append(("hidden", *name))
            return "hidden", *name

        for campaign in campaigns:
            name = campaign.name
            for key, bounds in campaign.bounds.items():
                self._variable((name, *key), bounds)
            for ortsteil in {ortsteil for ortsteil, _topic in campaign.places}:
                topics = [topic for place, topic in campaign.places if place == ortsteil]
                parts = [share((tables["ortsteil", "topic"], ortsteil, topic), name, ortsteil, topic) for topic in topics]
                self._union(share((tables["ortsteil", "channel"], ortsteil, "survey"), name, ortsteil), parts)
            for topic in set(campaign.topics.values()):
                whole = ("hidden", name, "in all", topic)
                self._variable(whole)
                self._sum(whole, [("hidden", name, *place) for place in campaign.places if place[1] == topic])
                themes = [theme for theme, of in campaign.topics.items() if of == topic]
                self._union(whole, [(name, theme, None) for theme in themes])
                directions = {direction for theme, direction in campaign.bounds if theme in themes and direction}
                for direction in directions:
                    of = share((tables["topic", "direction"], topic, direction), name, "in", topic, direction)
                    self._union(of, [(name, theme, direction) for theme in themes if (theme, direction) in campaign.bounds])
                self._union(whole, [("hidden", name, "in", topic, direction) for direction in directions])
            for theme in campaign.topics:
                parts = [(name, *key) for key in campaign.bounds if key[0] == theme and key[1]]
                self._union((name, theme, None), parts)
        for whole, parts in shares.items():
            self._sum(whole, parts)
        self._close()

    def _union(self, whole, parts):
        self.at_most += [[(self.at[part], 1), (self.at[whole], -1)] for part in parts]
        self.at_most.append([(self.at[whole], 1), *((self.at[part], -1) for part in parts)])

    def _close(self):
        self._matrices = (self._matrix(self.equal), self._matrix(self.at_most))
        self.lowest = np.full(len(self.bounds), np.inf)
        self.highest = np.full(len(self.bounds), -np.inf)

    def _matrix(self, rows):
        entries = [(line, column, factor) for line, terms in enumerate(rows) for column, factor in terms]
        if not entries:
            return None
        lines, columns, factors = zip(*entries, strict=True)
        return csr_matrix((factors, (lines, columns)), shape=(len(rows), len(self.bounds)))

    def _solve(self, key, sense):
        equal, at_most = self._matrices
        goal = np.zeros(len(self.bounds))
        goal[self.at[key]] = sense
        result = linprog(
            goal,
            A_eq=equal,
            b_eq=None if equal is None else np.zeros(equal.shape[0]),
            A_ub=at_most,
            b_ub=None if at_most is None else np.zeros(at_most.shape[0]),
            bounds=self.bounds,
            method="highs",
        )
        assert result.status == 0, result.message
        self.lowest = np.minimum(self.lowest, result.x)
        self.highest = np.maximum(self.highest, result.x)
        return sense * result.fun


def whole(least, greatest):
    """The whole numbers of an interval, if there are any yet."""
    clipped = np.clip([least - 1e-5, greatest + 1e-5], -2 * ENDLESS, 2 * ENDLESS)
    return int(np.ceil(clipped[0])), int(np.floor(clipped[1]))


def complaints(attacker, *, smallest, small=frozenset(), beside=frozenset(), among=None):
    """What is wrong with a release, in words. `small` are the cells with too few people, `beside` those with too few people
    beside the ones on public pages, `smallest` the number of people that is enough for a cell. `among` narrows it down."""
    withheld = [key for key in attacker.withheld if among is None or key in among]
    sums = {table.name for table in attacker.published.tables if table.scheme is not None}

    def complaint(key, low, high):
        seen = attacker.seen.get(key, 0)
        if low >= high:
            return f"{key} is {low}"
        if not attacker.sees_zeros:
            return f"{key} is {low} to {high}" if key in small and (low > 0 or high < smallest(key)) else None
        if key in small | beside and high - seen < smallest(key):
            return f"{key} is at most {high}, of whom {seen} can be seen"
        if key in small | beside and key[0] not in sums and None not in key and low > max(1, seen):
            return f"{key} is at least {low}, of whom {seen} can be seen"
        return None

    for key in withheld:
        if complaint(key, *attacker.possible(key)):
            attacker.interval(key)
    return [wrong for key in withheld if (wrong := complaint(key, *attacker.possible(key)))]
