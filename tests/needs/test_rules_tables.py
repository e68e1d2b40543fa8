"""What goes in must be possible, what comes out has a count or a flag, and percentages know no more than the tables."""

import json
import subprocess
import sys
from decimal import Decimal

import pytest

from app.needs import rules
from app.needs.rules import (
    AreaScheme,
    Axis,
    Counted,
    CountedRelease,
    CountedTable,
    Flag,
    Planungsraum,
    ProtectedCell,
    SmallestGroup,
)
from tests.needs.voices import city, release_of, schemes_of, simple, voices_in


@pytest.mark.parametrize(
    ("people", "fewest", "unseen"), [(-1, 0, 0), (5, 6, 0), (5, 0, 0), (5, 5, 6), (5, 5, -1), (0, 0, 1), (0, 1, 0)]
)
def test_impossible_counts_are_refused(people, fewest, unseen):
    with pytest.raises(ValueError, match="cannot be"):
        Counted(people=people, fewest=fewest, unseen=unseen)


@pytest.mark.parametrize("group", [{"usual": 2}, {"usual": 5, "by_topic": {"gesundheit": 2}}])
def test_a_group_of_two_is_never_enough(group):
    with pytest.raises(ValueError, match="at least 3"):
        SmallestGroup(**group)


def test_a_sensitive_topic_never_needs_fewer_people_than_usual():
    assert SmallestGroup(usual=5, by_topic={"gesundheit": 3}).of("gesundheit") == 5


@pytest.mark.parametrize(
    ("rows", "cells", "why"),
    [
        (("a", "a"), {}, "twice"),
        (("",), {}, "without a name"),
        (("a",), {("z", "0"): Counted.hidden(9)}, "no row and column"),
    ],
)
def test_a_table_knows_its_rows(rows, cells, why):
    with pytest.raises(ValueError, match=why):
        CountedTable(
            name="ortsteil_topic", row_axis=Axis.ORTSTEIL, column_axis=Axis.TOPIC, rows=rows, columns=("0",), cells=cells
        )


def test_two_tables_cannot_have_one_name():
    table = simple([[9]]).tables[0]

    with pytest.raises(ValueError, match="same name"):
        CountedRelease(period="2026-Q3", tables=(table, table))


def test_a_planungsraum_is_named_once():
    room = Planungsraum(key="nord", whole=("a",))

    with pytest.raises(ValueError, match="twice"):
        AreaScheme(key="sport", planungsraeume=(room, room))


@pytest.mark.parametrize("people", [8, 22])
def test_an_ortsteil_has_no_fewer_people_than_a_topic_and_no_more_than_all(people):
    table = simple([[9, 12]]).tables[0]

    with pytest.raises(ValueError, match="contradict"):
        rules.protect(CountedRelease(period="2026-Q3", tables=(table,), people={"a": Counted.hidden(people)}))


def test_an_ortsteil_with_voices_has_people():
    table = simple([[9], [8]]).tables[0]

    with pytest.raises(ValueError, match="said to have none"):
        rules.protect(CountedRelease(period="2026-Q3", tables=(table,), people={"a": Counted.hidden(9)}))


def test_a_total_of_few_people_who_speak_often_is_withheld():
    table = simple([[3, 3, 3], [20, 30, 40]]).tables[0]
    release = CountedRelease(period="2026-Q3", tables=(table,), people={"a": Counted.hidden(4), "b": Counted.hidden(50)})

    assert rules.protect(release).table("ortsteil_topic").row_total("a").flag is Flag.WITHHELD


@pytest.mark.parametrize("wrong", [{}, {"count": 5, "flag": Flag.ZERO}, {"count": 0}, {"count": -1}])
def test_a_cell_has_a_count_or_a_flag(wrong):
    with pytest.raises(ValueError, match="positive count or a flag"):
        ProtectedCell(**wrong)


def test_flags_are_the_signs_of_official_statistics():
    assert [(flag.sign, flag.code) for flag in (Flag.ZERO, Flag.WITHHELD, Flag.NOT_MEANINGFUL)] == [
        ("–", "z"),
        ("•", "c"),
        ("x", "x"),
    ]


def test_a_published_table_cannot_be_changed():
    table = rules.protect(simple([[9, 12]])).table("ortsteil_topic")

    with pytest.raises(TypeError):
        table.cells["a", "0"] = ProtectedCell(count=1)


def test_small_cells_and_their_partners_look_alike():
    table = rules.protect(simple([[12, 3, 9], [15, 20, 8], [7, 11, 14]])).table("ortsteil_topic")

    assert len({cell for cell in table.cells.values() if cell.count is None}) == 1


def test_an_audit_refuses_tables_that_show_other_numbers_than_were_counted():
    protected = rules.protect(simple([[9, 12]]))

    with pytest.raises(ValueError, match="were counted"):
        rules.audit(simple([[9, 13]]), protected)
    with pytest.raises(ValueError, match="nobody was counted"):
        rules.audit(simple([[0, 0]]), protected)


def test_an_audit_finds_a_small_number_that_is_shown():
    shown = rules.protect(simple([[9, 4]], smallest=3))

    findings = rules.audit(simple([[9, 4]]), shown).findings

    assert {(finding.key.row, finding.key.column, finding.missing.value) for finding in findings} == {
        ("a", "1", "any"),
        (None, "1", "any"),
    }


def whole_release():
    erfurt = city(10, 6)
    return release_of(voices_in(erfurt, people=120, seed=4), erfurt, schemes=schemes_of(erfurt, 3))


def test_the_pattern_is_hashed_alike_from_what_a_file_shows():
    protected = rules.protect(whole_release())
    read_back = {}
    for table in reversed(protected.tables):
        for (row, column), cell in reversed(list(table.cells.items())):
            flag = {None: "", Flag.ZERO: "z", Flag.WITHHELD: "c", Flag.NOT_MEANINGFUL: "x"}[cell.flag]
            read_back.setdefault(table.name, {}).setdefault(row or "", {})[column or ""] = flag

    assert rules.pattern_hash(read_back) == protected.pattern_hash


def test_another_gap_makes_another_hash():
    assert rules.protect(simple([[9, 4]])).pattern_hash != rules.protect(simple([[9, 4]], smallest=3)).pattern_hash


def test_the_constraints_of_a_release_can_be_stored():
    protected = rules.protect(whole_release())
    stored = json.loads(json.dumps(protected.constraints))

    assert stored["pattern_hash"] == protected.pattern_hash == rules.pattern_hash(stored["pattern"])
    assert stored["smallest_group"] == {"usual": 5, "by_topic": {}}
    assert [scheme["key"] for scheme in stored["schemes"]] == ["scheme0"]


def test_what_is_stored_holds_no_number_of_people():
    protected = rules.protect(simple([[9111, 4], [8222, 7333]]))

    assert not any(number in json.dumps(protected.constraints) for number in ("9111", "8222", "7333"))


def number(count):
    return ProtectedCell(count=count)


@pytest.mark.parametrize(
    ("part", "base", "percent"), [(10, 40, "25.0"), (1, 21, "4.8"), (5, 5 * 160, "0.6"), (40, 40, "100.0"), (9, 20, "45.0")]
)
def test_a_share_has_one_decimal(part, base, percent):
    assert rules.share(number(part), number(base)) == rules.Share(percent=Decimal(percent))


def test_shares_of_few_people_are_not_meaningful():
    assert rules.share(number(9), number(19)).flag is Flag.NOT_MEANINGFUL


def test_a_withheld_cell_has_no_share():
    assert rules.share(rules.WITHHELD, number(40)).flag is Flag.WITHHELD
    assert rules.share(number(10), rules.WITHHELD).flag is Flag.NOT_MEANINGFUL


def test_the_share_of_nobody_is_zero():
    assert rules.share(rules.ZERO, number(40)).flag is Flag.ZERO
    assert rules.share(rules.ZERO, rules.ZERO).flag is Flag.NOT_MEANINGFUL


def test_withheld_topics_stand_together_in_a_ranking():
    ranking = rules.ranked(
        {
            "Wohnen": number(9),
            "Verkehr": rules.WITHHELD,
            "Kultur": number(12),
            "Bildung": rules.WITHHELD,
            "Arbeit": rules.ZERO,
        }
    )

    assert ranking.shown == (("Kultur", 12), ("Wohnen", 9))
    assert ranking.withheld == ("Bildung", "Verkehr")


def test_the_solver_is_loaded_only_to_make_or_check_a_release():
    code = "import sys, app.needs.rules; assert 'highspy' not in sys.modules and 'numpy' not in sys.modules"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
