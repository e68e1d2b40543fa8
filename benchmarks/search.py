"""Finding and turning pages among a million concerns: rendered anew every time, on one connection."""

from collections.abc import Iterator
from urllib.parse import urlencode

from app.concerns.queries.public import PAGE
from benchmarks import results, words
from benchmarks.results import Row
from benchmarks.section import ALWAYS_CHANGED, Bench, Town
from benchmarks.servers import Server

TIMES_A_ROW = 10
FAR = 10_000
QUESTIONS = {
    "a word of 20 concerns": words.TWENTY,
    "a word of every 100th": words.HUNDREDTH,
    "a word of every other": words.HALF,
    "two words": f"{words.HUNDREDTH} {words.TWENTY}",
    "a word of none": "Xylophonkonzert",
}


def measure(bench: Bench) -> Iterator[Row]:
    town = bench.large
    yield results.known(
        f"filling {town.filled.concerns:,} concerns, {town.filled.voices:,} voices", results.figure(town.filled.seconds, "s")
    )
    with bench.minimal() as minimal, bench.serving(ALWAYS_CHANGED) as ours:
        for name, question in QUESTIONS.items():
            address = f"/de/anliegen?{urlencode({'q': question})}"
            pairs = bench.pairs((ours, address), (minimal, "/rows/50000"))
            yield results.at_most_as_slow(f"search, {name}", pairs, times=TIMES_A_ROW, of="a primary-key page")
        yield from _far_pages(bench, ours)


def _far_pages(bench: Bench, ours: Server) -> Iterator[Row]:
    """The limit is 1.2 times, both ways round."""
    for name, chosen in {"all": {}, "of one topic": {"thema": "wohnumfeld"}, "of one Ortsteil": {"ortsteil": "02"}}.items():
        age = min(FAR * PAGE, bench.plan.concerns // 2)
        first = f"/de/anliegen?{urlencode(chosen)}"
        far = f"/de/anliegen?{urlencode({**chosen, 'vor': _sequence(bench.large, age)})}"
        pairs = bench.pairs((ours, far), (ours, first))
        yield results.at_most_as_slow(f"list {name}, page {age // PAGE:,}", pairs, times=1.2, of="page 1")


def _sequence(town: Town, age: int) -> int:
    return town.filled.sequence(age - 1)
