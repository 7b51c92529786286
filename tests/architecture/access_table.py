"""Who may see which address: the one table to extend with every new page.

A line names the address, who may see it, and where it matters how it is asked and what it is about.
Visitors are called by their role at *our* unit; `elsewhere` in front of a role means the same role
at another unit. Objects in addresses belong to our unit, unless the line says otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.apps.delivery.drafting_world import approved_room, waiting_draft
from yingshang.apps.casework.models import (
    Case,
    CaseUnit,
    Move,
    OutsideFile,
    OutsideSource,
    OutsideToken,
    Step,
    Way,
)
from yingshang.apps.casework.services import Beginning, open_case
from yingshang.apps.delivery.models import (
    Attendance,
    Decision,
    Evidence,
    ImplementationPlan,
    ImplementationVersion,
    Meeting,
    Objection,
    Plan,
    PlannedMeasure,
    PublicityItem,
    ReportingPeriod,
    Return,
    ReturnLine,
    ReturnVersion,
    Task,
)
from yingshang.apps.directory.models import (
    Authorisation,
    EnterpriseImport,
    EnterpriseSource,
    OutsideIdentity,
    Unit,
)
from yingshang.apps.files.models import KeptFile
from yingshang.apps.obligations.models import Recheck
from yingshang.apps.ratings.models import Rating
from yingshang.apps.registers.selectors import current_release

ROLES = (
    "liaison",
    "unit_reviewer",
    "unit_leader",
    "lead_office",
    "supervision_office",
    "city_leader",
    "handler",
    "window_clerk",
    "administrator",
)
ELSEWHERE = ("elsewhere liaison", "elsewhere unit_reviewer", "elsewhere unit_leader")
NOBODY_YET = "person without a post"
# A member of the public who is the legal representative of our enterprise.
PORTAL = "portal person"
ANONYMOUS = "anonymous"
VISITORS = (ANONYMOUS, NOBODY_YET, PORTAL, *ROLES, *ELSEWHERE)

PUBLIC = frozenset(VISITORS)
SIGNED_IN = PUBLIC - {ANONYMOUS}
OFFICIALS = SIGNED_IN - {NOBODY_YET, PORTAL}
PORTAL_PERSON = frozenset({PORTAL})
WINDOW = frozenset({"window_clerk"})
ADMINISTRATORS = frozenset({"administrator"})
# Those who carry the plan; handlers and clerks work on cases.
PLAN_PEOPLE = OFFICIALS - {"administrator", "handler", "window_clerk"}
IMPORTERS = frozenset({"administrator", "lead_office"})
CARETAKERS = frozenset({"administrator", "lead_office"})
OVERSEERS = frozenset({"lead_office", "supervision_office"})
LEADERS = OVERSEERS | {"city_leader"}
CITY_LEADER = frozenset({"city_leader"})
SUPERVISION = frozenset({"supervision_office"})
LEAD_OFFICE = frozenset({"lead_office"})
SOURCE_KEEPERS = frozenset({"lead_office", "handler", "unit_leader"})
UNIT_LEADER = frozenset({"unit_leader"})
DRAFTERS = frozenset({"liaison", "unit_reviewer"})
REVIEWERS = frozenset({"unit_reviewer", "unit_leader"})
OUR_UNIT = frozenset({"liaison", "unit_reviewer", "unit_leader"})
CASE_PEOPLE = frozenset({"handler", "window_clerk", "unit_leader"})
ANY_UNIT = CASE_PEOPLE | {"elsewhere unit_leader"}

LEDGER_READERS = OFFICIALS - {"administrator"}

RATING_READERS = LEDGER_READERS - frozenset(ELSEWHERE)

GET, POST = "get", "post"


@dataclass(frozen=True)
class Line:
    """Who may see one address.

    Attributes:
        who: Visitors who may; everybody else is refused, or sent to sign in when anonymous.
        refused: The answer to a signed-in visitor who may not.
        method: How it is asked.
        about: From the world of the test to the arguments of the address.
        data: What is posted.
        granted: Answers that count as seen; a redirect to the login page never does.
        signed_out: The answer to the anonymous where they are not sent to sign in.
    """

    who: frozenset[str]
    refused: int = 403
    method: str = GET
    about: Callable[[Any], list[Any]] = lambda world: []
    data: dict[str, str] = field(default_factory=dict)
    granted: frozenset[int] = frozenset({200})
    signed_out: int | None = None


def nothing(_world):
    return []


def our_unit(world):
    return [world.unit.code]


def our_liaison(world):
    return [world.liaison.person.pk]


def our_post(world):
    return [world.liaison.pk]


def our_rating(world):
    """A rating of our unit that it knows of."""
    office = Unit.objects.get(code="tax")
    day = world.job.created_at
    rating, _ = Rating.objects.get_or_create(
        code="abc",
        kind="case",
        key="1",
        unit=world.unit,
        office=office,
        defaults={
            "grade": 5,
            "is_bad": False,
            "channel": "portal",
            "rated_on": day.date(),
            "rated_at": day,
            "told_at": day,
        },
    )
    return [rating.code]


def our_duty(world):
    return [world.duty.pk]


def our_recheck(world):
    recheck, _ = Recheck.objects.get_or_create(
        obligation=world.duty, defaults={"seed": "x", "drawn_at": world.job.created_at}
    )
    return [recheck.pk]


def our_implementation(world):
    """Our unit's plan for a task, signed by nobody yet."""
    plan, _ = ImplementationPlan.objects.get_or_create(
        task=Task.objects.get(plan__workspace=None, code="01"),
        unit=world.unit,
        defaults={"role": "responsible", "opened_at": world.job.created_at},
    )
    return [plan.pk]


def our_measure(world):
    [plan] = our_implementation(world)
    version, _ = ImplementationVersion.objects.get_or_create(
        plan_id=plan,
        number=1,
        defaults={"drafted_by": world.liaison.person, "saved_at": world.job.created_at},
    )
    measure, _ = PlannedMeasure.objects.get_or_create(version=version, defaults={"text": "x"})
    return [plan, measure.key]


def our_period(world):
    """A month of the city's plan that is open."""
    plan = Plan.objects.of_the_city().order_by("pk")[0]
    period, _ = ReportingPeriod.objects.get_or_create(
        plan=plan,
        kind="month",
        starts_on=plan.period_from.replace(day=1),
        defaults={"opened_at": world.job.created_at},
    )
    return [period.code]


def our_month(world):
    return [*our_period(world), world.unit.code]


def our_return(world):
    """A return that our unit has begun, with a file attached."""
    our_period(world)
    report, _ = Return.objects.get_or_create(
        period=ReportingPeriod.objects.get(),
        unit=world.unit,
        task=Task.objects.filter(plan__workspace=None).order_by("position")[0],
        defaults={"role": "responsible", "revision": 1},
    )
    version, _ = ReturnVersion.objects.get_or_create(
        report=report,
        number=1,
        defaults={"saved_by": world.liaison.person, "saved_at": world.job.created_at},
    )
    line, _ = ReturnLine.objects.get_or_create(version=version, key="x", title="x")
    file, _ = KeptFile.objects.get_or_create(
        sha256="0" * 64,
        defaults={"media_type": "text/plain", "size": 1, "received_at": world.job.created_at},
    )
    Evidence.objects.get_or_create(
        line=line, file=file, name="x.txt", defaults={"attached_at": world.job.created_at}
    )
    return [report.pk]


def our_meeting(world):
    """A meeting to come that calls our unit."""
    meeting, is_new = Meeting.objects.get_or_create(
        plan=Plan.objects.of_the_city().order_by("pk")[0],
        number=1,
        defaults={
            "held_on": world.job.created_at.date(),
            "place": "x",
            "chair": "x",
            "called_by": world.liaison.person,
            "called_at": world.job.created_at,
        },
    )
    if is_new:
        Attendance.objects.create(meeting=meeting, unit=world.unit)
    return [meeting.pk]


def our_decision(world):
    our_meeting(world)
    decision, _ = Decision.objects.get_or_create(
        meeting=Meeting.objects.get(),
        number=1,
        defaults={
            "what": "x",
            "holder": world.unit,
            "made_by": world.liaison.person,
            "made_at": world.job.created_at,
        },
    )
    return [decision.pk]


def our_publicity(world):
    """A practice that our unit entered."""
    item, _ = PublicityItem.objects.get_or_create(
        plan=Plan.objects.of_the_city().order_by("pk")[0],
        unit=world.unit,
        kind="good_practice",
        defaults={
            "title": "x",
            "channel": "x",
            "channel_zh": "x",
            "address": "https://example.cn/",
            "published_on": world.job.created_at.date(),
            "entered_by": world.liaison.person,
            "entered_at": world.job.created_at,
        },
    )
    return [item.pk]


def our_objection(world):
    plan = Plan.objects.of_the_city().order_by("pk")[0]
    objection, _ = Objection.objects.get_or_create(
        plan=plan,
        month_on=plan.period_from.replace(day=1),
        unit=world.unit,
        entry_key="x",
        defaults={
            "title": "x",
            "points": 1,
            "reason": "x",
            "raised_by": world.liaison.person,
            "raised_at": world.job.created_at,
        },
    )
    return [objection.pk]


def a_month(world):
    return [f"{world.job.created_at:%Y-%m}"]


def our_scores(world):
    return [*a_month(world), world.unit.code]


def our_file(world):
    our_return(world)
    return [Evidence.objects.get().pk]


def a_draft(world):
    """An imported plan that waits to be corrected."""
    return [waiting_draft(world.people["lead_office"]).pk]


def a_task_of_the_draft(world):
    return [*a_draft(world), "01"]


def a_room(world):
    """A workspace with an approved plan."""
    return [approved_room(world.people["lead_office"])]


def our_enterprise(world):
    return [world.representation.enterprise_id]


def our_representation(world):
    return [world.representation.pk]


def _authorisation(world, **columns):
    given = {"asked_by": columns["person"], "asked_at": world.job.created_at}
    return [Authorisation.objects.get_or_create(**columns, defaults=given)[0].pk]


def our_offer(world):
    """Offered to the legal representative of our enterprise, by another one."""
    return _authorisation(
        world, kind="authorised", person=world.people[PORTAL], enterprise=world.other_enterprise
    )


def our_claim(world):
    """A claim of somebody else that waits."""
    return _authorisation(
        world,
        kind="legal_representative",
        person=world.people[NOBODY_YET],
        enterprise=world.other_enterprise,
    )


def our_identity(world):
    identity, _ = OutsideIdentity.objects.get_or_create(
        person=world.people[PORTAL],
        issuer="https://id.example.cn",
        subject="1",
        defaults={"linked_at": world.job.created_at},
    )
    return [identity.pk]


def our_import(world):
    """A file of market entities that waits for its columns to be confirmed."""
    file, _ = EnterpriseImport.objects.get_or_create(
        file_name="x.csv",
        defaults={
            "source": EnterpriseSource.objects.get_or_create(name="x")[0],
            "sha256": "0" * 64,
            "as_of": world.job.created_at.date(),
            "sent_at": world.job.created_at,
        },
    )
    return [file.pk]


def our_source(world):
    """A system that reports cases of our unit."""
    source, _ = OutsideSource.objects.get_or_create(
        code="x", defaults={"name_zh": "x", "type_code": "set_up", "unit": world.unit}
    )
    return [source.code]


def our_outside_file(world):
    """A file of that system; it is not on the disk."""
    [code] = our_source(world)
    file, _ = OutsideFile.objects.get_or_create(
        file_name="x.csv",
        defaults={
            "source": OutsideSource.objects.get(code=code),
            "sha256": "0" * 64,
            "as_of": world.job.created_at.date(),
            "sent_at": world.job.created_at,
        },
    )
    return [file.pk]


def our_key(world):
    """A key for a machine of that system."""
    [code] = our_source(world)
    token, _ = OutsideToken.objects.get_or_create(
        token_digest="0" * 64,
        defaults={
            "source": OutsideSource.objects.get(code=code),
            "name": "x",
            "made_at": world.job.created_at,
            "made_by": world.liaison.person,
        },
    )
    return [token.pk]


def our_ledger(world):
    return ["set_up"]


def our_ledger_month(world):
    return ["set_up", "2024-10"]


def our_row(world):
    return ["set_up", *our_case(world)]


def our_case(world):
    """A case of our unit, with its first step open."""
    case, is_new = Case.objects.get_or_create(
        number="SU-2024-000001-8",
        defaults={
            "type_code": "set_up",
            "release": current_release(),
            "stage": "running",
            "way": "applicant",
            "route": "ordinary",
            "enterprise": world.other_enterprise,
            "holder_unit": world.unit,
            "opened_at": world.job.created_at,
            "submitted_at": world.job.created_at,
            "accepted_at": world.job.created_at,
            "receipt_code": "DESK-0000-0000-0001",
        },
    )
    if is_new:
        CaseUnit.objects.create(case=case, unit=world.unit, type_code="set_up")
        Step.objects.create(
            case=case,
            code="review",
            holder=f"unit:{world.unit.pk}",
            holder_unit=world.unit,
            opened_at=world.job.created_at,
        )
    return [case.number]


def our_step(world):
    return [*our_case(world), Step.objects.get(case__number=our_case(world)[0]).pk, "settle"]


def our_move(world):
    """A move of cases that was tried."""
    release = current_release()
    move, _ = Move.objects.get_or_create(
        type_code="set_up", to_release=release, defaults={"planned_at": world.job.created_at}
    )
    return [move.pk]


def our_matter(world):
    """A draft of our enterprise, begun by its legal representative."""
    owner = world.people[PORTAL]
    case = Case.objects.filter(applicant=owner).first() or open_case(
        beginning=Beginning(
            type_code="set_up",
            way=Way.APPLICANT,
            applicant=owner,
            enterprise=world.representation.enterprise,
        ),
        actor=owner,
        at=world.job.created_at,
    )
    return [case.number]


CHANGED = frozenset({200, 302, 422})
# The body is not JSON, which is said to everybody who has signed in alike.
UNREADABLE = frozenset({400, 422})
# A demo account that does not exist and a stop that nobody lends: found missing by everybody alike.
MISSING = frozenset({404})

TABLE = {
    # The site.
    "home": Line(PUBLIC),
    "tour": Line(PUBLIC, method=POST, granted=MISSING),
    "styleguide": Line(PUBLIC),
    "preferences": Line(PUBLIC, method=POST, granted=CHANGED),
    "set_language": Line(PUBLIC, method=POST, granted=CHANGED),
    # The ledger.
    "ledger:job": Line(frozenset({"liaison"}), 404, about=lambda world: [world.job.pk]),
    "ledger:cancel": Line(
        frozenset({"liaison"}), 404, POST, lambda world: [world.job.pk], granted=CHANGED
    ),
    "ledger:resume": Line(
        frozenset({"liaison"}), 404, POST, lambda world: [world.job.pk], granted=CHANGED
    ),
    "ledger:dead_letters": Line(ADMINISTRATORS),
    "ledger:retry": Line(ADMINISTRATORS, method=POST, about=lambda world: [1], granted=CHANGED),
    "ledger:clock": Line(ADMINISTRATORS),
    # What is owed. Objects in addresses are a duty of our unit.
    "obligations:desk": Line(OFFICIALS),
    "obligations:matters": Line(OFFICIALS),
    "obligations:month": Line(OFFICIALS),
    "obligations:bulk": Line(OFFICIALS, method=POST, granted=CHANGED),
    "obligations:subscription": Line(OFFICIALS),
    "obligations:subscribe": Line(OFFICIALS, method=POST),
    "obligations:unsubscribe": Line(OFFICIALS, method=POST, granted=CHANGED),
    # A token that nobody has: found missing by everybody alike.
    "obligations:feed": Line(PUBLIC, about=lambda world: ["nobodys-token"], granted=MISSING),
    "obligations:duties": Line(OFFICIALS),
    "obligations:duty": Line(OUR_UNIT | LEADERS | {"handler", "window_clerk"}, 404, about=our_duty),
    "obligations:act": Line(
        OUR_UNIT | {"lead_office"}, 404, about=lambda world: [world.duty.pk, "hand_over"]
    ),
    "obligations:to_verify": Line(OVERSEERS),
    "obligations:rechecks": Line(OVERSEERS),
    "obligations:recheck": Line(OVERSEERS, about=our_recheck),
    "obligations:urging": Line(LEAD_OFFICE),
    "obligations:urge": Line(LEAD_OFFICE, method=POST, granted=CHANGED),
    # Supervision of matters. The small pack of these tests has no grounds, which a page says.
    "supervision:proposals": Line(LEADERS, granted=MISSING),
    "supervision:look": Line(SUPERVISION, method=POST, granted=MISSING),
    "supervision:proposal": Line(LEADERS, about=lambda world: [1], granted=MISSING),
    "supervision:take_up": Line(SUPERVISION, about=lambda world: [1], granted=MISSING),
    "supervision:letter": Line(SUPERVISION, about=lambda world: [1], granted=MISSING),
    "supervision:dismiss": Line(SUPERVISION, about=lambda world: [1], granted=MISSING),
    "supervision:reports": Line(LEADERS, granted=MISSING),
    "supervision:report": Line(LEADERS, about=lambda world: [1], granted=MISSING),
    "supervision:report_words": Line(OVERSEERS, about=lambda world: [1], granted=MISSING),
    "supervision:report_check": Line(OVERSEERS, about=lambda world: [1], granted=MISSING),
    "supervision:report_sign": Line(CITY_LEADER, about=lambda world: [1], granted=MISSING),
    "supervision:report_send_back": Line(CITY_LEADER, about=lambda world: [1], granted=MISSING),
    "supervision:report_document": Line(LEADERS, about=lambda world: [1], granted=MISSING),
    "obligations:recomputing": Line(LEAD_OFFICE),
    "obligations:recompute": Line(LEAD_OFFICE, method=POST, granted=CHANGED),
    "obligations:command": Line(LEADERS),
    "obligations:explain": Line(PUBLIC),
    "api:openapi-json": Line(PUBLIC),
    "api:explain_date": Line(PUBLIC, granted=frozenset({422})),
    "api:api-root": Line(PUBLIC, granted=MISSING),
    "api:read_forms": Line(PUBLIC, granted=MISSING),
    "api:find_alike": Line(PUBLIC, method=POST, granted=frozenset({400})),
    "api:report": Line(PUBLIC, method=POST, granted=frozenset({400, 422})),
    "api:list_mine": Line(SIGNED_IN, 401, signed_out=401),
    "api:follow_receipt": Line(PUBLIC, about=lambda world: ["none"], granted=MISSING),
    "api:answer": Line(PUBLIC, method=POST, about=lambda world: ["none"], granted=frozenset({400})),
    "api:give_verdict": Line(
        PUBLIC, method=POST, about=lambda world: ["none"], granted=frozenset({400})
    ),
    "api:disclose": Line(
        PUBLIC, method=POST, about=lambda world: ["none"], granted=frozenset({400})
    ),
    # From the mini-program: a body that is no JSON comes as far as being read.
    "api:read_door": Line(PUBLIC),
    "api:sign_in": Line(PUBLIC, method=POST, granted=frozenset({400})),
    "api:wechat_link": Line(PUBLIC, method=POST, granted=frozenset({400})),
    "api:announce": Line(PUBLIC, method=POST, granted=frozenset({404, 422})),
    "api:receive": Line(PUBLIC, about=lambda world: ["none", 0], granted=frozenset({405})),
    "api:sign_out": Line(frozenset(), 401, method=POST, signed_out=401),
    "api:list_services": Line(PUBLIC),
    "api:read_guide": Line(PUBLIC, about=lambda world: ["set_up"]),
    "api:read_receipt": Line(PUBLIC, about=lambda world: ["no-code"], granted=MISSING),
    # Without a machine's key nobody reports.
    "api:report_events": Line(
        PUBLIC, method=POST, about=lambda world: ["x"], granted=frozenset({401})
    ),
    "api:list_applicants": Line(SIGNED_IN, about=lambda world: ["set_up"], signed_out=401),
    "api:begin_draft": Line(
        SIGNED_IN,
        method=POST,
        about=lambda world: ["set_up"],
        granted=UNREADABLE,
        signed_out=401,
    ),
    "api:list_matters": Line(SIGNED_IN, signed_out=401),
    "api:one_matter": Line(PORTAL_PERSON, 404, about=our_matter, signed_out=401),
    "api:form": Line(PORTAL_PERSON, 404, about=our_matter, signed_out=401),
    "api:submit_form": Line(
        SIGNED_IN, method=POST, about=our_matter, granted=UNREADABLE, signed_out=401
    ),
    "api:attach_file": Line(
        SIGNED_IN, method=POST, about=our_matter, granted=UNREADABLE, signed_out=401
    ),
    "api:detach_file": Line(
        PORTAL_PERSON,
        405,
        about=lambda world: [*our_matter(world), 1],
        granted=frozenset({405}),
        signed_out=405,
    ),
    "api:withdraw_matter": Line(
        SIGNED_IN, method=POST, about=our_matter, granted=UNREADABLE, signed_out=401
    ),
    "api:do_step": Line(
        SIGNED_IN,
        method=POST,
        about=lambda world: [*our_matter(world), 1],
        granted=UNREADABLE,
        signed_out=401,
    ),
    # The portal of cases.
    # The pack of the test takes no requests: pages say so, addresses of one request are not found.
    "service_requests:classes": Line(PUBLIC),
    "service_requests:hints": Line(PUBLIC, method=POST),
    "service_requests:report": Line(PUBLIC, about=lambda world: ["help"], granted=MISSING),
    "service_requests:mine": Line(SIGNED_IN),
    "service_requests:my_request": Line(SIGNED_IN, about=lambda world: ["none"], granted=MISSING),
    "service_requests:receipt": Line(PUBLIC, about=lambda world: ["none"], granted=MISSING),
    "service_requests:receipt_act": Line(
        PUBLIC, method=POST, about=lambda world: ["none", "verdict"], granted=MISSING
    ),
    "service_requests:answers": Line(PUBLIC),
    # The open interface. The small pack of these tests takes no requests, which it says.
    "service_requests:open311_root": Line(PUBLIC),
    **{f"service_requests:open311_discovery_{form}": Line(PUBLIC) for form in ("json", "xml")},
    **{
        f"service_requests:open311_{name}_{form}": Line(PUBLIC, about=about, granted=MISSING)
        for form in ("json", "xml")
        for name, about in (
            ("services", nothing),
            ("service", lambda world: ["help"]),
            ("requests", nothing),
            ("request", lambda world: ["none"]),
            ("token", lambda world: ["none"]),
        )
    },
    **{f"service_requests:open311_updates_{form}": Line(PUBLIC) for form in ("json", "xml")},
    "service_requests:requests": Line(OFFICIALS),
    "service_requests:entry": Line(OFFICIALS, granted=MISSING),
    "service_requests:rates": Line(ANY_UNIT | LEADERS),
    "service_requests:request": Line(OFFICIALS, about=lambda world: ["none"], granted=MISSING),
    "service_requests:act": Line(
        OFFICIALS, method=POST, about=lambda world: ["none", "call"], granted=MISSING
    ),
    "casework:services": Line(PUBLIC),
    "casework:guide": Line(PUBLIC, about=lambda world: ["set_up"]),
    "casework:register_entry": Line(SIGNED_IN),
    "casework:apply": Line(SIGNED_IN, about=lambda world: ["set_up"]),
    "casework:mine": Line(SIGNED_IN),
    "casework:matter": Line(PORTAL_PERSON, 404, about=our_matter),
    "casework:form": Line(PORTAL_PERSON, 404, about=our_matter),
    "casework:own_receipt": Line(PORTAL_PERSON, 404, about=our_matter, granted=CHANGED),
    "casework:withdraw": Line(PORTAL_PERSON, 404, about=our_matter),
    "casework:discard": Line(PORTAL_PERSON, 404, about=our_matter),
    "casework:follow_up": Line(PORTAL_PERSON, 404, about=our_matter, granted=CHANGED),
    # The draft has neither steps nor files nor letters: its owner is told so, too.
    "casework:own_step": Line(
        SIGNED_IN, about=lambda world: [*our_matter(world), 1], granted=MISSING
    ),
    "casework:own_file": Line(
        SIGNED_IN, about=lambda world: [*our_matter(world), 1], granted=MISSING
    ),
    "casework:own_letter": Line(
        SIGNED_IN, about=lambda world: [*our_matter(world), 1], granted=MISSING
    ),
    "casework:receipts": Line(PUBLIC),
    "casework:receipt": Line(PUBLIC, about=lambda world: ["no-code"], granted=MISSING),
    # The plan: a public document.
    "delivery:plan": Line(PUBLIC),
    "delivery:about": Line(PUBLIC),
    "delivery:wall": Line(PUBLIC),
    "delivery:wall_pdf": Line(PUBLIC),
    "delivery:wall_svg": Line(PUBLIC),
    "delivery:task": Line(PUBLIC, about=lambda world: ["01"]),
    "delivery:units": Line(PUBLIC),
    "delivery:unit": Line(PUBLIC, about=our_unit),
    "delivery:public": Line(PUBLIC),
    # Plans of workspaces: for officials.
    "delivery:plans": Line(PUBLIC),
    "delivery:workspace_plan": Line(OFFICIALS, about=a_room),
    "delivery:workspace_about": Line(OFFICIALS, about=a_room),
    "delivery:workspace_wall": Line(OFFICIALS, about=a_room),
    "delivery:workspace_wall_pdf": Line(OFFICIALS, about=a_room),
    "delivery:workspace_wall_svg": Line(OFFICIALS, about=a_room),
    "delivery:workspace_task": Line(OFFICIALS, about=lambda world: [*a_room(world), "01"]),
    "delivery:workspace_units": Line(OFFICIALS, about=a_room),
    "delivery:workspace_unit": Line(OFFICIALS, about=lambda world: [*a_room(world), "u001"]),
    # Importing a plan: for the lead office and administrators; only the lead office approves.
    "delivery:import": Line(IMPORTERS),
    "delivery:drafts": Line(IMPORTERS),
    "delivery:draft": Line(IMPORTERS, about=a_draft),
    "delivery:draft_task": Line(IMPORTERS, about=a_task_of_the_draft),
    "delivery:draft_correct": Line(IMPORTERS, method=POST, about=a_draft, granted=CHANGED),
    "delivery:draft_undo": Line(IMPORTERS, method=POST, about=a_draft, granted=CHANGED),
    "delivery:draft_presence": Line(IMPORTERS, method=POST, about=a_draft),
    "delivery:draft_names": Line(IMPORTERS, about=a_draft),
    "delivery:draft_enter_unit": Line(ADMINISTRATORS, method=POST, about=a_draft, granted=CHANGED),
    "delivery:draft_approve": Line(frozenset({"lead_office"}), about=a_draft),
    "delivery:draft_delete": Line(IMPORTERS, about=a_draft),
    "delivery:draft_file": Line(IMPORTERS, about=a_draft, granted=MISSING),
    # Two plans compared; the files ask for two plans where a visitor may see only one.
    "delivery:compare": Line(PUBLIC),
    "delivery:compare_xlsx": Line(PUBLIC, granted=frozenset({200, 422})),
    "delivery:compare_docx": Line(PUBLIC, granted=frozenset({200, 422})),
    # Implementation plans: of the own unit, for those who oversee, and nobody else's.
    "delivery:implementations": Line(PLAN_PEOPLE),
    "delivery:all_implementations": Line(PLAN_PEOPLE),
    "delivery:implementation_open": Line(LEAD_OFFICE),
    "delivery:implementation_accept_many": Line(LEAD_OFFICE, method=POST, granted=CHANGED),
    "delivery:implementation_download": Line(DRAFTERS, about=our_unit),
    "delivery:implementation_upload": Line(DRAFTERS, about=our_unit),
    "delivery:implementation": Line(OUR_UNIT | LEADERS, about=our_implementation),
    "delivery:implementation_versions": Line(
        OUR_UNIT | LEADERS, about=lambda world: our_measure(world)[:1]
    ),
    "delivery:implementation_edit": Line(DRAFTERS, about=our_implementation),
    "delivery:implementation_table": Line(DRAFTERS, about=our_implementation),
    "delivery:implementation_new_measure": Line(DRAFTERS, about=our_implementation),
    "delivery:implementation_measure": Line(DRAFTERS, about=our_measure),
    "delivery:implementation_remove_measure": Line(
        DRAFTERS, method=POST, about=our_measure, granted=CHANGED
    ),
    "delivery:implementation_sign": Line(UNIT_LEADER, about=our_implementation),
    "delivery:implementation_take_back": Line(UNIT_LEADER, about=our_implementation),
    "delivery:implementation_change": Line(DRAFTERS, about=our_implementation),
    "delivery:implementation_accept": Line(
        LEAD_OFFICE, method=POST, about=our_implementation, granted=CHANGED
    ),
    "delivery:implementation_send_back": Line(LEAD_OFFICE, about=our_implementation),
    # Returns: of the own unit, for those who oversee, and nobody else's.
    "delivery:returns": Line(PLAN_PEOPLE, granted=CHANGED),
    "delivery:period_open": Line(LEAD_OFFICE),
    "delivery:chase": Line(LEADERS, about=our_period),
    "delivery:return_approve_many": Line(LEAD_OFFICE, 403, POST, our_period, granted=CHANGED),
    # The smallest pack has no words for a circular.
    "delivery:circular": Line(LEADERS, about=our_period, granted=MISSING),
    "delivery:circular_file": Line(LEADERS, about=our_period, granted=MISSING),
    "delivery:unit_returns": Line(OUR_UNIT | LEADERS, about=our_month),
    "delivery:return_download": Line(DRAFTERS, about=our_month),
    "delivery:return_upload": Line(DRAFTERS, about=our_month),
    "delivery:return": Line(OUR_UNIT | LEADERS, about=our_return),
    "delivery:return_edit": Line(DRAFTERS, about=our_return),
    "delivery:return_take_over": Line(DRAFTERS, 403, POST, our_return, granted=CHANGED),
    "delivery:return_hand_in": Line(DRAFTERS, 403, POST, our_return, granted=CHANGED),
    "delivery:return_hand_back": Line(REVIEWERS, about=our_return),
    "delivery:return_submit": Line(REVIEWERS, about=our_return),
    "delivery:return_take_back": Line(REVIEWERS, about=our_return),
    "delivery:return_approve": Line(LEAD_OFFICE, 403, POST, our_return, granted=CHANGED),
    "delivery:return_send_back": Line(LEAD_OFFICE, about=our_return),
    "delivery:return_correct": Line(DRAFTERS, about=our_return),
    # The file of the test is not on the disk: found missing by those who may read it.
    "delivery:evidence": Line(OUR_UNIT | LEADERS, 403, about=our_file, granted=MISSING),
    "delivery:evidence_detach": Line(DRAFTERS, 403, POST, our_file, granted=CHANGED),
    # Dispatch meetings: for those who oversee, and for the units that are called.
    "delivery:meetings": Line(PLAN_PEOPLE),
    "delivery:meeting": Line(OUR_UNIT | LEADERS, about=our_meeting),
    "delivery:minutes": Line(OUR_UNIT | LEADERS, about=our_meeting),
    # The small pack has no rules for meetings, and the meeting was not held.
    "delivery:minutes_file": Line(OUR_UNIT | LEADERS, about=our_meeting, granted=MISSING),
    "delivery:meeting_call": Line(LEAD_OFFICE),
    "delivery:meeting_change": Line(LEAD_OFFICE, about=our_meeting),
    "delivery:meeting_draw_up": Line(LEAD_OFFICE, 403, POST, our_meeting, granted=CHANGED),
    "delivery:meeting_add_item": Line(LEAD_OFFICE, about=our_meeting),
    "delivery:meeting_remove_item": Line(
        LEAD_OFFICE, 403, POST, lambda world: [*our_meeting(world), 1], granted=CHANGED
    ),
    "delivery:meeting_hold": Line(LEAD_OFFICE, about=our_meeting),
    "delivery:meeting_cancel": Line(LEAD_OFFICE, about=our_meeting),
    "delivery:meeting_decide": Line(LEAD_OFFICE, about=our_meeting),
    "delivery:minutes_settle": Line(LEAD_OFFICE, about=our_meeting),
    "delivery:decision": Line(OUR_UNIT | LEADERS, about=our_decision),
    "delivery:decision_report": Line(OUR_UNIT, about=our_decision),
    "delivery:decision_check": Line(LEAD_OFFICE, about=our_decision),
    "delivery:decision_withdraw": Line(LEAD_OFFICE, about=our_decision),
    # Publicity: every official reads it, units enter their own. The small pack has no channels.
    "delivery:publicity": Line(OFFICIALS),
    "delivery:publicity_counts": Line(OFFICIALS),
    "delivery:library": Line(OFFICIALS),
    "delivery:publicity_item": Line(OFFICIALS, about=our_publicity),
    "delivery:publicity_file": Line(OFFICIALS, about=our_publicity, granted=MISSING),
    "delivery:publicity_enter": Line(
        DRAFTERS | {"elsewhere liaison", "elsewhere unit_reviewer"}, granted=MISSING
    ),
    "delivery:publicity_edit": Line(DRAFTERS, about=our_publicity, granted=MISSING),
    "delivery:publicity_withdraw": Line(DRAFTERS | LEAD_OFFICE, about=our_publicity),
    "delivery:practice_adopt": Line(LEAD_OFFICE, about=our_publicity),
    "delivery:practice_decline": Line(LEAD_OFFICE, about=our_publicity),
    # The appraisal: every official reads the ranking, entries are for the own unit and overseers.
    # The small pack has no rules for it.
    "delivery:appraisal": Line(OFFICIALS, granted=MISSING),
    "delivery:appraisal_month": Line(OFFICIALS, about=a_month, granted=MISSING),
    "delivery:appraisal_rules": Line(OFFICIALS, granted=MISSING),
    "delivery:objections": Line(OFFICIALS),
    "delivery:objection_decide": Line(LEAD_OFFICE, about=our_objection),
    "delivery:objection_withdraw": Line(
        frozenset({"unit_reviewer", "unit_leader"}), about=our_objection
    ),
    "delivery:appraisal_file": Line(LEADERS, about=a_month, granted=MISSING),
    "delivery:appraisal_freeze": Line(LEAD_OFFICE, about=a_month),
    "delivery:appraisal_unit": Line(OUR_UNIT | LEADERS, about=our_scores, granted=MISSING),
    "delivery:appraisal_object": Line(
        frozenset({"unit_reviewer", "unit_leader"}), about=our_scores, granted=MISSING
    ),
    # Coming in.
    "directory:login": Line(PUBLIC),
    "directory:logout": Line(PUBLIC, method=POST, granted=CHANGED),
    "directory:enter_as": Line(PUBLIC, method=POST, granted=MISSING),
    # One's own account.
    "directory:account": Line(SIGNED_IN),
    "directory:own_contact": Line(SIGNED_IN, method=POST, granted=CHANGED),
    "directory:own_preferences": Line(SIGNED_IN, method=POST, granted=CHANGED),
    "directory:own_password": Line(SIGNED_IN),
    "directory:give_up": Line(SIGNED_IN),
    "directory:unlink_identity": Line(PORTAL_PERSON | ADMINISTRATORS, about=our_identity),
    # The public: no installation of the tests has a unified authentication.
    "directory:register": Line(PUBLIC),
    "directory:privacy": Line(PUBLIC),
    "directory:unified_begin": Line(PUBLIC, granted=MISSING),
    "directory:unified_back": Line(PUBLIC, granted=MISSING),
    "directory:unified_join": Line(PUBLIC, granted=MISSING),
    "directory:unified_register": Line(PUBLIC, granted=MISSING),
    "directory:signed_out": Line(PUBLIC),
    "directory:link_identity": Line(ADMINISTRATORS, about=our_liaison, granted=MISSING),
    # Who acts for whom: both sides, and the window for claims.
    "directory:authorisations": Line(SIGNED_IN),
    "directory:claim": Line(SIGNED_IN),
    "directory:claims": Line(WINDOW),
    "directory:take_on": Line(WINDOW | {"handler"}),
    "directory:authorisations_of": Line(PORTAL_PERSON, 404, about=our_enterprise),
    "directory:offer": Line(PORTAL_PERSON, 404, about=our_enterprise),
    "directory:authorisation": Line(PORTAL_PERSON | WINDOW, 404, about=our_representation),
    "directory:end_authorisation": Line(PORTAL_PERSON | WINDOW, 404, about=our_representation),
    "directory:proof": Line(SIGNED_IN, about=our_claim, granted=MISSING),
    "directory:confirm": Line(WINDOW, 403, POST, our_claim, granted=CHANGED),
    "directory:refuse": Line(WINDOW, about=our_claim),
    "directory:accept": Line(PORTAL_PERSON, 404, POST, our_offer, granted=CHANGED),
    "directory:decline": Line(PORTAL_PERSON, 404, POST, our_offer, granted=CHANGED),
    # Units and people.
    # Market entities: for officials; files for those who keep the register.
    "directory:enterprises": Line(OFFICIALS),
    "directory:enterprise": Line(OFFICIALS, about=our_enterprise),
    "directory:enterprise_people": Line(LEAD_OFFICE, 403, POST, our_enterprise),
    "directory:enterprise_imports": Line(IMPORTERS),
    "directory:enterprise_import": Line(IMPORTERS, about=our_import),
    "directory:enterprise_take_over": Line(IMPORTERS, 403, POST, our_import, granted=CHANGED),
    "directory:enterprise_abandon": Line(IMPORTERS, 403, POST, our_import, granted=CHANGED),
    # The file of the test is not on the disk: those who may read it are told and sent back.
    "directory:enterprise_rejected": Line(
        IMPORTERS, about=lambda world: [*our_import(world), "csv"], granted=CHANGED
    ),
    "directory:units": Line(SIGNED_IN),
    "directory:unit": Line(SIGNED_IN, about=our_unit),
    "directory:designate": Line(
        frozenset({"unit_leader", "unit_reviewer", "administrator"}), about=our_unit
    ),
    "directory:found_task_force": Line(OUR_UNIT | {"lead_office"}, about=our_unit),
    "directory:dissolve_task_force": Line(
        OUR_UNIT | {"lead_office"}, about=lambda world: [world.force.pk]
    ),
    "directory:person": Line(OFFICIALS, about=our_liaison),
    "directory:contact": Line(OUR_UNIT | {"lead_office", "administrator"}, 404, POST, our_liaison),
    "directory:end_post": Line(ADMINISTRATORS, about=our_post),
    "directory:deputise": Line(ADMINISTRATORS | {"unit_leader"}, about=our_post),
    "directory:recall_deputy": Line(
        ADMINISTRATORS | {"unit_leader"}, about=lambda world: [world.deputy.pk]
    ),
    # Messages.
    "messages:inbox": Line(SIGNED_IN),
    "messages:read": Line(
        frozenset({"liaison"}), 404, POST, lambda world: [world.message.pk], granted=CHANGED
    ),
    "messages:read_all": Line(SIGNED_IN, method=POST, granted=CHANGED),
    "messages:preferences": Line(SIGNED_IN),
    "messages:rules": Line(CARETAKERS),
    "messages:undelivered": Line(CARETAKERS),
    "messages:retry": Line(
        CARETAKERS, method=POST, about=lambda world: [world.message.pk], granted=CHANGED
    ),
    # Administration.
    "directory:people": Line(ADMINISTRATORS),
    "directory:open_account": Line(ADMINISTRATORS),
    "directory:close_account": Line(ADMINISTRATORS, about=our_liaison),
    "directory:set_password": Line(ADMINISTRATORS, about=our_liaison),
    "directory:appoint": Line(ADMINISTRATORS, about=our_liaison),
    "registers:releases": Line(frozenset({"administrator", "lead_office", "supervision_office"})),
    # Cases at the desk: of the units that work on them, and nobody else's.
    "casework:outside": Line(SOURCE_KEEPERS | {"elsewhere unit_leader"}),
    "casework:outside_source": Line(SOURCE_KEEPERS, about=our_source),
    "casework:outside_key": Line(
        SOURCE_KEEPERS, 403, POST, our_source, granted=frozenset({200, 422})
    ),
    "casework:outside_revoke": Line(SOURCE_KEEPERS, 403, POST, our_key, granted=CHANGED),
    "casework:outside_file": Line(SOURCE_KEEPERS, about=our_outside_file),
    "casework:outside_take": Line(SOURCE_KEEPERS, 403, POST, our_outside_file, granted=CHANGED),
    "casework:outside_forget": Line(SOURCE_KEEPERS, 403, POST, our_outside_file, granted=CHANGED),
    "casework:outside_rejected": Line(
        SOURCE_KEEPERS, about=lambda world: [*our_outside_file(world), "csv"], granted=CHANGED
    ),
    # Our case is held here, so nobody has reported it.
    "casework:reported": Line(OFFICIALS, about=our_case, granted=MISSING),
    "casework:cases": Line(ANY_UNIT),
    "casework:hand_over_many": Line(ANY_UNIT, method=POST, granted=CHANGED),
    "casework:new_types": Line(ANY_UNIT),
    # The example is not opened at the window: found missing by everybody who may open cases.
    "casework:new_case": Line(ANY_UNIT, about=lambda world: ["set_up"], granted=MISSING),
    "casework:desk_paper": Line(SIGNED_IN, about=lambda world: [0], granted=MISSING),
    "casework:desk_letter": Line(SIGNED_IN, about=lambda world: [0], granted=MISSING),
    "casework:case": Line(CASE_PEOPLE, 404, about=our_case),
    "casework:fill_case": Line(CASE_PEOPLE, 404, about=our_case, granted=frozenset({302})),
    "casework:reveal": Line(CASE_PEOPLE, 404, POST, our_case, {"reason": "x"}),
    # What one may see but not do leads back to the case.
    "casework:case_act": Line(
        CASE_PEOPLE,
        404,
        about=lambda world: [*our_case(world), "amend"],
        granted=frozenset({200, 302}),
    ),
    "casework:step_act": Line(CASE_PEOPLE, 404, about=our_step, granted=frozenset({200, 302})),
    "casework:ledgers": Line(LEDGER_READERS),
    "casework:ledger": Line(LEDGER_READERS, about=our_ledger),
    # The example is opened by applicants only, so that nobody adds rows.
    "casework:ledger_add": Line(frozenset(), method=POST, about=our_ledger),
    "casework:ledger_paste": Line(frozenset(), about=our_ledger),
    "casework:ledger_rejected": Line(frozenset(), method=POST, about=our_ledger),
    "casework:ledger_template": Line(LEDGER_READERS, about=our_ledger),
    "casework:ledger_download": Line(LEDGER_READERS, about=our_ledger),
    "casework:ledger_columns": Line(LEDGER_READERS, method=POST, about=our_ledger, granted=CHANGED),
    "casework:ledger_view": Line(LEDGER_READERS, method=POST, about=our_ledger, granted=CHANGED),
    "casework:ledger_view_drop": Line(
        LEDGER_READERS, method=POST, about=lambda world: ["set_up", 1], granted=CHANGED
    ),
    "casework:ledger_row": Line(
        frozenset({"handler", "unit_leader"}), 404, POST, our_row, granted=frozenset({422})
    ),
    "casework:ledger_months": Line(LEDGER_READERS, about=our_ledger, granted=CHANGED),
    "casework:ledger_month": Line(LEDGER_READERS, about=our_ledger_month),
    "casework:ledger_lock": Line(
        LEDGER_READERS, method=POST, about=our_ledger_month, granted=MISSING
    ),
    "casework:ledger_month_file": Line(
        LEDGER_READERS, about=lambda world: [*our_ledger_month(world), "docx"]
    ),
    "casework:types": Line(OFFICIALS),
    "casework:type": Line(OFFICIALS, about=lambda world: ["set_up"]),
    "casework:moves": Line(LEAD_OFFICE),
    "casework:move": Line(LEAD_OFFICE, about=our_move),
    "casework:start_move": Line(LEAD_OFFICE, method=POST, about=our_move, granted=CHANGED),
    "casework:undo_move": Line(LEAD_OFFICE, method=POST, about=our_move, granted=CHANGED),
    # The example has no windows and rates nothing.
    "ratings:window": Line(PUBLIC, about=lambda world: ["nowhere"], granted=MISSING),
    "ratings:rate": Line(PUBLIC, about=lambda world: ["nothing"], granted=MISSING),
    "ratings:thanks": Line(PUBLIC, about=lambda world: ["nothing"], granted=MISSING),
    "ratings:answers": Line(PUBLIC),
    "api:rated": Line(PUBLIC, about=lambda world: ["nothing"], granted=MISSING),
    # Without a body there is nothing to take.
    "api:rate": Line(PUBLIC, 404, POST, lambda world: ["nothing"], granted=frozenset({400})),
    "ratings:ratings": Line(LEDGER_READERS),
    "ratings:windows": Line(LEDGER_READERS),
    "ratings:sheets": Line(LEDGER_READERS, granted=MISSING),
    "ratings:sheet": Line(LEDGER_READERS, about=lambda world: ["nowhere", "svg"], granted=MISSING),
    "ratings:rates": Line(LEDGER_READERS),
    "ratings:rating": Line(RATING_READERS, 404, about=our_rating),
    # Only those who look after it, who are of another unit.
    "ratings:contact": Line(frozenset(), 404, about=our_rating),
    "ratings:proof": Line(RATING_READERS, 404, about=our_rating, granted=MISSING),
    "ratings:act": Line(
        RATING_READERS,
        404,
        about=lambda world: [*our_rating(world), "rectify"],
        granted=frozenset({302}),
    ),
}
