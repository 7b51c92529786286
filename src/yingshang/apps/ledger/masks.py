"""Personal values as strangers may see them."""

HIDDEN = "*"
SHORTEST_NUMBER = 7


def mask_number(number: str) -> str:
    """First three and last four digits of a telephone or document number.

    Numbers shorter than eight characters are hidden whole.

    Example:
        >>> mask_number("13812345678")
        '138****5678'
        >>> mask_number("110")
        '***'
    """
    if len(number) <= SHORTEST_NUMBER:
        return HIDDEN * len(number)
    return number[:3] + HIDDEN * (len(number) - SHORTEST_NUMBER) + number[-4:]


def mask_email(address: str) -> str:
    """The first character and the domain.

    Example:
        >>> mask_email("zhang@example.cn")
        'z***@example.cn'
    """
    name, at, domain = address.partition("@")
    return name[:1] + HIDDEN * 3 + at + domain if address else ""
