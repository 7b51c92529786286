"""The city of the pack on the day of its plan: people are there, one case waits, nothing is done.

Run as a program, it builds the city in the data folder of the environment.
"""

# ruff: noqa: PLC0415, S311 - Django is set up first; chance is seeded, not secret.

from random import Random


def build():
    import django

    django.setup()
    from tests.browser import young_people, young_public
    from yingshang.apps.ledger import clock

    _on_the_day_of_its_plan()
    officials = young_people.take_up_their_posts()
    clerk = officials[young_people.CLERK]
    young_public.register(clerk=clerk)
    young_public.apply(clerk=officials["消防窗口"], at=clock.now())


def _on_the_day_of_its_plan():
    """With the people whom every city has: of every unit, and of the city."""
    from yingshang.apps.directory.permissions import INSTALLATION
    from yingshang.apps.ledger import clock
    from yingshang.apps.ledger.services import stand_at
    from yingshang.apps.registers.services import install_pack
    from yingshang.engines.packs.reading import read_pack
    from yingshang.web.commands import migrate
    from yingshang.web.commands.sample_city import only_pack
    from yingshang.web.sample import people
    from yingshang.web.sample.city import SampleCity

    migrate.bring_up_to_date()
    pack = read_pack(only_pack())
    stand_at(clock.morning_of(pack.plan.issued_on), actor=None)
    install_pack(pack=pack, actor=INSTALLATION, at=clock.now())
    city = SampleCity(pack=pack, random=Random(1))
    for happening in people.HAPPENINGS:
        for _part in happening.live(city):
            pass


if __name__ == "__main__":
    build()
