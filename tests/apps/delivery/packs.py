"""A small pack of an invented city, for the tests of delivery."""

import hashlib
import json
from typing import Any

from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.reading import read_pack_files

DOCUMENT = """示例市2024年工作方案
一、工作任务
(一)打造高效便利的政务环境。
1. 开办企业。推行开办企业当天办结,力争网办率达到95%。(市甲局牵头,市乙局、各区人民政府按职责分工负责)
2. 许可e窗通。办理时间再压减50%以上,在2024年3月初完成上图。(市乙局负责)
(二)打造公平公正的法治环境。
3. 联合检查。切实加强部门间联合执法。(市法院、市甲局等负有职责的部门按职责分工负责)
二、工作要求
(一)狠抓落实。于每月25日前填报进展情况表。推行首问负责制度。"""


def text(zh: str, en: str | None = None) -> dict[str, str | None]:
    return {"zh-hans": zh, "en": en}


def quoted(words: str, after: str = "") -> dict[str, Any]:
    start = DOCUMENT.index(words, DOCUMENT.index(after))
    return {"quote": words, "span": [start, start + len(words)]}


def whole(first: str, last: str) -> list[int]:
    start = DOCUMENT.index(first)
    return [start, DOCUMENT.index(last, start) + len(last)]


def unit(words: str, after: str, role: str, code: str | None) -> dict[str, Any]:
    return {**quoted(words, after), "role": role, "unit": code}


# A pack has more files than delivery reads.
MISSING_FILE = "P010"
GENERIC = {
    "kind": "generic",
    "name": text("实施方案和月报", "Implementation plan and monthly return"),
    "state": "working",
    "ref": "delivery",
}
CASE = {
    "kind": "case_type",
    "name": text("企业开办一件事", "Company start-up"),
    "state": "none_yet",
}

PLAN: dict[str, Any] = {
    "title": "示例市2024年工作方案",
    "issuer": "示例市人民政府办公室",
    "issued_on": "2024-04-22",
    "doc_number": None,
    "document": "plan.txt",
    "sha256": hashlib.sha256(DOCUMENT.encode()).hexdigest(),
    "compiled_by": "the tests",
    "sections": [
        {"id": "1", "number": "一、", "title": "工作任务", "span": whole("一、", "任务")},
        {
            "id": "1.1",
            "number": "(一)",
            "title": "打造高效便利的政务环境",
            "span": whole("(一)打造", "政务环境"),
        },
        {
            "id": "1.2",
            "number": "(二)",
            "title": "打造公平公正的法治环境",
            "span": whole("(二)打造", "法治环境"),
        },
    ],
    "tasks": [
        {
            "id": "01",
            "number": "1.",
            "title": "开办企业",
            "section": "1.1",
            "span": whole("1. 开办", "分工负责)"),
            "measures": [
                {"id": "01.1", **quoted("推行开办企业当天办结")},
                {"id": "01.2", **quoted("力争网办率达到95%")},
            ],
            "clause": quoted("(市甲局牵头,市乙局、各区人民政府按职责分工负责)"),
            "units": [
                unit("市甲局", "1. 开办", "lead", "alpha"),
                unit("市乙局", "1. 开办", "cooperating", "beta"),
                unit("各区人民政府", "1. 开办", "cooperating", "districts"),
            ],
            "targets": [
                {
                    "id": "T01-a",
                    **quoted("网办率达到95%"),
                    "subject": "网办率",
                    "operator": ">=",
                    "value": 95,
                    "value_text": "95%",
                    "unit": "%",
                    "kind": "goal",
                    "force": "striving",
                }
            ],
        },
        {
            "id": "02",
            "number": "2.",
            "title": "许可e窗通",
            "section": "1.1",
            "span": whole("2. 许可", "市乙局负责)"),
            "measures": [
                {"id": "02.1", **quoted("办理时间再压减50%以上,在2024年3月初完成上图")},
            ],
            "clause": quoted("(市乙局负责)"),
            "units": [unit("市乙局", "2. 许可", "responsible", "beta")],
            "targets": [
                {
                    "id": "T02-a",
                    **quoted("办理时间再压减50%以上"),
                    "operator": ">=",
                    "value": 50,
                    "value_text": "50%以上",
                    "unit": "%",
                    "delta": "-",
                    "kind": "goal",
                    "force": "binding",
                }
            ],
            "deadlines": [{**quoted("在2024年3月初"), "date": "2024-03", "type": "due"}],
        },
        {
            "id": "03",
            "number": "3.",
            "title": "联合检查",
            "section": "1.2",
            "span": whole("3. 联合", "分工负责)"),
            "measures": [{"id": "03.1", **quoted("切实加强部门间联合执法")}],
            "clause": quoted("(市法院、市甲局等负有职责的部门按职责分工负责)"),
            "units": [
                unit("市法院", "3. 联合", "responsible", "court"),
                unit("市甲局", "3. 联合", "responsible", None),
            ],
            "open_ended": [quoted("等负有职责的部门")],
        },
    ],
    "corrections": [
        {
            "task": "03",
            "field": "units",
            "compiled": None,
            "decided": "市法院",
            "reason": "The clause has no lead.",
            "by": "A. Tester",
            "decided_on": "2024-05-06",
        }
    ],
}


def target(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": code,
        "name": text(name),
        "basis": "text",
        "plan_targets": [code],
        "operator": ">=",
        "value": 95,
        "unit": text("%"),
        "force": "striving",
        "formula": text("网上办件数除以全部办件数", "Online cases over all cases"),
        "data_needed": text("办件记录"),
        **more,
    }


TASKS: dict[str, dict[str, Any]] = {
    "01": {
        "id": "01",
        "summary": text("当天开办企业", "Start a company within a day"),
        "measures": [
            {
                "id": "01.1",
                "plain": text("当天办完", "Done the same day"),
                "instruments": [GENERIC, CASE],
            },
            {"id": "01.2", "plain": text("尽量网办"), "instruments": [CASE]},
        ],
        "targets": [target("T01-a", "网办率", measure="01.2")],
        "notes": [text("“当天”按工作日理解。", "“Same day” is read as one working day.")],
    },
    "02": {
        "id": "02",
        "summary": text("许可时间减半"),
        "measures": [{"id": "02.1", "plain": text("时间减半"), "instruments": [GENERIC]}],
        "targets": [
            target("T02-a", "时间压减", value=50, force="binding", needs_baseline=True),
            target("T02-b", "上图宗地", basis="reading", plan_targets=[], value=None),
        ],
    },
    "03": {
        "id": "03",
        "summary": text("联合检查"),
        "measures": [{"id": "03.1", "plain": text("一起查"), "instruments": [CASE]}],
    },
}

REQUIREMENTS: dict[str, Any] = {
    "work_requirements": [
        {
            "id": "implementation",
            "name": text("狠抓落实", "Implementation"),
            "span": whole("(一)狠抓", "情况表。"),
            "duties": [
                {
                    "id": "monthly_return",
                    **quoted("于每月25日前填报进展情况表"),
                    "plain": text("每月25日前报进展", "Report by the 25th"),
                    "instruments": [GENERIC],
                }
            ],
            "targets": [target("T60-a", "月报", plan_targets=[], basis="reading", value=25)],
        }
    ],
    "service_rules": [
        {
            "id": "first_asked",
            **quoted("首问负责"),
            "name": text("首问负责", "First asked answers"),
            "plain": text("第一个被问到的人负责到底"),
            "instruments": [CASE],
        }
    ],
}


def named(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "official_name": text(f"示例{name}"),
        "short_names": [name],
        "kind": "government_department",
        "level": "city",
        "reach": "supervised",
        "status": "verified",
        **more,
    }


DIRECTORY: dict[str, Any] = {
    "units": [
        named("alpha", "市甲局", official_name=text("示例市甲局", "Alpha Bureau")),
        named("beta", "市乙局"),
        named("court", "市法院", kind="court", reach="asked"),
        named("east", "东一区", kind="county_government", level="county"),
        named("west", "西一区", kind="county_government", level="county"),
    ],
    "sets": [{"code": "districts", "names": ["各区人民政府"], "members": ["east", "west"]}],
}

HEADER: dict[str, Any] = {
    "format": 1,
    "id": "example-2024",
    "version": "0.1.0",
    "name": text("示例方案"),
    "city": {"name": text("示例市", "Example City"), "code": "999900"},
    "period_from": "2024-04-22",
    "period_to": "2024-12-31",
    "sample_day": "2024-11-18",
    "licence": "CC0",
}


def small_pack(
    plan: dict[str, Any] | None = None, tasks: dict[str, dict[str, Any]] | None = None
) -> ReadPack:
    """The pack, or one with another plan or other tasks."""
    parts: dict[str, Any] = {
        "pack.yaml": HEADER,
        "plan/plan.yaml": plan or PLAN,
        "requirements.yaml": REQUIREMENTS,
        "directory/units.yaml": DIRECTORY,
        "directory/posts.yaml": {"roles": [], "assignments": []},
    }
    parts |= {f"tasks/{code}.yaml": entry for code, entry in (tasks or TASKS).items()}
    files = {path: json.dumps(part, ensure_ascii=False) for path, part in parts.items()}
    pack = read_pack_files({**files, "plan/plan.txt": DOCUMENT}, "example")
    faults = [fault for fault in pack.faults if fault.code != MISSING_FILE]
    assert not faults, faults
    return pack
