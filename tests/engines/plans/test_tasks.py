"""Which items are tasks, and where they begin and end."""

import pytest

from tests.engines.plans.reading import dates, figures, plan_of, roles

pytestmark = pytest.mark.no_database


def numbers(text):
    return [task.number for task in plan_of(text).tasks]


def test_aims_and_safeguards_are_sections_and_items_with_clauses_are_tasks():
    plan = plan_of(
        "一、总体要求\n（一）指导思想。坚持。\n二、主要任务\n（一）审批。\n1.压减。做事。"
        "（市局负责）\n"
        "2.提速。做事。（市局负责）\n三、保障措施\n（一）加强领导。各单位要落实。"
    )
    assert [task.number for task in plan.tasks] == ["1.", "2."]
    assert [plan.sections[index].title for index in plan.tasks[0].section] == ["主要任务", "审批"]


def test_without_any_clause_the_lowest_numbered_paragraphs_are_tasks():
    text = (
        "一、总体要求\n坚持。\n二、主要任务\n（一）供给。\n1.来源。做事。\n2.团队。做事。"
        "\n（二）保障合理用药。做事。\n三、组织实施\n（一）领导。抓。"
    )
    assert numbers(text) == ["1.", "2.", "（二）"]


def test_a_parent_with_a_clause_ends_before_children_with_clauses():
    plan = plan_of(
        "一、放（一）清理审批。（国办牵头，各部门负责）具体措施：1．编制清单。"
        "（国办负责）2．2021年6月底前建立机制。（国办负责）"
        "（二）支持探索。（国办负责）具体措施：设立试点。（国办负责）各地区要落实。"
    )
    assert [(task.number, task.parent) for task in plan.tasks] == [
        ("（一）", None), ("1．", 1), ("2．", 1), ("（二）", None), (None, 4)
    ]  # fmt: skip
    assert plan.tasks[0].quote.endswith("各部门负责）")
    assert plan.tasks[4].quote.startswith("设立试点")
    assert plan.tasks[4].quote.endswith("）")


def test_a_list_under_one_clause_is_one_task():
    text = (
        "一、优化流程。（1）压减材料。（2）压缩时限。（市政务局牵头）二、强化监管。（1）信用。"
        "（2）柔性。（市监局牵头）"
    )
    assert numbers(text) == ["一、", "二、"]


def test_a_list_after_the_clause_belongs_to_its_task():
    plan = plan_of(
        "一、行动\n（一）创业。促进创业。（发改委负责）\n1.平台。建平台。\n2.空间。建空间。"
        "\n（二）制造。推动融合。（工信部、发改委共同牵头）\n1.智能。做。\n2.服务。做。"
    )
    assert [task.number for task in plan.tasks] == ["（一）", "（二）"]
    assert [task.quote[-4:] for task in plan.tasks] == ["建空间。", "务。做。"]


def test_a_clause_in_the_heading_holds_the_paragraphs_below():
    plan = plan_of(
        "1.优化审批（责任单位：市审批局）\n推进并联审批。年底前完成10项。"
        "\n2.优化监管（责任单位：市监局）\n推进信用监管。"
    )
    assert [roles(task) for task in plan.tasks] == [" | 市审批局 | ", " | 市监局 | "]
    assert "10项" in plan.tasks[0].quote
    assert plan.tasks[1].quote.endswith("推进信用监管。")


def test_articles_are_tasks_and_the_closing_article_is_none():
    text = (
        "第一章 总则\n第一条 为了优化环境。\n第二章 服务\n第二条 一网通办。（责任单位："
        "市政务局）\n第三章 附则\n第三条 自发布之日起施行。"
    )
    assert numbers(text) == ["第二条"]


def test_a_closing_article_without_a_chapter_is_no_task():
    text = (
        "第一条 融资。做事。（责任单位：市局）\n第二条 用工。做事。（责任单位：市局）\n"
        "第三条 本措施自印发之日起施行，由市局负责解释。"
    )
    assert numbers(text) == ["第一条", "第二条"]
    other = text.replace("第三条 本", "第三条 其它。本")
    assert numbers(other) == ["第一条", "第二条"]


def test_paragraphs_with_clauses_under_a_bare_heading_are_tasks_without_numbers():
    plan = plan_of(
        "一、服务\n推行套餐。做甲。（市局负责）\n智能审批。做乙。（市局负责）\n二、监管\n"
        "信用监管。做丙。（市局负责）\n2024年1月2日"
    )
    assert [(task.number, task.title) for task in plan.tasks] == [
        (None, "推行套餐"), (None, "智能审批"), (None, "信用监管")
    ]  # fmt: skip
    assert [plan.sections[task.section[0]].title for task in plan.tasks] == ["服务", "服务", "监管"]
    assert all(task.unsure for task in plan.tasks)


def test_paragraphs_that_follow_words_of_their_item_are_parts_of_one_task():
    text = (
        "一、服务\n（一）强化引领。做甲。（市局负责）\n优化体制。做乙。（县局负责）\n"
        "（二）监管。（市局负责）"
    )
    assert numbers(text) == ["（一）", "（二）"]


def test_bullets_open_tasks_in_a_plan_without_numbers():
    plan = plan_of("任务清单\n★ 一业一证。做甲。（市局负责）\n★ 免证办。做乙。（县局负责）")
    assert [task.title for task in plan.tasks] == ["一业一证", "免证办"]
    assert plan.tasks[0].quote.startswith("★")


def test_numbers_inside_sentences_open_no_item():
    text = (
        "一、任务\n1.年报。推进“多报合一、信息共享”，对一、二类企业提速，利率为4.5%。"
        "（市局负责）\n2.其他。做事。（市局负责）"
    )
    assert numbers(text) == ["1.", "2."]


def test_a_number_that_is_skipped_is_doubted():
    plan = plan_of("一、任务\n1.甲。做。（市局负责）\n3.乙。做。（市局负责）")
    assert [bool(task.unsure) for task in plan.tasks] == [False, True]


def test_the_last_task_ends_with_its_clause():
    plan = plan_of(
        "一、任务\n1.甲。做。（市局负责）\n2.乙。做。（市局负责）\n本措施自印发之日起施行。"
        "\n某市人民政府\n2024年1月2日"
    )
    assert plan.tasks[-1].quote == "2.乙。做。（市局负责）"


def test_a_document_on_one_line_is_read_like_any_other():
    text = (
        "一、任务\n（一）服务。\n1.甲。做甲。（责任单位：市局）\n2.乙。做乙。（责任单位："
        "市局）\n二、监管\n（二）检查。\n3.丙。做丙。（责任单位：市局）"
    )
    flat = text.replace("\n", "")
    assert [task.number for task in plan_of(flat).tasks] == numbers(text)
    assert [roles(task) for task in plan_of(flat).tasks] == [" | 市局 | "] * 3


def test_several_plans_in_one_notice_restart_their_numbers():
    plan = plan_of(
        "甲方案\n一、措施\n1.甲。做。（市局负责）\n乙方案\n一、措施\n1.乙。做。"
        "（市局负责）\n2.丙。做。（市局负责）"
    )
    assert [task.number for task in plan.tasks] == ["1.", "1.", "2."]


WRAPPED = """　　二、主要任务
　　（一）优化流程。推进工程建设项目审批制度改革，将审批
时间压缩至5个工作日以内，2024年6月底前完成。（市住房城乡建
设局牵头，市财政局、市水利局、市林业局、市自然资源局、市发展
- 3 -

改革委按职责分工负责）
　　（二）优化监管。推进跨部门综合监管，健全信用监管机制，
实现监管事项全覆盖，提升监管的精准性和有效性。（市市场监管局
负责）
　　（三）优化服务。推进政务服务事项网上办理，健全帮办代办
机制，提升企业和群众的获得感和满意度。（市政务服务局负责）
　　（四）优化税费。推进税费优惠政策直达快享，健全精准推送
机制，提升企业和群众的获得感和满意度。（市税务局负责）
"""


def test_hard_wraps_and_page_numbers_inside_names_are_joined():
    task = plan_of(WRAPPED).tasks[0]
    assert (
        roles(task) == "市住房城乡建设局 |  | 市财政局 市水利局 市林业局 市自然资源局 市发展改革委"
    )
    assert figures(task) == ["<= 5 个工作日"]
    assert dates(task) == ["due 2024-06-30"]


def test_traditional_characters_are_read_and_quoted_as_written():
    plan = plan_of(
        "二、主要任務\n（一）審批。將時間壓縮至5個工作日以內。（縣發展改革委牽頭，"
        "縣財政局配合）\n（二）監管。（縣財政局負責）"
    )
    assert roles(plan.tasks[0]) == "縣發展改革委 |  | 縣財政局"
    assert figures(plan.tasks[0]) == ["<= 5 個工作日"]
    assert plan.tasks[0].targets[0].value_text == "5個工作日"


TABBED = (
    "序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\n1\t开办\t压缩至1天\t市监局\t市公安局、"
    "市税务局\t2024年6月底\n2\t审批\t材料压减30%\t审批局\t/\t持续推进\n\t审批\t推行承诺\t司法局\t/\t2024年底前"
)


def test_a_row_of_a_table_is_a_task():
    first, second = plan_of(TABBED).tasks
    assert (first.number, first.title, roles(first)) == (
        "1",
        "开办",
        "市监局 |  | 市公安局 市税务局",
    )
    assert dates(first) == ["due 2024-06-30"]
    assert [(unit.unit, unit.group) for unit in second.responsible] == [
        ("审批局", 1),
        ("司法局", 2),
    ]


def test_a_table_with_one_cell_a_line_is_read_like_its_rows():
    stacked = (
        "序号\n事项\n内容\n牵头单位\n配合单位\n承办处室\n1\n开办。\n压缩至1天。"
        "\n市监局\n/\n注册处\n推行承诺。\n司法局\n市监局\n法制处\n2\n审批。\n压减。"
        "\n审批局\n/\n一处"
    )
    first, second = plan_of(stacked).tasks
    assert roles(first) == "市监局 司法局 |  | 市监局"
    assert [unit.unit for unit in first.internal_units] == ["注册处", "法制处"]
    assert roles(second) == "审批局 |  | "


def test_annexes_that_only_explain_hold_no_tasks():
    text = (
        "一、任务\n（一）甲。推进甲。\n（二）乙。推进乙。\n附件1\n名词解释\n1.可信空间。"
        "是指空间。\n2.数据。是指数据。"
    )
    assert numbers(text) == ["（一）", "（二）"]


def test_each_action_of_a_sentence_is_a_measure_with_what_it_is_for():
    (task, _) = plan_of(
        "一、任务\n1.标题。建立台账,加强宣传引导,提高效率。对企业,提供帮办、代办服务。"
        "（市局负责）\n2.乙。做。（市局负责）"
    ).tasks
    assert [measure.quote for measure in task.measures] == [
        "建立台账",
        "加强宣传引导,提高效率。",
        "对企业,提供帮办、代办服务。",
    ]


def test_sentences_of_a_task_are_its_measures():
    (task, _) = plan_of(
        "一、任务\n1.标题。建立机制。开展检查；推行承诺。（市局负责）\n2.乙。做事。（市局负责）"
    ).tasks
    assert [measure.quote for measure in task.measures] == [
        "建立机制。",
        "开展检查",
        "推行承诺。",
    ]
