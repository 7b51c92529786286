"""A process of its own that files cases one after another in several threads, until it is killed.

    python -m tests.apps.casework.clients CLERK APPLICANT FIRST LAST

Prints a line for every case only after the service has returned.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import django

THREADS = 5


def main(clerk: str, applicant: str, first: str, last: str) -> None:
    django.setup()
    from tests.apps.casework.factories import VALUES  # noqa: PLC0415 - Django first
    from tests.conftest import TODAY  # noqa: PLC0415
    from yingshang.apps.casework import services  # noqa: PLC0415
    from yingshang.apps.casework.models import Way  # noqa: PLC0415
    from yingshang.apps.directory.models import Person  # noqa: PLC0415

    by = Person.objects.get(login=clerk)
    whose = Person.objects.get(login=applicant)

    def file(n: int) -> None:
        key = f"form-{n}"
        beginning = services.Beginning("club", Way.WINDOW, whose, values=VALUES, key=key)
        case = services.file_case(beginning=beginning, actor=by, at=TODAY)
        sys.stdout.write(f"{key} {case.number}\n")
        sys.stdout.flush()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(file, range(int(first), int(last))))


if __name__ == "__main__":
    main(*sys.argv[1:])
