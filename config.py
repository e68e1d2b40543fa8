"""All settings of Ortsstimme. Nothing else reads the environment; each field is explained in docs/operating.md."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
INSTANCE = ROOT / "instance"


class SettingMissing(Exception):
    """A setting that this installation needs is not there, or cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator may set. Times are seconds, sizes are bytes."""

    secret_key: str
    """Signs forms and staff sessions. A new one ends all open forms, nothing else."""

    code_key: str
    """Makes follow-up codes and hashes of persons. Must stay the same for ever, or all codes die."""

    database_url: str
    """Where everything is kept: sqlite:///… or postgresql://…"""

    database_url_read: str
    """A read-only copy of the database for reading pages; the same as database_url unless there is a replica."""

    public_url: str = "http://127.0.0.1:5000"
    """The address people type. https means production: stricter cookies, HSTS, secrets required."""

    trusted_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    """Host names under which this installation answers. All others get 400."""

    trusted_proxies: int = 0
    """How many proxies stand in front and may say where a request came from."""

    mail_url: str = ""
    """smtp://user:password@host:port for the outbox. Empty: no mail is sent."""

    mail_from: str = ""
    """The sender of all mails."""

    mediopunkt: bool = False
    """Whether long words are parted by a Mediopunkt in plain German instead of a hyphen."""

    plain_checked_by: str = ""
    """Who of the target group has checked the plain German, and when. Only then it is called Leichte Sprache."""

    translate_url: str = ""
    """A translation machine of one's own (LibreTranslate), such as http://127.0.0.1:5555. Empty: nothing is proposed."""

    translate_key: str = ""
    """The key that it asks for, if it does."""

    media_dir: Path = INSTANCE / "media"
    """Where uploaded files lie. Part of every backup."""

    font_dirs: tuple[Path, ...] = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    """Folders in which fonts for PDF files are looked for."""

    @property
    def is_production(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def is_local_trial(self) -> bool:
        """True for the default SQLite on loopback: only there the demo and its passwords may exist."""
        host = urlsplit(self.public_url).hostname
        return not self.is_production and host in {"127.0.0.1", "localhost"} and self.database_url == _default_database()


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises SettingMissing with one clear sentence when a secret is missing in production or a value cannot be read.
    """
    public_url = environ.get("PUBLIC_URL", Settings.public_url).rstrip("/")
    production = public_url.startswith("https://")
    database_url = normalised_database(environ.get("DATABASE_URL", _default_database()))
    return Settings(
        secret_key=_secret(environ, "SECRET_KEY", production=production),
        code_key=_secret(environ, "CODE_KEY", production=production),
        database_url=database_url,
        database_url_read=normalised_database(environ.get("DATABASE_URL_READ", database_url)),
        public_url=public_url,
        trusted_hosts=_hosts(environ.get("TRUSTED_HOSTS", ""), public_url),
        trusted_proxies=_number(environ, "TRUSTED_PROXIES"),
        mail_url=environ.get("MAIL_URL", ""),
        mail_from=environ.get("MAIL_FROM", ""),
        mediopunkt=_yes(environ, "MEDIOPUNKT"),
        plain_checked_by=environ.get("PLAIN_CHECKED_BY", "").strip(),
        translate_url=_own_machine(environ.get("TRANSLATE_URL", "")),
        translate_key=environ.get("TRANSLATE_KEY", ""),
        media_dir=Path(environ.get("MEDIA_DIR", INSTANCE / "media")),
        font_dirs=_folders(environ.get("FONT_DIRS", "")),
    )


def normalised_database(url: str) -> str:
    """Name the driver: SQLAlchemy 2.1 would take psycopg 3 for a plain postgresql:// address."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg2://" + url.removeprefix(plain)
    return url


def _default_database() -> str:
    return f"sqlite:///{INSTANCE / 'ortsstimme.db'}"


def _secret(environ: Mapping[str, str], name: str, *, production: bool) -> str:
    if value := environ.get(name):
        if len(value) < 32:
            raise SettingMissing(f"{name} ist zu kurz: mindestens 32 Zeichen.")
        return value
    if production:
        raise SettingMissing(f"{name} fehlt. Setzen Sie die Umgebungsvariable {name} (mindestens 32 Zeichen).")
    return _kept_secret(INSTANCE / name.lower())


def _kept_secret(path: Path) -> str:
    """Make a secret once and keep it in the instance folder, readable for its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip()


def _hosts(listed: str, public_url: str) -> tuple[str, ...]:
    named = [host.strip() for host in listed.split(",") if host.strip()]
    own = urlsplit(public_url).hostname or ""
    return tuple(dict.fromkeys(named or [own, *Settings.trusted_hosts]))


def _own_machine(url: str) -> str:
    """What residents write stays in the house: the public machines that go by this name are refused."""
    address = urlsplit(url)
    host = address.hostname or ""
    if url and (address.scheme not in {"http", "https"} or not host):
        raise SettingMissing("TRANSLATE_URL muss mit http:// oder https:// beginnen und einen Rechner nennen.")
    if host == "libretranslate.com" or host.endswith(".libretranslate.com"):
        raise SettingMissing(
            "TRANSLATE_URL muss eine eigene Maschine nennen: Texte von Menschen gehen an keinen fremden Dienst."
        )
    return url.rstrip("/")


def _folders(listed: str) -> tuple[Path, ...]:
    named = tuple(Path(folder.strip()) for folder in listed.split(",") if folder.strip())
    return named or Settings.font_dirs


def _yes(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "nein")
    if value not in {"ja", "nein"}:
        raise SettingMissing(f"{name} muss „ja“ oder „nein“ sein, nicht „{value}“.")
    return value == "ja"


def _number(environ: Mapping[str, str], name: str) -> int:
    value = environ.get(name, "0")
    if not value.isdecimal():
        raise SettingMissing(f"{name} muss eine ganze Zahl sein, nicht „{value}“.")
    return int(value)
