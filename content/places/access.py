"""For whom a place is suitable: verdicts from the five facts, in words. Pure.

A fact nobody has looked at is named as unknown and never taken for yes or for no: people plan
their way by this.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

YES, NO = "yes", "no"
# Points of a fact that is there, of 100; one that is not known counts a tenth of them, so that
# what may be there comes before what is not.
WEIGHTS = {
    "step_free": 40,
    "accessible_toilet": 20,
    "accessible_parking": 15,
    "tactile_paving": 15,
    "hearing_loop": 10,
}


class Verdict(StrEnum):
    """Whether a place suits somebody."""

    SUITABLE = "suitable"
    PARTLY = "partly"
    UNSUITABLE = "unsuitable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Profile:
    """Who comes, and what they need.

    Attributes:
        name: Stable identifier, in facets and in the API.
        label: For people.
        icon: In the site's sprite.
        needs: The fact without which they cannot use the place.
        helps: Facts without which the visit is harder.
    """

    name: str
    label: str | Promise
    icon: str
    needs: str
    helps: tuple[str, ...] = ()


PROFILES = (
    Profile(
        "wheelchair",
        _("Wheelchair users"),
        "wheelchair",
        "step_free",
        ("accessible_toilet", "accessible_parking"),
    ),
    Profile("stroller", _("With a pushchair"), "stroller", "step_free"),
    Profile(
        "low_vision", _("Blind and low-vision people"), "eye", "tactile_paving", ("step_free",)
    ),
    Profile("hearing", _("Hard-of-hearing people"), "hearing", "hearing_loop"),
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict for a profile with the facts it rests on, by name."""

    profile: Profile
    verdict: Verdict
    present: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def judge(profile: Profile, facts: Mapping[str, str]) -> Judgement:
    """Return the verdict for a profile; `facts` hold yes, no or unknown by name."""
    asked = (profile.needs, *profile.helps)
    present = tuple(name for name in asked if facts[name] == YES)
    missing = tuple(name for name in asked if facts[name] == NO)
    unknown = tuple(name for name in asked if name not in present and name not in missing)
    if profile.needs in missing:
        verdict = Verdict.UNSUITABLE
    elif profile.needs in unknown:
        verdict = Verdict.UNKNOWN
    else:
        verdict = Verdict.PARTLY if missing or unknown else Verdict.SUITABLE
    return Judgement(profile, verdict, present, missing, unknown)


def judgements(facts: Mapping[str, str]) -> list[Judgement]:
    """Return the verdicts for every profile."""
    return [judge(profile, facts) for profile in PROFILES]


def suits(facts: Mapping[str, str]) -> list[str]:
    """Return the profiles that can use the place: it has what each of them cannot do without."""
    return [profile.name for profile in PROFILES if facts[profile.needs] == YES]


def score(facts: Mapping[str, str]) -> int:
    """Return 0 to 100, the most accessible highest; lists are sorted by it."""
    return sum(
        weight if facts[name] == YES else 0 if facts[name] == NO else weight // 10
        for name, weight in WEIGHTS.items()
    )
