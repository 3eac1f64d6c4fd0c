"""The desks' lists and queues on a phone: names stay whole, and every column can be reached."""

import pytest

from demo.users import DEMO_PASSWORD
from tests.e2e.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LISTS = {
    "vefat": (
        "/yonetim/vefat-ilanlari/",
        "/yonetim/vefat-bildirimleri/",
        "/yonetim/taziye-mesajlari/",
    ),
    "yol": ("/yonetim/yol-calismalari/",),
}
# The narrowest title; whether the list's last column comes into view when it is scrolled to.
MEASURES = """() => {
  const titles = [...document.querySelectorAll(".listing td.title")];
  const last = document.querySelector(".listing tr:first-child > :last-child");
  last.scrollIntoView({inline: "end"});
  return [Math.min(...titles.map((cell) => cell.clientWidth)),
          last.getBoundingClientRect().right <= innerWidth + 1,
          document.documentElement.scrollWidth <= innerWidth];
}"""


@pytest.mark.parametrize("desk", LISTS)
def test_names_stay_whole_and_every_column_is_reached(chromium, server, desk):
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{server}/yonetim/login/")
    page.fill("input[name=username]", desk)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/yonetim/")
    found = {}
    for path in LISTS[desk]:
        page.goto(server + path)
        page.wait_for_selector(".listing td.title")
        width, is_reached, is_framed = page.evaluate(MEASURES)
        if width < 150 or not is_reached or not is_framed:
            found[path] = (width, is_reached, is_framed)
    context.close()
    assert found == {}
