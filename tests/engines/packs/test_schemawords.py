"""Words for what a schema asks."""

import json
import re

import pytest

from yingshang.engines.packs.jsonschema import schemas
from yingshang.engines.packs.schema.tasks import TaskEntry
from yingshang.engines.packs.schemafaults import keys_at
from yingshang.engines.packs.schemawords import has_words

pytestmark = pytest.mark.no_database


def test_every_pattern_of_the_format_is_described_in_words():
    # Patterns that pydantic writes for decimals are no patterns of ours.
    whole = "\n".join(schemas().values())
    patterns = {json.loads(f'"{one}"') for one in _patterns(whole)}
    assert {one for one in patterns if not has_words(one)} == set()


def _patterns(text: str) -> list[str]:
    found = re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', text)
    return [one for one in found if not one.startswith("^(?!")]


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), "summary"),
        (("measures", 3), "instruments"),
        (("measures", 0, "plain"), "zh-hans"),
        (("targets", 0, "baseline"), "measured_on"),
        (("targets", 0, "baseline", "source"), "article"),
    ],
)
def test_the_keys_of_a_place_are_known(path, key):
    assert key in keys_at(TaskEntry, path)
