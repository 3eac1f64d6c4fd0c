"""Which municipal revenues bear the late fee of law 6183 article 51, and why.

The article's third paragraph: tax loss penalties bear it in full, penal claims imposed by courts
bear half of it (a municipality collects none), all other penal claims bear none unless a law of
their own says so. Law 6183 article 1 leaves out what arises from contract, tort or unjust
enrichment. `confidence` follows the source: high where the text was read in a published
reproduction, medium where the law was read but not for this very revenue, low where texts point
both ways. The municipality's lawyer signs off.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal


class LateFeeRule(StrEnum):
    """What follows when a revenue is paid late."""

    ARTICLE_51 = "article-51"
    NONE = "none"
    OTHER_LAW = "other-law"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class RevenueType:
    """A kind of revenue: code, official Turkish name, its rule and where that is written."""

    code: str
    turkish: str
    rule: LateFeeRule
    source: str
    confidence: Literal["high", "medium", "low"]


_ARTICLE_51 = LateFeeRule.ARTICLE_51
_PENAL = (
    "6183 m.51/3: “bunların dışındaki ceza mahiyetinde olan amme alacaklarına … tatbik edilmez”"
)
_TAX = "6183 m.1 (belediyelere ait vergi) ve m.51/1"
_CHARGE = "6183 m.1 (belediyelere ait harç) ve m.51/1"

_TYPES = (
    RevenueType("building_tax", "Emlak vergisi (bina)", _ARTICLE_51, _TAX, "high"),
    RevenueType("land_tax", "Emlak vergisi (arazi)", _ARTICLE_51, _TAX, "high"),
    RevenueType("plot_tax", "Emlak vergisi (arsa)", _ARTICLE_51, _TAX, "high"),
    RevenueType(
        "heritage_share",
        "Taşınmaz kültür varlıklarının korunmasına katkı payı",
        _ARTICLE_51,
        "2863 m.12: emlak vergisi ile birlikte tahakkuk ve tahsil edilir; 6183 m.1, m.51/1",
        "medium",
    ),
    RevenueType("environment_tax", "Çevre temizlik vergisi (işyeri)", _ARTICLE_51, _TAX, "high"),
    RevenueType("advertising_tax", "İlan ve reklam vergisi", _ARTICLE_51, _TAX, "high"),
    RevenueType("entertainment_tax", "Eğlence vergisi", _ARTICLE_51, _TAX, "high"),
    RevenueType("occupation_charge", "İşgal harcı", _ARTICLE_51, _CHARGE, "high"),
    RevenueType("licence_charge", "Ruhsat harçları", _ARTICLE_51, _CHARGE, "high"),
    RevenueType(
        "participation_share",
        "Harcamalara katılma payı",
        _ARTICLE_51,
        "2464; 6183 m.1 (amme hizmetleri tatbikatından mütevellit diğer alacaklar), m.51/1",
        "medium",
    ),
    RevenueType(
        "tax_loss_penalty",
        "Vergi ziyaı cezası",
        _ARTICLE_51,
        "6183 m.51/3: vergi ziyaı cezalarında bu madde uyarınca belirlenen oranda",
        "high",
    ),
    RevenueType("irregularity_penalty", "Usulsüzlük cezası", LateFeeRule.NONE, _PENAL, "medium"),
    RevenueType(
        "administrative_fine",
        "İdari para cezası",
        LateFeeRule.NONE,
        _PENAL + "; Danıştay 6. D. 06.04.2010, E. 2007/7915, K. 2010/3386 (3194 m.42); "
        "özel kanununda başka hüküm olan cezalar ayrıca belirlenir",
        "high",
    ),
    RevenueType(
        "rent",
        "Kira",
        LateFeeRule.OTHER_LAW,
        "6183 m.1: akitten doğan alacaklar kanun dışında; sözleşme ve borçlar hukuku",
        "medium",
    ),
    RevenueType(
        "unlawful_use_compensation",
        "Ecrimisil",
        LateFeeRule.UNSETTLED,
        "6183 m.1 haksız fiil ve haksız iktisabı dışarıda bırakır; 2886 m.75 tahsili 6183'e bağlar",
        "low",
    ),
)
REVENUE_TYPES = MappingProxyType({kind.code: kind for kind in _TYPES})
