"""Size classes are found anew after an import, and when somebody asks at the command line."""

from tests.apps.directory.factories import AT as NOW
from tests.apps.directory.factories import an_enterprise
from yingshang.apps.directory.models import Enterprise
from yingshang.apps.directory.services.enterprises import start_recompute_sizes
from yingshang.apps.ledger.models import Job
from yingshang.apps.ledger.services import run_next_job


def test_a_stale_class_is_found_anew_by_the_worker(db):
    firm = an_enterprise()
    Enterprise.objects.filter(pk=firm.pk).update(size_class="large", size_reason={})
    start_recompute_sizes(at=NOW)
    run_next_job()
    firm.refresh_from_db()
    assert firm.size_class != "large"
    assert Job.objects.get().state == Job.State.DONE


def test_one_waiting_job_is_enough_for_all(db):
    assert start_recompute_sizes(at=NOW) == start_recompute_sizes(at=NOW)
    assert Job.objects.count() == 1
