"""A codebook changes by versions. What was is kept, and a mapping says what became of each theme (A-41, A-42)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

CODE = re.compile(r"[a-z][a-z0-9_]{0,30}")


class Change(StrEnum):
    MERGED = "merged"
    SPLIT = "split"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Step:
    """In version `version` the theme `before` became `after`; None: it ended without a successor."""

    version: int
    before: UUID
    after: UUID | None


def is_valid(*, since: int, until: int | None, version: int) -> bool:
    """Whether a theme that came with `since` and went with `until` stands in this version."""
    return since <= version and (until is None or version < until)


def became(theme: UUID, *, version: int, steps: Sequence[Step]) -> frozenset[UUID]:
    """What a theme given under any earlier version is called in `version`: one, several after a split, or none."""
    now = {theme}
    for step in sorted((step for step in steps if step.version <= version), key=lambda step: step.version):
        if step.before in now and step.after is not None:
            now.add(step.after)
    ended = {step.before for step in steps if step.version <= version}
    return frozenset(now - ended)


def successors(themes: Iterable[UUID], *, version: int, steps: Sequence[Step]) -> dict[UUID, UUID]:
    """Under which theme of `version` passages of each theme count. Those of a split theme count nowhere until read again."""
    found = {theme: became(theme, version=version, steps=steps) for theme in themes}
    return {theme: next(iter(after)) for theme, after in found.items() if len(after) == 1}


def code_of(label: str, taken: Iterable[str]) -> str:
    """A free code for a theme, made from its name: `Spielplätze & Grün` becomes `spielplaetze_gruen`."""
    plain = label.casefold().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"})
    base = "_".join(re.findall(r"[a-z0-9]+", plain))[:24].strip("_")
    base = base if CODE.fullmatch(base) else f"thema_{base}".rstrip("_")[:24]
    used = set(taken)
    return next(code for code in (base, *(f"{base}_{number}" for number in range(2, len(used) + 3))) if code not in used)


def missing(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Which of the parts that a theme needs are still empty (A-41)."""
    return tuple(name for name in ("label", "label_plain", "definition", "anchor", "rule") if not texts.get(name))
