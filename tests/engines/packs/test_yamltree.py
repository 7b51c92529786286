"""YAML with the place of everything."""

import pytest

from yingshang.engines.packs.yamltree import MAX_DEPTH, read_tree

pytestmark = pytest.mark.no_database


def codes(text: str) -> list[tuple[int, int, str]]:
    return [(one.line, one.column, one.code) for one in read_tree(text, "a.yaml")[1]]


def value(text: str):
    tree, faults = read_tree(text, "a.yaml")
    assert faults == []
    return tree.value


def test_keys_values_and_items_keep_their_places():
    tree, _ = read_tree("a:\n  - b: 1\n    c: [x, y]\n", "a.yaml")
    assert tree.key_mark(("a",)) == (1, 1)
    assert tree.value_mark(("a", 0)) == (2, 5)
    assert tree.key_mark(("a", 0, "c")) == (3, 5)
    assert tree.value_mark(("a", 0, "c", 1)) == (3, 12)


def test_a_place_that_does_not_exist_falls_back_to_what_is_above_it():
    tree, _ = read_tree("a:\n  b: 1\n", "a.yaml")
    assert tree.value_mark(("a", "z", 3)) == (2, 3)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1", 1),
        ("-2.5", -2.5),
        ("1e3", 1000.0),
        ("true", True),
        ("~", None),
        ("yes", "yes"),
        ("2024-04-22", "2024-04-22"),
        ('"01"', "01"),
        ("1234567890123456", "1234567890123456"),
        ("8:30", "8:30"),
    ],
)
def test_plain_scalars_mean_what_yaml_1_2_says(written, meant):
    assert value(f"a: {written}\n") == {"a": meant}


def test_what_was_written_is_remembered_where_it_became_a_number():
    tree, _ = read_tree("a: 01\nb: x\n", "a.yaml")
    assert tree.written == {("a",): "01"}


def test_every_repeated_key_is_found_and_the_first_value_stays():
    tree, faults = read_tree("a: 1\nb: {c: 2, c: 3}\na: {b: 4}\n", "a.yaml")
    assert [(one.line, one.column) for one in faults] == [(2, 11), (3, 1)]
    assert tree.value == {"a": 1, "b": {"c": 2}}


def test_an_alias_bomb_is_refused_before_it_grows():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    tree, faults = read_tree("\n".join(lines), "a.yaml")
    assert tree is None
    assert {one.code for one in faults} == {"P006"}


def test_deep_nesting_is_refused_without_recursion():
    assert codes("[" * 5000 + "]" * 5000)[0] == (1, MAX_DEPTH + 1, "P016")


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "~\n"])
def test_an_empty_file_is_a_fault(text):
    assert codes(text) == [(1, 1, "P008")]


def test_a_key_that_is_a_list_is_a_fault_and_reading_goes_on():
    assert codes("? [a, {b: c}]\n: 1\n!!int d: 2\n") == [(1, 3, "P018"), (3, 1, "P007")]
