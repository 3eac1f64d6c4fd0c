"""A client library made by others (`georeport`) reads our endpoint over HTTP, in both formats."""

import pytest
from georeport import GeoReport
from requests import HTTPError

from services.cases.actions import change_status
from services.cases.kinds import By
from services.open311.jurisdictions import jurisdiction
from tests.factories import reports
from tests.factories.open311 import BASE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["json", "xml"])
def library(request, live_server):
    from services.cases.actions import copy_allowed_changes

    copy_allowed_changes()
    return GeoReport(
        f"{live_server.url}{BASE}", jurisdiction=jurisdiction(), output_format=request.param
    )


def test_the_library_reads_services_definitions_and_requests(library):
    question = {"name": "size", "kind": "number", "label": "Kaç santim?"}
    reports.topic("kaldirim", "Kaldırım", questions=[question])
    first, second = reports.public_report(), reports.public_report()
    change_status(case=second.case, after="solved", by=By.STAFF, text="Yapıldı.")
    assert {row["service_code"] for row in library.get_service_list()} == {"kaldirim", "oyun"}
    attributes = library.get_service_definition("kaldirim")["attributes"]
    one = attributes[0] if isinstance(attributes, list) else attributes["attribute"]
    assert (one["code"], one["datatype"]) == ("size", "number")
    rows = library.get_service_requests()
    assert [row["service_request_id"] for row in rows] == [str(second.pk), str(first.pk)]
    closed = library.get_service_requests(status="closed", service_code="oyun")
    closed = closed if isinstance(closed, list) else [closed]
    assert [row["service_request_id"] for row in closed] == [str(second.pk)]
    row = library.get_service_request(str(first.pk))
    assert (row["status"], row["description"]) == ("open", "Yolda büyük bir çukur var.")


def test_the_library_is_told_of_another_jurisdiction_by_its_status(library):
    library.jurisdiction = "baska.bel.tr"
    with pytest.raises(HTTPError, match="404"):
        library.get_service_list()
