"""Units, people and posts for tests; dates are fixed."""

from datetime import UTC, date, datetime

import factory

from yingshang.apps.directory.models import (
    Authorisation,
    CityRole,
    Deputy,
    Enterprise,
    Person,
    Post,
    Role,
    TaskForce,
    Unit,
    UnitName,
    UnitSet,
    UnitSetName,
    Workspace,
)

TODAY = date(2024, 11, 18)
AT = datetime(2024, 11, 18, 1, 0, tzinfo=UTC)
PASSWORD = "correct-horse-9"


class WorkspaceFactory(factory.django.DjangoModelFactory):
    code = factory.Sequence("elsewhere_{}".format)
    name = factory.Sequence("另一城市{}".format)

    class Meta:
        model = Workspace


class UnitFactory(factory.django.DjangoModelFactory):
    code = factory.Sequence("unit_{}".format)
    official_name_zh = factory.Sequence("示例市第{}局".format)
    kind = Unit.Kind.GOVERNMENT_DEPARTMENT
    level = Unit.Level.CITY
    reach = Unit.Reach.SUPERVISED

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    class Params:
        court = factory.Trait(kind=Unit.Kind.COURT, reach=Unit.Reach.ASKED)
        draft = factory.Trait(workspace=factory.SubFactory(WorkspaceFactory))

    @factory.post_generation
    def names(self, create, extracted, **_options):
        for rank, name in enumerate(extracted or ()):
            UnitName.objects.create(unit=self, name=name, rank=rank)


class UnitSetFactory(factory.django.DjangoModelFactory):
    code = factory.Sequence("set_{}".format)

    class Meta:
        model = UnitSet
        skip_postgeneration_save = True

    @factory.post_generation
    def names(self, create, extracted, **_options):
        for rank, name in enumerate(extracted or ()):
            UnitSetName.objects.create(unit_set=self, name=name, rank=rank)

    @factory.post_generation
    def members(self, create, extracted, **_options):
        self.members.set(extracted or ())


class CityRoleFactory(factory.django.DjangoModelFactory):
    unit = factory.SubFactory(UnitFactory)
    role = CityRole.Name.LEAD_OFFICE
    status = Unit.Status.EXAMPLE

    class Meta:
        model = CityRole


class PersonFactory(factory.django.DjangoModelFactory):
    login = factory.Sequence("person{}".format)
    name = factory.Sequence("张{}".format)
    phone = "13812345678"
    email = "zhang@example.cn"

    class Meta:
        model = Person
        skip_postgeneration_save = True

    @factory.post_generation
    def password(self, create, extracted, **_options):
        self.set_password(extracted or PASSWORD)
        self.save()


class PostFactory(factory.django.DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.LIAISON
    section = "综合科"
    valid_from = date(2024, 4, 22)

    class Meta:
        model = Post


class DeputyFactory(factory.django.DjangoModelFactory):
    post = factory.SubFactory(PostFactory)
    person = factory.SubFactory(PersonFactory)
    from_on = TODAY
    until_on = date(2024, 11, 22)
    reason = "休假"

    class Meta:
        model = Deputy


class TaskForceFactory(factory.django.DjangoModelFactory):
    unit = factory.SubFactory(UnitFactory)
    first_responsible = factory.SubFactory(PersonFactory)
    deputy_leader = factory.SubFactory(PersonFactory)
    section = "营商科"
    valid_from = date(2024, 5, 6)

    class Meta:
        model = TaskForce


def holder_of(role, unit=None):
    """Somebody who holds `role` today, at `unit` or a unit of their own."""
    return PostFactory(role=role, **({"unit": unit} if unit else {})).person


def an_administrator():
    return holder_of(Role.ADMINISTRATOR)


def an_enterprise(**columns):
    """A market entity, as a source reported it."""
    number = Enterprise.objects.count() + 1
    given = {"name": f"示例袜业{number}有限公司", "credit_code": f"9122040000000{number:05}"}
    fixed = {"kind": "company", "source_name": "示例", "as_of": TODAY}
    return Enterprise.objects.create(entered_at=AT, changed_at=AT, **{**fixed, **given, **columns})


def representative_of(enterprise):
    """A new legal representative, confirmed."""
    row = Authorisation.objects.create(
        kind=Authorisation.Kind.LEGAL_REPRESENTATIVE,
        state=Authorisation.State.IN_FORCE,
        enterprise=enterprise,
        person=(person := PersonFactory()),
        valid_from=date(2024, 4, 22),
        asked_by=person,
        asked_at=AT,
    )
    return row.person
