"""Settings come from one place, are explained, and refuse what cannot work."""

import dataclasses
import re

import pytest

import config
from config import ROOT, SettingMissing, Settings, from_environment

LONG = "x" * 40
PRODUCTION = {"PUBLIC_URL": "https://stimme.example.org", "SECRET_KEY": LONG, "CODE_KEY": LONG}


def test_every_setting_is_explained_for_operators():
    explained = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")

    for field in dataclasses.fields(Settings):
        assert f"`{field.name.upper()}`" in explained, field.name


def test_nothing_else_reads_the_environment():
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in [*(ROOT / "app").rglob("*.py"), ROOT / "wsgi.py"]
        if re.search(r"os\.environ|getenv", path.read_text(encoding="utf-8"))
    ]

    assert readers == ["app/kernel/serving.py", "wsgi.py"]  # HOST and PORT belong to the server, wsgi hands the rest over


@pytest.mark.parametrize("missing", ["SECRET_KEY", "CODE_KEY"])
def test_production_needs_its_secrets(missing):
    environ = {name: value for name, value in PRODUCTION.items() if name != missing}

    with pytest.raises(SettingMissing, match=missing):
        from_environment(environ)


def test_a_short_secret_is_refused():
    with pytest.raises(SettingMissing, match="kurz"):
        from_environment({**PRODUCTION, "SECRET_KEY": "short"})


def test_a_number_that_is_none_is_refused():
    with pytest.raises(SettingMissing, match="TRUSTED_PROXIES"):
        from_environment({**PRODUCTION, "TRUSTED_PROXIES": "one"})


def test_the_own_host_is_trusted():
    assert from_environment(PRODUCTION).trusted_hosts[0] == "stimme.example.org"


def test_postgresql_gets_its_driver():
    settings = from_environment({**PRODUCTION, "DATABASE_URL": "postgresql://u@h/d"})

    assert settings.database_url == settings.database_url_read == "postgresql+psycopg2://u@h/d"


def test_secrets_of_a_trial_are_made_once(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "INSTANCE", tmp_path)

    one, two = from_environment({}), from_environment({})

    assert one.secret_key == two.secret_key != one.code_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
