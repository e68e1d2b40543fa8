"""Which languages and widths a page is opened in: all on a phone, those that differ most from German on a desk too."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pytest

from app.kernel.languages import Language

PHONE, DESK = 360, 1280
WIDE = {"de", "leicht", "en", "ar", "vi"}


def languages(offered: Iterable[Language], sample: Collection[str]) -> list[Any]:
    """Pairs of language and width. `make test` takes the languages of the sample on a phone, `make test-full` all."""
    return [
        pytest.param(each.code, width, marks=[] if each.code in sample and width == PHONE else [pytest.mark.full])
        for each in offered
        for width in ((PHONE, DESK) if each.code in WIDE else (PHONE,))
    ]


def sampled(cases: Mapping[str, Any]) -> list[Any]:
    """Cases by their names. `make test` takes every third, `make test-full` all."""
    return [
        pytest.param(case, id=name, marks=[pytest.mark.full] if place % 3 else [])
        for place, (name, case) in enumerate(cases.items())
    ]
