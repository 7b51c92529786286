"""A young city with people who handle cases, and one application that waits to be accepted."""

# ruff: noqa: PLC0415 - Django is set up first.

import os
import subprocess
import sys

from tests.browser import young_city

# Name, unit, role: invented, so that a test can enter as one of them.
PEOPLE = (
    ("消防窗口", "fire_rescue", "window_clerk"),
    ("消防承办", "fire_rescue", "handler"),
    ("消防代理", "fire_rescue", "handler"),
    ("公安承办", "public_security", "handler"),
    ("市监承办", "market_regulation", "handler"),
)
APPLICANT = "办事群众"
VENUE = "示例大剧场"
ANSWERS = {
    "venue": VENUE,
    "operator": "示例文化有限公司",
    "address": "示例路8号",
    "contact_name": "王示例",
    "contact_phone": "13900001111",
    "floor_area": "300",
}
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def build_in(folder):
    """Build it in a process of its own, because the Django of the tests has other settings."""
    surroundings = {key: value for key, value in os.environ.items() if "YINGSHANG" not in key}
    surroundings |= {"YINGSHANG_DATA_DIR": str(folder)}
    surroundings["DJANGO_SETTINGS_MODULE"] = "yingshang.web.settings.base"
    subprocess.run([sys.executable, "-m", __name__], env=surroundings, check=True)


def build():
    young_city.build()
    from yingshang.apps.ledger import clock

    people = {name: _official(name, unit, role) for name, unit, role in PEOPLE}
    applicant = _person(APPLICANT)
    _applied(people["消防窗口"], applicant, clock.now())


def _person(name):
    from yingshang.apps.directory.models import Person
    from yingshang.apps.directory.permissions import INSTALLATION
    from yingshang.apps.directory.services import open_account
    from yingshang.apps.ledger import clock

    person = Person(login=f"desk.{ord(name[0])}.{ord(name[-1])}", name=name, is_demo=True)
    return open_account(person=person, password=None, actor=INSTALLATION, at=clock.now())


def _official(name, code, role):
    from yingshang.apps.directory.models import Post, Unit
    from yingshang.apps.directory.permissions import INSTALLATION
    from yingshang.apps.directory.services import appoint
    from yingshang.apps.ledger import clock

    person = _person(name)
    unit = Unit.objects.get(workspace=None, code=code)
    post = Post(unit=unit, role=role, title=name, person=person, valid_from=clock.today())
    appoint(post=post, actor=INSTALLATION, at=clock.now())
    return person


def _applied(clerk, applicant, at):
    from yingshang.apps.casework import services
    from yingshang.apps.casework.models import Way
    from yingshang.apps.casework.selectors.choices import choices_of
    from yingshang.apps.casework.types import current_type

    _release, kind = current_type("fire_check_before_opening")
    chosen = {key: choices_of(kind.fields[key])[0][0] for key in ("region", "use")}
    beginning = services.Beginning(
        type_code=kind.id,
        way=Way.WINDOW,
        applicant=applicant,
        route="inspection",
        values={**ANSWERS, **chosen},
    )
    case = services.open_case(beginning=beginning, actor=clerk, at=at)
    services.attach(
        case_id=case.pk,
        belongs_to="application",
        name="申请表.pdf",
        content=PDF,
        actor=clerk,
        at=at,
    )
    services.submit(case_id=case.pk, key="desk-city", actor=clerk, at=at)


if __name__ == "__main__":
    build()
