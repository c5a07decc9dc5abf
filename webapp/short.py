"""A number as a few characters that survive paper: Crockford's base 32."""

from webapp.passes import CROCKFORD

LONGEST = 10


def code_of(number: int) -> str:
    code = ""
    while number:
        number, digit = divmod(number, len(CROCKFORD))
        code = CROCKFORD[digit] + code
    return code


def number_of(typed: str) -> int | None:
    """What was meant: O is read as 0, and I and L as 1. None if it is no code at all."""
    plain = typed.lower().translate(str.maketrans("oil", "011"))
    if not 0 < len(plain) <= LONGEST or not set(plain) <= set(CROCKFORD):
        return None
    number = 0
    for character in plain:
        number = number * len(CROCKFORD) + CROCKFORD.index(character)
    return number
