"""Numbers as people write them: grouped, without decimals that say nothing."""

from decimal import Decimal, InvalidOperation

# Types of fields that hold one.
AMOUNTS = frozenset({"number", "money"})


def grouped(value: object) -> str:
    """A number with separators; decimals only where there are some. Anything else as it is.

    Money keeps both its decimals or none.

    Example:
        >>> grouped("500000.00"), grouped("1200.50"), grouped(7), grouped("about 3")
        ('500,000', '1,200.50', '7', 'about 3')
    """
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    exponent = number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if number == number.to_integral_value():
        places = 0
    return f"{number:,.{places}f}"
