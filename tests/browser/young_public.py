"""The public of the young city: a founder, the owner of a firm, and a fire check applied for."""

# ruff: noqa: PLC0415 - Django is set up first.

from tests.browser.young_people import PASSWORD

FIRM = "辽源暖足袜业有限公司"
FIRM_CODE = "91220402MA14DUTL3P"
FOUNDER, OWNER = "zhou-mingyuan", "chen-yulan"
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


def register(*, clerk):
    """The founder and the owner have accounts, and the window has seen that the firm is hers."""
    _registered(FOUNDER, "周明远")
    _represents(_registered(OWNER, "陈玉兰"), clerk)


def apply(*, clerk, at):
    """A fire check is handed in at the window and waits to be accepted."""
    from yingshang.apps.casework import services
    from yingshang.apps.casework.models import Way
    from yingshang.apps.casework.selectors.choices import choices_of
    from yingshang.apps.casework.types import current_type

    _release, kind = current_type("fire_check_before_opening")
    chosen = {key: choices_of(kind.fields[key])[0][0] for key in ("region", "use")}
    beginning = services.Beginning(
        type_code=kind.id,
        way=Way.WINDOW,
        applicant=_registered("ban-shi", "办事群众"),
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
    services.submit(case_id=case.pk, key="young-city", actor=clerk, at=at)


def _registered(login, name):
    from yingshang.apps.directory.models import Person
    from yingshang.apps.directory.notice import EDITION
    from yingshang.apps.directory.services import register as register_person
    from yingshang.apps.ledger import clock

    person = Person(login=login, name=name, phone="13800000001")
    return register_person(person=person, password=PASSWORD, notice=EDITION, at=clock.now())


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
