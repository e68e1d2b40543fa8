"""What every worker holds from its start on."""

import ast
from pathlib import Path

import pytest

from config import ROOT

HEAVY = {"openpyxl"}
"""25 MB a worker with the numpy that it loads, for workbooks that most workers never see: imported where it is needed."""


def _at_the_start(path: Path) -> set[str]:
    """What a module imports as soon as it is imported itself."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    imports = [each for each in module.body if isinstance(each, ast.Import | ast.ImportFrom)]
    names = [name.name if isinstance(each, ast.Import) else each.module or "" for each in imports for name in each.names]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(
    ("line", "is_heavy"), [("from openpyxl.styles import Font", True), ("def f():\n import openpyxl", False)]
)
def test_the_check_sees_what_is_imported_at_once(tmp_path, line, is_heavy):
    (tmp_path / "module.py").write_text(line)

    assert bool(_at_the_start(tmp_path / "module.py") & HEAVY) is is_heavy


def test_nothing_heavy_is_loaded_before_it_is_needed():
    found = {str(path): heavy for path in (ROOT / "app").rglob("*.py") if (heavy := _at_the_start(path) & HEAVY)}

    assert found == {}
