"""Build the city of the pack as it was on the day of its plan: people, and nothing done yet."""

# ruff: noqa: PLC0415, S311 - Django is set up first; chance is seeded, not secret.

import os
import subprocess
import sys
from random import Random


def build_in(folder):
    """Build it in a process of its own, because the Django of the tests has other settings."""
    surroundings = {key: value for key, value in os.environ.items() if "YINGSHANG" not in key}
    surroundings |= {"YINGSHANG_DATA_DIR": str(folder)}
    surroundings["DJANGO_SETTINGS_MODULE"] = "yingshang.web.settings.base"
    subprocess.run([sys.executable, __file__], env=surroundings, check=True)


def build():
    import django

    django.setup()
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
