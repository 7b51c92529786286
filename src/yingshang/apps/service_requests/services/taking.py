"""One voice is taken: report, request, case and facts in one transaction, once for one key."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction

from yingshang.apps.casework.decisions.numbers import receipt_code
from yingshang.apps.casework.models import Case, Way
from yingshang.apps.casework.services import Beginning, file_case
from yingshang.apps.directory.models import Enterprise, Person, Unit
from yingshang.apps.directory.permissions import INSTALLATION, Actor, on_record, require
from yingshang.apps.ledger.services import record
from yingshang.apps.service_requests.content import Content, intake_unit, required_content
from yingshang.apps.service_requests.decisions.wording import title_of, without_identity
from yingshang.apps.service_requests.errors import (
    ChannelUnknownError,
    ClassUnknownError,
    ContactMissingError,
    KeyUsedError,
    MediaUnknownError,
    OutsideNumberMissingError,
    PhoneError,
    RegionUnknownError,
    WordsMissingError,
    WordsTooLongError,
)
from yingshang.apps.service_requests.events import ReportTaken
from yingshang.apps.service_requests.models import Report, ReportMedia, ServiceRequest
from yingshang.apps.service_requests.permissions import RECEIVE
from yingshang.apps.service_requests.services.likening import keep_signature, propose_sameness
from yingshang.apps.service_requests.services.proposing import propose_topic
from yingshang.engines.identifiers.regions import find
from yingshang.engines.packs.schema.service_requests import RequestClass

SHORTEST_WORDS = 4
LONGEST_WORDS = 8000
LONGEST_TITLE = 120
FEWEST_DIGITS, MOST_DIGITS = 7, 15


@dataclass(frozen=True)
class Consents:
    """What the reporter agreed to; nothing unless they said so."""

    shows_identity: bool = False
    keeps_place: bool = False
    may_publish: bool = False
    privacy_version: int = 0


@dataclass(frozen=True)
class Reported:
    """What somebody tells the city.

    Attributes:
        words: As they were said; kept encrypted, shown without personal data.
        title: In short; made of the words where it is empty.
        place: Longitude and latitude (WGS-84); kept only where `consents.keeps_place`.
        media: Tokens of photos and voice notes that were sent before.
        outside_number: The number in the channel; the same number is the same report.
        key: Idempotency key; the same key is the same report.
        asked: Answers to the fields that the class asks besides, by field.
    """

    channel: str
    class_code: str
    words: str
    key: str
    title: str = ""
    region: str = ""
    place: tuple[Decimal, Decimal] | None = None
    reporter: Person | None = None
    enterprise: Enterprise | None = None
    name: str = ""
    phone: str = ""
    happened_on: date | None = None
    consents: Consents = field(default_factory=Consents)
    media: Sequence[str] = ()
    outside_number: str = ""
    asked: Mapping[str, object] = field(default_factory=dict)


def take(*, reported: Reported, actor: Actor, at: datetime) -> Report:
    """Take a report; when this returns it is kept, unless the caller holds a transaction open.

    Args:
        actor: Staff who enter it for somebody, or the installation for whoever reports by
            themselves; a reporter is `reported.reporter`, never the actor.

    Returns:
        The report; the one of the first call where key or number are known already.

    Raises:
        RequestError: What was said is not complete; each error names its field.
        PermissionDenied: `actor` does not receive requests.
        KeyUsedError: The key belongs to a report that says something else.
    """
    there = known_report(reported)
    if there is not None:
        return there
    try:
        return _taken(reported, actor, at)
    except IntegrityError:
        there = known_report(reported)
        if there is None:
            raise
        return there


def known_report(reported: Reported) -> Report | None:
    """The report that this key, or this number of the channel, made already.

    Raises:
        KeyUsedError: The key was used for other words.
    """
    rows = Report.objects.select_related("request__case")
    found = rows.filter(key=reported.key).first()
    if found is not None and found.own_words != reported.words.strip():
        raise KeyUsedError
    if found is None and reported.outside_number:
        known = {"channel": reported.channel, "outside_number": reported.outside_number.strip()}
        found = rows.filter(**known).first()
    return found


@transaction.atomic
def _taken(reported: Reported, actor: Actor, at: datetime) -> Report:
    content = required_content()
    chosen = check_report(content, reported)
    intake = intake_unit(content)
    require(actor, RECEIVE, at=at, unit=intake)
    shown = _shown(reported)
    case = file_request_case(content, chosen, shown, intake, key=f"report:{reported.key}", at=at)
    request = make_request(case, chosen.id, shown, reported, at)
    report = _report(request, reported, on_record(actor), at)
    _attach(report, reported.media)
    follow_request(content, request, report)
    channel = content.channels[reported.channel].name
    fact = ReportTaken(
        case=case.pk,
        number=case.number,
        intake_id=intake.pk,
        channel_zh=channel.zh_hans,
        channel_en=channel.en or channel.zh_hans,
    )
    record(fact, actor=on_record(actor), at=at)
    return report


def _attach(report: Report, tokens: Sequence[str]) -> None:
    """Whatever was sent before, to the last piece; nothing is dropped in silence."""
    waiting = ReportMedia.objects.filter(token__in=tokens, report=None, file__isnull=False)
    if waiting.update(report=report) != len(set(tokens)):
        raise MediaUnknownError


def follow_request(content: Content, request: ServiceRequest, report: Report) -> None:
    """What is proposed as soon as a request is there: its topic and unit, and what it repeats."""
    propose_topic(content, request)
    keep_signature(request)
    propose_sameness(request, report)


@dataclass(frozen=True)
class Shown:
    """What the units of the case read."""

    title: str
    words: str
    region: str
    asked: Mapping[str, object]


def file_request_case(
    content: Content, chosen: RequestClass, shown: Shown, intake: Unit, *, key: str, at: datetime
) -> Case:
    """The case of a request: nobody applied for it, so that no screen of cases can name them."""
    fields = content.handling_of(chosen.case_type).fields
    values: dict[str, object] = {
        **shown.asked,
        fields.class_of: chosen.id,
        fields.title: shown.title,
        fields.words: shown.words,
    }
    if fields.region is not None and shown.region:
        values[fields.region] = shown.region
    beginning = Beginning(
        type_code=chosen.case_type, way=Way.OFFICIAL, unit=intake, values=values, key=key
    )
    return file_case(beginning=beginning, actor=INSTALLATION, at=at)


def make_request(
    case: Case, class_code: str, shown: Shown, reported: Reported, at: datetime
) -> ServiceRequest:
    """The row of the matter."""
    place = reported.place if reported.consents.keeps_place else None
    return ServiceRequest.objects.create(
        case=case,
        class_code=class_code,
        title=shown.title,
        words=shown.words,
        region=shown.region,
        longitude=place[0] if place else None,
        latitude=place[1] if place else None,
        received_at=at,
    )


def check_report(content: Content, reported: Reported) -> RequestClass:
    """The class of a report that is complete.

    Raises:
        RequestError: It is not; each error names its field.
    """
    chosen = content.classes.get(reported.class_code)
    if chosen is None:
        raise ClassUnknownError
    channel = content.channels.get(reported.channel)
    if channel is None:
        raise ChannelUnknownError
    if channel.numbered and not reported.outside_number.strip():
        raise OutsideNumberMissingError
    said = len(reported.words.strip())
    if said < SHORTEST_WORDS:
        raise WordsMissingError
    if said > LONGEST_WORDS:
        raise WordsTooLongError
    if reported.region and find(reported.region) is None:
        raise RegionUnknownError
    _check_contact(chosen, reported)
    return chosen


def contact_key(phone: str) -> str:
    """A keyed digest of a telephone number: equal numbers are found, none can be read from it."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if not digits:
        return ""
    return hmac.new(settings.FIELD_KEY.encode(), digits.encode(), sha256).hexdigest()


def _check_contact(chosen: RequestClass, reported: Reported) -> None:
    digits = sum(sign.isdigit() for sign in reported.phone)
    if reported.phone.strip() and not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        raise PhoneError
    is_known = reported.reporter is not None or (reported.name.strip() and digits)
    if not chosen.anonymous and not is_known:
        raise ContactMissingError


def _shown(reported: Reported) -> Shown:
    names = [reported.name, reported.phone]
    if reported.reporter is not None:
        names.append(reported.reporter.name)
    if reported.enterprise is not None:
        names.append(reported.enterprise.name)
    words = without_identity(reported.words.strip(), names)
    title = without_identity(reported.title.strip(), names)[:LONGEST_TITLE]
    return Shown(title or title_of(words), words, reported.region, reported.asked)


def _report(request: ServiceRequest, reported: Reported, by: Person | None, at: datetime) -> Report:
    consents = reported.consents
    return Report.objects.create(
        request=request,
        channel=reported.channel,
        outside_number=reported.outside_number.strip() or None,
        reporter=reported.reporter,
        enterprise=reported.enterprise,
        name=reported.name.strip(),
        phone=reported.phone.strip(),
        contact_key=contact_key(reported.phone),
        own_words=reported.words.strip(),
        happened_on=reported.happened_on,
        receipt_code=receipt_code(),
        key=reported.key,
        shows_identity=consents.shows_identity,
        keeps_place=consents.keeps_place,
        may_publish=consents.may_publish,
        privacy_version=consents.privacy_version,
        entered_by=by,
        received_at=at,
    )
