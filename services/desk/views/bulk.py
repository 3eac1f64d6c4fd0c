"""The queue's bulk actions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from content.numbers import whole_number
from services.desk.bulk import BulkForm, do_to_many
from services.desk.queries.whole import PER_PAGE
from services.desk.rights import may_work, places_of
from services.desk.views.frame import let_in

MOST_TOLD = 5


@let_in(may_work)
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Do the pressed button's action to the marked cases; say what was refused and why."""
    query = request.POST.get("sorgu", "")[:1_000]
    back = HttpResponseRedirect(f"{reverse('casedesk_queue')}?{query}")
    marked = [whole_number(text, digits=18) for text in request.POST.getlist("secili")[:PER_PAGE]]
    keys = [key for key in marked if key is not None]
    if not keys:
        messages.warning(request, _("Mark at least one case."))
        return back
    what = request.POST.get("islem", "")
    places = places_of(request.user)
    letters = QueryDict(query).get("tur", "")
    form = BulkForm(request.POST, user=request.user, places=places, letters=letters)
    if not form.is_valid() or form.cleaned_data.get(what) is None or not form.cleaned_data[what]:
        messages.warning(request, _("Choose what is to be done beside the button."))
        return back
    result = do_to_many(user=request.user, keys=keys, what=what, values=form.cleaned_data)
    if result.done:
        said = ngettext("Done for %(count)d case.", "Done for %(count)d cases.", result.done)
        messages.success(request, said % {"count": result.done})
    for reference, why in result.refused[:MOST_TOLD]:
        messages.warning(request, f"{reference}: {why}")
    if len(result.refused) > MOST_TOLD:
        rest = len(result.refused) - MOST_TOLD
        messages.warning(request, _("%(count)d more stayed as they were.") % {"count": rest})
    return back
