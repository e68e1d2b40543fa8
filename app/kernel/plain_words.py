"""How plain German is written: each sentence on its own line, long words parted (methods F-02, BITV 2.0 Anlage 2 Teil 2).

Catalogues keep the split neutrally: `Orts|teil`. It is written `Orts-Teil`, as most readers asked for (F-01), or with a
Mediopunkt where the installation says so. Only words of the interface pass through here. What people typed, searched or
exported is never changed.
"""

import re

from babel.messages.catalog import Catalog

SPLIT, HYPHEN, MEDIOPUNKT = "|", "-", "\u00b7"
_PARTED = re.compile(rf"\w+(?:\{SPLIT}\w+)+")
_BETWEEN = re.compile(r"(?<=[^\W\d][.!?]) +(?=[A-ZÄÖÜ„%])")
"""Where a sentence ends: not behind a number such as `1. März`. A sentence may begin with a placeholder."""


def rewrite(catalogue: Catalog, *, mediopunkt: bool) -> None:
    """Write all sentences of a catalogue as readers see them."""
    for message in catalogue:
        if message.id:
            forms = message.string if isinstance(message.string, tuple | list) else [message.string]
            seen = tuple(written(form or "", mediopunkt=mediopunkt) for form in forms)
            message.string = seen if message.pluralizable else seen[0]


def written(text: str, *, mediopunkt: bool = False) -> str:
    """A sentence or several as readers of plain German see them."""
    return _BETWEEN.sub("\n", _PARTED.sub(lambda word: _join(word[0], mediopunkt=mediopunkt), text))


def _join(word: str, *, mediopunkt: bool) -> str:
    parts = word.split(SPLIT)
    if mediopunkt:
        return MEDIOPUNKT.join(parts)
    is_noun = parts[0][:1].isupper()
    return HYPHEN.join(part[:1].upper() + part[1:] if is_noun else part for part in parts)
