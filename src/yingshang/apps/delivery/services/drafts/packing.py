"""A corrected reading as the content of a pack."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yingshang.apps.delivery.decisions.drafting.directory import Choice, Place
from yingshang.apps.delivery.decisions.drafting.files import plan_yaml
from yingshang.apps.delivery.decisions.drafting.output import Source, as_plan, task_ids
from yingshang.apps.delivery.decisions.drafting.reading import DraftTask, Found, Reading
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.reading import read_pack_files

VERSION = "0.1.0"
LICENCE = "official document of a Chinese authority (著作权法 art. 5)"
# Lengths of the columns that keep these words.
LONGEST = {"title": 300, "issuer": 200, "doc_number": 100, "number": 20, "value_text": 100}
LONGEST_UNIT = 40
LONGEST_SUMMARY = 60
# Columns of targets hold 14 digits before the point.
LARGEST_VALUE = 10**13


@dataclass(frozen=True)
class Contents:
    """What the pack is made of.

    Attributes:
        carried: Files that the city's present release gives; empty for a workspace.
        is_carried_out: Whether plans and returns of units work where it is installed.
    """

    code: str
    city: Mapping[str, Any]
    period_from: date
    period_to: date
    sha256: str
    carried: Mapping[str, str]
    is_carried_out: bool


def packed(
    reading: Reading,
    contents: Contents,
    means: Mapping[Place, Choice],
    corrections: list[dict[str, Any]],
) -> ReadPack:
    """The pack of a plan: its document, its findings, and generic instruments for every measure."""
    document = f"{contents.code}.txt"
    plan = as_plan(reading, Source(document, contents.sha256), means, corrections)
    _make_room(plan, reading)
    texts = {
        **contents.carried,
        "pack.yaml": _json(_header(plan, contents)),
        "plan/plan.yaml": plan_yaml(plan),
        f"plan/{document}": reading.text,
        "requirements.yaml": _json({"work_requirements": [], "service_rules": []}),
    }
    ids = task_ids(reading)
    for task, entry in zip(reading.tasks, plan["tasks"], strict=True):
        texts[f"tasks/{ids[task.key]}.yaml"] = _json(
            _task(task, entry, contents, beginning_of(task, reading))
        )
    return read_pack_files(texts, contents.code)


def _json(values: Mapping[str, Any]) -> str:
    """JSON, which is YAML as well."""
    return json.dumps(values, ensure_ascii=False, indent=1, default=str)


def _header(plan: Mapping[str, Any], contents: Contents) -> dict[str, Any]:
    return {
        "format": 1,
        "id": contents.code,
        "version": VERSION,
        "name": {"zh-hans": plan["title"]},
        "city": dict(contents.city),
        "period_from": contents.period_from,
        "period_to": contents.period_to,
        "sample_day": contents.period_from,
        "licence": LICENCE,
    }


def _make_room(plan: dict[str, Any], reading: Reading) -> None:
    """Shorten what rows have no room for, title what has no title, house what has no heading."""
    for name in ("title", "issuer", "doc_number"):
        plan[name] = plan[name][: LONGEST[name]] if plan[name] else plan[name]
    for each in plan["sections"]:
        each["number"], each["title"] = each["number"][:20], each["title"][:300]
    known = {each["id"] for each in plan["sections"]}
    if any(task["section"] not in known for task in plan["tasks"]):
        first = {"id": "1", "number": "", "title": plan["title"], "span": [0, 0]}
        plan["sections"].insert(0, first)
    for task, entry in zip(reading.tasks, plan["tasks"], strict=True):
        entry["number"] = entry["number"][: LONGEST["number"]] if entry["number"] else None
        entry["title"] = entry["title"] or beginning_of(task, reading)
        if not entry["measures"]:
            whole = {"quote": reading.quote(task.span), "span": list(task.span)}
            entry["measures"] = [{"id": f"{entry['id']}.1", **whole}]
        for target in entry.get("targets", []):
            target["value_text"] = target["value_text"][: LONGEST["value_text"]]
            target["unit"] = target["unit"][:LONGEST_UNIT]


def beginning_of(task: DraftTask, reading: Reading) -> str:
    """The beginning of the task's first measure, or of the task itself."""
    measures = task.of("measure")
    words = "".join(reading.quote(measures[0].span if measures else task.span).split())
    return words if len(words) <= LONGEST_SUMMARY else f"{words[:LONGEST_SUMMARY]}…"


def _task(
    task: DraftTask, entry: Mapping[str, Any], contents: Contents, summary: str
) -> dict[str, Any]:
    return {
        "id": entry["id"],
        "summary": {"zh-hans": summary},
        "measures": [
            {
                "id": each["id"],
                "plain": {"zh-hans": each["quote"]},
                "instruments": _instruments(contents),
            }
            for each in entry["measures"]
        ],
        "targets": [
            _target(found, stated)
            for found, stated in zip(task.of("target"), entry.get("targets", []), strict=False)
            if _is_target(found)
        ],
    }


def _instruments(contents: Contents) -> list[dict[str, Any]]:
    """What every measure of every plan can be carried out with; what is not there says so."""
    works = {"state": "working", "ref": contents.code}
    generic = works if contents.is_carried_out else {"state": "none_yet"}
    return [
        {
            "kind": "generic",
            "name": {"zh-hans": "实施方案和月报", "en": "Implementation plan and monthly return"},
            **generic,
        },
        {
            "kind": "ledger",
            "name": {"zh-hans": "工作台账", "en": "Ledger of the work"},
            "state": "none_yet",
        },
        {
            "kind": "request_topic",
            "name": {"zh-hans": "企业诉求", "en": "Requests of firms"},
            "state": "none_yet",
        },
    ]


def _is_target(found: Found) -> bool:
    stated = found.values
    return stated["kind"] in ("goal", "limit") and abs(stated["value"]) < LARGEST_VALUE


def _target(found: Found, stated: Mapping[str, Any]) -> dict[str, Any]:
    """A figure of the text as a target; formula and data stay to be settled by a person."""
    name = stated.get("subject") or "".join(stated["quote"].split())
    return {
        "id": stated["id"],
        "name": {"zh-hans": name},
        "basis": "text",
        "plan_targets": [stated["id"]],
        "operator": stated["operator"],
        "value": round(stated["value"], 4),
        "unit": {"zh-hans": stated["unit"]},
        "force": stated["force"],
        "formula": {"zh-hans": "待责任单位明确", "en": "to be settled by the responsible units"},
        "data_needed": {
            "zh-hans": "待责任单位明确",
            "en": "to be settled by the responsible units",
        },
        "status": "unverified",
    }
