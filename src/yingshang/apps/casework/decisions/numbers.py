"""Case numbers that people read out, and receipt codes that nobody guesses."""

import secrets

# Without letters and digits that look alike: 32 signs, 5 bits each.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RECEIPT_SIGNS = 20
DIGITS = 6
EVEN = 2
BASE = 10


def case_number(prefix: str, year: int, running: int) -> str:
    """Prefix, local year, running number of the installation, check digit.

    Example:
        >>> case_number("QK", 2024, 123)
        'QK-2024-000123-8'
    """
    body = f"{year}{running:0{DIGITS}d}"
    return f"{prefix}-{year}-{running:0{DIGITS}d}-{check_digit(body)}"


def check_digit(digits: str) -> int:
    """The digit after `digits` by the Luhn rule: finds every wrong digit and most swaps.

    Source: ISO/IEC 7812-1, annex B.
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % EVEN == 0 else 1)
        total += value - 9 if value >= BASE else value
    return -total % BASE


def is_case_number(text: str) -> bool:
    """Whether `text` is written as a case number and its check digit agrees.

    Example:
        >>> is_case_number("QK-2024-000123-8"), is_case_number("QK-2024-000132-8")
        (True, False)
    """
    parts = text.strip().upper().split("-")
    shape = [part.isascii() and part.isalnum() for part in parts]
    if len(parts) != len(("prefix", "year", "running", "check")) or not all(shape):
        return False
    _prefix, year, running, check = parts
    digits = year + running
    return digits.isdecimal() and check == str(check_digit(digits))


def receipt_code() -> str:
    """A code of 100 random bits in groups of four, easy to read out."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(RECEIPT_SIGNS))
    return "-".join(signs[place : place + 4] for place in range(0, RECEIPT_SIGNS, 4))
