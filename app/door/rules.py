"""What is chosen at a door, which words were agreed to, and what locks safety files. Pure: no database, no clock, no web."""

import binascii
import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Collection, Iterable
from typing import Any

from app.kernel import codes
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires.rules.document import Document
from app.surveys.rules.kinds import Outcome, Setting

SETTINGS = tuple(each for each in Setting if each is not Setting.ONLINE)
"""Where talks are led."""
WITHOUT_A_TALK = tuple(each for each in Outcome if each is not Outcome.CONVERSATION)
"""What else can become of ringing a bell."""
SHORTEST_KEY, LONGEST_KEY = 2048, 4096
"""How many bits a key for safety files has."""
LONGEST_JWK = 4000
SECRET_PARTS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
LOCKING = frozenset({"encrypt", "wrapKey"})
USUAL_EXPONENT = "AQAB"


def consents(documents: Iterable[Document], usual: Collection[str]) -> frozenset[str]:
    """All words that people could agree to in these versions, in all languages, as forms send them; the usual ones where a
    version has none of its own.
    """
    found: set[str] = set()
    for document in documents:
        found |= {as_sent(text) for text in document.consent.values() if text.strip()} or set(usual)
    return frozenset(found)


def as_sent(text: str) -> str:
    """A text as it comes back out of a form: one kind of line end, nothing around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def tags_to_speak(document: Document) -> tuple[str, ...]:
    """The languages in which a talk can be led, the default one first."""
    return tuple(dict.fromkeys((document.default_language, *document.languages)))


def public_key(sent: str) -> str:
    """A key that locks safety files, as it is kept: RSA-OAEP (JWK), its public half alone. Else raises RuleBroken."""
    jwk = _read_jwk(sent)
    if not SECRET_PARTS.isdisjoint(jwk):
        raise RuleBroken(
            _("Das ist der geheime Teil des Schlüssels. Er darf Ihr Gerät nicht verlassen. Machen Sie einen neuen.")
        )
    if jwk.get("kty") != "RSA" or jwk.get("alg", "RSA-OAEP-256") != "RSA-OAEP-256" or jwk.get("use", "enc") != "enc":
        raise _no_key()
    ways = jwk.get("key_ops", ["wrapKey"])
    if not isinstance(ways, list) or not ways or not all(isinstance(way, str) and way in LOCKING for way in ways):
        raise _no_key()
    if jwk.get("e") != USUAL_EXPONENT or not SHORTEST_KEY <= _bits(jwk.get("n")) <= LONGEST_KEY:
        raise _no_key()
    kept = {"kty": "RSA", "alg": "RSA-OAEP-256", "key_ops": ["wrapKey"], "ext": True, "n": jwk["n"], "e": jwk["e"]}
    return json.dumps(kept, sort_keys=True)


def sign_of(kept: str) -> str:
    """A short name of a key, by which people know the file that fits; empty without a key."""
    return codes.digest(json.loads(kept)["n"])[:8] if kept else ""


def _read_jwk(sent: str) -> dict[str, Any]:
    try:
        jwk = json.loads(sent) if len(sent) <= LONGEST_JWK else None
    except (ValueError, RecursionError):
        jwk = None
    if not isinstance(jwk, dict):
        raise _no_key()
    return jwk


def _bits(modulus: Any) -> int:
    """How long a modulus is; 0 if it cannot be one."""
    if not isinstance(modulus, str) or not re.fullmatch(r"[A-Za-z0-9_-]+", modulus):
        return 0
    try:
        number = int.from_bytes(urlsafe_b64decode(modulus + "=" * (-len(modulus) % 4)))
    except binascii.Error:
        return 0
    return number.bit_length() if number % 2 else 0


def _no_key() -> RuleBroken:
    return RuleBroken(_("Das ist kein Schlüssel, mit dem man Sicherungsdateien verschließen kann. Machen Sie einen neuen."))
