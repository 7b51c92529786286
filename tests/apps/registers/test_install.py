"""A pack is installed whole, once, or not at all."""

from collections import OrderedDict
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.apps.directory.factories import (
    AT,
    TODAY,
    CityRoleFactory,
    UnitFactory,
    an_administrator,
    holder_of,
)
from yingshang.apps.directory.models import CityRole, Role, Unit, UnitSet
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.directory.selectors.names import resolve
from yingshang.apps.ledger.models import Event
from yingshang.apps.registers import services
from yingshang.apps.registers.errors import BrokenPackError, InstallRefusedError
from yingshang.apps.registers.models import PackRelease
from yingshang.apps.registers.parsed import keep, parsed
from yingshang.apps.registers.selectors import current_release, pack_of
from yingshang.engines.packs.reading import read_pack, read_pack_files

MINIMAL = Path(__file__).parents[2] / "packs/minimal"
LATER = AT + timedelta(days=30)
UNITS, PACK, POSTS = "directory/units.yaml", "pack.yaml", "directory/posts.yaml"


def the_pack(**edits):
    """The minimal pack, with `path=[(old, new), …]` replaced in its files."""
    texts = dict(read_pack(MINIMAL).texts)
    for path, pairs in edits.items():
        for old, new in pairs:
            assert old in texts[path], old
            texts[path] = texts[path].replace(old, new, 1)
    return read_pack_files(texts, "minimal")


def install(pack=None, *, actor=INSTALLATION, at=AT):
    return services.install_pack(pack=pack or the_pack(), actor=actor, at=at)


GRAIN = """  - code: grain
    official_name: {zh-hans: 示例市粮食局}
    short_names: [市粮食局]
    kind: government_department
    level: city
    reach: supervised
    status: example
sets:
"""


def with_grain():
    """The minimal pack with one unit more."""
    return the_pack(**{UNITS: [("sets:\n", GRAIN)]})


def test_an_installed_release_is_kept_whole():
    done = install()
    release = PackRelease.objects.get()
    assert done.is_new
    assert release.digest == the_pack().digest
    assert release.content == the_pack().texts
    assert pack_of(release).header.id == release.pack_id
    assert current_release() == current_release(release.pack_id) == release
    assert current_release("another") is None


def test_the_city_gets_the_units_sets_and_duties_of_the_pack():
    install()
    assert Unit.objects.within(None).count() == 5
    county = resolve("东县政府", on=TODAY).unit
    assert (county.parent.code, county.level) == ("city_government", "county")
    assert [unit.code for unit in UnitSet.objects.get().members.all()] == ["east_county"]
    assert CityRole.objects.get().unit.code == "market_regulation"


def test_an_installation_is_one_event_about_the_release_and_its_units():
    install()
    [event] = Event.objects.filter(kind="registers.pack_installed")
    assert (event.payload["created"], event.payload["changed"]) == (5, 0)
    assert event.subject_rows.filter(role="unit").count() == 5
    assert event.subject_rows.filter(role="release").count() == 1
    assert event.actor is None


def test_twice_is_without_harm():
    install()
    events = Event.objects.count()
    again = install(at=LATER)
    assert not again.is_new
    assert PackRelease.objects.count() == 1
    assert Event.objects.count() == events


def test_a_newer_release_supersedes_the_former_and_keeps_it():
    old = install().release
    new = install(the_pack(**{PACK: [('version: "1.0.0"', 'version: "1.1.0"')]}), at=LATER).release
    old.refresh_from_db()
    assert old.superseded_at == LATER
    assert current_release(new.pack_id) == new
    assert pack_of(old).header.version == "1.0.0"


def test_a_changed_unit_changes_and_keeps_its_identity():
    install()
    before = Unit.objects.get(code="public_security")
    edits = {UNITS: [("[市公安局]", "[市公安局, 公安局]")]}
    done = install(the_pack(**edits), at=LATER)
    assert [unit.pk for unit in done.units.changed] == [before.pk]
    assert not done.units.created
    assert not done.units.ended
    assert resolve("公安局", on=TODAY).unit == before


def test_a_unit_that_the_pack_leaves_out_ends_and_is_not_deleted():
    install(with_grain())
    done = install(at=LATER)
    assert [unit.code for unit in done.units.ended] == ["grain"]
    ended = Unit.objects.get(code="grain")
    assert ended.holds_on(TODAY)
    assert not ended.holds_on(LATER.date())


def test_a_unit_that_comes_back_lives_again():
    install(with_grain())
    install(at=LATER)
    install(with_grain(), at=LATER + timedelta(days=1))
    assert Unit.objects.get(code="grain").valid_to is None


def test_units_entered_by_hand_and_drafts_stay_untouched():
    by_hand, draft = UnitFactory(), UnitFactory(code="tax", draft=True)
    duty = CityRoleFactory(unit=by_hand)
    install()
    for row in (by_hand, draft, duty):
        row.refresh_from_db()
        assert row.valid_to is None
    assert draft.official_name_zh != Unit.objects.within(None).get(code="tax").official_name_zh


def test_a_duty_that_the_pack_gives_to_another_unit_moves():
    install()
    edits = {POSTS: [("unit: market_regulation", "unit: city_government")]}
    install(the_pack(**edits), at=LATER)
    holders = CityRole.objects.on(LATER.date())
    assert [role.unit.code for role in holders] == ["city_government"]


def test_a_broken_pack_installs_nothing_and_says_everything():
    edits = {PACK: [("version:", "verison:")], UNITS: [("level: city", "level: town")]}
    with pytest.raises(BrokenPackError) as broken:
        install(the_pack(**edits))
    assert {found.file for found in broken.value.diagnostics} >= {PACK, UNITS}
    assert not PackRelease.objects.exists()
    assert not Unit.objects.exists()
    assert not Event.objects.exists()


def test_a_court_that_would_be_supervised_refuses_the_whole_pack():
    edits = {UNITS: [("    reach: asked", "    reach: supervised")]}
    with pytest.raises((InstallRefusedError, BrokenPackError)):
        install(the_pack(**edits))
    assert not PackRelease.objects.exists()
    assert not Unit.objects.exists()


def test_only_an_administrator_or_the_command_line_installs():
    with pytest.raises(PermissionDenied):
        install(actor=holder_of(Role.LEAD_OFFICE))
    administrator = an_administrator()
    assert install(actor=administrator).release.installed_by == administrator


@pytest.fixture
def handlers(monkeypatch):
    """The programmes' handlers, replaced for one test."""
    rows = []
    monkeypatch.setattr(services, "_handlers", rows)
    return rows


def test_programmes_take_part_in_order_in_the_same_transaction(handlers):
    told = []

    def first(*, pack, release, actor, at):
        told.append(("first", release.version, Unit.objects.count()))

    def second(**_rest):
        told.append(("second",))

    for handler in (first, second, first):
        services.on_install(handler)
    install()
    assert told == [("first", "1.0.0", 5), ("second",)]


def test_a_programme_that_refuses_undoes_everything(handlers):
    def refuse(**_rest):
        raise InstallRefusedError("no")

    services.on_install(refuse)
    with pytest.raises(InstallRefusedError):
        install()
    assert not PackRelease.objects.exists()
    assert not Unit.objects.exists()


def test_the_page_shows_what_is_installed_and_what_was(client):
    install()
    install(the_pack(**{PACK: [('version: "1.0.0"', 'version: "1.1.0"')]}), at=LATER)
    client.force_login(an_administrator())
    page = client.get(reverse("registers:releases")).content.decode()
    assert "1.0.0" in page
    assert "1.1.0" in page


def test_an_installed_pack_is_not_parsed_again(monkeypatch):
    pack = with_grain()
    release = install(pack).release
    monkeypatch.setattr("yingshang.apps.registers.selectors.read_pack_files", None)
    assert pack_of(release) is pack


def test_a_pack_that_is_not_in_memory_is_read_from_its_release(monkeypatch):
    release = install().release
    monkeypatch.setattr("yingshang.apps.registers.parsed._kept", OrderedDict())
    assert pack_of(release).texts == release.content
    assert pack_of(release) is pack_of(release)


def test_the_pack_kept_longest_makes_room(monkeypatch):
    monkeypatch.setattr("yingshang.apps.registers.parsed._kept", OrderedDict())
    monkeypatch.setattr("yingshang.apps.registers.parsed.KEPT_IN_MEMORY", 1)
    first, second = the_pack(), with_grain()
    for pack in (first, second):
        keep(pack.digest, pack)
    assert parsed(second.digest, the_pack) is second
    assert parsed(first.digest, the_pack) is not first
