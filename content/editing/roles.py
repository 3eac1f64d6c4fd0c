"""Who may do what, as data. `grants.py` turns it into groups and permissions.

A role has sections (page types whose pages at the top of the tree it works below), what it may do
there, and permissions outside the tree. `direct` roles publish in their sections alone: they
record facts of the day that cannot wait for a second person (a funeral in three hours, a street
closed now). Everywhere else a second person approves, see `approval.py`.
"""

from functools import cache

from content.editing.role import EDIT, Role
from content.editing.service_roles import SERVICE_ROLES

PUBLISH = (*EDIT, "publish")
EVERYTHING = (*PUBLISH, "bulk_delete", "lock", "unlock")
TRANSLATE = ("wagtail_localize.submit_translation",)
BANNER = tuple(f"home.{verb}_emergencybanner" for verb in ("add", "change", "delete", "view"))
MENUS = tuple(f"home.{verb}_navigationitem" for verb in ("add", "change", "delete", "view"))
REDIRECTS = tuple(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete"))
SYNONYMS = tuple(f"published.{verb}_synonym" for verb in ("add", "change", "delete", "view"))
SEARCH = (
    *SYNONYMS,
    *(f"published.{verb}_promotion" for verb in ("add", "change", "delete", "view")),
    "published.view_queryday",
)
NOTIFICATIONS = ("subscriptions.view_event",)
FEEDBACK = ("home.view_pagefeedback", "home.delete_pagefeedback")


SHARED_COLLECTION = "Web sitesi"

ROLES: tuple[Role, ...] = (
    Role(
        key="obituaries",
        name="Vefat masası",
        about="Vefat ilanlarını girer ve doğrudan yayımlar.",
        sections=("obituaries.ObituaryIndexPage",),
        pages=PUBLISH,
        direct=True,
        permissions=(
            *NOTIFICATIONS,
            *(f"obituaries.{verb}_obituarysubmission" for verb in ("change", "view")),
            *(f"obituaries.{verb}_condolencemessage" for verb in ("change", "view")),
        ),
        collection="Vefat ilanları",
        guide="vefat-ilani",
    ),
    Role(
        key="roadworks",
        name="Yol çalışmaları masası",
        about="Yol çalışmalarını girer, teyit eder ve doğrudan yayımlar.",
        sections=("roadworks.RoadWorkIndexPage",),
        pages=PUBLISH,
        direct=True,
        permissions=NOTIFICATIONS,
        collection="Yol çalışmaları",
        guide="yol-calismasi",
    ),
    Role(
        key="crew",
        name="Saha ekibi sorumlusu",
        about="Sorumlu olduğu yol çalışmalarının durumunu telefonundan bildirir.",
        sections=(),
        permissions=("roadworks.report_from_site",),
        guide="saha-ekibi",
    ),
    Role(
        key="guide",
        name="Kent rehberi masası",
        about="Kent rehberini ve eczane nöbetlerini günceller, dosyadan aktarır, yayımlar.",
        sections=("places.PlaceIndexPage",),
        pages=PUBLISH,
        direct=True,
        permissions=(
            *(f"places.{verb}_placecategory" for verb in ("add", "change", "delete", "view")),
            *(f"duty.{verb}_dutyshift" for verb in ("add", "change", "delete", "view")),
            *(f"places.{verb}_placesuggestion" for verb in ("change", "view")),
            *TRANSLATE,
        ),
        collection="Kent rehberi",
        guide="kent-rehberi",
    ),
    Role(
        key="courses",
        name="Kurs masası",
        about="Kursları girer, dolu ya da iptal olarak işaretler, doğrudan yayımlar.",
        sections=("courses.CourseIndexPage",),
        pages=PUBLISH,
        direct=True,
        permissions=(
            *(f"courses.{verb}_coursebranch" for verb in ("add", "change", "delete", "view")),
            *NOTIFICATIONS,
            *TRANSLATE,
        ),
        collection="Kurslar",
        guide="kurs",
    ),
    *SERVICE_ROLES,
    Role(
        key="privacy",
        name="KVKK sorumlusu",
        about="Aydınlatma metinlerinin sürümlerini hazırlar ve onaya gönderir.",
        sections=("disclosures.DisclosureIndexPage",),
        permissions=TRANSLATE,
        collection="KVKK",
        guide="aydinlatma-metni",
    ),
    Role(
        key="editor",
        name="Web editörü",
        about="Duyuru, haber, hizmet ve sayfaları hazırlar ve onaya gönderir.",
        sections=("standard.NewsIndexPage", "standard.SectionPage", "standard.StandardPage"),
        permissions=(*TRANSLATE, "home.view_pagefeedback", *SEARCH),
        collection=SHARED_COLLECTION,
        guide="duyuru-ve-onay",
    ),
    Role(
        key="approver",
        name="Onaylayan",
        about="Başkasının değişikliğini onaylar, acil durum bandını açar, sayfaları geri çeker.",
        sections=("home.HomePage",),
        pages=(*PUBLISH, "lock", "unlock"),
        approves=True,
        permissions=(*BANNER, *MENUS, *REDIRECTS, *FEEDBACK, *NOTIFICATIONS, *TRANSLATE),
        guide="duyuru-ve-onay",
    ),
    Role(
        key="administrator",
        name="Yönetici",
        about="Her bölümü, ayarları, kullanıcıları ve rolleri yönetir.",
        sections=("wagtailcore.Page",),
        pages=EVERYTHING,
        approves=True,
        permissions=(
            "accounts.*",
            "audit.view_entry",
            "auth.add_group",
            "auth.change_group",
            "auth.delete_group",
            "auth.view_group",
            "home.*",
            "reference.*",
            "places.*",
            "duty.*",
            "assembly.*",
            "roadworks.*",
            "obituaries.*",
            "courses.*",
            "disclosures.*",
            "standard.*",
            "editing.*",
            "webhooks.*",
            "subscriptions.*",
            "open311.*",
            "outbox.*",
            "cases.*",
            "casedesk.*",
            "requests.*",
            *(f"debtdesk.{verb}_till" for verb in ("add", "change", "view")),
            "debtdesk.see_reports",
            *(f"debts.{verb}_latefeerate" for verb in ("add", "change", "view")),
            *(f"debts.{verb}_paymentlink" for verb in ("add", "change", "view")),
            "debtbooks.*",
            *SEARCH,
            "wagtailredirects.*",
            "wagtailcore.add_collection",
            "wagtailcore.change_collection",
            "wagtailcore.delete_collection",
            "wagtailcore.change_site",
            "wagtailcore.add_locale",
            "wagtailcore.change_locale",
            "wagtailcore.add_workflow",
            "wagtailcore.change_workflow",
            "wagtailcore.add_task",
            "wagtailcore.change_task",
            *TRANSLATE,
        ),
        guide="README",
    ),
)


def role(key: str) -> Role:
    """Return a role by its key; KeyError when there is none."""
    return _by_key()[key]


@cache
def _by_key() -> dict[str, Role]:
    return {item.key: item for item in ROLES}


@cache
def direct_apps() -> frozenset[str]:
    """Return the apps whose pages their desk publishes without a second person."""
    return frozenset(
        section.split(".")[0] for item in ROLES if item.direct for section in item.sections
    )


@cache
def section_models() -> frozenset[str]:
    """Return the page types some role begins at, in lower case."""
    return frozenset(section.lower() for item in ROLES for section in item.sections)
