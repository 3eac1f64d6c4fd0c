"""Whole numbers that somebody typed, or that stand in an address."""


def whole_number(text: str, *, digits: int = 9) -> int | None:
    """Return the number that a text is, written with 0 to 9; None for any other text.

    Python's own `int` also reads signs, underscores and the digits of other scripts, and raises on
    thousands of digits.

    Args:
        text: As it came.
        digits: How many there are at most.
    """
    is_number = text.isascii() and text.isdigit() and len(text) <= digits
    return int(text) if is_number else None
