"""What is different between two versions of a questionnaire."""

from dataclasses import dataclass, fields
from enum import StrEnum

from app.questionnaires.rules.document import Document, Question


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What happened to one question. `aspects` are the names of its fields that are different."""

    kind: ChangeKind
    question: Question
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Changes:
    """All that is different. `aspects` are the names of the fields of the whole questionnaire."""

    aspects: tuple[str, ...]
    questions: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.aspects or self.questions)


def changes(before: Document, after: Document) -> Changes:
    """What somebody did who made the one out of the other: questions in their new order, those that are gone last."""
    stayed = [question.key for question in after.questions if before.find(question.key)]
    still = _longest_still([question.key for question in before.questions if after.find(question.key)], stayed)
    found = [change for question in after.questions for change in _of(question, before.find(question.key), still)]
    gone = [question for question in before.questions if after.find(question.key) is None]
    found += [Change(kind=ChangeKind.REMOVED, question=question) for question in gone]
    aspects = tuple(
        each.name
        for each in fields(Document)
        if each.name != "questions" and getattr(before, each.name) != getattr(after, each.name)
    )
    return Changes(aspects=aspects, questions=tuple(found))


def _of(after: Question, before: Question | None, still: set[str]) -> list[Change]:
    if before is None:
        return [Change(kind=ChangeKind.ADDED, question=after)]
    aspects = tuple(each.name for each in fields(Question) if getattr(before, each.name) != getattr(after, each.name))
    found = [Change(kind=ChangeKind.CHANGED, question=after, aspects=aspects)] if aspects else []
    return found if after.key in still else [*found, Change(kind=ChangeKind.MOVED, question=after)]


def _longest_still(before: list[str], after: list[str]) -> set[str]:
    """The most keys that keep their order: all others have moved."""
    place = {key: number for number, key in enumerate(before)}
    runs: list[list[str]] = [[]]
    for key in after:
        longest = max([run for run in runs if not run or place[run[-1]] < place[key]], key=len)
        runs.append([*longest, key])
    best: list[str] = max(runs, key=len)
    return set(best)
