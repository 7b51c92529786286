"""Who acts for whom: claimed, confirmed, granted, accepted, ended, used."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from tests.apps.directory.factories import (
    AT,
    TODAY,
    DeputyFactory,
    PersonFactory,
    PostFactory,
    an_enterprise,
    holder_of,
    representative_of,
)
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.models import Authorisation, Role
from yingshang.apps.directory.portal_events import AUTHORISATION
from yingshang.apps.directory.selectors import authorisations as selectors
from yingshang.apps.directory.services import authorisations as services
from yingshang.apps.directory.services.authorisations.claims import Proof
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.selectors import timeline

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
PDF = b"%PDF-1.4\n%%EOF\n"


def claimed(enterprise=None, person=None, **columns):
    return services.claim(
        enterprise=enterprise or an_enterprise(),
        ground=columns.get("ground", "营业执照与身份证"),
        proof=columns.get("proof"),
        actor=person or PersonFactory(),
        at=AT,
    )


def offered(enterprise, owner, person=None, *, first=TODAY, last=TODAY + WEEK, matters=()):
    row = Authorisation(
        enterprise=enterprise,
        person=person or PersonFactory(),
        matters=list(matters),
        valid_from=first,
        valid_to=last,
    )
    return services.offer(authorisation=row, actor=owner, at=AT)


def accepted(*args, **options):
    row = offered(*args, **options)
    return services.accept(authorisation_id=row.pk, actor=row.person, at=AT)


def acts(person, enterprise, matter="start_up", on=TODAY):
    return selectors.may_act_for(person, enterprise, matter, on)


def test_a_claim_gives_no_right_until_an_official_confirms_it():
    row = claimed()
    assert not acts(row.person, row.enterprise)
    services.confirm(authorisation_id=row.pk, actor=holder_of(Role.WINDOW_CLERK), at=AT)
    assert acts(row.person, row.enterprise)
    assert not acts(row.person, row.enterprise, on=TODAY - DAY)
    assert selectors.enterprises_of(row.person, TODAY) == (row.enterprise,)


@pytest.mark.parametrize("role", [Role.LIAISON, Role.ADMINISTRATOR, Role.HANDLER])
def test_only_a_window_confirms_and_refuses(role):
    row, other = claimed(), holder_of(role)
    with pytest.raises(PermissionDenied):
        services.confirm(authorisation_id=row.pk, actor=other, at=AT)
    with pytest.raises(PermissionDenied):
        services.refuse(authorisation_id=row.pk, reason="x", actor=other, at=AT)


def test_nobody_confirms_their_own_claim():
    clerk = holder_of(Role.WINDOW_CLERK)
    with pytest.raises(RefusedError):
        services.confirm(authorisation_id=claimed(person=clerk).pk, actor=clerk, at=AT)


def test_a_refused_claim_gives_nothing_and_may_be_made_again():
    row, clerk = claimed(), holder_of(Role.WINDOW_CLERK)
    with pytest.raises(RefusedError):
        services.refuse(authorisation_id=row.pk, reason=" ", actor=clerk, at=AT)
    services.refuse(authorisation_id=row.pk, reason="执照看不清", actor=clerk, at=AT)
    with pytest.raises(RefusedError):
        services.confirm(authorisation_id=row.pk, actor=clerk, at=AT)
    assert not acts(row.person, row.enterprise)
    assert claimed(row.enterprise, row.person).state == "waiting"


def test_an_enterprise_is_claimed_once_by_one_person():
    row = claimed()
    with pytest.raises(RefusedError):
        claimed(row.enterprise, row.person)
    assert claimed(row.enterprise).state == "waiting"


def test_a_claim_says_what_proves_it_and_keeps_a_safe_file():
    with pytest.raises(RefusedError):
        claimed(ground="  ")
    with pytest.raises(RefusedError):
        claimed(proof=Proof("x.exe", b"MZ\x00\x00"))
    row = claimed(proof=Proof("../../licence", PDF))
    assert (row.proof.media_type, row.proof_name) == ("application/pdf", "licence.pdf")


def test_a_new_legal_representative_takes_the_place_of_the_former():
    enterprise = an_enterprise()
    former = representative_of(enterprise)
    helper = accepted(enterprise, former).person
    row = claimed(enterprise)
    services.confirm(authorisation_id=row.pk, actor=holder_of(Role.WINDOW_CLERK), at=AT)
    assert not acts(former, enterprise)
    assert acts(row.person, enterprise)
    assert acts(helper, enterprise)
    with pytest.raises(PermissionDenied):
        offered(enterprise, former)


def test_an_offer_gives_no_right_until_it_is_accepted():
    enterprise = an_enterprise()
    row = offered(enterprise, representative_of(enterprise))
    assert not acts(row.person, enterprise)
    with pytest.raises(PermissionDenied):
        services.accept(authorisation_id=row.pk, actor=PersonFactory(), at=AT)
    services.accept(authorisation_id=row.pk, actor=row.person, at=AT)
    assert acts(row.person, enterprise)
    with pytest.raises(RefusedError):
        services.decline(authorisation_id=row.pk, actor=row.person, at=AT)


def test_a_declined_offer_gives_nothing():
    enterprise = an_enterprise()
    row = offered(enterprise, representative_of(enterprise))
    services.decline(authorisation_id=row.pk, actor=row.person, at=AT)
    assert not acts(row.person, enterprise)


def test_both_days_of_an_authorisation_count():
    enterprise = an_enterprise()
    first, last = TODAY + DAY, TODAY + WEEK
    row = accepted(enterprise, representative_of(enterprise), first=first, last=last)
    days = [first - DAY, first, last, last + DAY]
    assert [acts(row.person, enterprise, on=day) for day in days] == [False, True, True, False]
    assert selectors.enterprises_of(row.person, last) == (enterprise,)
    assert selectors.enterprises_of(row.person, last + DAY) == ()


def test_an_authorisation_holds_for_its_matters_only():
    enterprise = an_enterprise()
    row = accepted(enterprise, representative_of(enterprise), matters=["start_up"])
    assert acts(row.person, enterprise, "start_up")
    assert not acts(row.person, enterprise, "deregistration")
    assert selectors.enterprises_of(row.person, TODAY, "deregistration") == ()


@pytest.mark.parametrize(
    ("first", "last"),
    [(TODAY + DAY, TODAY), (TODAY - WEEK, TODAY - DAY)],
    ids=["in the wrong order", "over already"],
)
def test_days_that_make_no_sense_are_refused(first, last):
    enterprise = an_enterprise()
    with pytest.raises(RefusedError):
        offered(enterprise, representative_of(enterprise), first=first, last=last)


def test_an_offer_that_is_over_cannot_be_accepted():
    enterprise = an_enterprise()
    row = offered(enterprise, representative_of(enterprise), last=TODAY)
    with pytest.raises(RefusedError):
        services.accept(authorisation_id=row.pk, actor=row.person, at=AT + DAY)


def test_only_a_legal_representative_authorises():
    enterprise = an_enterprise()
    helper = accepted(enterprise, representative_of(enterprise)).person
    for other in (helper, PersonFactory(), representative_of(an_enterprise())):
        with pytest.raises(PermissionDenied):
            offered(enterprise, other)


def test_nobody_is_authorised_twice_on_the_same_day():
    enterprise = an_enterprise()
    owner = representative_of(enterprise)
    row = accepted(enterprise, owner)
    with pytest.raises(RefusedError):
        offered(enterprise, owner, row.person, first=TODAY + WEEK, last=TODAY + 2 * WEEK)
    later = TODAY + WEEK + DAY
    assert offered(enterprise, owner, row.person, first=later, last=later).state == "waiting"


@pytest.mark.parametrize("side", ["owner", "helper"])
def test_either_side_ends_an_authorisation_at_once(side):
    enterprise = an_enterprise()
    owner = representative_of(enterprise)
    row = accepted(enterprise, owner)
    actor = owner if side == "owner" else row.person
    services.end(authorisation_id=row.pk, reason="", actor=actor, at=AT)
    assert not acts(row.person, enterprise)
    with pytest.raises(PermissionDenied):
        services.use(
            whom=enterprise, matter="start_up", what="x", actor=row.person, at=AT + DAY / 24
        )
    with pytest.raises(RefusedError):
        services.end(authorisation_id=row.pk, reason="", actor=actor, at=AT)


def test_a_stranger_ends_nothing():
    enterprise = an_enterprise()
    row = accepted(enterprise, representative_of(enterprise))
    for stranger in (PersonFactory(), holder_of(Role.WINDOW_CLERK), holder_of(Role.ADMINISTRATOR)):
        with pytest.raises(PermissionDenied):
            services.end(authorisation_id=row.pk, reason="x", actor=stranger, at=AT)


def test_a_window_ends_a_wrong_representation_with_a_reason():
    row, clerk = claimed(), holder_of(Role.WINDOW_CLERK)
    services.confirm(authorisation_id=row.pk, actor=clerk, at=AT)
    with pytest.raises(RefusedError):
        services.end(authorisation_id=row.pk, reason="", actor=clerk, at=AT)
    services.end(authorisation_id=row.pk, reason="法定代表人已变更", actor=clerk, at=AT)
    assert not acts(row.person, row.enterprise)


def test_a_closed_account_acts_for_nobody():
    enterprise = an_enterprise()
    owner = representative_of(enterprise)
    owner.is_active = False
    owner.save()
    assert not acts(owner, enterprise)
    assert selectors.enterprises_of(owner, TODAY) == ()


def helped(agent, *, enterprise=None, person=None, ground="当面同意", last=TODAY + WEEK):
    row = Authorisation(
        enterprise=enterprise,
        for_person=person,
        ground=ground,
        valid_from=TODAY,
        valid_to=last,
    )
    return services.take_on(authorisation=row, actor=agent, at=AT)


def test_an_agent_helps_a_person_with_consent_and_the_person_ends_it():
    agent, owner = holder_of(Role.HANDLER), PersonFactory()
    with pytest.raises(RefusedError):
        helped(agent, person=owner, ground="")
    row = helped(agent, person=owner)
    assert selectors.acting_for(agent, owner, "start_up", TODAY) == row
    assert selectors.people_helped_by(agent, TODAY) == (owner,)
    services.end(authorisation_id=row.pk, reason="", actor=owner, at=AT)
    assert selectors.acting_for(agent, owner, "start_up", TODAY) is None


def test_only_an_official_who_handles_cases_is_an_agent():
    for person in (PersonFactory(), holder_of(Role.LIAISON), holder_of(Role.ADMINISTRATOR)):
        with pytest.raises(PermissionDenied):
            helped(person, enterprise=an_enterprise())


def test_an_agent_without_the_post_helps_no_longer():
    post, enterprise = PostFactory(role=Role.WINDOW_CLERK), an_enterprise()
    helped(post.person, enterprise=enterprise)
    post.valid_to = TODAY
    post.save()
    assert acts(post.person, enterprise)
    assert not acts(post.person, enterprise, on=TODAY + DAY)


def test_a_deputy_does_not_inherit_an_authorisation():
    post, enterprise = PostFactory(role=Role.WINDOW_CLERK), an_enterprise()
    deputy = DeputyFactory(post=post).person
    helped(post.person, enterprise=enterprise)
    assert acts(post.person, enterprise)
    assert not acts(deputy, enterprise)


def test_every_use_names_who_acted_for_whom():
    enterprise = an_enterprise()
    owner = representative_of(enterprise)
    row = accepted(enterprise, owner)
    services.use(whom=enterprise, matter="start_up", what="QK-1", actor=row.person, at=AT)
    with translation.override("en"):
        [first, *_older] = timeline(AUTHORISATION, str(row.pk), owner).rows
    assert first.sentence == f"QK-1: by authorised {row.person} for {enterprise}."


def test_the_history_is_for_the_sides_alone():
    enterprise = an_enterprise()
    owner = representative_of(enterprise)
    row = accepted(enterprise, owner)
    seen = {
        who: len(timeline(AUTHORISATION, str(row.pk), who).rows)
        for who in (owner, row.person, PersonFactory(), holder_of(Role.LEAD_OFFICE))
    }
    assert list(seen.values()) == [2, 2, 0, 0]


def test_names_of_people_are_kept_apart_from_the_facts():
    enterprise = an_enterprise()
    row = accepted(enterprise, representative_of(enterprise))
    services.end(authorisation_id=row.pk, reason="因故", actor=row.person, at=AT)
    payloads = str(list(Event.objects.values_list("payload", flat=True)))
    assert row.person.name not in payloads
    assert "因故" not in payloads


def test_the_strongest_ground_counts():
    enterprise = an_enterprise()
    owner = representative_of(enterprise)
    assert selectors.acting_for(owner, enterprise, "x", TODAY).kind == "legal_representative"


def test_a_legal_representative_has_no_last_day():
    enterprise = an_enterprise()
    assert acts(representative_of(enterprise), enterprise, on=date(2034, 1, 1))
