"""Which numbers are targets, and how they are set."""

import pytest

from tests.engines.plans.reading import figures, task_of

pytestmark = pytest.mark.no_database

SET = {
    "网上可办率达98%以上": [">= 98 %"],
    "可办率不低于90%、70%、50%": [">= 90 %", ">= 70 %", ">= 50 %"],
    "推动上报率、合规率、及时率均达到100%": ["= 100 %"],
    "进厅率进窗率分别达到95%、80%": ["= 95 %", "= 80 %"],
    "用电平均时间分别压减至50个、30个工作日以内": ["<= 50 个工作日", "<= 30 个工作日"],
    "由10个工作日压缩至5个工作日内完成": ["<= 5 个工作日"],
    "高频证照由44项增加至50项以上": [">= 50 项"],
    "事项由20项增加到50项": ["to 50 项"],
    "时限压缩三分之一以上": [">= 0.3333 fraction"],
    "时限压缩一半，分别减至1个月、半个月": ["= 0.5 fraction", "to 1 个月", "to 0.5 个月"],
    "申报材料精简三分之二": ["= 0.6667 fraction"],
    "力争突破5.5万户": [">= 55000 户"],
    "全年减税降费超过100亿元": [">= 10000000000 元"],
    "担保费率不超过1%": ["<= 1 %"],
    "贷款利率低于1.6%": ["<= 1.6 %"],
    "融资成本至少降低0.5个百分点": [">= 0.5 个百分点"],
    "给予３—１２个月的就业见习补贴": ["range 3..12 个月"],
    "服务协议有效期可为1年、2年或3年": ["range 1..3 年"],
    "减半征收1-3个月房租": ["= 0.5 fraction", "range 1..3 个月"],
    "融资规模翻一番": ["= 2 倍"],
    "事项百分百进入大厅": ["= 100 %"],
    "培训约1000名家庭医生": ["approx 1000 名"],
    "重点引进500家左右企业": ["approx 500 家"],
    "每个区选取至少一个乡镇作为试点": [">= 1 个"],
    "每年组织不少于4次恳谈会": [">= 4 次"],
    "48小时内办结": ["<= 48 小时"],
    "最高不超过15万元的贷款": ["<= 150000 元"],
    "返还其上年度实际缴纳失业保险费的50%": ["= 50 %"],
    "推出十二项窗口服务举措": ["= 12 项"],
    "新增市场主体超过2万多户": [">= 20000 户"],
    "100%的社区卫生服务中心完成设置": ["= 100 %"],
}


@pytest.mark.parametrize(("words", "expected"), SET.items())
def test_a_number_that_is_set_is_a_target(words, expected):
    assert figures(task_of(f"优化服务。{words}。（市政务局负责）")) == expected


NOT_SET = [
    "推行“一日办”“最多跑一次”和7×24小时服务",
    "落实行政执法三项制度，实现“三个全覆盖”",
    "参保1年以上的，可以申请",
    "裁员率不超过20%的，予以支持",
    "对返还金额不超过1万元的，免除手续",
    "对30人（含）以下小微企业给予支持",
    "确保信贷余额不低于2019年同期",
    "发布《惠企政策手册（2024版）》",
    "落实《通知》（国办发〔2020〕43号）精神",
    "拨打12345热线或0731—58225116",
    "对35岁以下青年加大支持",
    "实施三年行动计划",
    "探索第3类和第5条规定",
    "研究制定7天无理由退货细则",
    "2019年1月1日至2020年12月31日",
    "目前已建成10个园区",
]


@pytest.mark.parametrize("words", NOT_SET)
def test_names_conditions_and_references_are_no_targets(words):
    assert figures(task_of(f"优化服务。{words}。（市政务局负责）")) == []


def test_a_target_keeps_its_subject_change_start_and_force():
    first, second = task_of("服务。进厅率、进窗率分别达到95%、80%。（市政务局负责）").targets
    assert (first.subject, second.subject) == ("进厅率", "进窗率")
    (target,) = task_of("服务。力争时限由10个工作日压缩至5个工作日内。（市政务局负责）").targets
    assert (target.from_value, target.force, target.kind) == (10, "striving", "limit")
    (target,) = task_of("服务。材料再压减25%以上。（市政务局负责）").targets
    assert (target.delta, target.force, target.value_text) == ("-", "binding", "25%")
