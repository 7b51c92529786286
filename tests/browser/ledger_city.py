"""A young city with the people who live through a month of the arrears ledger."""

import os
import subprocess
import sys

from tests.browser import young_city
from tests.browser.desk_city import _official

# Name, unit, role: invented, so that a test can enter as one of them.
PEOPLE = (
    ("工信承办", "industry_information", "handler"),
    ("工信核验", "industry_information", "handler"),
    ("工信审定", "industry_information", "unit_reviewer"),
    ("东辽承办", "dongliao_county", "handler"),
)


def build_in(folder):
    """Build it in a process of its own, because the Django of the tests has other settings."""
    surroundings = {key: value for key, value in os.environ.items() if "YINGSHANG" not in key}
    surroundings |= {"YINGSHANG_DATA_DIR": str(folder)}
    surroundings["DJANGO_SETTINGS_MODULE"] = "yingshang.web.settings.base"
    subprocess.run([sys.executable, "-m", __name__], env=surroundings, check=True)


def build():
    young_city.build()
    for name, unit, role in PEOPLE:
        _official(name, unit, role)


if __name__ == "__main__":
    build()
