"""Whether a running case can go on by another version of its type."""

from collections.abc import Collection, Mapping

from yingshang.apps.casework.decisions.answers import Circumstances, check
from yingshang.apps.casework.sentences import Sentence
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.process import Process


def faults_of_move(
    old: CaseType,
    new: CaseType | None,
    settled: Mapping[str, str],
    under_way: Collection[str],
    values: Mapping[str, object],
) -> tuple[Sentence, ...]:
    """Why a case cannot move; empty when it can.

    It can when every step that it has is still there with its outcome, nothing that waits for
    a settled step waits for other steps now, and every answer still fits.

    Args:
        settled: Steps that were settled → the outcome; empty where there is none.
        under_way: Steps that are open or wait for particulars.
    """
    if new is None:
        return (Sentence("新版本没有这个事项类型。", "The release has no such type."),)
    found = [*_lost(new, settled, under_way), *_other_order(old, new, settled)]
    return (*found, *_unfit(new, values))


def _lost(new: CaseType, settled: Mapping[str, str], under_way: Collection[str]) -> list[Sentence]:
    found = [
        Sentence(f"新版本没有环节“{code}”。", f"The release has no step “{code}”.")
        for code in sorted({*settled, *under_way})
        if code not in new.steps
    ]
    for code, outcome in sorted(settled.items()):
        step = new.steps.get(code)
        if step and outcome and outcome not in {each.id for each in step.outcomes}:
            zh = f"新版本的环节“{code}”没有结果“{outcome}”。"
            found.append(Sentence(zh, f"Step “{code}” has no outcome “{outcome}” any more."))
    return found


def _other_order(old: CaseType, new: CaseType, settled: Mapping[str, str]) -> list[Sentence]:
    return [
        Sentence(
            f"“{node}”在新版本中等待的环节不同，而其中有的已经办结。",
            f"“{node}” waits for other steps now, and some of them are settled already.",
        )
        for node in sorted(set(old.process.nodes) | set(new.process.nodes))
        if _waits_otherwise(old.process, new.process, node, settled)
    ]


def _waits_otherwise(old: Process, new: Process, node: str, settled: Mapping[str, str]) -> bool:
    before = old.nodes[node].after if node in old.nodes else None
    after = new.nodes[node].after if node in new.nodes else None
    if before == after and (node in old.nodes) == (node in new.nodes):
        return False
    awaited = {
        *(old.awaited_by(node) if node in old.nodes else ()),
        *(new.awaited_by(node) if node in new.nodes else ()),
    }
    begins_at_once = node in new.nodes and node not in old.nodes and not awaited
    return begins_at_once or bool(awaited & set(settled))


def _unfit(new: CaseType, values: Mapping[str, object]) -> list[Sentence]:
    gone = [
        Sentence(f"新版本没有字段“{key}”。", f"The release has no field “{key}”.")
        for key in sorted(values)
        if key not in new.fields
    ]
    known = {key: value for key, value in values.items() if key in new.fields}
    faults = check(new, known, Circumstances(), is_complete=False).faults
    return [*gone, *(sentence for found in faults.values() for sentence in found)]
