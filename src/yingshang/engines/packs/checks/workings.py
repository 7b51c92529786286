"""P53x: `appraisal.yaml`, `meetings.yaml` and `publicity.yaml`: how the plan is kept moving."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from yingshang.engines.packs.checks.plan import repeated
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import NotRead, ReadPack
from yingshang.engines.packs.schema.appraisal import Appraisal
from yingshang.engines.packs.schema.meetings import Meetings
from yingshang.engines.packs.schema.publicity import Publicity
from yingshang.engines.packs.suggesting import suggestion

APPRAISAL, MEETINGS, PUBLICITY = "appraisal.yaml", "meetings.yaml", "publicity.yaml"
_ENTER = ("请先在 time_limits.yaml 中写入它。", "Enter it in time_limits.yaml first.")


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


@rule("P531")
def limit_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Limits named here stand in `time_limits.yaml`."""
    try:
        known = {limit.id for limit in pack.time_limits.limits}
    except NotRead:
        return
    for file, path, limit in _limits(pack):
        if limit not in known:
            yield at(file, path, limit=limit, hint=suggestion(limit, known, _ENTER))


@rule("P522")
def code_repeated(pack: ReadPack) -> Iterator[Fault]:
    """A code names one rule of the appraisal, or one channel."""
    for file, family, entries in _coded(pack):
        codes: list[tuple[Path, str]] = [
            ((family, index), entry.code) for index, entry in enumerate(entries)
        ]
        for path, code, first in repeated(codes):
            yield at(file, (*path, "code"), id=code, first=pack.line_of(file, first))


def _limits(pack: ReadPack) -> Iterator[tuple[str, Path, str]]:
    appraisal, meetings = pack.models.get(APPRAISAL), pack.models.get(MEETINGS)
    if isinstance(appraisal, Appraisal):
        yield APPRAISAL, ("objection_limit",), appraisal.objection_limit
        if appraisal.answer_limit:
            yield APPRAISAL, ("answer_limit",), appraisal.answer_limit
    if isinstance(meetings, Meetings):
        for index, limit in enumerate(meetings.decision_limits):
            yield MEETINGS, ("decision_limits", index), limit


def _coded(pack: ReadPack) -> Iterator[tuple[str, str, Sequence[_Coded]]]:
    appraisal, publicity = pack.models.get(APPRAISAL), pack.models.get(PUBLICITY)
    if isinstance(appraisal, Appraisal):
        yield APPRAISAL, "rules", appraisal.rules
    if isinstance(publicity, Publicity):
        yield PUBLICITY, "channels", publicity.channels
