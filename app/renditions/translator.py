"""A translation machine of the operator's own that speaks the API of LibreTranslate. It proposes; a person decides.

This is the only place of the house that asks another server. It is off unless the operator names one (TRANSLATE_URL).
"""

import json
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from flask import current_app

from app.kernel.languages import OFFERED, PLAIN

PATIENCE = 20
"""Seconds that the machine may take for one text."""
LARGEST_ANSWER = 1024 * 1024


class NoProposal(Exception):
    """The machine is gone, does not know the language, or says something that is no translation."""


@dataclass(frozen=True, kw_only=True)
class Translator:
    """Where the machine listens, and the key that opens it."""

    url: str
    key: str = ""

    def translate(self, text: str, *, source: str, target: str) -> str:
        """One text in another language. Raises NoProposal."""
        body = {"q": text, "source": _code(source), "target": _code(target), "format": "text"}
        answer = self._ask({**body, "api_key": self.key} if self.key else body)
        proposed = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(proposed, str) or not proposed.strip():
            raise NoProposal
        return proposed.strip()

    def _ask(self, body: dict[str, str]) -> Any:
        asked = Request(  # noqa: S310 - the operator's own address, http or https: see config.py
            f"{self.url}/translate", json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
        )
        try:
            with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
                return json.loads(answer.read(LARGEST_ANSWER))
        except (HTTPError, HTTPException, OSError, ValueError) as trouble:
            raise NoProposal from trouble


def machine() -> Translator | None:
    """The operator's machine, if there is one."""
    settings = current_app.config["SETTINGS"]
    return Translator(url=settings.translate_url, key=settings.translate_key) if settings.translate_url else None


def can_translate(target: str) -> bool:
    """Whether it makes sense to ask: machines of this kind know no plain language."""
    return machine() is not None and target != PLAIN.tag and target in {language.tag for language in OFFERED}


def _code(tag: str) -> str:
    return tag.split("-")[0].lower()
