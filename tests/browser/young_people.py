"""Officials of the young city: some with a button on the login page, some with a password."""

# ruff: noqa: PLC0415 - Django is set up first.

PASSWORD = "nuan-zu-2024-wa"
KEEPER = "政数承办"
# Name, unit, role: invented, so that a test can enter as one of them with a click.
WITH_A_BUTTON = (
    ("消防窗口", "fire_rescue", "window_clerk"),
    ("消防承办", "fire_rescue", "handler"),
    ("消防代理", "fire_rescue", "handler"),
    ("公安承办", "public_security", "handler"),
    ("市监承办", "market_regulation", "handler"),
    ("市监领导", "market_regulation", "unit_leader"),
    ("工信承办", "industry_information", "handler"),
    ("工信核验", "industry_information", "handler"),
    ("工信审定", "industry_information", "unit_reviewer"),
    ("东辽承办", "dongliao_county", "handler"),
    (KEEPER, "government_services", "handler"),
)
CLERK = "孙立"
# One for each office that a link of a start-up or a deregistration belongs to.
WITH_A_PASSWORD = (
    (CLERK, "market_regulation", "window_clerk"),
    ("王建国", "market_regulation", "handler"),
    ("赵铁军", "public_security", "handler"),
    ("钱芳", "tax", "handler"),
    ("吴静", "social_insurance", "handler"),
    ("郑磊", "housing_fund", "handler"),
)


def account_of(unit, role):
    """The login of somebody with a password."""
    return f"{unit}.{role}".replace("_", "-")


def take_up_their_posts():
    """Appoint everybody; the persons by name."""
    people = {}
    for number, (name, unit, role) in enumerate(WITH_A_BUTTON, start=1):
        people[name] = _appointed(name, unit, role, login=f"button.{number}", is_demo=True)
    for name, unit, role in WITH_A_PASSWORD:
        login = account_of(unit, role)
        people[name] = _appointed(name, unit, role, login=login, password=PASSWORD)
    return people


def _appointed(name, code, role, *, login, password=None, is_demo=False):
    from yingshang.apps.directory.models import Person, Post, Unit
    from yingshang.apps.directory.permissions import INSTALLATION
    from yingshang.apps.directory.services import appoint, open_account
    from yingshang.apps.ledger import clock

    person = Person(login=login, name=name, is_demo=is_demo)
    open_account(person=person, password=password, actor=INSTALLATION, at=clock.now())
    unit = Unit.objects.get(workspace=None, code=code)
    post = Post(unit=unit, role=role, title=name, person=person, valid_from=clock.today())
    appoint(post=post, actor=INSTALLATION, at=clock.now())
    return person
