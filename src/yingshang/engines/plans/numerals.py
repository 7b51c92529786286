"""Reads numbers as official documents write them: 5.5万, 十二, 百分之三十, 三分之一."""

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_DIGITS |= {"七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}
CHINESE = "零〇一二两三四五六七八九十百千万亿"


def chinese(text: str) -> float | None:
    """Value of a Chinese numeral, None where `text` is none.

    Example:
        >>> chinese("二十三"), chinese("十"), chinese("一百零五"), chinese("半"), chinese("某")
        (23, 10, 105, 0.5, None)
    """
    if text == "半":
        return 0.5
    if not text or any(char not in CHINESE for char in text):
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _composed(text)


def _composed(text: str) -> float:
    total, section, digit = 0, 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _SCALES[char]
            section = digit = 0
    return total + section + digit


def plain(text: str) -> float | None:
    """Value of an Arabic or Chinese number without unit; None where it is neither.

    Example:
        >>> plain("4.66"), plain("1,000"), plain("十二")
        (4.66, 1000, 12)
    """
    cleaned = text.replace(",", "").replace("．", ".").replace(" ", "")
    try:
        value = float(cleaned)
    except ValueError:
        return chinese(cleaned)
    return int(value) if value.is_integer() else value


def scaled(text: str) -> float | None:
    """Value of a number that may end in 万 or 亿.

    Example:
        >>> scaled("5.5万"), scaled("2亿"), scaled("十万"), scaled("3千")
        (55000, 200000000, 100000, 3000)
    """
    scale = 1
    body = text.strip()
    while len(body) > 1 and body[-1] in "万亿千百" and body[-2] in "0123456789万亿千百 ":
        scale *= _SCALES.get(body[-1]) or _TENS[body[-1]]
        body = body[:-1].strip()
    value = plain(body)
    if value is None:
        return None
    product = round(value * scale, 6)
    return int(product) if float(product).is_integer() else product
