"""A young city with accounts for a founder, the owner of a firm, a window clerk and handlers."""

# ruff: noqa: PLC0415 - Django is set up first.

import os
import subprocess
import sys
from pathlib import Path

from tests.browser import young_city

FIRM = "辽源暖足袜业有限公司"
FIRM_CODE = "91220402MA14DUTL3P"
PASSWORD = "nuan-zu-2024-wa"
FOUNDER, OWNER, CLERK = "周明远", "陈玉兰", "孙立"
# One for each office that a link belongs to.
HANDLERS = {
    "market_regulation": "王建国",
    "public_security": "赵铁军",
    "tax": "钱芳",
    "social_insurance": "吴静",
    "housing_fund": "郑磊",
}


def build_in(folder):
    """Build it in a process of its own, because the Django of the tests has other settings."""
    surroundings = {key: value for key, value in os.environ.items() if "YINGSHANG" not in key}
    surroundings |= {"YINGSHANG_DATA_DIR": str(folder)}
    surroundings["DJANGO_SETTINGS_MODULE"] = "yingshang.web.settings.base"
    command = [sys.executable, "-m", "tests.browser.case_city"]
    root = Path(__file__).parents[2]
    subprocess.run(command, env=surroundings, cwd=root, check=True)


def build():
    young_city.build()
    from yingshang.apps.directory.models import Role

    clerk = _works("market_regulation", CLERK, Role.WINDOW_CLERK, "综合窗口")
    for unit, name in HANDLERS.items():
        _works(unit, name, Role.HANDLER, "经办人")
    _registers("zhou-mingyuan", FOUNDER)
    _represents(_registers("chen-yulan", OWNER), clerk)


def _works(unit, name, role, title):
    from yingshang.apps.directory.models import Person, Post, Unit
    from yingshang.apps.directory.permissions import INSTALLATION
    from yingshang.apps.directory.services import appoint, open_account
    from yingshang.apps.ledger import clock

    person = Person(login=f"{unit}.{role}".replace("_", "-"), name=name)
    open_account(person=person, password=PASSWORD, actor=INSTALLATION, at=clock.now())
    post = Post(
        unit=Unit.objects.get(workspace=None, code=unit),
        role=role,
        title=title,
        person=person,
        valid_from=clock.today(),
    )
    appoint(post=post, actor=INSTALLATION, at=clock.now())
    return person


def _registers(login, name):
    from yingshang.apps.directory.models import Person
    from yingshang.apps.directory.notice import EDITION
    from yingshang.apps.directory.services import register
    from yingshang.apps.ledger import clock

    person = Person(login=login, name=name, phone="13800000001")
    return register(person=person, password=PASSWORD, notice=EDITION, at=clock.now())


def _represents(owner, clerk):
    """The firm is in the register, and the window has seen that it is hers."""
    from yingshang.apps.directory.models import Enterprise
    from yingshang.apps.directory.services import enterprises
    from yingshang.apps.directory.services.authorisations import claim, confirm
    from yingshang.apps.ledger import clock

    firm = Enterprise(name=FIRM, credit_code=FIRM_CODE, kind=Enterprise.Kind.COMPANY)
    given = {"source_name": "登记机关", "as_of": clock.today(), "actor": None}
    firm = enterprises.register(enterprise=firm, **given, at=clock.now())
    ground = "营业执照正本，本人身份证到窗口出示"
    row = claim(enterprise=firm, ground=ground, proof=None, actor=owner, at=clock.now())
    confirm(authorisation_id=row.pk, actor=clerk, at=clock.now())


if __name__ == "__main__":
    build()
