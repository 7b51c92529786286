"""What the sample city's people write into cases: sentences of ours, about nobody."""

from typing import Final

# By field; one is drawn.
PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "situation": (
        "订单稳定，用工略有缺口。",
        "新设备已投产，产值同比上升。",
        "淡季，正在开拓线上销路。",
    ),
    "problem": (
        "厂区门前道路破损，大车进出不便。",
        "用电增容报装后一直没有排上工期。",
        "招工难，缺熟练挡车工二十人左右。",
        "环评手续不知道找哪个窗口，请给个明白话。",
        "蒸汽价格上涨，希望协调按年签约。",
        "原料款回笼慢，流动资金紧张。",
        "土地证与规划红线差了一角，办不了验收。",
    ),
    "result": (
        "已到现场，一次办结，企业确认。",
        "已协调排期，月底前完工，企业同意。",
        "窗口专人带办，材料一次收齐。",
        "召开专场招聘会，当场达成意向十余人。",
    ),
    "purpose": ("购置设备。", "采购棉纱等原料。", "旺季备货流动资金。", "新建厂房配套。"),
    "why_not": ("抵押物不足。", "利率没有谈拢。", "企业改用自有资金。"),
    "advice": ("帮企业梳理商标使用证据。", "讲解质量管理小组活动。", "指导计量器具建档。"),
    "policies": ("讲解通关便利措施和减免税办理。", "宣讲进出口申报最新公告。"),
    "question": ("出口袜品归类拿不准，想先咨询。", "首次出口，单证怎么准备？"),
    "answer": ("已书面答复归类意见，并附示例。", "已上门演示单一窗口申报。"),
    "content": (
        "入园企业三年厂房租金按约减免。",
        "达产奖励按合同分两年兑现。",
        "配套道路按约建成。",
    ),
    "correction": ("已按约补付，并向企业说明。", "已重新确认原承诺有效。"),
    "finding": ("已与双方核对账目，督促付款。", "欠款单位已列入付款计划。"),
    "repayment_plan": ("分三期付清，每月一期。", "年底前付清，先付一半。"),
    "wish": ("第一次办，不知道先去哪个窗口。", "人在外地，想请帮办全程跟。"),
    "verification": ("与承诺一致，设施完好。", "抽查疏散通道和灭火器，符合承诺。"),
    "findings": ("疏散通道畅通，设施完好有效。", "两处指示灯已当场更换，合格。"),
    "fulfilment_plan": ("列入当年预算，分两次拨付。", "由财政统筹，年底前付清。"),
    "breach": ("中标后没有按期签约。",),
    "breach_result": ("按约定处理，并记录。",),
    "business_scope": (
        "针织品生产、销售；货物进出口。",
        "日用百货、针纺织品销售。",
        "企业管理咨询。",
    ),
    "gifts": ("公章一套、首套发票、办事指南一册。",),
    "matter": ("办理食品经营许可", "变更经营范围", "申请用电增容", "办理施工许可", "社会保险增员"),
    "what": ("到企业走访，了解生产情况。", "电话联系，解答政策。", "帮企业整理申报材料。"),
    "where_to": ("综合窗口", "登记窗口"),
    "centre": ("市政务服务中心", "县区政务服务中心", "街道便民服务中心"),
    "place": ("一楼东侧综合窗口旁", "二楼企业服务区"),
    "bank": ("示例银行营业部", "示例农商行城区支行", "示例村镇银行"),
    "project": (
        "智能织袜车间扩建",
        "冷链仓储一期",
        "铝型材深加工",
        "秸秆综合利用",
        "标准化厂房二期",
    ),
    "purpose_text": ("日常经营",),
    "tenderer": ("示例建设中心", "示例交通工程处"),
    "credit_grade": ("A", "B"),
    "position": ("副市长", "区长", "管委会副主任"),
    "court": ("示例区人民法院", "示例县人民法院"),
    "guides": ("质量科两人",),
    "who_talked": ("分管负责人和营商专员", "发改部门工作人员"),
    "applied_for": ("省级商标品牌培育", "质量奖"),
    "course": ("首席质量官任职培训", "卓越绩效管理"),
    "objector": ("示例原料商行",),
    "floors": ("地上一层", "地上一至二层"),
    "inspectors": ("监督员两人",),
    "authorised_scope": ("提交材料、领取结果。",),
    "rating_words": ("办得快，讲得明白。", "谢谢。"),
    "matter_text": ("带路到窗口。",),
    "licence_number": ("示例消安许字〔2024〕",),
    "court_number": ("（2024）示例民初",),
    "outside_number": ("示例转办",),
}
OTHERWISE: Final = "按规定办理。"

# Whose name stands in a field that is called so: the enterprise's.
FIRM_FIELDS: Final = frozenset(
    {"firm", "creditor", "borrower", "builder", "client", "company", "bidder", "operator", "venue"}
)
# Fields whose phrase gets a number behind it.
NUMBERED: Final = frozenset({"licence_number", "court_number", "outside_number"})
# Share of yes; a half where nothing is said.
YES: Final[dict[str, float]] = {
    "disputed": 0.25, "in_court": 0.1, "has_problem": 0.4, "has_question": 0.5, "applies": 0.4,
    "published": 1, "seal_returned": 1, "debts_settled": 1, "dues_settled": 1, "needs_approval": 0,
    "revoked": 0, "in_abnormal_list": 0, "in_serious_list": 0, "encumbered": 0,
    "invests_elsewhere": 0, "under_investigation": 0, "in_proceedings": 0, "fine_open": 0,
    "wants_seal": 1, "wants_invoices": 1, "wants_insurance": 1, "wants_fund": 1,
    "wants_bank": 1, "key_project": 0.1, "key_industry": 0.2, "creditor_is_firm": 0.9,
    "changed_lawfully": 0, "debtor_is_large": 0.5,
}  # fmt: skip
# (name, class) of those who owe something in the arrears ledger.
DEBTORS: Final = (
    ("示例镇人民政府", "organ"),
    ("示例街道办事处", "organ"),
    ("示例中学", "institution"),
    ("示例医院", "institution"),
    ("示例城建投资公司", "platform_company"),
    ("示例水务集团", "platform_company"),
    ("示例建工集团", "large_firm"),
    ("示例商贸公司", "other"),
)
SUMS: Final = (18_000, 36_500, 52_000, 80_000, 126_000, 240_000, 385_000, 560_000, 1_200_000)
LATE: Final = "设备检修一天，刻制延后，已向申请人说明。"
SENT_BACK: Final = "还款凭证看不清收款账户，请重新核对后再报。"
NOT_PROVEN: Final = "凭证缺少签收，核对不上，请补齐再报。"
REASONS: Final = ("情况不属实或者不具备条件，已向当事人说明。", "双方约定另行处理，已书面告知。")
MISSING_PAPERS: Final = (
    (
        "premises_papers",
        "住所证明没有产权人签字，请补签后重新上传。",
        "The owner has not signed the proof of premises; sign and send it again.",
    ),
    ("articles", "章程缺最后一页，请补齐。", "The last page of the articles is missing."),
)  # fmt: skip
OBJECTION: Final = "供货款尚未结清，不同意简易注销。"
