"""The handbook names every door of the site on the page of each role that may open it."""

from pathlib import Path

import pytest
from django.utils.translation import override

from yingshang.apps.directory.models import Role
from yingshang.web.navigation import GROUPS

pytestmark = pytest.mark.no_database
HANDBOOK = Path(__file__).parents[2] / "docs/handbook"
PAGES = {
    None: ["公众"],
    Role.LIAISON: ["联络员"],
    Role.UNIT_REVIEWER: ["单位审核人与领导", "联络员"],
    Role.UNIT_LEADER: ["单位审核人与领导", "联络员"],
    Role.LEAD_OFFICE: ["牵头办", "联络员"],
    Role.SUPERVISION_OFFICE: ["督查", "联络员"],
    Role.CITY_LEADER: ["市领导", "联络员"],
    Role.HANDLER: ["承办人", "联络员"],
    Role.WINDOW_CLERK: ["窗口人员", "联络员"],
    Role.ADMINISTRATOR: ["管理员", "联络员"],
}


def test_every_role_has_a_page():
    assert set(PAGES) == {None, *Role}


@pytest.mark.parametrize("role", PAGES)
def test_every_door_of_a_role_is_explained(role):
    text = "".join((HANDBOOK / f"{name}.md").read_text(encoding="utf-8") for name in PAGES[role])
    doors = [door for group in GROUPS for door in group.doors]
    own = [door for door in doors if (role in door.roles if door.roles else role is None)]
    with override("zh-hans"):
        assert [str(door.label) for door in own if str(door.label) not in text] == []


def test_the_index_lists_every_page():
    index = (HANDBOOK / "README.md").read_text(encoding="utf-8")
    pages = {page.name for page in HANDBOOK.glob("*.md")} - {"README.md"}
    assert {name for name in pages if f"({name})" not in index} == set()
