"""Builders for the desk: officers of each role with their work places."""

from itertools import count

from services.cases.models import Workplace
from tests.factories.site import directorate
from tests.factories.staff import staff

_numbers = count(1)


def officer(role, *places, is_head=False):
    """Return a member of the staff with a role, working in directorates."""
    user = staff(role, username=f"{role}{next(_numbers)}")
    for place in places:
        Workplace.objects.create(user=user, directorate=place, is_head=is_head)
    return user


def works():
    """Return the directorate the factories' topics go to."""
    return directorate()


def parks():
    """Return another directorate."""
    return directorate("Park ve Bahçeler Müdürlüğü")
