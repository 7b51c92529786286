"""What tells one row of a ledger from another, in the fields that the type names (`same_when`)."""

import unicodedata
from collections.abc import Mapping
from hashlib import sha256

from yingshang.apps.casework.decisions.values import UnfitError, read
from yingshang.engines.packs.casework.casetype import CaseType


def natural_key(case_type: CaseType, values: Mapping[str, object]) -> str | None:
    """A digest of the answers by which two rows are of one matter, in hexadecimal.

    Spaces, width and case of letters make no difference. None where the type names no fields, or
    one of the answers is missing.
    """
    named = case_type.ledger.same_when if case_type.ledger else ()
    parts = [_part(case_type, name, values.get(name)) for name in named]
    if not parts or not all(parts):
        return None
    return sha256("\0".join(parts).encode()).hexdigest()


def _part(case_type: CaseType, name: str, given: object) -> str:
    try:
        value = read(case_type.fields[name], given)
    except UnfitError:
        return ""
    if value is None:
        return ""
    return "".join(unicodedata.normalize("NFKC", str(value)).split()).casefold()
