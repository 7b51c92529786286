"""What the newest pack says of ratings."""

from dataclasses import dataclass

from yingshang.apps.ledger.reader import in_words
from yingshang.apps.registers.selectors import current_release, pack_of
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.packs.schema.ratings import GradeEntry, Ratings, ReasonEntry

FILE = "ratings/ratings.yaml"


@dataclass(frozen=True)
class Rules:
    """The rules of ratings, with names by code."""

    file: Ratings

    def grade(self, grade: int) -> GradeEntry:
        """The entry of one of the five grades."""
        return next(each for each in self.file.grades if each.grade == grade)

    def reasons(self, kind: str, grade: int) -> tuple[ReasonEntry, ...]:
        """What may be chosen beside a grade of a kind of subject."""
        return tuple(
            each
            for each in self.file.reasons
            if grade in each.grades and (not each.subjects or kind in each.subjects)
        )

    def reason_name(self, code: str) -> str:
        """What people call a reason; its code where a newer pack has dropped it."""
        found = (words(each.name) for each in self.file.reasons if each.code == code)
        return next(found, code)

    def ground_name(self, code: str) -> Text:
        """What people call a ground of appeal; its code where a newer pack has dropped it."""
        found = (each.name for each in self.file.appeals if each.code == code)
        return next(found, Text(zh_hans=code))


def current_rules() -> Rules | None:
    """The rules of the newest pack; None where nothing is rated."""
    release = current_release()
    found = pack_of(release).models.get(FILE) if release else None
    return Rules(found) if isinstance(found, Ratings) else None


def words(text: Text) -> str:
    """Wording of the pack in the reader's language."""
    return in_words(text.zh_hans, text.en)
