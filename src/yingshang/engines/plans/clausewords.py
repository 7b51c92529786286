"""The words of responsibility clauses: labels, verbs, times and remarks, in tables."""

import re

from yingshang.engines.plans.model import Role

_NOUN = (
    r"(?:单位|部门|机关|主体|方|处室|科室|地区和单位|部门和单位|单位和部门|单位\(部门\)|"
    r"部门\(单位\)|单位及部门)"
)
# Words of a label, its role. The first that matches wins.
_LABELS: tuple[tuple[str, Role | None], ...] = (
    (
        rf"(?:第一)?(?:牵头|主办|主责|主管|统筹|组织)(?:责任|负责|落实|实施|推进)?{_NOUN}|牵头人?",
        "lead",
    ),
    (
        rf"(?:配合|参与|参加|协办|协助|协同|协作|支持|会办)(?:落实|实施|责任)?{_NOUN}|配合|协办",
        "cooperating",
    ),
    (
        (
            rf"(?:责任|负责|落实|承办|实施|执行|承担|完成|主要责任|具体责任|分工|任务|"
            rf"整改)(?:落实|负责)?{_NOUN}|责任分工|职责分工|任务分工|分工"
        ),
        "responsible",
    ),
    (
        (
            r"(?:牵头|责任|分管|包保|挂点|联系|配合|市级|县级|主管)(?:市|县|区|省)?(?:级)?领导|"
            r"责任人|联系人|联系电话"
        ),
        None,
    ),
    (
        (
            r"(?:完成|整改|办结|工作|落实|推进|实施)?(?:时限|时间|期限|时间节点|时间要求|"
            r"时限要求|进度|进度安排|完成情况)(?:要求|节点|安排)?"
        ),
        None,
    ),
)
LABEL = re.compile(
    r"[\[(]?(?:"
    + "|".join(f"(?P<l{i}>{words})" for i, (words, _) in enumerate(_LABELS))
    + r")[\])]?(?::|(?<=[\])])| (?=[^ ]))"
)
LABEL_ROLES: tuple[Role | None, ...] = tuple(role for _, role in _LABELS)
PERSONS = 3

_DUTY = (
    r"(?:按照?|依照?|根据|依据)?(?:各自)?(?:职责|职能|职权|责任)(?:分工|范围|任务|"
    r"权限)?(?:要求)?(?:内)?"
)
_VERBS: tuple[tuple[str, Role | None], ...] = (
    (
        r"(?:共同|联合|分别|具体|负责)?牵头(?:抓总|负责|落实|实施|组织实施|组织|推进|办理|,)?",
        "lead",
    ),
    (
        (
            rf"(?:{_DUTY})?(?:共同|积极|协助|分别|协同)?(?:配合|参与|参加|协助|协同|协办|支持|"
            rf"协同配合|配合落实)(?:落实|实施|推进)?"
        ),
        "cooperating",
    ),
    (
        (
            rf"(?:(?:{_DUTY}|分别|共同|各自|具体|统一|组织|抓好|联合|按属地原则|依法)*)(?:负责|"
            rf"抓好落实|组织实施|组织落实|贯彻落实|落实|实施|推进|承办|办理)(?:落实|实施|"
            rf"组织实施|推进|本项)?"
        ),
        None,
    ),
    (rf"{_DUTY}", None),
    (r"(?:业务)?指导", None),
)
VERB = re.compile(
    r"(?:" + "|".join(f"(?P<v{i}>{words})" for i, (words, _) in enumerate(_VERBS)) + r")$"
)
VERB_ROLES: tuple[Role | None, ...] = tuple(role for _, role in _VERBS)
TOGETHER = re.compile(r"(?:牵头,?)?会同")
TIME = re.compile(
    r"^(?:于|在|力争|确保|到|至|原则上)?(?:20\d\d|\d{1,2}月|今年|明年|本年|年底|年内|全年|"
    r"每年|每月|每季|每半年|上半年|下半年|第?[一二三四]季度|持续|长期|常态|立即|即时|适时|"
    r"印发|本(?:方案|措施|意见)?印发|“?十四五|近期|中期|\d+个?(?:工作日|月|天|日))"
)
# No unit begins with a date, whatever is to be done by then.
TIME_START = re.compile(
    r"^(?:于|在|力争|确保|到|至)?(?:20\d\d年|\d{1,2}月|[上下]半年|第?[一二三四]季度|[本今明]?年[底末内])"
)
TIME_END = re.compile(
    r"(?:前|底|末|完成|推进|坚持|实施|落实|到位|内|年|月|日|季度|开展|取得[^,;]{1,12}|见效|"
    r"达标|启动|执行|提供)$"
)
FIRST_LEADS = re.compile(
    r"[^。;,()（）]{0,12}(?:列|排|位|居)(?:名|序)?(?:在)?(?:首|第一)[^。;()]{0,16}牵头[^。"
    r";()]{0,12}(?:,?\s?下同)?|[^。;,()]{0,6}(?:首|第一)(?:个|位|家|列)[^。;()]{0,10}(?:为|"
    r"是)[^。;()]{0,4}牵头[^。;()]{0,8}(?:,?\s?下同)?"
)
NOTE = re.compile(r"下同|不再|均涉及|以下各项|上述各项|除[^,]{2,20}外|详见|见附件")
BRACKET_MAX = 1200
BRACKET = re.compile(r"[()\[\]]")
WORD = re.compile(r"牵头|负责|配合|参与|参加|落实|实施|协助|承办|会同|职责|指导")

CLOSING_SENTENCE = re.compile(
    r"(?<=[。;\n])(?P<words>[^。;:()\n]{3,120}(?:牵头|负责|配合|参与|参加|协助|组织实施))"
    r"。?(?=\n|\Z)"
)

# Longest name of a unit; longer words are a sentence that looks like a clause.
LONGEST_NAME = 40
LONGEST_BARE_NAME = 24
LONGEST_TIME = 40
