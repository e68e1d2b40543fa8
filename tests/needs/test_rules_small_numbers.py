"""The textbook cases: what has to be withheld, and what gives it away."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.needs.rules import (
    AreaScheme,
    Counted,
    CountedRelease,
    Flag,
    Planungsraum,
    SmallestGroup,
    audit,
    may_publish_union,
    protect,
)
from app.needs.rules.constraints import system_of
from app.needs.rules.publishing import published
from tests.needs.attacker import Attacker
from tests.needs.voices import simple

V1 = [[12, 3, 9], [15, 20, 8], [7, 11, 14]]
V2 = [[12, 3, 9], [15, 4, 8], [7, 11, 14]]
V3 = [[1, 0, 0], [6, 3, 3], [20, 12, 20]]
V4 = [[10, 2], [8, 9]]
V5 = [[3, 9, 20, 14], [8, 2, 4, 30], [11, 25, 2, 7], [40, 13, 9, 4]]
V6 = [[2, 0, 30], [4, 0, 10], [20, 20, 20]]


def gaps(protected, name="ortsteil_topic"):
    """Row and column of each withheld cell, totals left out."""
    table = protected.table(name)
    return {place for place, cell in table.cells.items() if cell.flag is Flag.WITHHELD and None not in place}


def gaps_in_totals(protected, name="ortsteil_topic"):
    table = protected.table(name)
    return {place for place, cell in table.cells.items() if cell.flag is Flag.WITHHELD and None in place}


def with_gaps(release, *places):
    """The release as a weak protection would publish it: just these cells withheld."""
    system = system_of(release)
    keys = [cell.key for cell in system.cells if (cell.key.row, cell.key.column) in places]
    return published(release, system, system.positions(keys))


def interval(protected, row, column, *, sees_zeros=False):
    return Attacker(protected, sees_zeros=sees_zeros).interval(("ortsteil_topic", row, column))


def test_a_small_cell_hides_in_a_rectangle():
    protected = protect(simple(V1))

    assert gaps(protected) == {("a", "1"), ("a", "0"), ("c", "0"), ("c", "1")}
    assert gaps_in_totals(protected) == set()
    assert interval(protected, "a", "1") == (0, 14)


def test_two_small_cells_hide_each_other_with_the_cheapest_partners():
    protected = protect(simple(V2))

    assert gaps(protected) == {("a", "1"), ("b", "1"), ("a", "2"), ("b", "2")}
    assert (interval(protected, "a", "1"), interval(protected, "b", "1")) == ((0, 7), (0, 7))


def test_a_total_below_the_smallest_group_is_withheld_with_its_cell():
    protected = protect(simple(V3))

    assert {("a", "0"), ("b", "1"), ("b", "2")} <= gaps(protected)
    assert ("a", None) in gaps_in_totals(protected)
    assert not Attacker(protected).found_out()


def test_a_table_of_four_cells_is_withheld_whole_before_its_totals_are():
    protected = protect(simple(V4))

    assert gaps(protected) == {("a", "0"), ("a", "1"), ("b", "0"), ("b", "1")}
    assert gaps_in_totals(protected) == set()
    assert interval(protected, "a", "1") == (0, 11)


def test_one_gap_is_found_by_subtraction():
    weak = with_gaps(simple(V1), ("a", "1"))

    assert Attacker(weak).found_out() == {("ortsteil_topic", "a", "1"): 3}
    assert not audit(simple(V1), weak).passed


V5_GAPS = [("a", "0"), ("a", "1"), ("b", "0"), ("b", "1"), ("b", "2"), ("c", "2"), ("c", "3"), ("d", "2"), ("d", "3")]


def test_two_gaps_in_every_line_are_not_enough():
    weak = with_gaps(simple(V5), *V5_GAPS)

    assert Attacker(weak).found_out()["ortsteil_topic", "b", "2"] == 4
    assert ("b", "2") in {(finding.key.row, finding.key.column) for finding in audit(simple(V5), weak).findings}


def test_the_audit_names_the_interval_it_found():
    findings = audit(simple(V5), with_gaps(simple(V5), *V5_GAPS)).findings

    assert {(finding.lower, finding.upper) for finding in findings if finding.key[1:] == ("b", "2")} == {(4.0, 4.0)}


def test_zeros_protect_nothing():
    weak = with_gaps(simple(V6), ("a", "0"), ("a", "1"), ("b", "0"), ("b", "1"))

    assert Attacker(weak).found_out() == {("ortsteil_topic", "a", "0"): 2, ("ortsteil_topic", "b", "0"): 4}
    assert not audit(simple(V6), weak).passed


def test_the_cases_that_fooled_weak_protection_pass_the_audit_when_protected():
    for numbers in (V5, V6):
        protected = protect(simple(numbers))

        assert audit(simple(numbers), protected).passed
        assert not Attacker(protected).found_out()


def test_a_zero_is_shown_as_zero():
    table = protect(simple(V6)).table("ortsteil_topic")

    assert table.cell("a", "1").flag is Flag.ZERO
    assert table.cell("b", "1").flag is Flag.ZERO


def test_someone_who_speaks_seven_times_is_one_person():
    release = simple([[30, 20], [25, 40]])
    cells = {**release.tables[0].cells, ("a", "0"): Counted(people=7, fewest=1, unseen=7)}
    table = type(release.tables[0])(**{**vars(release.tables[0]), "cells": cells})
    release = CountedRelease(period="2026-Q3", tables=(table,))

    protected = protect(release)

    assert protected.table("ortsteil_topic").cell("a", "0").flag is Flag.WITHHELD
    low, high = interval(protected, "a", "0")
    assert low == 0
    assert high >= 7


ABC = AreaScheme(key="jugendhilfe", planungsraeume=(Planungsraum(key="nord", whole=("a", "b", "c")),))
BC = AreaScheme(key="ohne a", planungsraeume=(Planungsraum(key="rest", whole=("b", "c")),))


def test_an_ortsteil_hides_behind_another_of_its_planungsraum():
    protected = protect(simple([[3], [9], [12]], schemes=[ABC]))

    assert gaps(protected) == {("a", "0"), ("b", "0")}
    assert protected.table("jugendhilfe").cell("nord", "0").count == 24


def test_a_union_that_leaves_out_only_the_small_ortsteil_is_refused():
    release = simple([[3], [9], [12]], schemes=[ABC])
    protected = protect(release)

    assert not may_publish_union(release, protected, BC)


def test_a_union_that_gives_nothing_away_is_allowed():
    release = simple([[3], [9], [12], [8]], schemes=[ABC])
    union = AreaScheme(key="c und d", planungsraeume=(Planungsraum(key="cd", whole=("c", "d")),))

    assert may_publish_union(release, protect(release), union)


def test_a_union_known_beforehand_is_protected_with_the_rest():
    release = simple([[3], [9], [12]], schemes=[ABC, BC])
    protected = protect(release)

    assert audit(release, protected).passed
    assert not Attacker(protected).found_out()


def test_a_planungsraum_with_a_partial_member_is_named_and_not_added_up():
    split = AreaScheme(
        key="sport",
        planungsraeume=(Planungsraum(key="west", whole=("a", "b")), Planungsraum(key="mitte", whole=("c",), partly=("d",))),
    )

    table = protect(simple([[9], [8], [20], [30]], schemes=[split])).table("sport")

    assert table.rows == ("west", "mitte")
    assert table.cell("mitte", "0").flag is Flag.NOT_MEANINGFUL
    assert table.row_total("mitte").flag is Flag.NOT_MEANINGFUL
    assert table.cell("west", "0").count == 17
    assert table.grand_total.count == 17


def test_a_difference_between_two_quarters_is_a_small_number_of_the_second():
    first, second = protect(simple([[20, 30], [40, 50]])), protect(simple([[1, 30], [40, 50]]))

    assert first.table("ortsteil_topic").cell("a", "0").count == 20
    assert second.table("ortsteil_topic").cell("a", "0").flag is Flag.WITHHELD
    assert interval(second, "a", "0")[1] >= 5


def test_a_sensitive_topic_needs_more_people():
    release = simple([[7, 30, 20], [40, 7, 50], [30, 30, 30]])
    sensitive = CountedRelease(
        period="2026-Q3", tables=release.tables, smallest_group=SmallestGroup(usual=5, by_topic={"0": 10})
    )

    protected = protect(sensitive)

    assert gaps(protect(release)) == set()
    assert ("a", "0") in gaps(protected)
    assert ("b", "1") not in gaps(protected) or audit(sensitive, protected).passed
    assert interval(protected, "a", "0")[1] >= 10


def test_nothing_is_withheld_where_nothing_is_small():
    protected = protect(simple([[12, 0, 9], [15, 20, 8]]))

    assert (gaps(protected), gaps_in_totals(protected)) == (set(), set())


def test_nobody_at_all_is_published_as_zeros():
    protected = protect(simple([[0, 0], [0, 0]]))

    assert {cell.flag for cell in protected.table("ortsteil_topic").cells.values()} == {Flag.ZERO}


def test_the_same_counts_are_protected_alike():
    assert protect(simple(V2)).pattern_hash == protect(simple(V2)).pattern_hash


SIDES = st.integers(min_value=1, max_value=6)


@st.composite
def tables(draw):
    width = draw(SIDES)
    number = st.one_of(st.integers(0, 6), st.integers(0, 30))
    return draw(st.lists(st.lists(number, min_size=width, max_size=width), min_size=1, max_size=6))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(tables())
def test_no_table_gives_a_small_number_away(numbers):
    release = simple(numbers)
    protected = protect(release)
    naive, knowing = Attacker(protected, sees_zeros=False), Attacker(protected)
    table = protected.table("ortsteil_topic")

    assert all(cell.count is None or cell.count >= 5 for cell in table.cells.values())
    assert not knowing.found_out()
    for key in knowing.withheld:
        if None not in key and numbers["abcdef".index(key[1])][int(key[2])] < 5:
            assert naive.interval(key)[0] == 0
            assert knowing.interval(key)[0] <= 1
            assert knowing.interval(key)[1] >= 5
