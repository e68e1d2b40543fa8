"""Questionnaires for tests: one that has everything, and as many others without problems as hypothesis can think of."""

from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from app.questionnaires.rules import checks
from app.questionnaires.rules.conditions import WORDS
from app.questionnaires.rules.document import Choice, Document, Question
from app.questionnaires.rules.guide import activating_guide
from app.questionnaires.rules.kinds import SILENT, AskedBy, Block, Part, QuestionType
from app.questionnaires.rules.problems import ProblemKind

TAGS = ("de", "de-simple", "uk")
EVIL = (
    *("=1+1", "+49 361 1", "-5", "@SUM(A1)", "\t=1", "'", '"; DROP', "a\nb", " außen ", "_x0041_", "_x000D_", "<b>&amp;"),
    *(
        "مرحبا",
        "Доброго дня",
        "👩‍👩‍👧",
        "e\u0301",
        "1",
        "true",
        "#N/A",
        "${",
        "\u202e",
        "\u2028",
        "\u00a0x",
        "zwei  Leerzeichen",
    ),
)


def t(words: str) -> dict[str, str]:
    """Words in all three languages, told apart."""
    return {"de": words, "de-simple": f"{words} (leicht)", "uk": f"{words} (українською)"}


def full_document() -> Document:
    """Every type of question in three languages, the eight activating ones first. It has warnings, but no errors."""
    guide = activating_guide()
    ukrainian = tuple(_in_ukrainian(question) for question in guide.questions)
    own = {
        name: {**getattr(guide, name), "uk": f"{name} українською"}
        for name in ("title", "introduction", "consent", "thanks")
    }
    return replace(guide, **own, languages=TAGS, questions=(*ukrainian, *_others()))


def _in_ukrainian(question: Question) -> Question:
    choices = tuple(
        replace(choice, label={**choice.label, "uk": f"{choice.code} українською"}) for choice in question.choices
    )
    hint = {**question.hint, "uk": "Підказка"} if question.hint else {}
    return replace(question, label={**question.label, "uk": f"{question.key} українською"}, hint=hint, choices=choices)


def _others() -> tuple[Question, ...]:
    return (
        Question(key="ueber_sie", type=QuestionType.GROUP, label=t("Über Sie")),
        Question(key="dank", type=QuestionType.NOTE, label=t("Gleich geschafft."), group="ueber_sie"),
        Question(
            key="alter",
            type=QuestionType.INTEGER,
            label=t("Wie alt sind Sie?"),
            group="ueber_sie",
            lowest=0,
            highest=120,
            may_refuse=True,
        ),
        Question(
            key="wohnen",
            type=QuestionType.SELECT_ONE,
            label=t("Wie wohnen Sie?"),
            hint=t("Wählen Sie eins."),
            group="ueber_sie",
            may_refuse=True,
            may_not_know=True,
            choices=(
                Choice(code="miete", label=t("Zur Miete")),
                Choice(code="eigentum", label=t("Im Eigentum")),
                Choice(code="other", label=t("Anders")),
            ),
        ),
        Question(key="beruf", type=QuestionType.TEXT_SHORT, label=t("Was machen Sie?"), asked_by=AskedBy.WRITER),
        Question(
            key="wege",
            type=QuestionType.SELECT_MULTIPLE,
            label=t("Wie sind Sie unterwegs?"),
            is_required=True,
            condition="alter >= 18 and (selected(wohnen, 'miete') or not(wohnen = 'eigentum'))",
            choices=(
                Choice(code="bus", label=t("Mit dem Bus")),
                Choice(code="rad", label=t("Mit dem Rad")),
                Choice(code="other", label=t("Anders")),
                Choice(code="keins", label=t("Gar nicht"), is_exclusive=True),
            ),
        ),
        Question(
            key="zufrieden",
            type=QuestionType.SCALE,
            label=t("Wie zufrieden sind Sie?"),
            may_refuse=True,
            lowest=1,
            highest=5,
            low_label=t("gar nicht"),
            high_label=t("sehr"),
            condition="selected(wege, 'bus')",
        ),
        Question(
            key="wichtig",
            type=QuestionType.RANK,
            label=t("Was ist am wichtigsten?"),
            choices=(Choice(code="baum", label=t("Bäume")), Choice(code="bank", label=t("Bänke"))),
        ),
        Question(key="tag", type=QuestionType.DATE, label=t("An welchem Tag?")),
        Question(key="zeit", type=QuestionType.TIME, label=t("Um welche Zeit?"), condition="tag > '2026-01-01'"),
        Question(key="ort", type=QuestionType.AREA, label=t("In welchem Ortsteil?"), is_required=True),
    )


def is_without_problems(document: Document) -> bool:
    """Whether nothing is wrong with it, except that it may be long."""
    return all(not problem.is_error and problem.kind is not ProblemKind.MISFIT for problem in checks.problems(document))


_SIGNS = st.characters(exclude_categories=("Cc", "Cs", "Cn"))
words = st.one_of(st.sampled_from(EVIL), st.text(_SIGNS, min_size=1, max_size=20)).filter(
    lambda text: text.strip() and "${" not in text
)
"""Texts as people write and paste them."""
codes = st.from_regex(r"[A-Za-z0-9_]{1,6}", fullmatch=True).filter(lambda code: code.lower() not in {"true", "false"})
keys = st.from_regex(r"[a-z][a-z0-9_]{0,7}", fullmatch=True).filter(lambda key: key not in {*WORDS, "meta"})


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Questionnaires without problems: groups, conditions, an activating part, incomplete languages and evil texts."""
    tags = tuple(draw(st.permutations(TAGS)))[: draw(st.integers(1, 3))]
    default = draw(st.sampled_from(tags))
    mixed = tuple(tag for tag in tags if tag != default and draw(st.booleans()))
    texts = _texts(tags, mixed)
    made = Document(
        title=draw(texts),
        introduction=draw(st.one_of(st.just({}), texts)),
        thanks=draw(st.one_of(st.just({}), texts)),
        default_language=default,
        languages=tags,
        mixed=mixed,
        one_per_page=draw(st.booleans()),
        questions=tuple(draw(_questions(texts))),
    )
    assume(is_without_problems(made))
    return made


def _texts(tags: tuple[str, ...], mixed: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    needed = {tag: words for tag in tags if tag not in mixed}
    return st.fixed_dictionaries(needed, optional=dict.fromkeys(mixed, words))


@st.composite
def _questions(draw: st.DrawFn, texts: st.SearchStrategy[dict[str, str]]) -> list[Question]:
    names = draw(st.lists(keys, min_size=1, max_size=6, unique=True))
    made: list[Question] = []
    group = ""
    for name in names:
        question = draw(_question(name, texts, tuple(each for each in made if each.asks)))
        group = "" if draw(st.booleans()) else group
        if question.type is QuestionType.GROUP:
            group = name
        else:
            question = replace(question, group=group)
        made.append(question)
    return _with_invitation(made)


def _with_invitation(questions: list[Question]) -> list[Question]:
    """The last question of the activating part, if there is one, leads to the assembly."""
    activating = [number for number, question in enumerate(questions) if question.block is Block.ACTIVATING]
    for number in activating[-1:]:
        questions[number] = replace(questions[number], part=Part.INVITATION)
    return questions


@st.composite
def _question(draw: st.DrawFn, key: str, texts: st.SearchStrategy[dict[str, str]], before: tuple[Question, ...]) -> Question:
    kind = draw(st.sampled_from([kind for kind in QuestionType if before or kind not in SILENT]))
    question = Question(key=key, type=kind, label=draw(texts), hint=draw(st.one_of(st.just({}), texts)))
    if question.asks:
        question = replace(
            question,
            asked_by=draw(st.sampled_from(AskedBy)),
            is_required=draw(st.booleans()),
            may_refuse=True,
            may_not_know=draw(st.booleans()),
            condition=draw(_condition(before)) if before and draw(st.booleans()) else "",
        )
    match kind:
        case QuestionType.SELECT_ONE | QuestionType.SELECT_MULTIPLE | QuestionType.RANK:
            extra = [] if kind is QuestionType.RANK or draw(st.booleans()) else ["other"]
            found = draw(
                st.lists(codes.filter(lambda code: code.lower() != "other"), min_size=1, max_size=4, unique_by=str.lower)
            )
            made = [Choice(code=code, label=draw(texts), is_exclusive=draw(st.booleans())) for code in [*found, *extra]]
            return replace(question, choices=tuple(made))
        case QuestionType.SCALE:
            lowest = draw(st.integers(-5, 5))
            ends = {"low_label": draw(texts), "high_label": draw(texts)}
            return replace(question, lowest=lowest, highest=lowest + draw(st.integers(2, 6)), **ends)
        case QuestionType.INTEGER:
            lowest, highest = draw(st.sampled_from([(None, None), (0, None), (None, 9), (-3, 120)]))
            return replace(question, lowest=lowest, highest=highest)
        case QuestionType.TEXT_LONG if draw(st.booleans()):
            return replace(question, block=Block.ACTIVATING)
    return question


def _condition(before: tuple[Question, ...]) -> st.SearchStrategy[str]:
    """Conditions about earlier questions, spelled in every way."""

    def leaf(question: Question) -> st.SearchStrategy[str]:
        if question.choices:
            code = st.sampled_from([choice.code for choice in question.choices])
            return code.flatmap(
                lambda found: st.sampled_from(
                    [f"selected({question.key}, '{found}')", f'{question.key}="{found}"', f"{question.key} != ''"]
                )
            )
        return st.sampled_from(
            [f"{question.key} {sign} {value}" for sign in ("=", "!=", "<", ">=") for value in (3, "'drei'")]
        )

    leaves = st.sampled_from(before).flatmap(leaf)
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map("not({})".format),
            st.tuples(inner, inner).map("({0[0]} and {0[1]})".format),
            st.tuples(inner, inner).map("{0[0]}  or {0[1]}".format),
        ),
        max_leaves=4,
    )
