"""A young city with somebody who keeps a source of cases held elsewhere."""

import os
import subprocess
import sys

from tests.browser import young_city
from tests.browser.desk_city import _official

KEEPER = "政数承办"


def build_in(folder):
    """Build it in a process of its own, because the Django of the tests has other settings."""
    surroundings = {key: value for key, value in os.environ.items() if "YINGSHANG" not in key}
    surroundings |= {"YINGSHANG_DATA_DIR": str(folder)}
    surroundings["DJANGO_SETTINGS_MODULE"] = "yingshang.web.settings.base"
    subprocess.run([sys.executable, "-m", __name__], env=surroundings, check=True)


if __name__ == "__main__":
    young_city.build()
    _official(KEEPER, "government_services", "handler")
