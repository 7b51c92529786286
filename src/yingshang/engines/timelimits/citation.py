"""Articles of laws, cited in Chinese and, by number, in English."""

import re

from yingshang.engines.timelimits.wording import Bilingual

DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
TENS = {"十": 10, "百": 100, "千": 1000}
PART = re.compile(r"第([零〇一二三四五六七八九十百千]+)(条|款|项)")
WORDS = {"条": "art. {}", "款": " para. {}", "项": " item {}"}


def number(text: str) -> int:
    """A Chinese numeral below ten thousand: `一百零三` is 103."""
    total, digit = 0, 0
    for char in text:
        if char in TENS:
            total += (digit or 1) * TENS[char]
            digit = 0
        else:
            digit = DIGITS[char]
    return total + digit


def cite(article: str, law: Bilingual | None = None) -> Bilingual:
    """`article` behind the name of its law, if one is given.

    Example:
        >>> cite("第四十二条第一款").en
        'art. 42 para. 1'
    """
    en = PART.sub(lambda found: WORDS[found[2]].format(number(found[1])), article)
    en = en.replace("；", "; ").replace("、", ", ")
    if law is None:
        return Bilingual(article, en)
    return Bilingual(f"《{law.zh}》{article}", f"{law.en}, {en}" if en else law.en)
