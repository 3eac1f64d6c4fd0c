"""Citizens and programs that file all at once and press again until they are answered.

They are threads of a process of their own; each answer with a reference is a line of a file.
"""

import io
import json
import multiprocessing
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import requests
from PIL import Image

REFERENCE = re.compile(r"CM-\d\d-\d{5}-\w")
SECONDS = 120
FORM = "/e-belediye/cozum-merkezi/"


def colour_of(number):
    """Return the colour of a filer's photo: each has one of its own."""
    return 20 + number % 15 * 15, 20 + number // 15 * 15, 90


def photo_of(number):
    file = io.BytesIO()
    Image.new("RGB", (640, 480), colour_of(number)).save(file, "JPEG")
    return "foto.jpg", file.getvalue(), "image/jpeg"


def words_of(number):
    return f"{number}. sokakta büyük bir çukur var, araçlar zor geçiyor."


_pressed_again = threading.local()


def patiently(send):
    """Press again, as a person does whose page did not come; with the same key, as a form has."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            answer = send()
        except requests.RequestException:
            answer = None
        if answer is not None and answer.status_code < 500:
            return answer
        _pressed_again.count = getattr(_pressed_again, "count", 0) + 1
        time.sleep(0.2)
    raise TimeoutError("nobody answered")


def by_form(base, number, cookie, key):
    """File as a citizen who is signed in: the photo with the third step, the report with the last.

    The reference is read from the page of thanks.
    """
    with requests.Session() as browser:
        browser.cookies.set("sessionid", cookie)
        fields = {
            "anahtar": key,
            "topic": "cukur",
            "type": "complaint",
            "lng": "35.4821",
            "lat": "38.7312",
            "text": words_of(number),
            "visibility": "same",
        }
        options = {"allow_redirects": False, "timeout": 30}
        shown = patiently(
            lambda: browser.post(
                base + FORM,
                data=fields | {"adim": "3"},
                files={"photos": photo_of(number)},
                **options,
            )
        )
        assert shown.status_code == 200, shown.text[:500]
        sent = patiently(lambda: browser.post(base + FORM, data=fields | {"adim": "4"}, **options))
        assert sent.status_code == 302, sent.text[:500]
        thanks = patiently(lambda: browser.get(base + sent.headers["Location"], **options))
        return REFERENCE.search(thanks.text)[0]


def by_program(base, number, secret, key):
    """File as a program, by one request with a retry key."""
    fields = {
        "service_code": "cukur",
        "lat": "38.7312",
        "long": "35.4821",
        "description": words_of(number),
        "email": f"kisi{number}@example.org",
    }
    answer = patiently(
        lambda: requests.post(
            f"{base}/open311/v2/requests.json",
            data=fields,
            files={"media": photo_of(number)},
            headers={"X-Api-Key": secret, "Idempotency-Key": key},
            timeout=30,
        )
    )
    assert answer.status_code in {200, 201}, answer.text[:500]
    return REFERENCE.search(answer.json()[0]["service_notice"])[0]


def start(base, jobs, at_once, path):
    """Let everybody file, so many at once; `jobs` are `(function, number, who, key)`."""
    process = multiprocessing.get_context("fork").Process(
        target=_file, args=(base, jobs, at_once, path)
    )
    process.start()
    return process


def _file(base, jobs, at_once, path):
    with path.open("a") as file, ThreadPoolExecutor(at_once) as pool:

        def one(job):
            function, number, who, key = job
            line, _pressed_again.count = {"number": number}, 0
            try:
                line["reference"] = function(base, number, who, key)
            except Exception as error:
                line["error"] = repr(error)[:600]
            line["again"] = _pressed_again.count
            file.write(json.dumps(line) + "\n")
            file.flush()

        list(pool.map(one, jobs))


def answers(path):
    """Return what was answered so far."""
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
