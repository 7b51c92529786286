"""Dates, windows, recurrences and durations."""

import pytest

from tests.engines.plans.reading import dates, plan_of, task_of

pytestmark = pytest.mark.no_database

SET = {
    "2023年6月底前出台办法": ["due 2023-06-30"],
    "２０２３年６月３０日前完成整改": ["due 2023-06-30"],
    "2024年底前实现全覆盖": ["due 2024-12-31"],
    "2024年2月底前完成": ["due 2024-02-29"],
    "6月底前制定政策，12月底前实现结算": ["due 2023-06-30", "due 2023-12-31"],
    "2021年6月底前制定政策，12月底前实现结算": ["due 2021-06-30", "due 2021-12-31"],
    "年底前全面推开": ["due 2023-12-31"],
    "在2024年3月初将土地上图": ["due 2024-03"],
    "到2025年，全部提供服务": ["due 2025"],
    "到“十四五”末，形成体系": ["due 2025-12-31"],
    "明年上半年制定办法": ["due 2024-01-01/2024-06-30"],
    "一季度前完成编制": ["due 2023-03-31"],
    "2024年，选取部分机构试点": ["due 2024"],
    "2020年要有所突破": ["milestone 2020"],
    "2019年1月1日至12月31日，给予补贴": ["window 2019-01-01/2019-12-31"],
    "自2023年5月1日起，实行零收费": ["window 2023-05-01/.."],
    "将2月份纳税申报期限延长至2月24日": ["window ../2023-02-24"],
    "在2023年3月31日前，暂免收取费用": ["window ../2023-03-31"],
    "2023年一季度减半收取房租": ["window 2023-01-01/2023-03-31"],
    "2023年2月份、3月份、4月份房租减半": ["window 2023-02/2023-04"],
    "2、3月份房租减半，4—6月缓缴": ["window 2023-02/2023-03", "window 2023-04/2023-06"],
    "2022年前基本实现": ["due 2022"],
    "2019—2021年，培训职工": ["window 2019/2021"],
    "执行期限至2023年12月31日": ["window ../2023-12-31"],
    "2019年上半年在全国推广": ["due 2019-01-01/2019-06-30"],
    "从2019年起，开展监测": ["window 2019/.."],
    "2023年2月免收房租，3—4月房租减半": ["window 2023-02", "window 2023-03/2023-04"],
    "2023年一般工商业平均电价再降低10%": ["due 2023"],
    "2024年在10个行业开展试点": ["due 2024"],
    "综合融资成本2023年力争较2022年降低1个百分点": ["due 2023"],
    "覆盖率2023年达到80%、2025年达到100%": ["due 2023", "due 2025"],
    "2024年度完成改造200户": ["due 2024"],
    "力争5年培训工人500万人次": ["due P5Y"],
    "2024年模拟运行，2025年启动付费": ["due 2024", "due 2025"],
    "减半收取4月房租": ["window 2023-04"],
    "到2024.6，完成改造": ["due 2024-06"],
    "“十三五”期间，建成平台": ["window 2016/2020"],
    "窗口人员每两年轮换一次": ["recurring R/P2Y"],
    "每月25日前报送进展": ["recurring R/P1M"],
    "每季度末报送总结": ["recurring R/P3M"],
    "每半年组织开展一次宣传": ["recurring R/P6M"],
    "每3～5年参与一次培训": ["recurring R/P5Y"],
    "逐月推进清欠": ["recurring R/P1M"],
    "年度终了后一个季度内报送": ["recurring R/P1Y"],
    "5年内引进人才": ["due P5Y"],
    "力争三年内新增企业": ["due P3Y"],
    "利用3-5年时间建设工作室": ["due P5Y"],
    "在本意见印发之日起30日内制定办法": ["due P30D"],
    "于本文印发后3个月内出台方案": ["due P3M"],
}


@pytest.mark.parametrize(("words", "expected"), SET.items())
def test_a_date_that_is_set_is_a_deadline(words, expected):
    assert dates(task_of(f"优化服务。{words}。（市政务局负责）")) == expected


NOT_SET = [
    "修订2020年版目录",
    "支持2020年新增的贷款",
    "对2020年6月30日前到期的贷款续保",
    "科学编制2024年度开发方案",
    "不低于2019年同期",
    "按照国办发〔2020〕43号和2023年第58号公告",
    "每人每年只享受一次",
    "5年内享受政府补贴",
    "连续3年每年给予资助",
    "在2020年度专项项目申报时予以倾斜",
    "视同完成本年度继续教育学时",
    "按上年末参保人数确定",
    "优先支持2月底前能够完成技改、取得许可的企业，对其投资给予补助",
    "适当支持3月底以后形成产能的企业，按投资给予补助",
    "成本较2019年再降低",
    "对2020年2月至6月到期的贷款，给予展期",
    "汇总企业每年将接受的检查",
]


@pytest.mark.parametrize("words", NOT_SET)
def test_editions_conditions_and_comparisons_are_no_deadlines(words):
    assert dates(task_of(f"优化服务。{words}。（市政务局负责）")) == []


def test_a_deadline_in_the_clause_is_one_of_the_task():
    task = task_of("服务。推进改革。（市发改委、市财政局按职责分工负责，2023年6月底前完成）")
    assert dates(task) == ["due 2023-06-30"]
    assert [unit.unit for unit in task.responsible] == ["市发改委", "市财政局"]


@pytest.mark.parametrize("when", ["3月底前出台方案", "5月、11月各评估一次", "四季度"])
def test_words_that_begin_with_a_date_are_no_unit(when):
    task = task_of(f"服务。推进。（市发改委、市财政局负责，{when}）")
    assert [unit.unit for unit in task.responsible] == ["市发改委", "市财政局"]
    assert dates(task)


def test_a_label_after_the_verbs_of_a_clause_sets_the_date():
    task = task_of("服务。推进。（市发改委牵头，市财政局配合；完成时限：2026年12月底）")
    assert dates(task) == ["due 2026-12-31"]
    assert [unit.unit for unit in task.responsible] == ["市发改委", "市财政局"]


def test_a_time_limit_label_gives_milestone_and_ongoing_work():
    task = task_of("服务。\n责任单位：市发改委\n完成时限：2019年12月取得阶段性成果并持续推进")
    assert dates(task) == ["milestone 2019-12", "ongoing"]


def test_a_year_that_had_to_be_supplied_is_doubted():
    assert task_of("服务。年底前推开。（市发改委负责）").deadlines[0].unsure
    assert task_of("服务。2023年底前推开。（市发改委负责）").deadlines[0].unsure is None


def test_no_date_of_the_document_leaves_a_bare_month_without_a_year():
    plan = plan_of(
        "一、任务\n1.服务。6月底前完成。（市发改委负责）\n2.监管。抓好。（市司法局负责）"
    )
    assert plan.tasks[0].deadlines[0].date is None
