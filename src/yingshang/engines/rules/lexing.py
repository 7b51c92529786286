"""The alphabet of conditions: text to lexemes, everything else refused at its place."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from yingshang.engines.rules.faults import Fault, fault

LONGEST = 10_000
KEYWORDS = frozenset(
    {"AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "IS", "NULL", "CASE", "WHEN", "THEN", "ELSE"}
    | {"END", "TRUE", "FALSE"}
)
_PATTERN = re.compile(
    r"(?P<space>\s+)|(?P<comment>--|/\*|\#)|(?P<text>'(?:[^']|'')*')|(?P<open>')"
    r'|(?P<quoted>"(?:[^"]|"")*")|(?P<number>[0-9]+(?:\.[0-9]+)?(?:[\w.]+)?|\.[0-9]+)'
    r"|(?P<parameter>[$:@][\w]+|\?|\$)|(?P<name>[^\W\d]\w*)"
    r"|(?P<wrong>==|&&|\|\||::|=>|=<|!(?!=)|[%^~&|\[\]{}`\\.:@])|(?P<semicolon>;)"
    r"|(?P<sign><=|>=|<>|!=|[=<>+\-*/(),])|(?P<other>.)",
    re.DOTALL,
)
_PLAIN = MappingProxyType(
    {
        "＝": "=",
        "＞": ">",
        "＜": "<",
        "（": "(",
        "）": ")",
        "，": ",",
        "、": ",",
        "＋": "+",
        "－": "-",
    }
    | {
        "＊": "*",
        "×": "*",
        "／": "/",
        "÷": "/",
        "；": ";",
        "！": "!",
        "≥": ">=",
        "≤": "<=",
        "≠": "<>",
    }
    | dict.fromkeys("“”‘’＇＂「」『』", "'")
)
_INSTEAD = MappingProxyType(
    {"==": "=", "&&": "AND", "||": "OR", "=>": ">=", "=<": "<=", "!": "NOT", "&": "AND", "|": "OR"}
    | {"`": "'"}
)


_REFUSED = MappingProxyType(
    {"comment": "comment", "semicolon": "semicolon", "open": "quote_open"}
    | {"parameter": "parameter", "wrong": "sign"}
)


@dataclass(frozen=True)
class Lexeme:
    """One word or sign. `kind` is text, quoted, number, name or sign; `text` is as written."""

    kind: str
    text: str
    line: int
    column: int
    start: int

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, both from 1."""
        return self.line, self.column

    @property
    def word(self) -> str:
        """The keyword in capitals, or empty where this is none."""
        upper = self.text.upper()
        return upper if self.kind == "name" and upper in KEYWORDS else ""


def lex(text: str) -> tuple[list[Lexeme], list[Fault]]:
    """Lexemes of a text, and what in it belongs to no condition."""
    if len(text) > LONGEST:
        return [], [fault((1, 1), "too_long", limit=LONGEST)]
    lexemes: list[Lexeme] = []
    faults: list[Fault] = []
    line, begins = 1, 0
    for match in _PATTERN.finditer(text):
        kind, found = str(match.lastgroup), match.group()
        lexeme = Lexeme(kind, found, line, match.start() - begins + 1, match.start())
        refusal = _refusal(lexeme)
        faults += refusal
        if not refusal and kind != "space":
            lexemes.append(lexeme)
        if kind in {"comment", "open"}:
            break
        if "\n" in found:
            line, begins = line + found.count("\n"), match.start() + found.rindex("\n") + 1
    return lexemes, faults or _unpaired(lexemes)


def _refusal(lexeme: Lexeme) -> list[Fault]:
    """What is wrong with one lexeme by itself: none or one fault."""
    place, found = lexeme.place, lexeme.text
    if lexeme.kind in _REFUSED:
        return [fault(place, _REFUSED[lexeme.kind], _INSTEAD.get(found, ""), found=found)]
    if lexeme.kind == "other" or _unprintable(found):
        return [_strange(place, found)]
    return []


def _strange(place: tuple[int, int], found: str) -> Fault:
    if found in _PLAIN:
        return fault(place, "full_width", _PLAIN[found], found=found)
    shown = found if found.isprintable() else f"U+{ord(_unprintable(found) or found[0]):04X}"
    return fault(place, "character", found=shown)


def _unprintable(text: str) -> str:
    """The first character that no text may hold, or empty."""
    control = ("Cc", "Cs")
    bad = (sign for sign in text if unicodedata.category(sign) in control and sign not in "\t\r\n")
    return next(bad, "")


def _unpaired(lexemes: Iterable[Lexeme]) -> list[Fault]:
    waiting: list[Lexeme] = []
    for lexeme in lexemes:
        if lexeme.kind != "sign":
            continue
        if lexeme.text == "(":
            waiting.append(lexeme)
        elif lexeme.text == ")":
            if not waiting:
                return [fault(lexeme.place, "bracket", found=")")]
            waiting.pop()
    return [fault(lexeme.place, "bracket", found="(") for lexeme in waiting[-1:]]


def plain_name(name: str) -> bool:
    """Whether a column of this name can be written without double quotes."""
    match = _PATTERN.match(name)
    whole = match is not None and match.lastgroup == "name" and match.end() == len(name)
    return whole and name.upper() not in KEYWORDS | {"DATE", "INTERVAL"}
