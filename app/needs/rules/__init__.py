"""The protection of small numbers: what may leave the neighbourhood, and the proof that nobody can be found in it.

Counted people go in (`CountedRelease`), protected tables come out (`ProtectedRelease`), and an audit tries to break them.
Pure: no database, no web, no clock. The solver is loaded only by `protect`, `audit` and `may_publish_union`.
"""

from app.needs.rules.counts import (
    SURVEY,
    AreaScheme,
    Axis,
    Counted,
    CountedRelease,
    CountedTable,
    CountedTalks,
    Planungsraum,
    SmallestGroup,
)
from app.needs.rules.percentages import Ranking, Share, ranked, share
from app.needs.rules.proof import Audit, Finding, audit, may_publish_union
from app.needs.rules.suppression import ProtectionFailed, protect
from app.needs.rules.tables import (
    NOT_MEANINGFUL,
    WITHHELD,
    ZERO,
    Flag,
    ProtectedCell,
    ProtectedRelease,
    ProtectedTable,
    pattern_hash,
)

__all__ = [
    "NOT_MEANINGFUL",
    "SURVEY",
    "WITHHELD",
    "ZERO",
    "AreaScheme",
    "Audit",
    "Axis",
    "Counted",
    "CountedRelease",
    "CountedTable",
    "CountedTalks",
    "Finding",
    "Flag",
    "Planungsraum",
    "ProtectedCell",
    "ProtectedRelease",
    "ProtectedTable",
    "ProtectionFailed",
    "Ranking",
    "Share",
    "SmallestGroup",
    "audit",
    "may_publish_union",
    "pattern_hash",
    "protect",
    "ranked",
    "share",
]
