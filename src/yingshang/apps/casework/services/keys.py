"""Primary keys taken before the insert, because case numbers are made of them."""

from django.db import connection
from django.db.models import Max

from yingshang.apps.casework.models import Case


def next_keys(count: int) -> list[int]:
    """The next primary keys: from the table's own sequence, so that nobody waits for anybody."""
    if connection.vendor != "postgresql":
        last = Case.objects.aggregate(last=Max("pk"))["last"] or 0
        return list(range(last + 1, last + 1 + count))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('casework_case', 'id'))"
            " FROM generate_series(1, %s)",
            [count],
        )
        return [int(row[0]) for row in cursor.fetchall()]
