"""Personal values as strangers may see them."""

HIDDEN = "*"
SHORTEST_NUMBER = 7


def mask_name(name: str) -> str:
    """The family name's first character and stars: 张三丰 → 张**.

    Example:
        >>> mask_name("张三丰")
        '张**'
    """
    return name[:1] + HIDDEN * max(len(name) - 1, 0)


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


def mask_text(text: str) -> str:
    """Three stars, whatever the length; nothing stays nothing."""
    return HIDDEN * 3 if text else ""
