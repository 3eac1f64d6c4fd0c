"""What administrators keep for the desk: the plan, ready-made answers, who works where, bodies."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from services.cases.models import Workplace
from services.desk.models import AnswerTemplate, RoutingRule
from services.requests.models import OutsideBody


class DeskViewSet(ModelViewSet):
    """What all of them share."""

    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    list_per_page = 100


class RoutingRuleViewSet(DeskViewSet):
    """The plan, rule by rule. It takes effect when it is activated."""

    model = RoutingRule
    icon = "order"
    menu_label = _("Routing rules")
    ordering = ("position", "pk")
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("position", label=_("order"), sort_key="position"),
        Column("directorate", label=_("directorate")),
        Column("person", label=_("person")),
        Column("get_priority_display", label=_("priority")),
        BooleanColumn("is_active", label=_("part of the plan")),
    ]
    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("position"), FieldPanel("name")]),
        MultiFieldPanel(
            [
                FieldPanel("categories", widget=forms.CheckboxSelectMultiple),
                FieldPanel("neighbourhoods", widget=forms.SelectMultiple(attrs={"size": 8})),
                FieldPanel("words"),
                FieldRowPanel(
                    [FieldPanel("days"), FieldPanel("time_from"), FieldPanel("time_until")]
                ),
            ],
            heading=_("When it fits"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("directorate", widget=forms.Select),
                FieldPanel("person", widget=forms.Select),
                FieldPanel("priority"),
            ],
            heading=_("What it does"),
        ),
        FieldPanel("is_active"),
    ]


class AnswerTemplateViewSet(DeskViewSet):
    """Ready-made answers."""

    model = AnswerTemplate
    icon = "form"
    menu_label = _("Ready-made answers")
    list_display: ClassVar[list[Any]] = [
        "title",
        Column("category", label=_("topic")),
        Column("directorate", label=_("directorate")),
        BooleanColumn("is_active", label=_("offered")),
    ]
    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel(
            [
                FieldPanel("category", widget=forms.Select),
                FieldPanel("directorate", widget=forms.Select),
            ]
        ),
        FieldPanel("is_active"),
    ]


class WorkplaceViewSet(DeskViewSet):
    """Who works in which directorate, and so sees its cases."""

    model = Workplace
    icon = "group"
    menu_label = _("Who works where")
    list_display: ClassVar[list[Any]] = [
        "user",
        Column("directorate", label=_("directorate")),
        BooleanColumn("is_head", label=_("head of the directorate")),
    ]
    panels: ClassVar[list[Any]] = [
        FieldPanel("user", widget=forms.Select),
        FieldPanel("directorate", widget=forms.Select),
        FieldPanel("is_head"),
    ]


class OutsideBodyViewSet(DeskViewSet):
    """Bodies outside the house, with the address questions go to."""

    model = OutsideBody
    icon = "site"
    menu_label = _("Outside bodies")
    list_display: ClassVar[list[Any]] = ["name", Column("phone", label=_("phone"))]
    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("url"),
    ]


class DeskGroup(ModelViewSetGroup):
    """Their place in the menu."""

    menu_label = _("Desk of cases: settings")
    menu_icon = "cogs"
    menu_name = "casedesk-settings"
    menu_order = 232
    items = (
        RoutingRuleViewSet("casedesk_rules", url_prefix="basvuru-kurallari"),
        AnswerTemplateViewSet("casedesk_answers", url_prefix="hazir-yanitlar"),
        WorkplaceViewSet("casedesk_workplaces", url_prefix="gorev-yerleri"),
        OutsideBodyViewSet("casedesk_bodies", url_prefix="dis-kurumlar"),
    )
