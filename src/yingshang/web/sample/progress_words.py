"""A small grammar of what units report: progress, figures, problems, all invented."""

import re
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from yingshang.apps.delivery.decisions.returns import Basis, LineContent

OPENINGS = (
    "{month}月，围绕“{about}”，",
    "按照“{about}”的安排，{month}月",
    "针对“{about}”，本月",
    "{month}月上旬启动“{about}”，",
    "“{about}”方面，{month}月",
)
DONE = (
    "召开专题协调会{n}次，逐项明确责任人和完成时间",
    "走访企业{n}户，收集意见建议{m}条，已答复{k}条",
    "修订办事指南{n}份并在政务网公开",
    "培训窗口工作人员{n}人次，考核合格率逐步提高",
    "办理事项{n}件，平均用时比上月缩短{k}小时",
    "组织现场检查{n}次，发现问题{m}个，已整改{k}个",
    "梳理清单{n}项，取消重复材料{k}份",
    "完成系统对接{k}个，共享数据{n}条",
    "印发文件{k}份，解读政策{m}次，受众{n}人",
    "召开政企座谈会{k}次，{n}家企业参加",
    "开展回访{n}人次，反映办理及时的{m}人次",
    "公示结果{n}条，接受社会监督，收到反馈{k}条",
)
BROUGHT = (
    "群众排队时间明显减少",
    "企业普遍反映流程更清楚",
    "形成问题台账并逐项销号",
    "相关做法已报专班备案",
    "部门之间的衔接比上季度顺畅",
    "下一批事项已列入计划",
    "存量问题减少三成左右",
    "材料退补率有所下降",
    "已纳入日常考核",
    "县区同步推开",
    "形成典型事例一则",
    "工作底稿齐全、可以复核",
)
NEXT = (
    "下月完成剩余{k}项并组织自查",
    "继续走访{n}户企业，核对答复情况",
    "会同县区开展一次联合检查",
    "把{k}项成熟做法固定为制度",
    "完成第二批人员培训",
    "对照清单开展回头看",
    "争取{k}个系统完成对接",
    "整理典型事例并报送专班",
)
PROBLEMS = (
    "数据共享接口尚未打通，部分信息仍需人工核对",
    "基层窗口人员不足，高峰时段排队较长",
    "个别企业对政策了解不够，申报材料反复补正",
    "历史台账不完整，比对工作量大",
)
SUMMARY = (
    "本季度{done}；{done2}。从数据看，{brought}，{brought2}。",
    "三个月来，{done}，{done2}。总体上{brought}。",
)
LATE_REASONS = (
    "经办人外出培训，材料核对用时较长",
    "数据由县区汇总，上报较晚",
    "负责人出差，签发延后",
)
UNITS_COUNTED = ("件", "户", "项", "人次")
SOURCES = ("工作台账", "业务系统统计", "窗口登记表", "月度统计表")
HOLLOW = ("持续推进，取得实效。", "高度重视，正在有序推进。", "按计划推进，落实到位。")
NOT_WAITING = "个别单位尚未报送，已经催办，先行汇总"
CORRECTION = "经复核，漏计县区上报的一批数据"
LONGEST_ABOUT = 16
QUOTED = re.compile("“(.+?)”")
FIGURES_IN_TEN, PROBLEMS_IN_TEN = 6, 2


def progress(basis: Basis, month: date, dice: Random) -> str:
    """What was done for one measure in a month."""
    opening = dice.choice(OPENINGS).format(month=month.month, about=_short(basis.title))
    first, second = (_filled(each, dice) for each in dice.sample(DONE, 2))
    brought = dice.choice(BROUGHT)
    return f"{opening}{first}；{second}。{brought}。"


def summary(dice: Random) -> str:
    """What a quarter brought, in one section of a summary."""
    done, done2 = (_filled(each, dice) for each in dice.sample(DONE, 2))
    brought, brought2 = dice.sample(BROUGHT, 2)
    return dice.choice(SUMMARY).format(done=done, done2=done2, brought=brought, brought2=brought2)


def line(basis: Basis, month: date, dice: Random, *, is_hollow: bool = False) -> LineContent:
    """One line of a return, without milestones."""
    if is_hollow:
        return LineContent(basis.key, progress=dice.choice(HOLLOW))
    if basis.key.startswith("section:"):
        return LineContent(basis.key, progress=summary(dice))
    return LineContent(
        basis.key,
        progress=progress(basis, month, dice),
        problems=dice.choice(PROBLEMS) if dice.randrange(10) < PROBLEMS_IN_TEN else "",
        next_step=_filled(dice.choice(NEXT), dice),
        **_figure(basis, month, dice),
    )


def minutes(unit: str, basis: Basis, result: str, month: date) -> tuple[str, bytes]:
    """A file that shows a milestone: its name, and a plain text."""
    text = (
        f"示例佐证材料（虚构）\n单位：{unit}\n月份：{month:%Y-%m}\n举措：{basis.title}\n"
        f"节点：{result}\n结论：经责任科室核对，节点已经达成，台账可查。\n"
    )
    return f"{month:%Y-%m} {result[:20]}.txt", text.encode()


def _figure(basis: Basis, month: date, dice: Random) -> dict[str, Any]:
    if not basis.figure_hint and dice.randrange(10) >= FIGURES_IN_TEN:
        return {}
    done = dice.randint(3, 12) * (month.month - 3)
    total = done + dice.randint(0, 40) if dice.random() < 1 / 2 else None
    return {
        "numerator": Decimal(done),
        "denominator": Decimal(total) if total else None,
        "measured_in": dice.choice(UNITS_COUNTED),
        "source": dice.choice(SOURCES),
    }


def _filled(form: str, dice: Random) -> str:
    k = dice.randint(1, 5)
    m = k + dice.randint(0, 9)
    return form.format(k=k, m=m, n=m + dice.randint(1, 30))


def _short(title: str) -> str:
    inside = QUOTED.search(title)
    words = inside[1] if inside else title.rpartition("：")[2]
    return re.split("[，、；。：]", words)[0][:LONGEST_ABOUT]
