"""Make the rooms of a new capability: `make new name=offers`."""

import re
import sys
from pathlib import Path

from config import ROOT

ROOMS = {
    "__init__": "What this capability is for, in one sentence.",
    "rules": "States, steps and limits. Pure: no database, no clock, no web.",
    "models": "Tables.",
    "queries": "Every SELECT.",
    "service": "One function per act.",
    "views": "Pages for residents.",
}


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if not re.fullmatch(r"[a-z]+", name) or (ROOT / "app" / name).exists():
        sys.stderr.write("make new name=…: one new English word in lower case\n")
        return 1
    for room, purpose in ROOMS.items():
        _write(ROOT / "app" / name / f"{room}.py", f'"""{purpose}"""\n')
    _write(ROOT / "tests" / name / "__init__.py", f'"""Tests of {name}."""\n')
    (ROOT / "templates" / name).mkdir(parents=True, exist_ok=True)
    print(f"Give app/{name} its storey: in app/__init__.py, .importlinter, docs/architecture.md and docs/glossary.md.")
    return 0


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
