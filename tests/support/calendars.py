"""Reads calendars as their bytes stand, and as a real calendar program takes them in."""

import re
import subprocess
from pathlib import Path

LONGEST_LINE = 75
"""Octets, without the end of the line (RFC 5545, 3.1)."""


def check(content: bytes) -> list[str]:
    """Refuse what is no sound iCalendar text; give its lines, unfolded."""
    assert content.endswith(b"\r\n"), "the last line has an end"
    lines = content.split(b"\r\n")[:-1]
    assert b"\n" not in b"".join(lines), "every line ends with CR LF"
    for line in lines:
        assert len(line) <= LONGEST_LINE, f"{len(line)} octets: {line!r}"
        line.decode()  # a fold inside a letter would break this line
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def value(lines: list[str], name: str) -> str:
    """The value of the one property with this name, its parameters in front: `;TZID=…:…` or `:…`."""
    return one(line[len(name) :] for line in lines if re.match(rf"{name}[;:]", line))


def one(found):
    (only,) = found
    return only


class Calcurse:
    """The calendar program calcurse with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()

    def take_in(self, content: bytes) -> str:
        """Import a file; what the program says about it."""
        file = self._folder.parent / "taken.ics"
        file.write_bytes(content)
        return self._run("--import", str(file))

    def shown(self, day: str, days: int = 1) -> str:
        """What stands in the calendar from this day on (month/day/year)."""
        return self._run("--query", "--from", day, "--days", str(days), "--output-datefmt", "1")

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            ["calcurse", "-D", str(self._folder), *arguments],
            capture_output=True,
            text=True,
            check=True,
            env={"TZ": "Europe/Berlin", "LANG": "C.UTF-8", "HOME": str(self._folder), "PATH": "/usr/bin:/bin"},
            stdin=subprocess.DEVNULL,
        )
        return done.stdout + done.stderr
