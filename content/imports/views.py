"""Screens of the import: upload, what the rehearsal found, confirmation."""

from typing import Any

from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from content.imports import actions
from content.imports.engine import LABELS, Outcome
from content.imports.forms import UploadForm
from content.imports.kinds import ImportKind, kind_named
from content.imports.models import ImportJob

ROWS_SHOWN = 100
JOBS_SHOWN = 10


class _KindView(UserPassesTestMixin, WagtailAdminTemplateMixin):
    """For who may import the kind in the address; 404 where there is no such kind."""

    header_icon = "upload"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def kind(self) -> ImportKind:
        """Return the kind."""
        kind = kind_named(self.kwargs["kind"])
        if kind is None:
            raise Http404
        return kind

    def test_func(self) -> bool:
        """Ask the kind."""
        return self.kind.may_import(self.request.user)

    def handle_no_permission(self) -> Any:
        """Refuse; who is not signed in was sent to the sign-in before."""
        raise PermissionDenied

    def get_page_title(self) -> str:
        """Name what comes in."""
        return _("Import from a file: %(label)s") % {"label": self.kind.label}

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.kind.back_url), "label": str(self.kind.label)},
            {"url": reverse("imports_upload", args=[self.kind.name]), "label": _("Import")},
        ]


class UploadView(_KindView, FormView):
    """Takes a file; lists the latest imports of the kind."""

    template_name = "imports/upload.html"
    form_class = UploadForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form what it is about."""
        return {**super().get_form_kwargs(), "kind": self.kind, "user": self.request.user}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the file and show how far its rehearsal is."""
        data = form.cleaned_data
        job = actions.upload(
            kind=self.kind,
            user=self.request.user,
            file_name=data["file"].name,
            content=data["file"].read(),
            publish=data.get("publish", not self.kind.drafts),
            create_missing=data.get("create_missing", False),
        )
        return redirect("imports_job", self.kind.name, job.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the columns and the latest imports."""
        jobs = ImportJob.objects.filter(kind=self.kind.name).defer("content", "report")
        return {
            **super().get_context_data(**kwargs),
            "kind": self.kind,
            "columns": [
                {"name": name, "required": name in self.kind.required} for name in self.kind.columns
            ],
            "jobs": jobs.select_related("user")[:JOBS_SHOWN],
        }


class JobView(_KindView, TemplateView):
    """Shows one import: progress while it runs, row by row what it found, the button to confirm."""

    template_name = "imports/job.html"

    @cached_property
    def job(self) -> ImportJob:
        """Return the import."""
        jobs = ImportJob.objects.defer("content").select_related("user")
        return get_object_or_404(jobs, pk=self.kwargs["job_id"], kind=self.kind.name)

    def get_page_subtitle(self) -> str:
        """Name the file."""
        return self.job.file_name

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm; a second press changes nothing."""
        if not actions.confirm(job_id=self.job.pk):
            messages.warning(request, _("This import was confirmed before."))
        return redirect("imports_job", self.kind.name, self.job.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the counts and one page of rows, of one outcome when asked."""
        wanted = self.request.GET.get("sonuc", "")
        wanted = wanted if wanted in {outcome.value for outcome in Outcome} else ""
        results = [row for row in self.job.results() if wanted in ("", row.outcome.value)]
        pages = Paginator(results, ROWS_SHOWN)
        counts = self.job.counts
        return {
            **super().get_context_data(**kwargs),
            "kind": self.kind,
            "job": self.job,
            "lost": actions.is_lost(self.job),
            "wanted": wanted,
            "total": sum(counts.values()),
            "outcomes": [
                {"value": outcome.value, "label": LABELS[outcome], "count": counts[outcome.value]}
                for outcome in Outcome
                if counts[outcome.value] or outcome is not Outcome.REMOVED
            ],
            "rows": pages.get_page(self.request.GET.get("sayfa")),
        }
