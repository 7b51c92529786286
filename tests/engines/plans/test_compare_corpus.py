"""Comparisons judged against the truth: an edited plan, and pairs of real ones read by a person."""

from pathlib import Path

import pytest

from tests.engines.plans.reading import plan_of
from yingshang.engines.documents import read_file
from yingshang.engines.plans.compare import compare
from yingshang.engines.plans.compiler import compile_plan

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).parents[3]
LIAOYUAN = ROOT / "packs/liaoyuan-2024/plan/liaoyuan-2024.txt"
DOCS = ROOT / "../shared/data/plans/docs"

# Old and new task ids of plans by different bodies that treat of the same thing, read one by one.
TRUTH = {
    ("021", "030"): {(3, 1), (7, 5), (8, 8), (9, 7), (10, 9), (11, 10), (12, 6)},
    ("021", "026"): {(3, 3), (7, 4), (8, 5), (9, 9), (10, 7), (2, 11)},
    ("030", "025"): {(9, 2), (10, 2), (5, 4), (1, 5), (2, 6), (7, 3), (6, 11)},
    ("015", "023"): {
        *((2, 1), (9, 2), (13, 4), (12, 5), (14, 7)),
        *((20, 8), (19, 9), (18, 10), (22, 12), (3, 15)),
    },
    ("018", "017"): {
        *((1, 8), (2, 9), (3, 10), (6, 12), (7, 13), (10, 2), (11, 4)),
        *((12, 3), (13, 7), (16, 11), (17, 18), (18, 16), (19, 19), (9, 1)),
    },
    ("044", "045"): {(one, one) for one in range(1, 22)},
}


def document(number):
    found = sorted(DOCS.glob(f"{number}-*.txt"))
    if not found:
        pytest.skip("The development data beside the checkout is not there.")
    return compile_plan(read_file(found[0]))


def test_different_bodies_tasks_on_one_thing_are_found_and_rarely_mistaken():
    right = wrong = missed = 0
    for (old, new), truth in TRUTH.items():
        pairs = compare(document(old), document(new)).pairs
        found = {(reason.old, reason.new) for pair in pairs for reason in pair.reasons}
        right += len(found & truth)
        wrong += len(found - truth)
        missed += len(truth - found)
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.78


def bodies(plan):
    """The words of every task without its number: what an editor would move about."""
    return [plan.text[task.span[0] + len(task.number) : task.span[1]] for task in plan.tasks]


def renumbered(texts):
    items = "\n".join(f"{number}.{text}" for number, text in enumerate(texts, 1))
    return plan_of(f"某市行动方案\n一、主要任务\n{items}")


@pytest.fixture(scope="module")
def published():
    if not LIAOYUAN.exists():
        pytest.skip("The sample pack is not there.")
    return bodies(compile_plan(read_file(LIAOYUAN)))


def changes(old, new):
    pairs = compare(renumbered(old), renumbered(new)).pairs
    return {(pair.change, pair.old, pair.new) for pair in pairs}


def cut_in_two(text):
    """A task as two with its clause each, cut at the sentence nearest to the middle."""
    clause = text[text.rindex("（") if "（" in text else text.rindex("(") :]
    title, _, words = text[: -len(clause)].partition("。")
    at = min(
        (i + 1 for i, one in enumerate(words) if one == "。"), key=lambda i: abs(2 * i - len(words))
    )
    return f"{title}。{words[:at]}{clause}", f"{title}提升。{words[at:]}{clause}"


def words_and_clause(text):
    at = text.rindex("(")
    return text[:at], text[at:]


def merged(first, second):
    words, clause = words_and_clause(first)
    return words + words_and_clause(second)[0].partition("。")[2] + clause


NEW = (
    "发展夜间经济示范街区。评选三条特色街巷,组织消费节庆活动,延长公交末班时间。(市商务局牵头)",
    "建设青年人才驿站。为来辽求职毕业生提供七天免费住宿,一站办理租房补贴。(市人社局牵头)",
)


def edited(old):
    """The plan as another year's: every kind of change, and what it should be called."""
    texts = dict(enumerate(old, 1))
    for number, was, now in (
        (8, "5个工作日", "3个工作日"),
        (22, "25%", "30%"),
        (37, "5.5万户", "6万户"),
        (3, "推行助企帮办代办增值服务", "做优企业帮办服务"),
        (29, "持续", "不断"),
        (44, "提升", "大幅提高"),
    ):
        assert was in texts[number]
        texts[number] = texts[number].replace(was, now)
    texts[31] = merged(texts[31], texts.pop(32))
    texts[5], second = cut_in_two(texts[5])
    del texts[13], texts[52]
    order = [44, *(number for number in texts if number != 44)]
    made = [(NEW[0], ()), *((texts[number], (number,)) for number in order), (NEW[1], ())]
    made.insert(10, (second, (5,)))
    return made


def expected(made):
    kinds = {8: "changed_target", 22: "changed_target", 37: "changed_target"}
    kinds |= {3: "reworded", 29: "reworded", 44: "reworded"}
    places = {}
    for place, (_, numbers) in enumerate(made, 1):
        places.setdefault(numbers, []).append(place)
    wanted = {("dropped", (13,), ()), ("dropped", (52,), ())}
    wanted |= {("new", (), (place,)) for place in places.pop(())}
    wanted |= {("merged", (31, 32), tuple(places.pop((31,))))}
    wanted |= {("split", (5,), tuple(places.pop((5,))))}
    return wanted | {(kinds.get(one, "kept"), (one,), tuple(at)) for (one,), at in places.items()}


def test_every_edit_of_a_real_plan_is_named_as_what_it_is(published):
    made = edited(published)
    assert changes(published, [text for text, _ in made]) == expected(made)


def test_the_edits_undone_are_named_the_other_way_round(published):
    made = edited(published)
    turned = {"new": "dropped", "dropped": "new", "merged": "split", "split": "merged"}
    wanted = {(turned.get(kind, kind), new, old) for kind, old, new in expected(made)}
    assert changes([text for text, _ in made], published) == wanted


def test_two_hundred_tasks_beside_two_hundred_are_compared_in_two_seconds(
    published, benchmark_clock
):
    many = [
        f"第{number}批。{words_and_clause(published[number % 52])[0]}第{number % 17}项。(市局负责)"
        for number in range(200)
    ]
    other = [text.replace("推进", "推动").replace("服务", "办事") for text in reversed(many)]
    old, new = renumbered(many), renumbered(other)
    assert len(old.tasks) == len(new.tasks) == 200
    assert benchmark_clock(compare, old, new) < 2
