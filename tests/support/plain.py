"""What a text in plain words may not exceed (methods F-10, F-13)."""

LONGEST_SENTENCE = 12
LONGEST_WORD = 18
