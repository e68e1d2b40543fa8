"""Reads a PDF the way a screen reader meets it: its tags in order, its words, its fonts."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Pdf


@dataclass(frozen=True, kw_only=True)
class Tag:
    """One element of the tag tree: its kind, its language, the attributes that matter, and what is in it."""

    kind: str
    lang: str | None
    scope: str | None
    alt: str | None
    inside: list["Tag"] = field(default_factory=list)

    def all(self) -> Iterator["Tag"]:
        yield self
        for each in self.inside:
            yield from each.all()


class Paper:
    """A PDF file, open for questions."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf: Pdf = pikepdf.open(BytesIO(content))
        self.root = self.pdf.Root

    @property
    def text(self) -> str:
        """Its words in the order of reading, without breaks that only the paper makes."""
        done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=self.content, capture_output=True, check=True)
        return done.stdout.decode().replace("\u200b", "")

    @property
    def tags(self) -> list[Tag]:
        """All tags from the first to the last."""
        return [tag for top in _tags(self.root.StructTreeRoot.K) for tag in top.all()]

    def kinds(self) -> list[str]:
        return [tag.kind for tag in self.tags]

    @property
    def fonts(self) -> dict[str, bool]:
        """The fonts of all pages: whether each lies in the file and can be read back as text."""
        return {
            str(font.BaseFont): all(_is_embedded(part) for part in font.DescendantFonts) and "/ToUnicode" in font
            for page in self.pdf.pages
            for font in page.Resources.Font.values()
        }

    def metadata(self) -> str:
        return bytes(self.root.Metadata.read_bytes()).decode()


def _is_embedded(font: Dictionary) -> bool:
    return any(name in font.FontDescriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def _tags(node: object) -> list[Tag]:
    if isinstance(node, Array):
        return [tag for child in node for tag in _tags(child)]
    if not isinstance(node, Dictionary) or "/S" not in node:
        return []
    return [
        Tag(
            kind=str(node.S).removeprefix("/"),
            lang=_text(node, "/Lang"),
            scope=_attribute(node.get("/A"), "/Scope"),
            alt=_text(node, "/Alt"),
            inside=_tags(node.get("/K", Array())),
        )
    ]


def _text(node: Dictionary, name: str) -> str | None:
    return str(node[name]) if name in node else None


def _attribute(attributes: object, name: str) -> str | None:
    every = attributes if isinstance(attributes, Array) else [attributes]
    return next((str(each[name]) for each in every if isinstance(each, Dictionary) and name in each), None)
