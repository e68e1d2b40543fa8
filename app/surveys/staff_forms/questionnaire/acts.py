"""What is done with a whole questionnaire: move a question, publish, take over a file."""

import base64
import binascii
import json
import zlib

from wtforms import FileField, HiddenField

from app.kernel import codes, tokens
from app.kernel.errors import RuleBroken
from app.kernel.fields import Choice
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.kernel.tokens import Verdict
from app.questionnaires.rules.document import Document, from_json, to_json
from app.questionnaires.rules.editing import Move
from app.surveys.staff_forms.questionnaire.fields import WritingForm

PURPOSE = "xlsform"
LARGEST_PACKED = 800_000
"""What fits through the door together with the rest of a form."""


class MoveForm(BaseForm):
    """Up or down."""

    move = Choice(_("Richtung"), choices={move.value: move.value for move in Move}, coerce=Move)


class PublishForm(WritingForm):
    """That the draft as it was seen shall be asked."""


class UploadForm(BaseForm):
    """A file with a questionnaire."""

    file = FileField(_("Datei (XLSX oder ODS, höchstens 1 MB)"), render_kw={"accept": ".xlsx,.ods"})


class TakeForm(WritingForm):
    """A questionnaire that was read from a file and seen, packed with a seal: nobody else can have made it."""

    packed = HiddenField(default="")
    seal = HiddenField(default="")

    def pack(self, document: Document, campaign: str) -> None:
        """Let the form carry a document of a campaign. RuleBroken if it is too large for that."""
        plain = json.dumps(to_json(document), ensure_ascii=False).encode()
        packed = base64.b64encode(zlib.compress(plain)).decode()
        if len(packed) > LARGEST_PACKED:
            raise RuleBroken(_("Dieser Fragebogen ist zu groß. Kürzen Sie bitte seine Texte."), field="file")
        self.packed.data, self.seal.data = packed, tokens.issue(PURPOSE, _subject(packed, campaign))

    def unpacked(self, campaign: str) -> Document:
        """The document that the form carries."""
        packed = self.packed.data or ""
        if tokens.judge(self.seal.data or "", PURPOSE, _subject(packed, campaign)) in {Verdict.FORGED, Verdict.EXPIRED}:
            raise RuleBroken(_("Das ist zu lange her. Laden Sie die Datei bitte noch einmal hoch."))
        try:
            return from_json(json.loads(zlib.decompress(base64.b64decode(packed))))
        except (ValueError, KeyError, TypeError, zlib.error, binascii.Error) as broken:
            raise RuleBroken(_("Das ist zu lange her. Laden Sie die Datei bitte noch einmal hoch.")) from broken


def _subject(packed: str, campaign: str) -> str:
    return f"{campaign} {codes.digest(packed)}"
