"""The message catalogues: what the source says, what is translated, what is compiled.

Works without gettext: messages are read from Python by its own parser and from templates through
Django's `templatize`; `polib` compiles. A developer's tool, never loaded by the site.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

LANGUAGE = "zh_Hans"
METADATA = {
    "Project-Id-Version": "yingshang",
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
# Places of context, singular and plural among the arguments of each call; -1 where there is none.
PLAIN, PLURAL, IN_CONTEXT, PLURAL_IN_CONTEXT = (-1, 0, -1), (-1, 0, 1), (0, 1, -1), (0, 1, 2)
CALLS = {
    "_": PLAIN,
    "gettext": PLAIN,
    "gettext_lazy": PLAIN,
    "gettext_noop": PLAIN,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": IN_CONTEXT,
    "pgettext_lazy": IN_CONTEXT,
    "npgettext": PLURAL_IN_CONTEXT,
    "npgettext_lazy": PLURAL_IN_CONTEXT,
}
CALL_IN_TEMPLATE = re.compile(r"\b(?:_|n?p?gettext)\(")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
CHINESE = "[\u3400-\u9fff\u3001-\u301f\uff01-\uff60]"
HALF_WIDTH = re.compile(f"{CHINESE}[,;:!?()]|[,;:!?(]{CHINESE}|{CHINESE}\\.(?:{CHINESE}|$)")


@dataclass(frozen=True, order=True)
class Message:
    """One text to translate; `context` and `plural` may be empty."""

    text: str
    context: str = ""
    plural: str = ""


@dataclass(frozen=True)
class Catalogue:
    """The catalogue of one app, named by the folder of that app."""

    folder: Path

    @property
    def source(self) -> Path:
        """The file that people edit."""
        return self.folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"

    @property
    def compiled(self) -> Path:
        """The file that the site reads."""
        return self.source.with_suffix(".mo")

    def entries(self) -> dict[Message, polib.POEntry]:
        """What is written in the catalogue, translated or not."""
        if not self.source.exists():
            return {}
        return {
            _message(entry): entry for entry in polib.pofile(str(self.source)) if not entry.obsolete
        }

    def used(self) -> dict[Message, list[str]]:
        """What the app's source says, with the files that say it, in alphabetical order."""
        found: dict[Message, list[str]] = {}
        for path in sorted(self.folder.rglob("*")):
            for message in _said_in(path):
                places = found.setdefault(message, [])
                if (place := path.relative_to(self.folder).as_posix()) not in places:
                    places.append(place)
        return found

    def update(self) -> None:
        """Bring both files to what the source says; keep every translation that is still used."""
        known, used = self.entries(), self.used()
        if not used:
            return
        written = polib.POFile(wrapwidth=100)
        written.metadata = METADATA
        for message, places in used.items():
            written.append(_entry(message, places, known.get(message)))
        self.source.parent.mkdir(parents=True, exist_ok=True)
        self.source.write_text(f"{written}", encoding="utf-8")
        self.compiled.write_bytes(written.to_binary())


def catalogues(package: Path) -> list[Catalogue]:
    """The catalogue of each app below `package` and of the site itself."""
    apps = sorted(path.parent for path in (package / "apps").glob("*/apps.py"))
    return [Catalogue(folder) for folder in [*apps, package / "web"]]


def is_translated(entry: polib.POEntry) -> bool:
    """Whether an entry has a Chinese wording, and none of its forms is empty."""
    forms = _forms(entry)
    return bool(forms) and all(forms) and not entry.fuzzy


def faults(entry: polib.POEntry) -> list[str]:
    """What is wrong with a wording: placeholders that differ, punctuation of half width."""
    wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
    found = []
    for form in filter(None, _forms(entry)):
        if set(PLACEHOLDER.findall(form)) != wanted:
            found.append(f"placeholders differ: {form}")
        if HALF_WIDTH.search(PLACEHOLDER.sub("", form)):
            found.append(f"punctuation of half width between Chinese characters: {form}")
    return found


def _said_in(path: Path) -> Iterator[Message]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        yield from _calls(ast.parse(path.read_text(encoding="utf-8")))
    elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        for match in CALL_IN_TEMPLATE.finditer(source):
            yield from _calls(ast.parse(_call_at(source, match.start())))


def _calls(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (places := CALLS.get(_name(node.func))):
            context, text, plural = (_literal(node.args, place) for place in places)
            if text:
                yield Message(text, context, plural)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _literal(arguments: list[ast.expr], place: int) -> str:
    if not 0 <= place < len(arguments):
        return ""
    argument = arguments[place]
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return str(argument.value) if isinstance(argument, ast.Constant) and is_text else ""


def _call_at(source: str, start: int) -> str:
    """The shortest piece from `start` to a closing bracket that Python can read."""
    end = start
    while (end := source.find(")", end) + 1) > 0:
        try:
            ast.parse(source[start:end])
        except SyntaxError:
            continue
        return source[start:end]
    return "None"


def _message(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgctxt or "", entry.msgid_plural or "")


def _entry(message: Message, places: list[str], known: polib.POEntry | None) -> polib.POEntry:
    plural = {0: known.msgstr_plural.get(0, "") if known else ""} if message.plural else {}
    return polib.POEntry(
        msgid=message.text,
        msgctxt=message.context or None,
        msgid_plural=message.plural,
        msgstr="" if message.plural or not known else known.msgstr,
        msgstr_plural=plural,
        occurrences=[(place, "") for place in places],
        tcomment=known.tcomment if known else "",
    )


def _forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
