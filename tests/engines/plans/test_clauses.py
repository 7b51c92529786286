"""Who answers for a task, in every form in which plans say it."""

import pytest

from tests.engines.plans.reading import plan_of, roles, task_of

pytestmark = pytest.mark.no_database

FORMS = {
    "（市发改委牵头，市财政局、市税务局按职责分工负责）": "市发改委 |  | 市财政局 市税务局",
    "(市发改委、市财政局按职责分工负责)": " | 市发改委 市财政局 | ",
    "（市发改委牵头、市财政局配合）": "市发改委 |  | 市财政局",
    "（市发改委、市工信局共同牵头，市财政局参与）": "市发改委 市工信局 |  | 市财政局",
    "（市发改委会同市财政局负责）": "市发改委 |  | 市财政局",
    "（由市发改委牵头，市财政局协助）": "市发改委 |  | 市财政局",
    "〔责任单位：市发改委、各县区〕": " | 市发改委 各县区 | ",
    "【责任单位：市发改委、各县区】": " | 市发改委 各县区 | ",
    "[责任单位：市国资委，各县（市）区政府]": " | 市国资委 各县（市）区政府 | ",
    "（牵头单位：市发改委；责任单位：市财政局、市税务局）": "市发改委 | 市财政局 市税务局 | ",
    (
        "（牵头单位：市发改委，配合单位：市财政局，各区、县级市）"
    ): "市发改委 |  | 市财政局 各区、县级市",
    "（责任单位：市发改委牵头，市财政局配合）": "市发改委 |  | 市财政局",
    "（牵头：市卫健委，配合：市医保局）": "市卫健委 |  | 市医保局",
    "（责任单位：市发改委 市财政局 市税务局）": " | 市发改委 市财政局 市税务局 | ",
    "（市发改委、财政局，各县（市、区）人民政府）": " | 市发改委 财政局 各县（市、区）人民政府 | ",
    "\n责任单位：市发改委、财政局": " | 市发改委 财政局 | ",
    (
        "\n牵头单位：市发改委\n\n参与单位：市财政局，各设区市政府、某某新区管委会"
    ): "市发改委 |  | 市财政局 各设区市政府 某某新区管委会",
    "\n牵头单位：市发改委；责任单位：市财政局。": "市发改委 | 市财政局 | ",
    "责任单位：市发改委、市财政局。": " | 市发改委 市财政局 | ",
    "（责任领导：张三；责任单位：市审批局）": " | 市审批局 | ",
    "（各市、县、区政府负责）": " | 各市、县、区政府 | ",
    (
        "（各市、县（区）人民政府，各有关部门和单位负责）"
    ): " | 各市、县（区）人民政府 各有关部门和单位 | ",
    "（各地区、各部门负责）": " | 各地区 各部门 | ",
    "（市商务局、市工商联、市妇联负责）": " | 市商务局 市工商联 市妇联 | ",
    "（市政府办牵头，市政协办、市工商联按职责分工负责）": "市政府办 |  | 市政协办 市工商联",
    "（牵头单位：市人社局，配合单位：各项目牵头单位）": "市人社局 |  | 各项目牵头单位",
    (
        "（牵头单位：州审批局；责任单位：州司法局、州委编办及州直相关单位，6月底完成）"
    ): "州审批局 | 州司法局 州委编办 州直相关单位 | ",
    "由市商务局牵头，市财政局、各区政府配合。": "市商务局 |  | 市财政局 各区政府",
    "市商务局会同市财政局负责。": "市商务局 |  | 市财政局",
    "（市市场监管局（知识产权局））": " | 市市场监管局（知识产权局） | ",
    "（责任单位：市网信办牵头，共青团市委、市消协配合）": "市网信办 |  | 共青团市委 市消协",
    "（生态环境部指导，试点城市政府负责落实）": " | 生态环境部 试点城市政府 | ",
    "（工信部、商务部指导，供销总社参与）": " | 工信部 商务部 | 供销总社",
    "（負有安全監管職責的部門按職責分工負責）": " | 負有安全監管職責的部門 | ",
}


@pytest.mark.parametrize(("clause", "expected"), FORMS.items())
def test_a_clause_gives_its_units_with_their_roles(clause, expected):
    assert roles(task_of("优化服务。推进改革。" + clause)) == expected


def test_a_tail_is_kept_as_written_and_is_no_unit():
    task = task_of("优化服务。（财政部、民政部等国务院相关部门及各地区按职责分工负责）")
    assert roles(task) == " | 财政部 民政部 各地区 | "
    assert [tail.quote for tail in task.open_ended] == ["等国务院相关部门"]


def test_a_sentence_of_prose_about_duties_is_no_clause():
    task = task_of("服务。建立由分管领导牵头、相关部门共同参与的机制，各有关方面要切实负责。")
    assert roles(task) == " |  | "


def test_several_clauses_of_a_task_are_numbered():
    task = task_of("服务。简化登记。（工商总局、中央编办）放宽条件。（省级人民政府）")
    assert [(unit.unit, unit.group) for unit in task.responsible] == [
        ("工商总局", 1), ("中央编办", 1), ("省级人民政府", 2)
    ]  # fmt: skip


def test_asides_in_brackets_are_no_clauses():
    task = task_of(
        "服务（含代理机构）。推进街道（乡镇）服务（APP）建设，考核证书的实施（技工院校由市人社局"
        "负责），抓好落实。（责任单位：市民政局）"
    )
    assert roles(task) == " | 市民政局 | "


def test_the_unit_listed_first_leads_where_the_plan_says_so_once():
    plan = plan_of(
        "一、就业\n（一）稳岗。加大支持。（人社部、财政部负责。列第一位者为牵头单位，下同）\n"
        "（二）培训。开展培训。（教育部、人社部等负责）\n（三）落实。抓好落实。（各有关部门、"
        "财政部负责）\n"
        "（四）督查。抓好督查。（财政部负责）"
    )
    assert [roles(task) for task in plan.tasks] == [
        "人社部 |  | 财政部",
        "教育部 |  | 人社部",
        " | 各有关部门 财政部 | ",
        " | 财政部 | ",
    ]
    assert plan.implicit_lead is not None


def test_under_a_label_the_rest_stay_responsible_when_the_first_leads():
    plan = plan_of(
        "一、服务\n1．物资。保障。〔责任单位：市经信局、市财政局；列首位的为牵头单位，"
        "下同〕\n2．用电。保供。（责任单位：市发改委、市工信局）"
    )
    assert [roles(task) for task in plan.tasks] == [
        "市经信局 | 市财政局 | ",
        "市发改委 | 市工信局 | ",
    ]


def test_a_bracket_that_never_closes_is_read_to_the_end_of_its_line_and_doubted():
    task = task_of("服务。推进。（责任单位：市发改委、市财政局")
    assert roles(task) == " | 市发改委 市财政局 | "
    assert task.clauses[0].unsure


def test_every_unit_says_which_rule_found_it():
    assert task_of("服务。（市发改委负责）").responsible[0].rule == "clause.bracket-verb"
    assert task_of("服务。\n责任单位：市发改委").responsible[0].rule == "clause.label-line"
