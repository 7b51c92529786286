"""Organisation codes of GB 11714-1997: nine characters inside a credit code."""

from typing import Final

WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
LENGTH: Final = 9
MODULUS: Final = 11
_VALUES: Final = {sign: value for value, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def check_character(body: str) -> str:
    """The ninth character for the eight of `body`: 0 to 9 or X.

    Raises:
        KeyError: `body` holds something besides digits and capitals.

    Source: GB 11714-1997: 11 − Σ mod 11, where 10 is X and 11 is 0.

    Example:
        >>> check_character("60003734")
        '1'
    """
    total = sum(weight * _VALUES[sign] for weight, sign in zip(WEIGHTS, body, strict=True))
    return "0123456789X0"[MODULUS - total % MODULUS]


def is_valid(code: str) -> bool:
    """Whether nine characters, already written plainly, agree with their check character."""
    try:
        return check_character(code[:-1]) == code[-1:]
    except (KeyError, ValueError):
        return False
