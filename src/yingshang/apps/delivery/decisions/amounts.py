"""How an amount of a target is written."""

from decimal import Decimal

from django.utils.translation import pgettext

SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "", "to": "→", "range": "–"}


def number(value: Decimal | float) -> str:
    """A number without needless zeros, thousands apart.

    Example:
        >>> number(Decimal("55000.0000")), number(33.33)
        ('55,000', '33.33')
    """
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(operator: str, value: Decimal | None, unit: str) -> str:
    """An amount with its operator and unit; without a value, what the plan asks for instead."""
    if value is None:
        return _unnumbered(operator)
    sign = pgettext("amount", "about") if operator == "approx" else SIGNS.get(operator, "")
    apart = "" if unit.startswith(("%", "‰")) else " "
    return f"{sign} {number(value)}{apart}{unit}".strip()


def _unnumbered(operator: str) -> str:
    """What a target without a number asks for."""
    words = {
        "rank": pgettext("amount", "a rank, without a number"),
        "publish": pgettext("amount", "publish"),
    }
    return words.get(operator, pgettext("amount", "no number given"))
