"""Units, sets, workspaces and what a name means."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.directory.factories import (
    AT,
    TODAY,
    CityRoleFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
    UnitSetFactory,
    WorkspaceFactory,
    an_administrator,
    holder_of,
)
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.models import Role, Unit
from yingshang.apps.directory.models.units import NEVER_SUPERVISED
from yingshang.apps.directory.selectors.names import Names, resolve
from yingshang.apps.directory.selectors.units import units_with_city_role
from yingshang.apps.directory.services import open_workspace, register_unit
from yingshang.apps.ledger.models import Event


def draft(**columns):
    return UnitFactory.build(**columns)


@pytest.mark.parametrize("kind", NEVER_SUPERVISED)
def test_courts_and_vertical_organs_cannot_be_supervised(kind):
    unit = draft(kind=kind, reach=Unit.Reach.SUPERVISED)
    with pytest.raises(ValidationError, match=r"only be asked|只能商请"):
        unit.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        unit.save()


def test_a_unit_does_not_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitFactory(valid_from=TODAY, valid_to=date(2024, 11, 17))


def test_the_city_has_a_code_once_and_a_workspace_may_use_it_again():
    UnitFactory(code="finance")
    UnitFactory(code="finance", draft=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitFactory(code="finance")


def test_a_registered_unit_leaves_a_fact_behind():
    administrator = an_administrator()
    unit = register_unit(unit=draft(), short_names=["市甲局"], actor=administrator, at=AT)
    [event] = Event.objects.filter(kind="directory.unit_registered")
    assert (event.actor, event.payload["code"]) == (administrator, unit.code)
    assert [name.name for name in unit.names.all()] == ["市甲局"]


def test_a_liaison_registers_no_unit():
    with pytest.raises(PermissionDenied):
        register_unit(unit=draft(), actor=holder_of(Role.LIAISON), at=AT)
    assert not Unit.objects.filter(code__startswith="unit_", posts=None).exists()


def test_a_wrong_unit_is_refused_with_a_sentence():
    with pytest.raises(RefusedError, match=r"only be asked|只能商请"):
        register_unit(unit=draft(kind="court"), actor=an_administrator(), at=AT)


def test_the_lead_office_opens_a_workspace_and_drafts_units_in_it_only():
    lead = holder_of(Role.LEAD_OFFICE)
    room = open_workspace(code="province", name="吉林省", actor=lead, at=AT)
    register_unit(unit=draft(workspace=room), actor=lead, at=AT)
    with pytest.raises(PermissionDenied):
        register_unit(unit=draft(), actor=lead, at=AT)


def test_a_workspace_is_opened_once():
    lead = holder_of(Role.LEAD_OFFICE)
    room = WorkspaceFactory()
    with pytest.raises(RefusedError):
        open_workspace(code=room.code, name="又一个", actor=lead, at=AT)


@pytest.mark.parametrize("name", ["示例市公安局", "市公安局", "公安局", " 市公安局 "])
def test_a_unit_answers_to_every_name_it_has(name):
    unit = UnitFactory(official_name_zh="示例市公安局", names=["市公安局", "公安局"])
    assert resolve(name, on=TODAY).unit == unit


def test_another_way_of_writing_a_name_is_understood():
    unit = UnitFactory(official_name_zh="示例市发展和改革委员会", names=["市发展改革委"])
    assert resolve("市发改委", on=TODAY).unit == unit


def test_in_a_clause_a_name_without_its_level_takes_that_of_the_one_before():
    finance = UnitFactory(official_name_zh="示例市财政局", names=["市财政局"])
    assets = UnitFactory(official_name_zh="示例市国资委", names=["市国资委"])
    found = Names(on=TODAY).resolve_all(["市财政局", "国资委"])
    assert [meaning.unit for meaning in found] == [finance, assets]


def test_a_collective_name_means_its_set():
    counties = UnitSetFactory(names=["各县区人民政府", "各县区政府"])
    meaning = resolve("各县区政府", on=TODAY)
    assert (meaning.set, meaning.unit) == (counties, None)


def test_a_name_that_two_units_share_is_left_to_a_person():
    for code in ("old", "new"):
        UnitFactory(code=code, names=["市工信局"])
    meaning = resolve("市工信局", on=TODAY)
    assert (len(meaning.units), meaning.unit) == (2, None)


def test_an_unknown_name_means_nothing():
    meaning = resolve("市某局", on=TODAY)
    assert not meaning.units
    assert not meaning.sets


def test_a_workspace_never_sees_the_citys_units_nor_the_reverse():
    UnitFactory(names=["市公安局"])
    theirs = UnitFactory(names=["市公安局"], draft=True)
    assert resolve("市公安局", workspace=theirs.workspace, on=TODAY).unit == theirs
    assert resolve("市公安局", on=TODAY).unit != theirs


def test_an_ended_unit_answers_no_more():
    UnitFactory(names=["市粮食局"], valid_to=date(2024, 11, 17))
    assert not resolve("市粮食局", on=TODAY).units


def shown(client, **asked):
    response = client.get(reverse("directory:units"), asked)
    assert response.status_code == 200
    return [unit.code for unit in response.context["page"].units]


def test_the_list_is_narrowed_by_kind_level_and_any_name(client):
    UnitFactory(code="court", court=True, names=["市中院"])
    UnitFactory(code="police", names=["市公安局"], official_name_en="Public Security")
    UnitFactory(code="county", kind="county_government", level="county")
    client.force_login(PersonFactory())
    assert shown(client, kind="court") == ["court"]
    assert shown(client, level="county") == ["county"]
    assert shown(client, words="公安") == ["police"]
    assert shown(client, words="security") == ["police"]
    assert shown(client, words="没有这个名字") == []


def test_a_filter_that_does_not_exist_asks_for_everything(client):
    UnitFactory(code="police")
    client.force_login(PersonFactory())
    assert shown(client, kind="circus") == ["police"]


def test_drafts_of_a_workspace_have_no_page(client):
    unit = UnitFactory(draft=True)
    client.force_login(an_administrator())
    assert client.get(reverse("directory:unit", args=[unit.code])).status_code == 404
    assert unit.code not in shown(client)


def test_the_list_asks_as_much_for_twenty_units_as_for_one(client):
    client.force_login(PersonFactory())
    asked = []
    for rows in (1, 19):
        for number in range(rows):
            unit = UnitFactory(names=[f"市{number}局", f"{number}局"])
            UnitSetFactory(names=[f"第{number}类单位"], members=[unit])
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("directory:units"))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_officials_see_the_people_of_a_unit_and_others_do_not(client):
    post = PostFactory()
    url = reverse("directory:unit", args=[post.unit.code])
    client.force_login(PersonFactory())
    assert post.person.name not in client.get(url).content.decode()
    client.force_login(holder_of(Role.LIAISON))
    assert post.person.name in client.get(url).content.decode()


def test_the_unit_with_a_duty_for_the_city_is_found_while_it_holds_it():
    duty = CityRoleFactory(role="consolidator", valid_to=TODAY)
    assert list(units_with_city_role("consolidator", on=TODAY)) == [duty.unit]
    assert not units_with_city_role("consolidator", on=date(2024, 11, 19))


def test_a_duty_for_the_city_that_is_only_a_reading_says_so(client):
    duty = CityRoleFactory(status=Unit.Status.UNVERIFIED, basis_zh="按任务数推定，待市里确认。")
    client.force_login(PersonFactory())
    page = client.get(reverse("directory:unit", args=[duty.unit.code])).content.decode()
    assert "按任务数推定，待市里确认。" in page
