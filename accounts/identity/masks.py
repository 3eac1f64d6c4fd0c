"""How personal data is shown outside its owner's own pages.

The forms follow the masking advised in the data protection authority's guide on technical measures
(Kişisel Veri Güvenliği Rehberi): enough for the owner to recognise, too little to use.
"""


def mask_identity_number(number: str) -> str:
    """Return the first three and the last two digits: 123******50."""
    if len(number) != 11:
        return "*" * 11
    return f"{number[:3]}******{number[-2:]}"


def mask_phone(number: str) -> str:
    """Return a number in E.164 as 0532 *** ** 67; others keep their last two digits."""
    if number.startswith("+90") and len(number) == 13:
        return f"0{number[3:6]} *** ** {number[-2:]}"
    return f"{'*' * max(len(number) - 2, 6)}{number[-2:]}" if len(number) > 6 else "******"


def mask_name(name: str) -> str:
    """Return the first letter of each word, and stars for the others: M****** D*****."""
    return " ".join(word[0] + "*" * max(len(word) - 1, 1) for word in name.split())


def mask_email(address: str) -> str:
    """Return the first letter and the domain: a***@example.org.

    The number of stars never changes, so that it does not give the length away.
    """
    name, at, domain = address.rpartition("@")
    return f"{name[0]}***@{domain}" if at and name else "***"
