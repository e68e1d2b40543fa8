"""A backup brings everything back; a damaged one changes nothing (T26)."""

import tarfile

import pytest
from sqlalchemy import select

from app.concerns.models import Concern
from app.kernel import backup
from app.kernel.db import db
from tests import factories


@pytest.fixture
def archive(app, tmp_path):
    """An archive of a house with one concern."""
    factories.concern(text="Vor der Sicherung.")
    db.session.commit()
    file = tmp_path / "backup.tar"
    (tmp_path / "work").mkdir()
    backup.create(tmp_path / "work", file)
    return file


def _texts():
    found = db.session.scalars(select(Concern.text)).all()
    db.session.rollback()
    return found


def _run(app, *arguments):
    return app.test_cli_runner().invoke(args=["backup", *arguments])


def test_a_restore_brings_back_what_was_there(app, archive, tmp_path):
    factories.concern(text="Nach der Sicherung.")
    db.session.commit()
    db.session.remove()

    counts = backup.restore(archive, tmp_path / "unpacked")

    assert _texts() == ["Vor der Sicherung."]
    assert counts["concern"] == 1


def test_checksums_of_all_tables_are_equal_after_a_restore(app, archive, tmp_path):
    before = backup._present()
    db.session.remove()

    backup.restore(archive, tmp_path / "unpacked")

    assert backup._present() == before


@pytest.mark.parametrize("where", [0.3, 0.6, 0.95])
def test_a_flipped_bit_is_noticed_and_changes_nothing(app, archive, where):
    factories.concern(text="Nach der Sicherung.")
    db.session.commit()
    db.session.remove()
    with tarfile.open(archive) as tar:
        database = tar.getmember(backup.DATABASE)
    data = bytearray(archive.read_bytes())
    data[database.offset_data + int(database.size * where)] ^= 0xFF
    archive.write_bytes(data)

    outcome = _run(app, "restore", str(archive))

    assert outcome.exit_code == 1
    assert "nichts geändert" in outcome.output
    assert len(_texts()) == 2


def test_a_truncated_archive_is_refused(app, archive):
    archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])

    outcome = _run(app, "restore", str(archive))

    assert outcome.exit_code == 1
    assert len(_texts()) == 1


def test_something_else_than_an_archive_is_refused(app, tmp_path):
    other = tmp_path / "other.tar"
    other.write_text("kein Archiv")

    outcome = _run(app, "restore", str(other))

    assert outcome.exit_code == 1
    assert "Archiv" in outcome.output
