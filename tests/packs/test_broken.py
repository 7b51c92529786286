"""Every diagnostic code has a broken pack, and says exactly where it is broken."""

import re

import pytest

from tests.packs.broken import Example, examples
from yingshang.engines.packs.checking import check
from yingshang.engines.packs.checks import RULES
from yingshang.engines.packs.diagnostics import Diagnostic
from yingshang.engines.packs.messages import MESSAGES
from yingshang.engines.packs.reading import read_pack

pytestmark = pytest.mark.no_database
EXAMPLES = examples()
BLANKS = re.compile(r"\{(\w+)\}")


def short(found: Diagnostic) -> str:
    return f"{found.file}:{found.line}:{found.column} {found.code}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.folder.name)
def test_a_broken_pack_is_found_broken_where_it_is(example: Example, tmp_path):
    found = check(read_pack(example.make(tmp_path / "pack")))
    assert [short(one) for one in found] == example.expected
    assert example.code in {one.code for one in found}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.folder.name)
def test_every_sentence_is_whole_in_both_languages(example: Example, tmp_path):
    for one in check(read_pack(example.make(tmp_path / "pack"))):
        assert one.zh.endswith(("。", "？"))
        assert one.en.endswith((".", "?"))
        assert not {"。。", "..", "  "} & {one.zh[-2:], one.en[-2:]}


def test_every_code_has_a_broken_example():
    assert {example.code for example in EXAMPLES} == set(MESSAGES)


def test_every_example_says_why_it_is_broken():
    for example in EXAMPLES:
        assert example.recipe["why"]


def test_every_rule_reports_a_known_code():
    assert {code for code, _ in RULES} <= set(MESSAGES)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_sentences_of_a_code_tell_the_same_values(code: str):
    message = MESSAGES[code]
    assert set(BLANKS.findall(message.zh)) == set(BLANKS.findall(message.en))
