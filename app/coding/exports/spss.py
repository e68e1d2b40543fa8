"""What SPSS and PSPP need to read the table of answers: a syntax file beside a plain CSV (B-56)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.coding.exports.variables import Variable
from app.kernel.spreadsheets.sheet import Kind, Value

LONGEST_LABEL = 250
"""Bytes of a label that every version of SPSS takes."""
LONGEST_TEXT = 32_000
"""Bytes of a text; what is longer is cut by SPSS itself."""


def syntax(variables: Sequence[Variable], *, data: str, widths: Mapping[str, int], missing: Mapping[int, str]) -> str:
    """The commands that read `data` and say what every column means. `widths` are the bytes of the longest texts."""
    lines = [
        "* Encoding: UTF-8.",
        f"GET DATA /TYPE=TXT /FILE={_quoted(data)} /ENCODING='UTF8' /ARRANGEMENT=DELIMITED /DELCASE=LINE",
        *_pairs(
            " /FIRSTCASE=2 /DELIMITERS=',' /QUALIFIER='\"' /VARIABLES=",
            ((variable.name, _format(variable, widths)) for variable in variables),
        ),
        *_pairs("VARIABLE LABELS", ((variable.name, _quoted(_short(variable.label))) for variable in variables)),
        *_value_labels(variables, missing),
        *_missing_values(variables, missing),
        "EXECUTE.",
        "",
    ]
    return "\n".join(lines)


def _pairs(command: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A command that says something of every variable. No name begins a line: PSPP would take `comment` for a remark."""
    line = command
    for name, said in pairs:
        yield f"{line} {name}"
        line = f"  {said}"
    yield f"{line} ."


def plain_rows(rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    """The rows on one line each: SPSS takes the end of a line for the end of a row."""
    for row in rows:
        yield [" / ".join(value.split("\n")) if isinstance(value, str) else value for value in row]


def _format(variable: Variable, widths: Mapping[str, int]) -> str:
    if variable.kind is Kind.INTEGER:
        return "F11.0"
    return f"A{min(LONGEST_TEXT, max(8, widths.get(variable.name, 0)))}"


def _value_labels(variables: Sequence[Variable], missing: Mapping[int, str]) -> Iterator[str]:
    for variable in variables:
        known: dict[str | int, str] = dict(variable.values)
        if variable.question:
            known |= {code if variable.kind is Kind.INTEGER else str(code): words for code, words in missing.items()}
        if known:
            yield f"VALUE LABELS {variable.name}"
            yield from (f"  {_code(variable, code)} {_quoted(_short(words, 110))}" for code, words in known.items())
            yield " ."


def _missing_values(variables: Sequence[Variable], missing: Mapping[int, str]) -> Iterator[str]:
    for variable in variables:
        if variable.question:
            yield f"MISSING VALUES {variable.name} ({', '.join(_code(variable, code) for code in missing)})."


def _code(variable: Variable, code: str | int) -> str:
    return str(int(code)) if variable.kind is Kind.INTEGER else _quoted(str(code))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", " ").replace("\r", " ") + "'"


def _short(text: str, most: int = LONGEST_LABEL) -> str:
    """The text within so many bytes, never cut inside a letter."""
    return text.encode()[:most].decode(errors="ignore")
