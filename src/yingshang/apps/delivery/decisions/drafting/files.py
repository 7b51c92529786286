"""Corrections recorded in a file beside a document, and `plan.yaml` written from both."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.error import YAMLError

from yingshang.apps.delivery.decisions.drafting.corrections import Correction
from yingshang.apps.delivery.decisions.drafting.reading import Reading
from yingshang.apps.delivery.decisions.drafting.refusals import RefusedCorrection, Why
from yingshang.engines.plans.names import Directory, Entry

UNREADABLE = Why(
    "unreadable",
    "更正文件读不懂，请按 docs/import.md 的格式检查。",
    "The file of corrections cannot be understood; check it against docs/import.md.",
)
WORDS: Mapping[str, str] = {
    "unit": "单位",
    "open": "未列名单位",
    "measure": "举措",
    "target": "目标",
    "deadline": "时限",
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A correction with the reason that its author gave."""

    correction: Correction
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionsFile:
    """Everything in a file of corrections. `directory` is a file beside it, or None."""

    by: str
    decided_on: date
    directory: str | None
    recorded: tuple[Recorded, ...]

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections in order."""
        return tuple(each.correction for each in self.recorded)


def read_corrections(text: str) -> CorrectionsFile:
    """The file of corrections in `text`.

    Each entry has `op`, perhaps `task`, `finding` and `reason`; everything else are values of the
    operation. `quotes` is short for `items` that have nothing but a quote.

    Raises:
        RefusedCorrection: It is no YAML, or something is missing; the sentence says where.
    """
    stored = _loaded(text)
    try:
        recorded = tuple(_recorded(each) for each in stored["corrections"])
        decided_on = date.fromisoformat(str(stored["decided_on"]))
        return CorrectionsFile(str(stored["by"]), decided_on, stored.get("directory"), recorded)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RefusedCorrection(UNREADABLE, str(error)) from error


def _loaded(text: str) -> dict[str, Any]:
    try:
        stored = YAML(typ="safe").load(text)
    except YAMLError as error:
        raise RefusedCorrection(UNREADABLE, str(error).splitlines()[0]) from error
    if not isinstance(stored, dict):
        raise RefusedCorrection(UNREADABLE)
    return stored


def _recorded(entry: Mapping[str, Any]) -> Recorded:
    values = {
        name: value
        for name, value in entry.items()
        if name not in ("op", "task", "finding", "reason", "quotes")
    }
    if "quotes" in entry:
        values["items"] = [{"quote": quote} for quote in entry["quotes"]]
    made = Correction(
        op=str(entry["op"]),
        task=entry.get("task"),
        finding=entry.get("finding"),
        values=values,
    )
    return Recorded(made, str(entry["reason"]))


def described(file: CorrectionsFile, base: Reading) -> list[dict[str, Any]]:
    """The corrections as `plan.yaml` keeps them: what was compiled and what was decided."""
    return [
        {
            **({"task": each.correction.task} if each.correction.task else {}),
            "field": _field(each.correction),
            **_before_and_after(each.correction, base),
            "reason": each.reason,
            "by": file.by,
            "decided_on": file.decided_on,
        }
        for each in file.recorded
    ]


def _field(correction: Correction) -> str:
    kind = str(correction.values.get("kind", ""))
    return WORDS.get(kind) or str(correction.values.get("field") or correction.op)


def _before_and_after(correction: Correction, base: Reading) -> dict[str, str]:
    """For lists how many; for everything else the values themselves."""
    task, kind = base.task(correction.task), correction.values.get("kind")
    if correction.op == "replace" and task is not None:
        before = [each for each in task.found if each.kind == kind]
        items = correction.values["items"]
        if kind == "measure":
            return {"compiled": f"{len(before)}条", "decided": f"{len(items)}条"}
        found = {"compiled": "；".join(base.quote(each.span) for each in before)}
        kept = {name: words for name, words in found.items() if words}
        return kept | {"decided": "；".join(item["quote"] for item in items) or "无"}
    said = [f"{name}={value}" for name, value in correction.values.items() if name != "kind"]
    return {"decided": "，".join(said) or correction.op}


def directory_of(text: str) -> Directory:
    """Units and sets of a pack's `directory/units.yaml`, each entry with its code.

    Raises:
        RefusedCorrection: It cannot be read.
    """
    stored = _loaded(text)
    try:
        entries = [
            Entry(each["official_name"]["zh-hans"], tuple(each["short_names"]), each["code"])
            for each in stored["units"]
        ]
        entries += [
            Entry(each["names"][0], tuple(each["names"][1:]), each["code"])
            for each in stored.get("sets", [])
        ]
    except (KeyError, TypeError, IndexError) as error:
        raise RefusedCorrection(UNREADABLE, str(error)) from error
    return Directory(entries)


def plan_yaml(values: Mapping[str, Any]) -> str:
    """The text of `plan.yaml`, as long lines and with spans on one line each."""
    writer = YAML()
    writer.allow_unicode = True
    writer.width = 4096
    writer.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    stream.write("# yaml-language-server: $schema=../../../docs/pack/schema/plan.json\n")
    stream.write(
        "# Written by `yingshang importplan` from the document and the corrections beside it.\n"
        "# Spans are half-open code-point offsets into the document.\n\n"
    )
    writer.dump(_laid_out(dict(values)), stream)
    return stream.getvalue()


def _laid_out(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        return {key: _laid_out(each, key) for key, each in value.items()}
    if isinstance(value, list):
        made = CommentedSeq([_laid_out(each) for each in value])
        if name == "span":
            made.fa.set_flow_style()
        return made
    # A copy of its own, so that the writer makes no alias of it.
    return value.replace() if isinstance(value, date) else value
