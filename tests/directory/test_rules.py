"""What can be said about a Gremium, who can be its member, how it is called in addresses and found by words."""

import pytest

from app.directory import rules
from app.kernel import search
from app.kernel.errors import RuleBroken
from tests.directory.making import facts


def test_a_name_and_a_level_are_enough():
    rules.check_facts(facts(), [])


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " – "}, "name"),
        ({"name": "x" * 301}, "name"),
        ({"rhythm": "x" * 301}, "rhythm"),
        ({"source": "x" * 301}, "source"),
        ({"description": "x" * 5001}, "description"),
    ],
)
def test_what_cannot_be_said_is_told_at_its_field(changed, field):
    with pytest.raises(RuleBroken) as broken:
        rules.check_facts(facts(**changed), [])

    assert broken.value.field == field


def test_a_gremium_of_the_whole_city_has_no_ortsteile_of_its_own():
    rules.check_facts(facts(is_city_wide=True), [])
    rules.check_facts(facts(), ["06"])

    with pytest.raises(RuleBroken, match="ganze Stadt"):
        rules.check_facts(facts(is_city_wide=True), ["06"])


@pytest.mark.parametrize(
    "name",
    [
        "Jugendamt",
        "Gleichstellungsbeauftragte/r",
        "TAG Wohnen & Service GmbH",
        "Frauenhaus",
        "Familienzentrum am Anger",
        "MitMenschen e. V.",
        "Vertreterinnen und Vertreter der einzelnen Quartiersarbeitsprojekte",
    ],
)
def test_an_institution_can_be_a_member(name):
    rules.check_institution(name, field="internal")


@pytest.mark.parametrize(
    "name",
    ["", "…", "x" * 301, "Frau Dr. Müller", "Herr Yılmaz", "Jugendamt, Frau Meier", "amt@example.org", "0361 1234567"],
)
def test_a_person_cannot(name):
    with pytest.raises(RuleBroken):
        rules.check_institution(name, field="internal")


def test_an_institution_stands_in_one_list_only():
    rules.check_institutions(["Jugendamt"], ["Jobcenter"])

    with pytest.raises(RuleBroken, match="beiden Listen"):
        rules.check_institutions(["Jugendamt"], ["Jobcenter", "Jugendamt"])


def test_there_is_an_end_to_members():
    with pytest.raises(RuleBroken, match="500"):
        rules.check_institutions([f"Amt {number}" for number in range(501)], [])


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ausländerbeirat", "auslaenderbeirat"),
        ("BÄMM! – Beteiligungsstruktur", "baemm-beteiligungsstruktur"),
        ("Straße / Café", "strasse-cafe"),
        ("مجلس الحي", "gremium"),
        ("a" * 200, "a" * 56),
        ("Runde der " + "x" * 70, "runde-der"),
    ],
)
def test_an_address_is_made_from_the_name(name, slug):
    assert rules.slug_of(name, ()) == slug


def test_an_address_is_given_once():
    assert rules.slug_of("Beirat", {"beirat", "beirat-2", "beirat-3"}) == "beirat-4"


@pytest.mark.parametrize("slug", ["", "Beirat", "a b", "a--b", "-a", "ä", "a/b", "x" * 61])
def test_an_address_holds_plain_letters_only(slug):
    with pytest.raises(RuleBroken):
        rules.check_slug(slug)


@pytest.mark.parametrize(
    ("question", "is_found"),
    [
        ("Beirat", True),
        ("senioren", True),
        ("SENIORENBEIRAT", True),
        ("beirat jugendamt", True),
        ("sen", True),
        ("rat", False),
        ("beirat polizei", False),
    ],
)
def test_words_are_found_at_their_beginning_and_longer_ones_inside(question, is_found):
    said = search.normalised("Seniorenbeirat Jugendamt").split()

    assert rules.has_words(said, search.wanted_words(question)) is is_found
