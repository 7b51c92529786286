"""The people of the sample city: leaders, reviewers and liaisons of every unit, and the tour's."""

from collections import Counter
from collections.abc import Iterator

from yingshang.apps.directory.models import Person, Post, Role, TaskForce, Unit
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.directory.services import appoint, designate, found_task_force, open_account
from yingshang.apps.ledger import clock
from yingshang.web.sample import invented
from yingshang.web.sample.casework.staff import shown_keepers
from yingshang.web.sample.city import Happening, SampleCity

UNIT_POSTS = (
    (Role.UNIT_LEADER, "单位负责人"),
    (Role.UNIT_REVIEWER, "责任科室负责人"),
    (Role.LIAISON, "联络员"),
)

TITLES = {
    Role.LEAD_OFFICE: "牵头办工作人员",
    Role.SUPERVISION_OFFICE: "督查工作人员",
    Role.CITY_LEADER: "分管市领导",
    Role.ADMINISTRATOR: "系统管理员",
}


def people_of_every_unit(city: SampleCity) -> Iterator[tuple[int, int]]:
    """Give every unit its leader, reviewer, designated person and task force."""
    units = city.units()
    shown = tour_units(city) | shown_keepers(city)
    for number, unit in enumerate(units, start=1):
        _staff(city, unit, is_demo=unit.code in shown)
        yield number, len(units)


def tour_units(city: SampleCity) -> frozenset[str]:
    """The two units that answer for most tasks; their people can be entered with one click."""
    answering = Counter(
        named.unit
        for task in city.pack.plan.tasks
        for named in task.units
        if named.unit and named.role != "cooperating"
    )
    return frozenset(code for code, _tasks in answering.most_common(2))


def people_of_the_city(city: SampleCity) -> Iterator[tuple[int, int]]:
    """Fill the roles for the whole city: lead office, supervision, leader, administrator."""
    by_code = {unit.code: unit for unit in city.units()}
    held = [
        (Role(each.role), each.unit)
        for each in city.pack.posts.assignments
        if each.role != "consolidator"
    ]
    lead = next(unit for role, unit in held if role == Role.LEAD_OFFICE)
    government = next(code for code, unit in by_code.items() if unit.kind == Unit.Kind.GOVERNMENT)
    held += [(Role.CITY_LEADER, government), (Role.ADMINISTRATOR, lead)]
    for number, (role, code) in enumerate(held, start=1):
        _appoint(city, Post(unit=by_code[code], role=role, title=TITLES[role]), is_demo=True)
        yield number, len(held)


def _staff(city: SampleCity, unit: Unit, *, is_demo: bool) -> None:
    section = invented.section(city.random)
    for role, title in UNIT_POSTS:
        post = Post(unit=unit, role=role, title=title, section=section)
        _appoint(city, post, is_demo=is_demo)
    leader = city.people[unit.code, Role.UNIT_LEADER]
    liaison = city.people[unit.code, Role.LIAISON]
    force = TaskForce(
        unit=unit,
        first_responsible=leader,
        deputy_leader=city.people[unit.code, Role.UNIT_REVIEWER],
        section=section,
        valid_from=clock.today(),
    )
    found_task_force(force=force, members=[liaison], actor=leader, at=clock.now())
    designate(
        unit_id=unit.pk,
        person_id=liaison.pk,
        first_day=clock.today(),
        actor=leader,
        at=clock.now(),
    )


def _appoint(city: SampleCity, post: Post, *, is_demo: bool) -> None:
    code, role = post.unit.code, Role(post.role)
    post.person = Person(
        login=f"{code}.{role}".replace("_", "-")[:60],
        name=invented.person_name(city.random),
        phone=invented.phone(city.random),
        is_demo=is_demo,
    )
    post.valid_from = clock.today()
    open_account(person=post.person, password=None, actor=INSTALLATION, at=clock.now())
    appoint(post=post, actor=INSTALLATION, at=clock.now())
    city.people[code, role] = post.person


HAPPENINGS = (
    Happening(0, "各单位人员 People of every unit", people_of_every_unit),
    Happening(0, "全市岗位 Posts of the city", people_of_the_city),
)
