"""Every fact of every app can be told, in both languages, to somebody."""

import re
from dataclasses import fields

import pytest
from django.utils import translation

from yingshang.apps.ledger.audiences import audience_names
from yingshang.apps.ledger.events import Fact, fact_classes

pytestmark = pytest.mark.no_database
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
FACTS = [fact for fact in fact_classes() if fact.__module__.startswith("yingshang.")]


def placeholders(fact: type[Fact], language: str) -> set[str]:
    with translation.override(language):
        return set(PLACEHOLDER.findall(str(fact.sentence)))


@pytest.fixture(params=FACTS, ids=lambda fact: fact.kind)
def fact(request):
    return request.param


def test_its_sentence_names_only_what_it_holds(fact):
    names = {field.name for field in fields(fact)}
    if fact.wording.__func__ is Fact.wording.__func__:
        assert placeholders(fact, "en") <= names


def test_its_chinese_sentence_names_the_same_things(fact):
    assert placeholders(fact, "zh-hans") == placeholders(fact, "en")


def test_its_personal_fields_exist(fact):
    assert fact.personal <= {field.name for field in fields(fact)}


def test_its_kind_begins_with_its_app(fact):
    assert re.fullmatch(rf"{fact.__module__.split('.')[2]}\.[a-z_]+", fact.kind)


def test_its_audiences_are_registered(fact):
    named = {*fact.visible_to, *fact.personal_visible_to, *fact.actor_visible_to}
    assert named <= audience_names()


def test_somebody_may_read_it(fact):
    assert fact.visible_to
