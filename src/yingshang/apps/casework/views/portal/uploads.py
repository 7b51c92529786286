"""Files that came with a form are looked at and kept, each with its own fault."""

from yingshang.apps.casework import services
from yingshang.apps.casework.errors import CaseworkError
from yingshang.apps.casework.forms.answers import AnswersForm, PapersForm
from yingshang.apps.casework.models import Case
from yingshang.apps.directory.http import PersonRequest
from yingshang.apps.files.errors import FileError
from yingshang.apps.ledger import clock


def attach_given(
    request: PersonRequest, case: Case, *forms: AnswersForm | PapersForm
) -> dict[str, list[str]]:
    """Attach every file that was chosen; sentences by field or material for those refused."""
    faults: dict[str, list[str]] = {}
    for form in forms:
        for belongs_to, file in form.files_given():
            try:
                services.attach(
                    case_id=case.pk,
                    belongs_to=belongs_to,
                    name=file.name or "",
                    content=file.read(),
                    actor=request.user,
                    at=clock.now(),
                )
            except (CaseworkError, FileError) as refused:
                faults.setdefault(belongs_to, []).append(str(refused))
    return faults
