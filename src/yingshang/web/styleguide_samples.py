"""What the styleguide shows inside the components: an invented city, never real data."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from yingshang.web.navigation import NavigationGroup, NavigationItem

NAVIGATION = (
    NavigationGroup(
        "方案",
        (
            NavigationItem("我的事项", "#", is_current=True),
            NavigationItem("任务", "#"),
            NavigationItem("责任单位", "#"),
            NavigationItem("挂图", "#"),
        ),
    ),
    NavigationGroup("管理", (NavigationItem("运行记录", "#"), NavigationItem("目录", "#"))),
)
MONTHS = [("10", "2024年10月"), ("11", "2024年11月"), ("12", "2024年12月")]
WAYS = [("phone", "电话"), ("message", "站内消息")]
UNIT_CHOICES = [("", "全部单位"), ("a", "示例市发展和改革委员会")]
LIGHT_CHOICES = [("", "全部状态"), ("near", "临期"), ("overdue", "逾期")]

SENTENCE = (
    "全面推行“一件事一次办”，12月底前实现20项高频事项集成办理，平均办理时限压缩30%以上。"
    "（牵头单位：示例市政务局；责任单位：示例市公安局，各县区人民政府）"
)
SOURCE = "《示例市优化营商环境行动方案》第二部分第3项，第1段"


@dataclass(frozen=True)
class Found:
    """A finding in the sample sentence."""

    start: int
    end: int
    kind: str
    label: str


def _found(words: str, kind: str, label: str) -> Found:
    start = SENTENCE.index(words)
    return Found(start, start + len(words), kind, label)


FINDINGS = [
    _found("全面推行“一件事一次办”，12月底前实现20项高频事项集成办理", "measure", "举措1"),
    _found("12月底前", "deadline", "时限"),
    _found("20项", "target", "目标"),
    _found("平均办理时限压缩30%以上", "target", "目标"),
    _found("示例市政务局", "unit", "牵头"),
    _found("示例市公安局", "unit", "责任"),
    _found("各县区人民政府", "unit", "责任"),
]

UNITS = [
    {"name": "示例市政务局", "url": "#units", "role": "牵头", "tone": "lead"},
    {"name": "示例市公安局", "url": "#units", "role": "责任", "tone": ""},
    {"name": "示例市大数据中心", "url": "#units", "role": "配合", "tone": ""},
    {"name": "各有关单位", "url": "", "role": "责任", "tone": "open"},
]

DUE = date(2024, 11, 25)
OVERDUE = date(2024, 11, 15)
ENTRIES = [
    {
        "state": "overdue", "title": "10月进展情况报送", "url": "#entries", "day": OVERDUE,
        "distance": "已超 1 个工作日", "notes": ["示例市公安局", "下一步：单位负责人审定"],
    },
    {
        "state": "near", "title": "11月进展情况报送", "url": "#entries", "day": DUE,
        "distance": "还有 5 个工作日", "notes": ["示例市政务局", "下一步：联络员填写"],
    },
    {
        "state": "verify", "title": "高频事项集成办理清单", "url": "#entries", "day": DUE,
        "distance": "还有 5 个工作日", "notes": ["示例市大数据中心", "下一步：牵头单位核验"],
    },
    {
        "state": "normal", "title": "平均办理时限压缩方案", "url": "#entries",
        "day": date(2024, 12, 31), "distance": "还有 31 个工作日", "notes": ["示例市政务局"],
    },
    {
        "state": "idle", "title": "全年总结", "url": "#entries", "day": date(2025, 1, 10),
        "distance": "还有 38 个工作日", "notes": ["各县区人民政府"],
    },
]  # fmt: skip

FACTS = [
    {"term": "牵头单位", "text": "示例市政务局", "url": "#facts", "note": "", "light": ""},
    {
        "term": "完成时限", "text": "2024年12月31日", "url": "", "light": "",
        "note": "原文“12月底前”，当月最后一日也算在内。",
    },
    {"term": "状态", "text": "正常", "url": "", "note": "", "light": "normal"},
    {
        "term": "目标", "text": "集成办理 20 项", "url": "#facts", "light": "",
        "note": "约束性；基数未公布。",
    },
]  # fmt: skip

EVENTS = [
    {
        "at": datetime(2024, 11, 18, 1, 40, tzinfo=UTC), "actor": "示例市政务局",
        "sentence": "报送了11月进展情况，待牵头单位核验。", "url": "#timeline",
    },
    {
        "at": datetime(2024, 11, 4, 6, 5, tzinfo=UTC), "actor": "示例市营商办",
        "sentence": "退回10月进展情况：缺少集成办理清单。", "url": "",
    },
    {
        "at": datetime(2024, 10, 25, 8, 30, tzinfo=UTC), "actor": "示例市政务局",
        "sentence": "报送了10月进展情况。", "url": "",
    },
]  # fmt: skip

COLUMNS = [
    {"label": "任务", "is_numeric": False},
    {"label": "牵头单位", "is_numeric": False},
    {"label": "状态", "is_numeric": False},
    {"label": "举措", "is_numeric": True},
    {"label": "完成时限", "is_numeric": False},
]


def _row(title: str, unit: str, state: str, measures: int) -> list[dict[str, object]]:
    plain = {"url": "", "light": "", "is_numeric": False}
    return [
        {**plain, "label": "任务", "text": title, "url": "#table"},
        {**plain, "label": "牵头单位", "text": unit},
        {**plain, "label": "状态", "text": "", "light": state},
        {**plain, "label": "举措", "text": measures, "url": "#table", "is_numeric": True},
        {**plain, "label": "完成时限", "text": "2024年12月31日"},
    ]


ROWS = [
    _row("全面推行“一件事一次办”", "示例市政务局", "normal", 6),
    _row("压缩工程建设项目审批时限", "示例市住房和城乡建设局", "near", 12),
    _row("清理拖欠企业账款", "示例市工业和信息化局", "overdue", 4),
    _row("规范涉企行政检查", "示例市司法局", "verify", 8),
    _row("完善社会信用体系", "示例市发展和改革委员会", "uncomputed", 5),
]

CRUMBS = [
    {"label": "方案", "url": "#"},
    {"label": "政务环境", "url": "#"},
    {"label": "第3项", "url": ""},
]
TABS = [
    {"label": "概况", "url": "#", "is_current": True, "count": ""},
    {"label": "举措", "url": "#", "is_current": False, "count": 6},
    {"label": "经过", "url": "#", "is_current": False, "count": 23},
]
DOORS = [
    {"label": "我能享受什么", "sentence": "按企业情况查找政策", "url": "#", "icon": "search"},
    {"label": "我要办事", "sentence": "在线申请，查看进度", "url": "#", "icon": "document"},
    {"label": "我有诉求", "sentence": "提出问题，限时答复", "url": "#", "icon": "person"},
    {"label": "我要评价", "sentence": "对已办结的事项评价", "url": "#", "icon": "check"},
]
STOPS = [
    {
        "number": "1", "title": "市领导看全局", "role": "身份：副市长",
        "sentence": "一张挂图上看全部任务今天是什么状态。", "action": "以此身份进入",
    },
    {
        "number": "2", "title": "牵头单位报进展", "role": "身份：示例市政务局联络员",
        "sentence": "本月应报的事项，一件一件排在首页。", "action": "以此身份进入",
    },
]  # fmt: skip
CONSEQUENCES = [
    "11月进展情况将退回示例市政务局，填写人可以修改后重新报送。",
    "退回理由会出现在这项任务的经过里，本单位的人都能看到。",
]
CHART_MONTHS = range(1, 13)
CHART_NOW = 11
CHART = [
    {
        "title": "政务环境",
        "rows": [
            {"number": 1, "title": title, "lead": lead, "cells": ["normal"] * 9 + list(last)}
            for title, lead, last in [
                ("全面推行“一件事一次办”", "示例市政务局", ("normal", "near", "idle")),
                ("压缩工程建设项目审批时限", "示例市住建局", ("overdue", "verify", "idle")),
                ("规范涉企行政检查", "示例市司法局", ("normal", "uncomputed", "idle")),
            ]
        ],
    }
]
SWATCHES = [
    "paper", "surface", "sunken", "ink", "quiet", "line", "line-strong", "accent",
    "accent-strong", "accent-wash", "seal", "seal-wash", "mark", "mark-line",
    "light-normal", "light-near", "light-overdue", "light-verify", "light-idle",
]  # fmt: skip
THEMES = ["light", "dark"]
BADGES = [("已安装", "accent"), ("读法", ""), ("尚无工具", "quiet"), ("基数未公布", "mark")]
ICONS = [
    "menu", "search", "arrow", "back", "calendar", "print", "check", "download", "document",
    "person",
]  # fmt: skip
FLASHES = [
    {"level_tag": "success", "text": "已报送。示例市营商办将在 3 个工作日内核验。"},
    {"level_tag": "warning", "text": "这份清单今天到期。"},
    {"level_tag": "error", "text": "没有保存：请先更正标出的两处。"},
]
