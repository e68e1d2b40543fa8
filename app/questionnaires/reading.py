"""Reads the sheet `survey` of an XLSForm, line by line: each becomes a question, or a fault."""

import re
from dataclasses import dataclass, field, replace

from app.questionnaires.rules import conditions
from app.questionnaires.rules import xlsform_words as words
from app.questionnaires.rules.document import OTHER, Choice, Question
from app.questionnaires.rules.kinds import AskedBy, Block, Missing, Part, QuestionType
from app.questionnaires.rules.question_checks import KEY
from app.questionnaires.rules.xlsform_words import FileFault, FileFaultKind
from app.questionnaires.sheets import Line

TYPES: dict[str, QuestionType] = {
    **{word.replace("_", " "): kind for kind, word in words.TYPES.items()},
    "text": QuestionType.TEXT_SHORT,
    "string": QuestionType.TEXT_SHORT,
    "int": QuestionType.INTEGER,
}
LISTED = {
    "select one": QuestionType.SELECT_ONE,
    "select multiple": QuestionType.SELECT_MULTIPLE,
    "rank": QuestionType.RANK,
}
_WITH_LIST = re.compile(r"(?P<type>select[_ ]one|select[_ ]multiple|rank) (?P<list>\S+)(?P<other> or[_ ]other)?", re.I)
_BOUND = re.compile(r"\.\s*(?P<sign>>=|<=)\s*(?P<number>-?[0-9]{1,9})")
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_END_GROUP = words.END_GROUP.replace("_", " ")
_APPEARANCES = frozenset({(words.LONG_TEXT, QuestionType.TEXT_LONG), (words.AREA_BY_HAND, QuestionType.AREA)})


@dataclass(kw_only=True)
class SurveyReading:
    """What was read so far. `lists` are the lists of choices with their lines, None if there is no sheet of them."""

    lists: dict[str, list[tuple[Line, Choice]]] | None
    faults: list[FileFault]
    questions: list[Question] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)
    """Where each name stands."""
    names: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    group: Line | None = None

    def read(self, line: Line) -> None:
        """Take the next line."""
        said = " ".join(line.get("type").split())
        plain = said.lower().replace("_", " ")
        listed = _WITH_LIST.fullmatch(said)
        if not said:
            line.fault(FileFaultKind.TYPE_MISSING, "type")
        elif plain == _END_GROUP:
            self.end_group(line)
        elif listed:
            self.take(
                line, LISTED[listed["type"].lower().replace("_", " ")], listed["list"], with_other=bool(listed["other"])
            )
        elif plain in TYPES and plain not in LISTED:
            self.take(line, TYPES[plain])
        else:
            line.fault(FileFaultKind.TYPE_UNKNOWN, "type", type=said)

    def finish(self) -> None:
        """Say what only shows at the end."""
        if self.group:
            self.group.fault(FileFaultKind.GROUP_NOT_CLOSED, "type")
        for question in self.questions:
            for key in self.referenced(question):
                if key not in self.lines:
                    self.lines[question.key].fault(FileFaultKind.REFERENCE_UNKNOWN, "relevant", key=key)
        for name, choices in (self.lists or {}).items():
            if name not in self.used and choices:
                choices[0][0].fault(FileFaultKind.LIST_UNUSED, "list_name", list=name)

    def referenced(self, question: Question) -> tuple[str, ...]:
        try:
            return conditions.references(conditions.parse(question.condition)) if question.condition else ()
        except conditions.ConditionFault:
            return ()

    def take(self, line: Line, kind: QuestionType, list_name: str = "", *, with_other: bool = False) -> None:
        """A line that becomes a question, unless it belongs to the choice before it."""
        key = self.key(line)
        if kind is QuestionType.GROUP:
            if self.group:
                line.fault(FileFaultKind.GROUP_NESTED, "type")
            self.group = line
        if not key or self.is_follow_up(line, kind, key):
            return
        question = Question(
            key=key,
            type=_with_appearance(line, kind),
            label=line.texts("label"),
            hint=line.texts("hint"),
            group=self.group.get("name") if self.group and self.group is not line else "",
            block=line.one_of("block", Block.OTHER),
            part=line.one_of("part", Part.NONE),
            asked_by=line.one_of("asked_by", AskedBy.ASKER),
            is_required=line.is_yes("required"),
            may_refuse=line.is_yes("may_refuse"),
            may_not_know=line.is_yes("may_not_know"),
            condition=_condition(line),
        )
        self.lines[key] = line
        self.questions.append(self.with_choices(self.with_bounds(question, line), line, list_name, with_other=with_other))

    def end_group(self, line: Line) -> None:
        if self.group is None:
            line.fault(FileFaultKind.GROUP_NOT_OPENED, "type")
        self.group = None

    def key(self, line: Line) -> str:
        """The name of a line, if it can be one."""
        key = line.get("name")
        if not key:
            line.fault(FileFaultKind.NAME_MISSING, "name")
        elif not KEY.fullmatch(key):
            line.fault(FileFaultKind.NAME_BAD, "name", name=key)
        elif key in self.names:
            line.fault(FileFaultKind.NAME_TWICE, "name", name=key)
        else:
            self.names.add(key)
            return key
        return ""

    def is_follow_up(self, line: Line, kind: QuestionType, key: str) -> bool:
        """Whether it asks for the words beside the choice `other`, which we keep with the choice."""
        before = self.lines.get(key.removesuffix(f"_{OTHER}"))
        if before is None or kind is not QuestionType.TEXT_SHORT or line.get("appearance"):
            return False
        question = next(each for each in self.questions if each.key == before.get("name"))
        if question.other is None or line.get("relevant") != words.follow_up(question.key):
            return False
        if line.texts("label") != question.other.label:
            line.fault(FileFaultKind.OTHER_LABEL_DIFFERS, "name", question=question.key)
        return True

    def with_bounds(self, question: Question, line: Line) -> Question:
        """The question with its smallest and largest number, and with words for the ends of a scale."""
        if question.type is QuestionType.SCALE:
            _no_constraint(line)
            return self.with_ends(question, line)
        if line.get("parameters"):
            line.fault(FileFaultKind.PARAMETER_UNKNOWN, "parameters", parameter=line.get("parameters"))
        if question.type is not QuestionType.INTEGER:
            _no_constraint(line)
            return question
        lowest, highest = _bounds(line)
        return replace(question, lowest=lowest, highest=highest)

    def with_ends(self, question: Question, line: Line) -> Question:
        found = _parameters(line)
        question = replace(question, lowest=_whole(line, found, "start"), highest=_whole(line, found, "end"))
        if _whole(line, found, "step") not in (None, 1):
            line.fault(FileFaultKind.VALUE_UNKNOWN, "parameters", value=f"step={found['step']}")
        if name := found.get("tick_labelset"):
            ends = {choice.code: choice.label for choice in self.choices(line, name, "parameters")}
            question = replace(
                question, low_label=ends.pop(str(question.lowest), {}), high_label=ends.pop(str(question.highest), {})
            )
            if ends:
                line.fault(FileFaultKind.PARAMETER_UNKNOWN, "parameters", parameter=", ".join(ends))
        for unknown in found.keys() - {"start", "end", "step", "tick_labelset"}:
            line.fault(FileFaultKind.PARAMETER_UNKNOWN, "parameters", parameter=unknown)
        return question

    def with_choices(self, question: Question, line: Line, list_name: str, *, with_other: bool) -> Question:
        """The question with its choices. Codes of missing answers are no choices here, but leave to choose one."""
        if not list_name:
            return question
        choices = self.choices(line, list_name, "type")
        if with_other and not any(choice.is_other for choice in choices):
            choices = (*choices, Choice(code=OTHER))
        if question.type is QuestionType.RANK:
            return replace(question, choices=choices)
        offered = {words.WAYS_OUT[choice.code] for choice in choices if choice.code in words.WAYS_OUT}
        return replace(
            question,
            choices=tuple(choice for choice in choices if choice.code not in words.WAYS_OUT),
            may_refuse=question.may_refuse or Missing.NO_ANSWER in offered,
            may_not_know=question.may_not_know or Missing.DONT_KNOW in offered,
        )

    def choices(self, line: Line, name: str, column: str) -> tuple[Choice, ...]:
        self.used.add(name)
        if self.lists is None:
            if not any(fault.kind is FileFaultKind.SHEET_MISSING for fault in self.faults):
                self.faults.append(FileFault(kind=FileFaultKind.SHEET_MISSING, cell="choices"))
            return ()
        if name not in self.lists:
            line.fault(FileFaultKind.LIST_UNKNOWN, column, list=name)
        return tuple(choice for _, choice in self.lists.get(name, ()))


def _with_appearance(line: Line, kind: QuestionType) -> QuestionType:
    """The type, where it shows in the appearance. Other appearances are left out."""
    for word in line.get("appearance").split():
        if word == words.LONG_TEXT and kind is QuestionType.TEXT_SHORT:
            kind = QuestionType.TEXT_LONG
        elif (word, kind) not in _APPEARANCES:
            line.fault(FileFaultKind.APPEARANCE_UNKNOWN, "appearance", appearance=word)
    return kind


def _condition(line: Line) -> str:
    """The condition of a line. Our own spelling counts as long as it says what the column for all tools says."""
    own, relevant = line.raw("condition"), line.get("relevant")
    try:
        if own and conditions.to_xlsform(conditions.parse(own)) == relevant:
            return own
    except conditions.ConditionFault:
        pass
    if own:
        line.fault(FileFaultKind.CONDITIONS_DIFFER, "condition")
    try:
        return conditions.from_xlsform(relevant) if relevant else ""
    except conditions.ConditionFault as fault:
        detail: dict[str, str | int] = {"fault": fault.kind, "position": fault.position, "what": fault.what}
        line.fault(FileFaultKind.CONDITION_WRONG, "relevant", **detail)
        return ""


def _no_constraint(line: Line) -> None:
    if line.get("constraint"):
        line.fault(FileFaultKind.CONSTRAINT_UNKNOWN, "constraint", constraint=line.get("constraint"))


def _bounds(line: Line) -> tuple[int | None, int | None]:
    """The smallest and the largest number of a constraint such as `. >= 0 and . <= 120`; all others are left out."""
    found: dict[str, int] = {}
    parts = re.split(r"\s+and\s+", line.get("constraint")) if line.get("constraint") else []
    for part in parts:
        bound = _BOUND.fullmatch(part)
        if bound is None or bound["sign"] in found:
            _no_constraint(line)
            return None, None
        found[bound["sign"]] = int(bound["number"])
    return found.get(">="), found.get("<=")


def _parameters(line: Line) -> dict[str, str]:
    """`start=1 end=5 step=1`, also with blanks, commas or semicolons."""
    found = {}
    for part in re.split(r"[\s,;]+", re.sub(r"\s*=\s*", "=", line.get("parameters"))):
        name, _, value = part.partition("=")
        if name:
            found[name.lower()] = value
    return found


def _whole(line: Line, parameters: dict[str, str], name: str) -> int | None:
    value = parameters.get(name)
    if value is None or _NUMBER.fullmatch(value):
        return None if value is None else int(value)
    line.fault(FileFaultKind.VALUE_UNKNOWN, "parameters", value=f"{name}={value}")
    return None
