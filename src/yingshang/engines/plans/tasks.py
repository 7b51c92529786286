"""Decides which numbered items are tasks, and where each begins and ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from yingshang.engines.plans.clause import Clause
from yingshang.engines.plans.outline import Item, heading
from yingshang.engines.plans.paragraphs import STYLE

# Parts of a plan whose items are no tasks unless a clause says so.
_ASIDE = re.compile(
    r".{0,8}?(?:指导思想|基本原则|总体要求|总体思路|总体目标|工作目标|主要目标|发展目标|目标任务|试点目标|行动目标|工作原则|重大意义|重要意义|"
    r"工作要求|有关要求|相关要求|组织实施|组织领导|监督考核|督查考核|督导考核|考核评价|附则|明确范围|适用范围|实施范围|试点范围|适用对象|"
    r"实施步骤|工作步骤|时间安排|进度安排|方法步骤|组织机构|名词解释|发展基础|总则|其他事项|工作思路|考核奖惩|总体安排|基本要求|督导检查|组织推进|"
    r"落实要求|实施要求|工作安排|试点内容|推进机制|责任落实|督查督办|考核督导|组织形式|组织方式).{0,6}|"
    r"(?:强化|加强|完善|健全|落实)?(?:工作|组织|实施|政策|要素|各项|推进|综合)?保障(?:措施|工作|机制)?|.{0,4}目标|.{0,6}(?:形势|背景|现状)"
)
_WORKING = re.compile(r"任务|措施|举措|政策|行动|内容|支持|事项|重点")
_FINE = frozenset({"arabic_bracket", "arabic_half", "circled"})
_NEVER = _FINE | {"chapter"}
# Lengths that tell a heading from prose.
_LONGEST_TITLE = 40
_LONGEST_WITH_COMMA = 30
_LONGEST_HEADING = 60
_SHORTEST_BODY = 4
_FLAT_ITEMS = 3
# With fewer clauses than one in so many items, a missing clause says nothing.
_RARE = 8
# 本措施自印发之日起施行; 由市发改委负责解释: how long the plan holds, and who explains it.
_PROVISION = re.compile(
    r"本[^。,]{1,8}(?:由[^。,]{2,30}负责解释|自|从|有效期|执行期)|自[^。,]{0,12}起(?:施行|实施|执行)"
)
_CHILD = re.compile(
    r"(?:具体措施|具体任务|主要措施|重点举措|工作举措|工作措施|具体举措|重点任务):\s?"
)
_CLOSING = re.compile(
    r"(?:本(?:政策|措施|意见|方案|通知|办法|计划|文件|行动)|以上(?:政策|措施|条款)|上述|各(?:地|市|县|区|部门|有关|单位|级|设区)[^。\n]{0,24}(?:要|参照|应当|应|可|须)|"
    r"附件|附:|\(此件|国家[^。\n]{0,12}(?:出台|另有)|联系人|解释权|扫一扫|相关(?:解读|政策|附件)|网站|版权|主办单位:|索引号|信息来源|抄送|此件)|"
    r"[^。\n]{2,30}(?:人民政府|办公[厅室]|委员会|[局厅部院])\n|\d{4}年\d{1,2}月\d{1,2}日\n"
)
_ANNEX = re.compile(r"\n附 ?件ﾠ?[ :]?\d{0,2}(?:[-.]\d)?[:.、]?[^\n]{0,60}(?=\n|$)")
_PLAN_NAME = re.compile(
    r"(?:方案|计划|措施|意见|要点|清单|分工|分工表|政策|台账)(?:\([^()]{1,20}\))?\s*$"
)
_FINISH = re.compile(r"\n\(?此件[^\n]{0,12}(?:公开|发布)\)?(?=\n|$)")


@dataclass(slots=True)
class Draft:
    """A task before its findings are read; ranges of the view."""

    item: Item | None
    start: int
    end: int
    clauses: list[Clause] = field(default_factory=list)
    parent: Draft | None = None
    number: tuple[int, int] | None = None
    title: tuple[int, int] | None = None
    rule: str = "task.clause"


def body_end(text: str, first: int) -> int:
    """Where the main text ends: at annexes that are no plans of their own."""
    for match in _ANNEX.finditer(text, first):
        following = text[match.end() : match.end() + 120]
        named = [line for line in (match.group() + "\n" + following).split("\n") if line.strip()][
            :3
        ]
        if not any(_PLAN_NAME.search(line) for line in named[:3]):
            return match.start()
    return len(text)


def attach(items: list[Item], found: list[Clause]) -> dict[int, list[Clause]]:
    """Clauses by the index of the item that they belong to."""
    starts = [item.start for item in items]
    index_of = {id(item): index for index, item in enumerate(items)}
    held: dict[int, list[Clause]] = {}
    for clause in found:
        index = bisect_right(starts, clause.start) - 1
        if index >= 0:
            held.setdefault(index, []).append(clause)
    for index in sorted(held, reverse=True):
        parent = items[index].parent
        if parent is not None and _closes_list(items, index, held, index_of):
            moved = held.pop(index)
            held.setdefault(index_of[id(parent)], []).extend(moved)
    return held


def _closes_list(
    items: list[Item], index: int, held: dict[int, list[Clause]], index_of: dict[int, int]
) -> bool:
    """Whether the clause of the last member of a list belongs to the whole list."""
    item = items[index]
    parent = item.parent
    if parent is None or item is not parent.children[-1] or item.children:
        return False
    others = [index_of[id(one)] for one in parent.children[:-1]]
    if not others or any(one in held for one in others) or index_of[id(parent)] in held:
        return False
    return item.style in _FINE or not item.strong or _listed_under_task(parent, items, held)


def _listed_under_task(parent: Item, items: list[Item], held: dict[int, list[Clause]]) -> bool:
    """Whether other items at the parent's level have clauses of their own or close lists too."""
    same = [i for i, one in enumerate(items) if one.style == parent.style and one is not parent]
    held_by = [i for i in held if items[i].style == parent.style]
    return bool(same) and len(held_by) * 2 >= len(same)


def drafts(text: str, items: list[Item], held: dict[int, list[Clause]]) -> list[Draft]:
    """The tasks among the items, in order."""
    with_clauses = {id(items[index]): found for index, found in held.items()}
    chosen = _Chooser(text, items, with_clauses)
    found: list[Draft] = []
    made: dict[int, Draft] = {}
    for item in items:
        rule = chosen.rule(item)
        if rule is None or _inside_whole(item, made, chosen):
            continue
        draft = _draft(text, item, with_clauses.get(id(item), []), chosen)
        draft.rule = rule
        draft.parent = _nearest(item, made)
        made[id(item)] = draft
        found += [draft, *_unnumbered(text, draft)]
    return found


def _nearest(item: Item, made: dict[int, Draft]) -> Draft | None:
    above = item.parent
    while above is not None:
        if id(above) in made:
            return made[id(above)]
        above = above.parent
    return None


def _inside_whole(item: Item, made: dict[int, Draft], chosen: _Chooser) -> bool:
    """Whether a task that takes in its children holds this item already."""
    above = item.parent
    while above is not None:
        if id(above) in made and not chosen.below(above):
            return True
        above = above.parent
    return False


class _Chooser:
    """Says of each item whether it is a task."""

    def __init__(self, text: str, items: list[Item], held: dict[int, list[Clause]]) -> None:
        self.text = text
        self.held = held
        self._below = self._with_clause_below(items)
        self.tops = [item for item in items if item.depth == 0]
        leaves = sum(not item.children for item in items)
        self.end = items[-1].end if items else 0
        self.any_clause = len(held) * _RARE >= leaves > 0
        styles = [item.style for item in items if id(item) in held]
        self.task_styles = {style for style in styles if styles.count(style) * 10 >= len(styles)}
        flat = [top for top in self.tops if not top.children]
        self.flat = len(flat) * 3 >= len(self.tops) * 2 and len(self.tops) >= _FLAT_ITEMS

    def _with_clause_below(self, items: list[Item]) -> set[int]:
        below: set[int] = set()
        for item in items:
            above = item.parent if id(item) in self.held else None
            while above is not None:
                below.add(id(above))
                above = above.parent
        return below

    def below(self, item: Item) -> bool:
        """Whether items under this one have clauses."""
        return id(item) in self._below

    def rule(self, item: Item) -> str | None:
        """Name of the rule that makes `item` a task, None where it is none."""
        if id(item) in self.held:
            return "task.unnumbered" if item.style == STYLE else "task.clause"
        if self.below(item) or item.style in _NEVER or self._heads(item):
            return None
        return self._clauseless(item)

    def _heads(self, item: Item) -> bool:
        """Whether an item only gathers others that could be tasks."""
        return any(
            child.style not in _FINE and child.strong >= item.strong for child in item.children
        )

    def _clauseless(self, item: Item) -> str | None:
        after = heading(self.text, item)[1] + 1
        if any(_PROVISION.match(self.text, at) for at in (item.body, after)):
            return None
        if self._aside(item):
            return "task.continued-series" if self._goal_item(item) else None
        if item.depth == 0:
            return "task.flat" if self.flat else None
        top = item
        while top.parent is not None:
            top = top.parent
        if self.any_clause and not self._working(item, top):
            return None
        return "task.lowest-item"

    def _working(self, item: Item, top: Item) -> bool:
        """In a document with clauses: whether an item without one is a task all the same."""
        siblings = item.parent.children if item.parent else []
        if any(id(one) in self.held for one in siblings):
            return True
        if self.below(top):
            return item.style in self.task_styles
        return bool(_WORKING.search(self._title(top))) and bool(self.held)

    def _title(self, item: Item) -> str:
        start, end = heading(self.text, item)
        return self.text[start : min(end, start + 40)].split(",")[0]

    def _aside(self, item: Item) -> bool:
        node: Item | None = item
        while node is not None:
            if _ASIDE.fullmatch(self._title(node).strip(" :。\n")):
                return True
            node = node.parent
        return False

    def _goal_item(self, item: Item) -> bool:
        """A single numbered aim with which the series of the tasks begins."""
        alone = item.parent is not None and len(item.parent.children) == 1
        return alone and item.style == "arabic" and item.value == 1 and "arabic" in self.task_styles


def _draft(text: str, item: Item, found: list[Clause], chosen: _Chooser) -> Draft:
    whole = not chosen.below(item)
    end = item.end if whole else item.own_end
    draft = Draft(item, item.start, end, list(found))
    draft.number = (item.start, item.body) if item.style != STYLE else None
    draft.title = _title(text, item)
    draft.end = _cut(text, draft, item, chosen)
    return draft


def _title(text: str, item: Item) -> tuple[int, int] | None:
    """The heading sentence; None where the item starts straight with prose."""
    start, end = heading(text, item)
    bracket = text.find("(", start, end)
    words = text[start:end]
    if bracket > start and re.search(r"牵头|负责|责任|配合", text[bracket:end]):
        end = bracket
        words = text[start:end]
    prose = (
        len(words) > _LONGEST_TITLE
        or words.count(",") > 1
        or ("," in words and len(words) > _LONGEST_WITH_COMMA)
    )
    return None if prose or not words.strip() else (start, end)


def _cut(text: str, draft: Draft, item: Item, chosen: _Chooser) -> int:
    """The end of a task: with its last clause, or before closing words."""
    whole, end = not chosen.below(item), draft.end
    if draft.clauses:
        last = max(clause.end for clause in draft.clauses)
        last += text[last : last + 1] == "。"
        rest = text[last:end]
        listed = whole and item.children and item.children[0].start >= last
        closes = not whole or rest.startswith("\n") or end == chosen.end
        heads = listed or _in_heading(text, draft, item, rest)
        if not rest.strip() or (closes and not heads):
            return last
    if end < chosen.end:
        return end
    last_child = item.children[-1] if item.children and whole else item
    return _before_closing(text, last_child.start, end)


def _in_heading(text: str, draft: Draft, item: Item, rest: str) -> bool:
    """Whether the one clause stands in the heading and the task itself follows."""
    clause = draft.clauses[0]
    early = (
        clause.start - item.body < _LONGEST_HEADING and "。" not in text[item.body : clause.start]
    )
    return early and len(draft.clauses) == 1 and len(rest.strip()) > _SHORTEST_BODY


def _before_closing(text: str, start: int, end: int) -> int:
    """`end`, or the start of the first paragraph that closes the plan."""
    at = text.find("\n", start, end)
    if 0 <= at - start < _LONGEST_HEADING and "。" not in text[start : at - 1]:
        at = text.find("\n", at + 1, end)
    while at >= 0:
        if _CLOSING.match(text, at + 1) or _FINISH.match(text, at):
            return at
        at = text.find("\n", at + 1, end)
    return end


def _unnumbered(text: str, draft: Draft) -> list[Draft]:
    """A child without a number: 具体措施:… with a clause of its own after the parent's."""
    if len(draft.clauses) <= 1:
        return []
    marker = _CHILD.search(text, draft.clauses[0].end, draft.end)
    if marker is None:
        return []
    mine = [one for one in draft.clauses if one.start < marker.start()]
    theirs = [one for one in draft.clauses if one.start >= marker.end()]
    if not mine or not theirs:
        return []
    child = Draft(None, marker.end(), theirs[-1].end, theirs, draft, rule="task.unnumbered-child")
    draft.clauses, draft.end = mine, mine[-1].end
    return [child]
