"""The tax number of companies (VKN): ten digits, the last a check digit."""


def is_tax_number(text: str) -> bool:
    """Tell whether a text is a tax number whose check digit is right.

    Source: the revenue administration's rule as published by several libraries; examples valid and
    not in the tests.
    """
    if len(text) != 10 or not (text.isascii() and text.isdigit()):
        return False
    total = 0
    for place, letter in enumerate(text[:9]):
        power = 9 - place
        value = (int(letter) + power) % 10
        if value:
            value = value * 2**power % 9 or 9
        total += value
    return (10 - total % 10) % 10 == int(text[9])
