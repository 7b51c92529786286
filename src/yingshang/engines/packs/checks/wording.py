"""P61x: the wording that people see."""

import re
from collections.abc import Iterator

from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.pack import NotRead, ReadPack
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.packs.walking import pack_parts

_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,;:!?()](?=[\u4e00-\u9fff])")
_CITED = re.compile(r"“([^”]*)”|《([^》]*)》")
_FULL = dict(zip(",;:!?()", "，；：！？（）", strict=True))


@rule("P611")
def half_width_punctuation(pack: ReadPack) -> Iterator[Fault]:
    """Chinese wording has Chinese punctuation, unless it cites the published text."""
    document = _document(pack)
    for file, path, text in pack_parts(pack, Text):
        found = _HALF_WIDTH.search(_without_citations(text.zh_hans, document))
        if found:
            around = text.zh_hans[max(0, found.start() - 6) : found.end() + 6]
            values = {"mark": found.group(), "full": _FULL[found.group()], "around": around}
            yield at(file, (*path, "zh-hans"), **values)


def _document(pack: ReadPack) -> str:
    try:
        return pack.document
    except NotRead:
        return ""


def _without_citations(text: str, document: str) -> str:
    """`text` with words blanked that stand in quotation marks and in the published text."""
    for cited in _CITED.finditer(text):
        words = cited.group(1) or cited.group(2) or ""
        if words and words in document:
            start, end = cited.span()
            text = text[:start] + " " * (end - start) + text[end:]
    return text
