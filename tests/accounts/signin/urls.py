"""The site's addresses, and pages that ask for levels."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from accounts.signin.kept import form_of
from accounts.signin.levels import Level, requires
from config.urls import *  # noqa: F403
from config.urls import urlpatterns as ours


def form(request: HttpRequest) -> HttpResponse:
    """Answer what was kept; take what is sent."""
    if request.method == "POST":
        return JsonResponse({"sent": request.POST.dict()})
    kept = form_of(request)
    return JsonResponse(kept.dict() if kept else {})


urlpatterns = [
    path("deneme/", requires(Level.STRONG)(form)),
    path("deneme/parola/", requires(Level.PASSWORD)(form)),
    path("deneme/acik/", requires(Level.NONE)(form)),
    path("deneme/yeni/", requires(Level.STRONG, recent=True)(form)),
    path("deneme/<int:number>/", requires(Level.STRONG)(lambda request, number: form(request))),
    *ours,
]
