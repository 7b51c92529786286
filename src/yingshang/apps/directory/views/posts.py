"""Posts: their end, and who stands in."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yingshang.apps.directory import services
from yingshang.apps.directory.forms import DeputyForm, LastDayForm
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.models import Deputy, Post
from yingshang.apps.directory.permissions import may
from yingshang.apps.directory.selectors import people
from yingshang.apps.directory.views.forming import FormPage, answer
from yingshang.apps.ledger import clock


@require_http_methods(["GET", "POST"])
@for_people
def end_post(request: PersonRequest, pk: UUID) -> HttpResponse:
    """End a post."""
    demand(request, "directory.end_post")
    post = _post_or_404(pk)
    form = LastDayForm(request.POST or None)
    page = FormPage(
        heading=_("End the post of %(person)s") % {"person": post.person.name},
        sentences=[str(post), _("A liaison's designation ends with the post.")],
        action=_("End the post"),
        back_url=_url(post),
        done=_("The post has an end."),
        is_final=True,
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.end_post(
            post_id=pk,
            last_day=form.cleaned_data["last_day"],
            actor=request.user,
            at=clock.now(),
        ),
    )


@require_http_methods(["GET", "POST"])
@for_people
def deputise(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let somebody stand in for a post."""
    post = _post_or_404(pk)
    demand(request, "directory.deputise", unit=post.unit)
    anybody = may(request.user, "directory.see_administration", on=clock.today())
    form = DeputyForm(request.POST or None, post=post, anybody=anybody)
    page = FormPage(
        heading=_("Deputy of %(person)s") % {"person": post.person.name},
        sentences=[
            str(post),
            _("The deputy has the rights of the post from the first to the last day."),
        ],
        action=_("Name the deputy"),
        back_url=_url(post),
        done=_("The deputy is named."),
    )
    return answer(request, form, page, act=lambda: _deputise(request, post, form))


@require_http_methods(["GET", "POST"])
@for_people
def recall_deputy(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let a deputy end earlier."""
    deputy = people.deputy_of(pk)
    if deputy is None:
        raise Http404
    demand(request, "directory.deputise", unit=deputy.post.unit)
    form = LastDayForm(request.POST or None)
    page = FormPage(
        heading=_("%(person)s stands in no longer") % {"person": deputy.person.name},
        sentences=[str(deputy.post)],
        action=_("Shorten"),
        back_url=_url(deputy.post),
        done=_("The deputy ends earlier."),
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.recall_deputy(
            deputy_id=pk,
            last_day=form.cleaned_data["last_day"],
            actor=request.user,
            at=clock.now(),
        ),
    )


def _deputise(request: PersonRequest, post: Post, form: DeputyForm) -> None:
    given = form.cleaned_data
    deputy = Deputy(
        post=post,
        person=given["person"],
        from_on=given["from_on"],
        until_on=given["until_on"],
        reason=given["reason"],
    )
    services.deputise(deputy=deputy, actor=request.user, at=clock.now())


def _post_or_404(pk: UUID) -> Post:
    post = people.post_of(pk)
    if post is None:
        raise Http404
    return post


def _url(post: Post) -> str:
    return reverse("directory:person", args=[post.person_id])
