"""What kind of thing the questions of the guide usually bring, as a first guess that the reader sees and can change."""

from app.concerns.rules import Direction

BY_QUESTION = {
    "gut": Direction.STRENGTH,
    "stoert": Direction.PROBLEM,
    "konkret": Direction.PROBLEM,
    "idee": Direction.IDEA,
    "beitrag": Direction.CONTRIBUTION,
    "faehigkeit": Direction.CONTRIBUTION,
}


def usual_direction(key: str) -> Direction:
    return BY_QUESTION.get(key, Direction.PROBLEM)
