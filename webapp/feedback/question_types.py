"""In what ways a question can be answered."""

from enum import StrEnum

DONT_KNOW = 0
MOST_CHOICES = 12


class QuestionType(StrEnum):
    FACES5 = "faces5"
    FACES3 = "faces3"
    TEN = "ten"  # from 1 to 10; the two ends have words
    ONE = "one"  # of several choices
    MANY = "many"
    YES_NO = "yes_no"
    WORDS = "words"

    @property
    def top(self) -> int:
        """The best step of a scale; 0 where there is none."""
        return {QuestionType.FACES5: 5, QuestionType.FACES3: 3, QuestionType.TEN: 10}.get(self, 0)

    @property
    def faces(self) -> int:
        return 0 if self == QuestionType.TEN else self.top

    @property
    def is_choice(self) -> bool:
        return self in {QuestionType.ONE, QuestionType.MANY}

    @property
    def lines(self) -> range:
        """How many words its steps may have; none where it has no words of its own."""
        if self.is_choice:
            return range(2, MOST_CHOICES + 1)
        return range(n := 2 if self == QuestionType.TEN else self.top, n + 1)
