"""P719, P720: letters can be filled in, and nobody is refused without a word."""

from collections.abc import Iterator

from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.checks.casework.types import is_read, typed
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.casework.letters import BLANK, BLANKS, LettersFile
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.packs.suggesting import suggestion


@rule("P719")
def placeholder_unknown(pack: ReadPack) -> Iterator[Fault]:
    """A placeholder of a letter is a field of its type, or something that every case knows."""
    for _, case_type in typed(pack):
        file = f"{case_type.folder}/letters.yaml"
        model = pack.models.get(file)
        if not isinstance(model, LettersFile):
            continue
        known = BLANKS | set(case_type.fields)
        for index, letter in enumerate(model.letters):
            texts = {"title": letter.title, "body": letter.body}
            for path, blank in _blanks(texts, ("letters", index)):
                if blank not in known:
                    yield at(file, path, blank=blank, hint=suggestion(blank, known))


@rule("P720")
def refused_without_a_word(pack: ReadPack) -> Iterator[Fault]:
    """Whoever is refused, barred or sent away gets a letter or a reason."""
    for file, case_type in typed(pack):
        for path, name in _silent(case_type):
            yield at(file, path, name=name)
        if case_type.entry.bars and case_type.entry.letters.barred is None:
            yield at(file, ("bars",), name="letters.barred")


@rule("P732")
def letter_without_type(pack: ReadPack) -> Iterator[Fault]:
    """Letters and examples stand beside a `case.yaml`."""
    for kind in ("letters", "examples"):
        for file in pack.paths_of(kind):
            case = f"{file.rpartition('/')[0]}/case.yaml"
            if is_read(pack, case) and case not in pack.models:
                yield at(file, (), path=case)


def _silent(case_type: CaseType) -> Iterator[tuple[Path, str]]:
    for index, step in enumerate(case_type.entry.steps):
        for number, outcome in enumerate(step.outcomes):
            ending = case_type.outcomes.get(outcome.ends or "")
            refuses = outcome.kind == "refused" or (ending and ending.kind in {"refused", "barred"})
            told = outcome.letter or outcome.needs_reason or (ending and ending.letter)
            if refuses and not told:
                yield ("steps", index, "outcomes", number), outcome.id


def _blanks(texts: dict[str, Text], path: Path) -> Iterator[tuple[Path, str]]:
    for key, text in texts.items():
        for language, words in (("zh-hans", text.zh_hans), ("en", text.en or "")):
            for blank in sorted(set(BLANK.findall(words))):
                yield (*path, key, language), blank
