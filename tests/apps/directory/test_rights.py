"""Who may do what follows from posts, deputies and days."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from tests.apps.directory.factories import (
    AT,
    TODAY,
    DeputyFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
    an_administrator,
    holder_of,
)
from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import (
    INSTALLATION,
    VERBS,
    declare,
    has_role,
    may,
    read_once,
    require,
    roles_of,
    units_for,
    units_of,
)

LAST_WEEK = date(2024, 11, 11)
NEXT_WEEK = date(2024, 11, 25)


def test_an_account_without_a_post_has_no_right():
    person = PersonFactory()
    assert not roles_of(person, TODAY)
    assert not any(may(person, verb, on=TODAY) for verb in VERBS)


def test_the_public_has_no_right():
    assert not any(may(AnonymousUser(), verb, on=TODAY) for verb in VERBS)


def test_a_post_counts_from_its_first_to_its_last_day_inclusive():
    post = PostFactory(valid_from=LAST_WEEK, valid_to=TODAY)
    days = [date(2024, 11, 10), LAST_WEEK, TODAY, date(2024, 11, 19)]
    assert [has_role(post.person, day, Role.LIAISON) for day in days] == [False, True, True, False]


def test_a_deputy_has_the_rights_of_the_post_on_their_days_only():
    deputy = DeputyFactory(from_on=TODAY, until_on=NEXT_WEEK)
    days = [date(2024, 11, 17), TODAY, NEXT_WEEK, date(2024, 11, 26)]
    units = [units_of(deputy.person, day) for day in days]
    assert units == [frozenset(), {deputy.post.unit_id}, {deputy.post.unit_id}, frozenset()]


def test_a_deputy_of_an_ended_post_has_nothing():
    post = PostFactory(valid_to=LAST_WEEK)
    assert not roles_of(DeputyFactory(post=post).person, TODAY)


def test_a_deputys_deputy_has_nothing():
    first = DeputyFactory()
    own = PostFactory(person=first.person)
    second = DeputyFactory(post=own)
    assert units_of(second.person, TODAY) == {own.unit_id}


def test_a_post_at_an_ended_unit_gives_nothing():
    post = PostFactory(unit=UnitFactory(valid_to=LAST_WEEK))
    assert not roles_of(post.person, TODAY)


def test_a_closed_account_has_nothing():
    post = PostFactory(person=PersonFactory(is_active=False))
    assert not roles_of(post.person, TODAY)


def test_a_unit_role_reaches_its_own_unit_only():
    post = PostFactory(role=Role.UNIT_LEADER)
    other = UnitFactory()
    assert may(post.person, "directory.designate", on=TODAY, unit=post.unit)
    assert not may(post.person, "directory.designate", on=TODAY, unit=other)
    assert not may(post.person, "directory.designate", on=TODAY)


def test_the_rows_one_may_touch_are_no_unit_one_unit_or_every_unit():
    liaison = PostFactory()
    verb = "directory.found_task_force"
    assert units_for(PersonFactory(), verb, on=TODAY) == frozenset()
    assert units_for(liaison.person, verb, on=TODAY) == {liaison.unit_id}
    assert units_for(holder_of(Role.LEAD_OFFICE), verb, on=TODAY) is None


def test_an_administrator_decides_nothing_of_the_citys_work():
    administrator = an_administrator()
    assert not may(administrator, "directory.found_task_force", on=TODAY, unit=UnitFactory())


def test_the_command_line_may_set_up_and_nothing_else():
    allowed = {verb for verb in VERBS if may(INSTALLATION, verb, on=TODAY)}
    assert "registers.install_pack" in allowed
    assert not allowed & {"directory.end_post", "directory.deputise", "directory.designate"}


def test_a_refusal_names_the_verb():
    with pytest.raises(PermissionDenied, match=r"directory\.appoint"):
        require(PersonFactory(), "directory.appoint", at=AT)


def test_a_verb_nobody_declared_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        may(PersonFactory(), "directory.fly", on=TODAY)


def test_a_verb_is_declared_once():
    with pytest.raises(ValueError, match="twice"):
        declare("directory.appoint")


def test_while_a_page_is_read_roles_are_asked_for_once(django_assert_num_queries):
    person = holder_of(Role.LIAISON)
    with read_once(), django_assert_num_queries(1):
        assert roles_of(person, TODAY) == roles_of(person, TODAY)
