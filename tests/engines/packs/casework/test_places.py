"""A fault inside a text of a YAML file is shown where it stands."""

import pytest

from yingshang.engines.packs.casework.places import place_in
from yingshang.engines.packs.yamltree import read_tree

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    "source",
    [
        "when: a = 1 AND b = !\n",
        'when: "a = 1 AND b = !"\n',
        "when: 'a = 1 AND b = !'\n",
        "when: |\n  a = 1\n    AND b = !\n",
        "when: >-\n  a = 1\n  AND\n  b = !\n",
        "when:\n  a = 1\n  AND b = !\n",
        '{name: x, when: "a = 1\n   AND b = !"}\n',
    ],
)
def test_the_place_is_found_however_the_text_is_written(source: str):
    tree, faults = read_tree(source, "case.yaml")
    assert tree is not None
    assert not faults
    text = tree.value["when"]
    line = text[: text.index("!")].count("\n") + 1
    column = text.index("!") - text.rfind("\n", 0, text.index("!"))
    at = source.index("!")
    expected = (source[:at].count("\n") + 1, at - source.rfind("\n", 0, at))
    assert place_in(source, tree.value_mark(("when",)), text, line, column) == expected


def test_a_place_beyond_the_text_is_its_beginning():
    assert place_in("when: a\n", (1, 7), "a", 1, 9) == (1, 7)
