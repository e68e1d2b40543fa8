"""Reads a PDF the way a screen reader meets it: its tags in order, its words, its fonts."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from tempfile import NamedTemporaryFile

import pikepdf
from pikepdf import Array, Dictionary, Pdf
from PIL import Image

DOTS = 200
"""In so many dots an inch pages are drawn when it matters what they look like."""


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

    def black_squares(self, per_side: int) -> list[list[bool]]:
        """What a phone sees in the one QR code of the first page. `per_side`: so many squares, without its frame."""
        black, (left, above, right, below) = self._black()
        wide, high = (right - left) / per_side, (below - above) / per_side
        return [
            [bool(black.getpixel((int(left + (x + 0.5) * wide), int(above + (y + 0.5) * high)))) for x in range(per_side)]
            for y in range(per_side)
        ]

    def code_width(self) -> float:
        """How wide the one QR code of the first page is, in points."""
        _black, (left, _above, right, _below) = self._black()
        return (right - left) * 72 / DOTS

    def _black(self) -> tuple[Image.Image, tuple[int, int, int, int]]:
        """Where the first page is pure black: its QR code is, nothing else."""
        command = ["pdftoppm", "-gray", "-r", str(DOTS), "-l", "1", "-singlefile", "-"]
        drawn = subprocess.run(command, input=self.content, capture_output=True, check=True).stdout
        black = Image.open(BytesIO(drawn)).point(lambda light: 255 if light < 8 else 0)
        return black, black.getbbox() or (0, 0, 0, 0)

    def words_with_places(self) -> list[tuple[float, float, float, float, str]]:
        """Each word and where it stands in points, counted from the corner above on the left of its page."""
        drawn = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=self.content, capture_output=True, check=True).stdout
        found = re.findall(
            r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', drawn.decode()
        )
        return [(float(a), float(b), float(c), float(d), word) for a, b, c, d, word in found]

    def letter_sizes(self) -> dict[str, float]:
        """The size in points in which each line is set, the largest one if it stands there more than once."""
        with NamedTemporaryFile(suffix=".pdf") as file:
            file.write(self.content)
            file.flush()
            command = ["pdftohtml", "-xml", "-zoom", "1", "-i", "-stdout", file.name]
            drawn = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        fonts = {number: float(size) for number, size in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', drawn)}
        sizes: dict[str, float] = {}
        for font, words in re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', drawn):
            line = re.sub("<.*?>", "", words).strip()
            sizes[line] = max(fonts[font], sizes.get(line, 0))
        return sizes

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
