"""Every answer carries the same strict headers, whatever it is."""

import pytest

from app.kernel.headers import ALWAYS, POLICY
from tests.support import databases


@pytest.mark.parametrize(
    ("address", "status"), [("/de/", 200), ("/de/gibt-es-nicht", 404), ("/de/arbeit", 303), ("/gesund", 200), ("/", 302)]
)
def test_every_answer_has_the_strict_headers(reader, address, status):
    page = reader.get(address, status=status)

    for name, value in ALWAYS.items():
        assert page.headers[name] == value


def test_the_policy_allows_nothing_inline_and_nothing_foreign():
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert POLICY.startswith("default-src 'none'")


def test_a_foreign_host_is_refused(reader):
    reader.get("/de/", status=400, headers={"Host": "evil.example"})


def test_a_foreign_origin_is_refused(reader):
    reader.post("/de/nachverfolgen", {"code": "1"}, status=403, headers={"Origin": "https://evil.example"})


def test_what_is_too_large_is_refused(reader):
    reader.post("/de/anliegen/neu", {"text": "x" * 2_000_000}, status=413)


def test_production_adds_hsts(tmp_path):
    app = databases.testing(
        databases.create_app(databases.settings_for(f"sqlite:///{tmp_path / 'p.db'}", public_url="https://localhost"))
    )
    databases.migrate(app)

    answer = app.test_client().get("/de/", base_url="https://localhost")

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_no_address_is_kept_or_logged(reader, app, caplog):
    """T32: neither a row nor a log line knows where a request came from."""
    from app.kernel.db import Base, db

    reader.post("/de/nachverfolgen", {"code": "1" * 20}, status=422, environ_base={"REMOTE_ADDR": "203.0.113.77"})

    rows = [str(row) for table in Base.metadata.sorted_tables for row in db.session.execute(table.select())]
    assert "203.0.113" not in " ".join(rows) + caplog.text
