"""Pages of messages: one's own, one's wishes, the rules, and what did not arrive."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock
from yingshang.apps.messages import permissions, services
from yingshang.apps.messages.errors import MessagesError
from yingshang.apps.messages.forms import PreferencesForm
from yingshang.apps.messages.selectors import caretaking, rulebooks
from yingshang.apps.messages.selectors import inbox as reading


@require_safe
@for_people
def inbox(request: PersonRequest) -> HttpResponse:
    """One's own messages, unread ones first, by day."""
    page = reading.inbox(
        request.user,
        after=request.GET.get("after", ""),
        is_unread_only=request.GET.get("show") == "unread",
    )
    return render(request, "messages/inbox.html", {"page": page})


@require_POST
@for_people
def read(request: PersonRequest, message_id: UUID) -> HttpResponse:
    """Mark one message as read and go on to what it is about."""
    message = reading.message_of(request.user, message_id)
    if message is None:
        raise Http404
    services.mark_read(message_id=message_id, actor=request.user, at=clock.now())
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if is_ours else "messages:inbox")


@require_POST
@for_people
def read_all(request: PersonRequest) -> HttpResponse:
    """Mark everything as read."""
    services.mark_all_read(actor=request.user, at=clock.now())
    return redirect("messages:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def preferences(request: PersonRequest) -> HttpResponse:
    """Choose how to be reminded."""
    if request.method == "POST":
        form = PreferencesForm(request.POST)
        if form.is_valid():
            return _save(request, form)
    else:
        form = PreferencesForm.filled(rulebooks.preference_of(request.user.pk))
    context = {
        "form": form,
        "rules": rulebooks.current(),
        "has_address": bool(request.user.email),
        "is_connected": bool(settings.EMAIL_HOST),
    }
    status = 422 if form.errors else 200
    return render(request, "messages/preferences.html", context, status=status)


@require_safe
@for_people
def rules(request: PersonRequest) -> HttpResponse:
    """The rules and words of reminders."""
    demand(request, permissions.SEE_TEMPLATES)
    page = caretaking.rulebook_page(get_language() or "")
    return render(request, "messages/rules.html", {"page": page})


@require_safe
@for_people
def undelivered(request: PersonRequest) -> HttpResponse:
    """How e-mail stands, and what was given up."""
    demand(request, permissions.SEE_UNDELIVERABLE)
    return render(request, "messages/undelivered.html", {"page": caretaking.delivery_page()})


@require_POST
@for_people
def retry(request: PersonRequest, message_id: UUID) -> HttpResponse:
    """Try an e-mail again that was given up."""
    try:
        services.retry(message_id=message_id, actor=request.user, at=clock.now())
        flash.success(request, _("It will be sent again."))
    except MessagesError as refusal:
        flash.warning(request, str(refusal))
    return redirect("messages:undelivered")


def _save(request: PersonRequest, form: PreferencesForm) -> HttpResponse:
    services.change_preferences(
        wants_email=form.cleaned_data["wants_email"],
        digest_hour=form.cleaned_data["digest_hour"],
        quiet=form.quiet(),
        actor=request.user,
        at=clock.now(),
    )
    flash.success(request, _("Your wishes are saved."))
    return redirect("messages:preferences")
