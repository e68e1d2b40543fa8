"""An address that cannot name anything is not found, on both databases, and no page breaks on it."""

import pytest

from tests import factories
from tests.conftest import World
from tests.support.reader import Reader

pytestmark = pytest.mark.full_on_postgresql

ODD = ["%00", "06%00", "%ff", "%F0%9F%92%AC", "..%2f..", "x" * 2000, "%E2%80%AE"]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("before", ["/anliegen/", "/ortsteile/", "/foren/", "/verzeichnis/gremien/"])
def test_a_name_that_nothing_has_is_not_found(reader: Reader, before: str, odd: str):
    factories.forum("rieth", ["06"])

    reader.get(f"{before}{odd}", status=404)


@pytest.mark.parametrize("odd", ["%00", "06%00", "%ff"])
def test_a_poster_that_nobody_printed_is_not_found(reader: Reader, odd: str):
    reader.get(f"/q/{odd}", status=404)


@pytest.mark.parametrize("address", ["/anliegen/neu?ort=", "/anliegen/neu?forum="])
@pytest.mark.parametrize("odd", ODD)
def test_odd_questions_break_no_page(world: World, reader: Reader, address: str, odd: str):
    factories.forum("rieth", ["06"])

    with world.outside():
        page = reader._client.get(f"/de{address}{odd}")

    assert page.status_code in {200, 404}
