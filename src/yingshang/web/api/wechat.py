"""Signing in from the WeChat mini-program; reporting and rating need none of this."""

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from lxml import html
from ninja import Router, Schema, Status
from ninja.security import HttpBearer
from pydantic import Field

from yingshang.apps.directory import accesslog
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.forms import LoginForm
from yingshang.apps.directory.http import CAME_BY, address_of
from yingshang.apps.directory.models import OutsideIdentity, Person
from yingshang.apps.directory.notice import EDITION
from yingshang.apps.directory.selectors.units import notice_holder
from yingshang.apps.directory.views.session import recognised
from yingshang.apps.directory.wechat.bearing import WECHAT, hand_out, link_of
from yingshang.apps.directory.wechat.platform import recognise
from yingshang.apps.directory.wechat.refusals import WechatRefusedError
from yingshang.apps.directory.wechat.signing_in import come_in, join, part
from yingshang.apps.ledger import clock
from yingshang.web.api.faults import Refusal

router = Router(tags=["wechat"])
REFUSALS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Refusal)
Code = Annotated[str, Field(min_length=1, max_length=200)]


class NoticePart(Schema):
    """A heading of the privacy notice and what it says."""

    heading: str
    words: str


class Door(Schema):
    """Whether one can sign in with WeChat here, and the notice that one agrees to first."""

    offered: bool
    notice: str
    parts: list[NoticePart]


class Coming(Schema):
    """`code` comes from `wx.login`; `notice` is the edition agreed to, once, by newcomers."""

    code: Code
    notice: Annotated[str, Field(max_length=20)] = ""


class Joining(Schema):
    """The code, and the account of the portal that it shall open from now on."""

    code: Code
    account: Annotated[str, Field(min_length=1, max_length=60)]
    password: Annotated[str, Field(min_length=1, max_length=200)]


class SignedIn(Schema):
    """`session` is sent as `Authorization: Bearer …`; it is good for this program alone."""

    session: str
    name: str
    notice: str


class Parted(Schema):
    """Whether the account was closed, because nothing else opened it."""

    closed: bool


class ByHeader(HttpBearer):
    """Whoever has a session of the mini-program."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The link that the session came by, or nothing; the middleware has read the token."""
        store = request.session
        is_person = store.get(CAME_BY) == WECHAT and isinstance(request.user, Person)
        return link_of(store) if is_person else None


@router.get("/door", response={200: Door})
def read_door(request: HttpRequest) -> Door:
    """Whether one can sign in with WeChat here, and the notice of accounts."""
    page = render_to_string("directory/_privacy.html", {"holder": notice_holder(clock.today())})
    terms = html.fragment_fromstring(page).xpath(".//div")
    return Door(
        offered=bool(settings.MINI_PROGRAM.app_id),
        notice=EDITION,
        parts=[
            NoticePart(heading=one.findtext("dt") or "", words=one.findtext("dd") or "")
            for one in terms
        ],
    )


@router.post("/login", response={200: SignedIn, **REFUSALS})
def sign_in(request: HttpRequest, body: Coming) -> SignedIn:
    """A session for whoever WeChat recognises by the code."""
    program = settings.MINI_PROGRAM
    try:
        identity = come_in(
            program=program,
            user=recognise(program, body.code),
            notice=body.notice,
            at=clock.now(),
        )
    except WechatRefusedError as refused:
        accesslog.was_refused(WECHAT, address=address_of(request), why=refused.why)
        raise
    return _welcome(request, identity)


@router.post("/link", url_name="wechat_link", response={200: SignedIn, **REFUSALS})
def link_account(request: HttpRequest, body: Joining) -> SignedIn:
    """Let WeChat open an account of the portal from now on, confirmed once by its password."""
    form = LoginForm({"account": body.account, "password": body.password})
    person = recognised(request, form) if form.is_valid() else None
    if person is None:
        raise RefusedError(" ".join(str(each) for each in form.non_field_errors()))
    program = settings.MINI_PROGRAM
    user = recognise(program, body.code)
    return _welcome(request, join(program=program, user=user, person=person, at=clock.now()))


@router.post("/logout", auth=ByHeader(), response={204: None, **REFUSALS})
def sign_out(request: HttpRequest) -> Status[None]:
    """End this session."""
    request.session.flush()
    return Status(204, None)


@router.delete("/link", url_name="wechat_link", auth=ByHeader(), response={200: Parted, **REFUSALS})
def unlink_account(request: HttpRequest) -> Parted:
    """End the link with WeChat; an account that nothing else opens is closed."""
    identity: OutsideIdentity = request.auth  # type: ignore[attr-defined]  # set by ninja
    closed = part(identity=identity, at=clock.now())
    request.session.flush()
    return Parted(closed=closed)


def _welcome(request: HttpRequest, identity: OutsideIdentity) -> SignedIn:
    person = identity.person
    accesslog.came_in(person, address=address_of(request), way=WECHAT)
    return SignedIn(session=hand_out(identity), name=person.name, notice=EDITION)
