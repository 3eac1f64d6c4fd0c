import io
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from PIL import Image

from services.cases.models import Attachment
from services.desk.actions.photos import publish_photo, rectangles_of
from services.desk.models import PublicPhoto
from services.requests.actions import moderate_report
from tests.factories.casedesk import officer
from tests.factories.cases import kept, photo
from tests.factories.reports import report
from tests.factories.site import home_page
from tests.factories.staff import signed_in


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


def with_photo():
    key = uuid.uuid4()
    kept(key=key, content=photo(size=(400, 300), colour="white"))
    made = report(key=key)
    return made, Attachment.objects.get(case=made.case)


def picture(content):
    return Image.open(io.BytesIO(content)).convert("L")


def test_what_is_covered_is_black_in_the_copy_and_the_original_stays():
    _made, original = with_photo()
    before = original.content.read()
    made = publish_photo(attachment=original, rectangles=[(250, 250, 250, 250)], author=None)
    image = picture(made.content.read())
    assert image.getpixel((150, 110)) < 10
    assert image.getpixel((350, 280)) > 240
    original.content.open()
    assert original.content.read() == before


def test_the_copy_is_public_only_while_the_report_is():
    made, original = with_photo()
    client = signed_in(officer("solution_centre"))
    page = f"/yonetim/basvurular/{made.case.reference}/foto/{original.public_id}/"
    client.post(page, {"dikdortgenler": "0,0,500,1000"})
    copy = PublicPhoto.objects.get()
    address = f"/e-belediye/cozum-merkezi/foto/{copy.public_id}.jpg"
    assert Client().get(address).status_code == 404
    moderate_report(report=made, state="public", author=None)
    answer = Client().get(address)
    assert picture(b"".join(answer.streaming_content)).getpixel((20, 150)) < 10
    report_page = f"/e-belediye/cozum-merkezi/bildirimler/{made.pk}/"
    assert f'src="{address}"' in Client().get(report_page).content.decode()
    client.post(page, {"geri": "1"})
    assert PublicPhoto.objects.count() == 0
    assert Client().get(address).status_code == 404


def test_the_original_is_handed_to_nobody_outside():
    made, original = with_photo()
    moderate_report(report=made, state="public", author=None)
    address = f"/e-belediye/cozum-merkezi/foto/{original.public_id}.jpg"
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("typed", ["1,2,3", "a,b,c,d", "900,0,200,10", "0,0,0,10", "-1,0,5,5"])
def test_rectangles_that_make_no_sense_are_refused_with_the_line(typed):
    with pytest.raises(ValidationError):
        rectangles_of(typed)


def test_a_wrong_line_is_told_and_stays_in_the_box():
    made, original = with_photo()
    client = signed_in(officer("solution_centre"))
    page = f"/yonetim/basvurular/{made.case.reference}/foto/{original.public_id}/"
    answer = client.post(page, {"dikdortgenler": "1,2,3,4\nyanlış"})
    html = answer.content.decode()
    assert html.count("yanlış") == 2
    assert PublicPhoto.objects.count() == 0
