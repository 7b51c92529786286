"""Corrections of drafts, without a database: what they do, refuse, and always keep true."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from yingshang.apps.delivery.decisions.drafting import files, output
from yingshang.apps.delivery.decisions.drafting.base import base_of
from yingshang.apps.delivery.decisions.drafting.corrections import (
    OPERATIONS,
    Correction,
    apply,
    touched,
)
from yingshang.apps.delivery.decisions.drafting.directory import (
    draft_directory,
    draft_resolver,
    meanings,
    resolver_of,
)
from yingshang.apps.delivery.decisions.drafting.kinds import is_collective, kind_of, level_of
from yingshang.apps.delivery.decisions.drafting.reading import EDITABLE, as_json, from_json
from yingshang.apps.delivery.decisions.drafting.refusals import RefusedCorrection
from yingshang.engines.documents import read_bytes, read_file
from yingshang.engines.packs.schema.plan import Plan
from yingshang.engines.plans.compiler import compile_plan

pytestmark = pytest.mark.no_database
PACK = Path(__file__).parents[3] / "packs/liaoyuan-2024/plan"
TEXT = """甲市2025年营商环境行动方案
甲市人民政府办公室
2025年1月6日
一、主要任务
1.推进企业开办便利化。全面推行网上办理。办理时间由3个工作日压缩至1个工作日以内。(市市场监管局牵头,市公安局、市税务局按职责分工负责)
2.优化施工许可。年底前实现并联审批。2025年6月底前完成系统改造,平均压缩30%以上。(市住建局、市发展和改革委员会负责)
3.加强政策兑现。建立政策清单,推送到企业。(市发改委牵头,各县区人民政府按职责分工负责)
"""
BASE = base_of(compile_plan(read_bytes(TEXT.encode())))


def at(words, text=TEXT):
    start = text.index(words)
    return [start, start + len(words)]


def change(op, task=None, finding=None, **values):
    return Correction(op=op, task=task, finding=finding, values=values)


def applied(*corrections, base=BASE):
    return apply(base, corrections)


def key_of(kind, words, task, reading=BASE):
    found = reading.task(task).of(kind)
    return next(each.key for each in found if words in reading.quote(each.span))


def refusal(*corrections):
    with pytest.raises(RefusedCorrection) as caught:
        applied(*corrections)
    assert caught.value.zh
    assert caught.value.en
    return caught.value.code


def test_the_base_holds_what_the_compiler_found():
    assert [task.title for task in BASE.tasks] == [
        "推进企业开办便利化",
        "优化施工许可",
        "加强政策兑现",
    ]
    assert [each.values["role"] for each in BASE.tasks[0].of("unit")] == [
        "lead",
        "cooperating",
        "cooperating",
    ]


def test_a_reading_survives_being_stored():
    assert from_json(as_json(BASE), TEXT) == BASE


def test_the_title_the_issuer_and_the_date_can_be_set_and_emptied():
    reading = applied(
        change("set_header", field="title", value="甲市方案"),
        change("set_header", field="issue_date", value="2025-01-07"),
        change("set_header", field="doc_number", value=""),
    )
    assert reading.header["title"] == "甲市方案"
    assert reading.header["issue_date"] == "2025-01-07"
    assert reading.header["doc_number"] is None


def test_a_role_can_be_changed():
    key = key_of("unit", "市税务局", "01")
    reading = applied(change("set_role", "01", key, role="lead"))
    assert reading.task("01").finding(key).values["role"] == "lead"


def test_a_dragged_span_takes_its_new_name_and_loses_its_doubt():
    key = key_of("unit", "市税务局", "01")
    reading = applied(change("set_span", "01", key, span=at("税务局")))
    assert reading.task("01").finding(key).values["name"] == "税务局"
    assert reading.quote(reading.task("01").finding(key).span) == "税务局"


def test_a_unit_a_measure_a_target_and_a_deadline_can_be_added_and_removed():
    reading = applied(
        change("add", "03", kind="unit", span=at("政策清单"), values={"role": "cooperating"}),
        change("add", "03", kind="measure", span=at("推送到企业")),
        change(
            "add",
            "03",
            kind="target",
            span=at("建立政策清单"),
            values={"value": 1, "value_text": "1份", "unit": "份"},
        ),
        change(
            "add", "03", kind="deadline", span=at("加强政策兑现"), values={"date": "2025-12-31"}
        ),
    )
    task = reading.task("03")
    assert task.of("target")[0].values["operator"] == "="
    assert task.of("deadline")[0].values == {"date": "2025-12-31", "type": "due"}
    emptied = applied(*[change("remove", "03", each.key) for each in task.found], base=reading)
    assert emptied.task("03").found == ()


def test_a_split_gives_each_part_its_own_findings():
    offset = at("2025年6月底前")[0]
    reading = applied(change("split", "02", offset=offset))
    first, second = reading.tasks[1:3]
    assert reading.quote(first.span).endswith("并联审批。")
    assert second.key == f"02+{offset}"
    assert not first.of("unit")
    assert [each.values["name"] for each in second.of("unit")] == ["市住建局", "市发展和改革委员会"]


def test_a_split_through_a_unit_is_refused():
    assert refusal(change("split", "02", offset=at("住建局、市发展")[0])) == "cuts"


def test_joined_tasks_keep_the_first_number_and_every_unit():
    reading = applied(change("join", "01"))
    assert len(reading.tasks) == 2
    assert reading.tasks[0].number == BASE.tasks[0].number
    assert len(reading.tasks[0].of("unit")) == 5


def test_splitting_where_it_was_joined_gives_the_units_back():
    reading = applied(change("join", "01"), change("split", "01", offset=at("2.优化")[0]))
    for before, after in zip(BASE.tasks, reading.tasks, strict=True):
        assert [each.values for each in before.of("unit")] == [
            each.values for each in after.of("unit")
        ]


def test_a_task_that_is_none_can_be_removed_and_added_again():
    reading = applied(change("remove_task", "02"))
    assert len(reading.tasks) == 2
    again = applied(change("add_task", span=list(BASE.task("02").span)), base=reading)
    assert again.tasks[1].span == BASE.task("02").span
    assert again.tasks[1].section == BASE.task("02").section


def test_measures_can_be_given_as_quotes_and_repeated_words_are_found_in_order():
    reading = applied(
        change(
            "replace",
            "01",
            kind="measure",
            items=[{"quote": "推行网上办理"}, {"quote": "办理"}],
        )
    )
    first, second = reading.task("01").of("measure")
    assert second.span[0] >= first.span[1]


def test_a_settled_doubt_is_settled_once():
    key = BASE.tasks[0].of("measure")[0].key
    assert refusal(change("settle", "01", key)) == "settled"


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (change("burn", "01"), "unknown_operation"),
        (change("set_role", "99", "u1", role="lead"), "no_task"),
        (change("set_role", "01", "u1", role="lead"), "no_finding"),
        (change("set_role", "01", key_of("unit", "市税务局", "01"), role="king"), "bad_value"),
        (change("set_header", field="issue_date", value="someday"), "bad_value"),
        (change("set_header", field="colour", value="red"), "bad_value"),
        (change("add", "01", kind="measure", span=at("加强政策兑现")), "outside"),
        (change("add", "01", kind="measure", span=[3, 3]), "empty_span"),
        (change("add", "01", kind="measure", span=[-1, 10**9]), "outside"),
        (change("add", "01", kind="heading", span=at("网上办理")), "bad_value"),
        (change("add", "01", kind="target", span=at("网上办理")), "bad_value"),
        (change("add", "01"), "bad_value"),
        (change("join", "03"), "nothing_after"),
        (change("split", "01", offset=0), "outside"),
        (change("set_span", "01", None, span=at("优化施工许可")), "overlaps"),
        (change("set_span", "01", None, span=at("全面推行")), "leaves_out"),
        (change("replace", "01", kind="measure", items=[{"quote": "没有的话"}]), "not_in_text"),
        (change("name_means", name="无此单位", **{"as": "open"}), "bad_value"),
        (change("add_task", span=at("市税务局")), "overlaps"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(correction, code):
    assert refusal(correction) == code


def test_a_name_that_leaves_units_open_moves_to_the_open_ended_words():
    reading = applied(change("name_means", name="各县区人民政府", **{"as": "open"}))
    assert [reading.quote(each.span) for each in reading.task("03").of("open")] == [
        "各县区人民政府"
    ]
    assert len(reading.task("03").of("unit")) == 1


def test_ways_of_writing_one_name_are_one_unit_of_the_draft_directory():
    units = draft_directory(BASE)
    both = next(each for each in units if "市发改委" in each.names)
    assert both.names == ("市发展和改革委员会", "市发改委")
    assert both.official == "市发展和改革委员会"
    means = meanings(BASE, draft_resolver(units))
    assert all(choice.code for choice in means.values())


def test_a_name_that_leaves_its_level_out_is_the_unit_named_in_full_elsewhere():
    text = (
        TEXT
        + "4.盘活资产。清理闲置资产。(市财政局、国资委负责)\n5.清欠。清理账款。(市国资委负责)\n"
    )
    reading = base_of(compile_plan(read_bytes(text.encode())))
    assert any(set(each.names) == {"国资委", "市国资委"} for each in draft_directory(reading))


def test_a_person_can_say_that_two_names_are_one_and_what_a_unit_is():
    reading = applied(
        change("name_means", name="市住建局", **{"as": "same", "other": "市税务局"}),
        change(
            "describe_unit",
            name="市公安局",
            official="甲市公安局",
            kind="government_department",
            level="city",
        ),
    )
    units = draft_directory(reading)
    assert any(set(each.names) == {"市住建局", "市税务局"} for each in units)
    police = next(each for each in units if "市公安局" in each.names)
    assert (police.official, police.is_described) == ("甲市公安局", True)


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("市税务局", "vertical_organ", "city"),
        ("省财政厅", "government_department", "province"),
        ("市中级人民法院", "court", "city"),
        ("市住房城乡建设局", "government_department", "city"),
        ("东城区人民政府", "county_government", "county"),
        ("交发集团", "enterprise", "city"),
        ("市委宣传部", "party_organ", "city"),
    ],
)
def test_kind_and_level_are_guessed_from_the_name(name, kind, level):
    assert (kind_of(name), level_of(name)) == (kind, level)
    assert not is_collective(name)


def test_a_correction_says_which_tasks_it_touches():
    assert touched(BASE, change("join", "01")) == {"01", "02"}
    assert touched(BASE, change("set_role", "02", "u1", role="lead")) == {"02"}
    title = change("set_header", field="title", value="x")
    issuer = change("set_header", field="issuer", value="x")
    assert not touched(BASE, title) & touched(BASE, issuer)


def test_liaoyuans_plan_is_the_compilers_reading_with_the_recorded_corrections():
    recorded = files.read_corrections((PACK / "corrections.yaml").read_text(encoding="utf-8"))
    base = base_of(compile_plan(read_file(PACK / "liaoyuan-2024.txt")))
    reading = apply(base, recorded.corrections)
    directory = files.directory_of((PACK / recorded.directory).read_text(encoding="utf-8"))
    stored = Plan.model_validate(YAML(typ="safe").load((PACK / "plan.yaml").read_text("utf-8")))
    source = output.Source(stored.document, stored.sha256)
    means = meanings(reading, resolver_of(directory))
    text = files.plan_yaml(output.as_plan(reading, source, means, files.described(recorded, base)))
    made = Plan.model_validate(YAML(typ="safe").load(text))
    for ours, theirs in zip(made.tasks, stored.tasks, strict=True):
        assert ours == theirs, ours.id
    # How many findings the compiler had made may differ with its version; nothing else may.
    assert without_compiled(made) == without_compiled(stored)


def without_compiled(plan):
    kept = [each.model_copy(update={"compiled": None}) for each in plan.corrections]
    return plan.model_copy(update={"corrections": tuple(kept)})


@pytest.mark.parametrize("text", ["", "[", "by: x", "by: x\ndecided_on: never\ncorrections: [1]"])
def test_a_file_of_corrections_that_is_none_is_refused_with_a_sentence(text):
    with pytest.raises(RefusedCorrection) as caught:
        files.read_corrections(text)
    assert caught.value.code == "unreadable"


TASKS = st.sampled_from(["01", "02", "03", f"02+{at('2025年6月底前')[0]}", "99", None])
KEYS = st.sampled_from([each.key for task in BASE.tasks for each in task.found] + ["u1", None])
OFFSET = st.integers(-2, len(TEXT) + 2)
SPANS = st.tuples(OFFSET, OFFSET).map(list) | st.sampled_from(
    [list(each.span) for task in BASE.tasks for each in task.found]
)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "span": SPANS,
        "offset": OFFSET | st.just(at("2025年6月底前")[0]),
        "kind": st.sampled_from([*EDITABLE, "clause"]),
        "role": st.sampled_from(["lead", "responsible", "boss"]),
        "title": st.sampled_from(["新标题", "", None]),
        "field": st.sampled_from(["title", "issue_date"]),
        "value": st.sampled_from(["2025-02-01", "x", None]),
        "name": st.sampled_from(["市发改委", "市税务局"]),
        "as": st.sampled_from(["open", "unit", "same"]),
        "code": st.just("tax"),
        "other": st.just("市公安局"),
        "items": st.just([{"quote": "办理"}]),
        "values": st.just({"role": "lead"}) | st.just({}),
    },
)
CORRECTIONS = st.builds(
    Correction, op=st.sampled_from(sorted(OPERATIONS)), task=TASKS, finding=KEYS, values=VALUES
)


@settings(max_examples=300, deadline=None)
@given(st.lists(CORRECTIONS, max_size=12))
def test_whatever_is_corrected_the_reading_stays_whole(corrections):
    kept, reading = [], BASE
    for each in corrections:
        try:
            reading = apply(reading, [each])
        except RefusedCorrection:
            continue
        kept.append(Correction.from_json(each.as_json()))
    assert apply(BASE, kept) == reading
    assert from_json(as_json(reading), TEXT) == reading
    keys = [task.key for task in reading.tasks]
    assert len(set(keys)) == len(keys)
    spans = [task.span for task in reading.tasks]
    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for task in reading.tasks:
        found = [each.key for each in task.found]
        assert len(set(found)) == len(found)
        for each in task.found:
            assert task.span[0] <= each.span[0] < each.span[1] <= task.span[1]


@settings(max_examples=100, deadline=None)
@given(st.lists(CORRECTIONS, max_size=8))
def test_undoing_the_last_correction_gives_the_reading_before_it(corrections):
    kept, readings = [], [BASE]
    for each in corrections:
        try:
            readings.append(apply(BASE, [*kept, each]))
        except RefusedCorrection:
            continue
        kept.append(each)
    while kept:
        kept.pop()
        readings.pop()
        assert apply(BASE, kept) == readings[-1]
