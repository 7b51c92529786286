"""Works out the numbers that Word shows before paragraphs but does not store in their text."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_CIRCLED = 0x2460
_LAST_CIRCLED = 20
_LETTERS = 26
_HUNDRED = 100


@dataclass(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = "%1."


@dataclass(slots=True)
class Numbering:
    """Levels of each list, and how far each list has counted."""

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    @staticmethod
    def of(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
        """Read the numbering and style parts of a docx."""
        made = Numbering()
        if numbering is not None:
            abstract = {
                node.get(f"{W}abstractNumId", ""): _levels(node)
                for node in numbering.findall(f"{W}abstractNum")
            }
            for node in numbering.findall(f"{W}num"):
                target = node.find(f"{W}abstractNumId")
                key = target.get(f"{W}val", "") if target is not None else ""
                made.lists[node.get(f"{W}numId", "")] = abstract.get(key, {})
        if styles is not None:
            made.styles = _style_lists(styles)
        return made

    def label(self, paragraph: etree._Element) -> str:
        """The number shown before a paragraph; empty where it has none. Counts on."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, depth = place
        levels = self.lists.get(number, {})
        level = levels.get(depth)
        if level is None or level.style in ("bullet", "none"):
            return ""
        counts = self.counted.setdefault(number, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        label = level.text
        for index in range(depth + 1):
            shown = levels.get(index, level)
            label = label.replace(
                f"%{index + 1}", _shown(counts.get(index, shown.start), shown.style)
            )
        return label

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        found = paragraph.find(f"{W}pPr/{W}numPr")
        if found is not None:
            return _num_pr(found)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(style.get(f"{W}val", "")) if style is not None else None


def _num_pr(node: etree._Element) -> tuple[str, int] | None:
    number, depth = node.find(f"{W}numId"), node.find(f"{W}ilvl")
    value = number.get(f"{W}val", "0") if number is not None else "0"
    if value == "0":
        return None
    level = depth.get(f"{W}val", "0") if depth is not None else "0"
    return value, int(level) if level.isdigit() else 0


def _levels(node: etree._Element) -> dict[int, _Level]:
    made: dict[int, _Level] = {}
    for level in node.findall(f"{W}lvl"):
        depth = level.get(f"{W}ilvl", "0")
        start = _value(level, "start", "1")
        made[int(depth) if depth.isdigit() else 0] = _Level(
            start=int(start) if start.isdigit() else 1,
            style=_value(level, "numFmt", "decimal"),
            text=_value(level, "lvlText", ""),
        )
    return made


def _value(node: etree._Element, name: str, default: str) -> str:
    found = node.find(f"{W}{name}")
    return found.get(f"{W}val", default) if found is not None else default


def _style_lists(styles: etree._Element) -> dict[str, tuple[str, int]]:
    made: dict[str, tuple[str, int]] = {}
    for style in styles.findall(f"{W}style"):
        found = style.find(f"{W}pPr/{W}numPr")
        place = _num_pr(found) if found is not None else None
        if place:
            made[style.get(f"{W}styleId", "")] = place
    return made


def _shown(value: int, style: str) -> str:
    if (
        style.startswith(("chinese", "ideograph", "japanese", "taiwanese"))
        and "Zodiac" not in style
    ):
        return _han(value)
    if style == "decimalEnclosedCircle" and 1 <= value <= _LAST_CIRCLED:
        return chr(_CIRCLED + value - 1)
    if style in ("lowerLetter", "upperLetter") and 1 <= value <= _LETTERS:
        letter = chr(ord("a") + value - 1)
        return letter.upper() if style == "upperLetter" else letter
    return str(value)


def _han(value: int) -> str:
    if value >= _HUNDRED:
        return str(value)
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")
