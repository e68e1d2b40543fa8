"""Passive: a form of `werden` and a participle in one clause (F-17). Without a dictionary it stays a guess."""

import re
from collections.abc import Iterator

from app.writing.rules.kinds import Advice, Hint, Severity
from app.writing.rules.lexicon import words_of
from app.writing.rules.splitting import Sentence, Text, Word

_WERDEN = words_of("werde wirst wird werden werdet wurde wurdest wurden wurdet worden würde würden")
FAR_APART = 30

_NOW = words_of("werde wirst wird werden werdet")
_APART = (
    "ab|an|auf|aus|bei|bereit|da|dar|durch|ein|fest|fort|frei|heim|her|herab|heraus|hin|hinaus|hinein|hinzu|los|mit|nach|nieder|"
    "statt|teil|um|unter|voll|vor|voran|vorbei|weg|weiter|wieder|zu|zurück|zusammen|über|überein|bekannt|vorher|herunter|hoch"
)
_WITH_GE = re.compile(rf"(?:{_APART})?ge\w{{2,24}}(?:t|en)")
_WITH_PREFIX = re.compile(rf"(?:{_APART})?(?:be|ver|er|ent|emp|zer|miss|über|unter|wider|hinter|wieder|voll)\w{{2,24}}t")
_WITH_IERT = re.compile(r"\w{2,30}iert")
_STRONG = re.compile(
    rf"(?:{_APART})?(?:be|ver|er|ent|emp|zer|miss|über|unter|wider|durch|hinter)"
    r"\w{0,4}?(?:schlossen|boten|schieden|schoben|worben|glichen|standen|sprochen|loren|funden|bunden|gonnen|nommen|worfen|troffen|"
    r"trieben|schrieben|hoben|zogen|brochen|stochen|wiesen|stiegen|liehen|mieden|schnitten|griffen|rissen|bissen|gossen|"
    r"flossen|froren|flogen|logen|bogen|wogen|zwungen|sungen|sprungen|sunken|klungen|rungen|wonnen|storben|dorben|golten|"
    r"scholten|messen|geben|lassen|halten|laden|tragen|fahren)"
)
_MAYBE = re.compile(r"(?:be|ver|er|ent|emp|zer|miss)\w{3,24}en")
_BOTH = re.compile(r".*(?:messen|geben|lassen|halten|laden|tragen|fahren)")
"""Participles that look like the verb itself: `vergeben`, `erhalten`."""
_NO_PARTICIPLE = words_of(
    """
    gesund bekannt beliebt berühmt verrückt bereit bereits bestimmt gesamt gerecht gerät gewicht verliebt
    begeistert unbekannt insgesamt geben gehen gelten gewinnen gehören genießen gestalten gewähren genehmigen
    gefallen gelingen geschehen gebrauchen gefährden gewöhnen gestehen gedenken gelangen geraten genügen
    gedeihen gegen gebaren gebieten gebären angehen eingehen ausgehen umgehen vorgehen weitergehen zugehen
    mitgehen hingehen abgeben angeben ausgeben mitgeben vorgeben weitergeben zurückgeben zugeben aufgeben
    bekanntgeben umgestalten mitgestalten neugestalten angehören dazugehören begegnen verschiedenen entgegen
    ergehen vergehen begehen unterwegs überhaupt unterschiedlichen übergeben verwandt erkrankt einverstanden
    entfernt befreundet verheiratet geneigt geeignet geehrt beeindruckt enttäuscht überrascht
    """
)
_PEOPLE = words_of("ich du wir ihr Sie Ich Du Wir Ihr")


def hints(text: Text) -> Iterator[Hint]:
    for sentence in text.sentences:
        for clause in _clauses(text, sentence):
            if found := _passive(clause):
                yield found


def _clauses(text: Text, sentence: Sentence) -> Iterator[list[Word]]:
    clause: list[Word] = []
    for word in sentence.words:
        if clause and any(sign in text.read[clause[-1].end : min(word.start, clause[-1].end + 4)] for sign in ",;:–("):
            yield clause
            clause = []
        clause.append(word)
    yield clause


def _passive(clause: list[Word]) -> Hint | None:
    verb = next((word for word in clause if word.text.lower() in _WERDEN), None)
    if verb is None:
        return None
    participle = next((word for word in reversed(clause) if _is_participle(word.text)), None)
    if participle is not None and not _is_future(clause, verb, participle):
        return _between(Advice.PASSIVE, Severity.WARNING, verb, participle)
    maybe = clause[-2] if clause[-1] is verb and len(clause) > 1 else clause[-1]
    if verb.text.lower() not in _NOW or not _may_be_one(maybe.text):
        return None
    return _between(Advice.PASSIVE_MAYBE, Severity.HINT, verb, maybe)


def _is_participle(word: str) -> bool:
    if not word.islower() or word in _NO_PARTICIPLE or word in _WERDEN or word.endswith(("enen", "enden")):
        return False
    return any(shape.fullmatch(word) for shape in (_WITH_GE, _WITH_PREFIX, _WITH_IERT, _STRONG))


def _is_future(clause: list[Word], verb: Word, participle: Word) -> bool:
    """`Wir werden das Geld erhalten` says what we will do."""
    is_both = _BOTH.fullmatch(participle.text) is not None and "ge" not in participle.text[:6].replace("geben", "")
    is_now = verb.text.lower() in _NOW
    return is_both and is_now and any(word.text in _PEOPLE for word in clause)


def _may_be_one(word: str) -> bool:
    return word.islower() and word not in _NO_PARTICIPLE and word not in _WERDEN and _MAYBE.fullmatch(word) is not None


def _between(advice: Advice, severity: Severity, one: Word, other: Word) -> Hint:
    """Both words, or the participle alone where they stand far apart: half a sentence below one mark says nothing."""
    first, last = sorted((one, other), key=lambda word: word.start)
    if last.end - first.start > FAR_APART:
        first = last = other
    return Hint(advice=advice, severity=severity, start=first.start, end=last.end, word=other.text)
