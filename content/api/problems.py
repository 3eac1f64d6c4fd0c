"""Errors of the public API: problem+json (RFC 9457) with stable codes."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

CONTENT_TYPE = "application/problem+json"
TITLES = {
    "bad_request": (400, "The request is not right. / İstek hatalı."),
    "unknown_parameter": (400, "A parameter is not known. / Bilinmeyen parametre."),
    "unknown_field": (400, "A name in `fields` is not known. / `fields` içinde bilinmeyen ad."),
    "invalid_parameter": (400, "A parameter has a wrong value. / Parametre değeri hatalı."),
    "invalid_combination": (
        400,
        "These parameters do not go together. / Bu parametreler birlikte kullanılamaz.",
    ),
    "limit_too_large": (400, "The limit is too large. / Sınır çok büyük."),
    "invalid_cursor": (400, "The cursor is not one of ours. / İmleç geçersiz."),
    "invalid_reference": (
        400,
        "The reference has a slip, see `group`. / Numarada yanlış var, yeri `group` alanında.",
    ),
    "unauthorised": (401, "A token is needed. / Belirteç gerekli."),
    "sign_in_needed": (401, "Sign in first. / Önce giriş yapın."),
    "level_too_low": (
        403,
        "Sign in with a second factor or e-Devlet. / İki adımlı ya da e-Devlet ile giriş yapın.",
    ),
    "identity_unconfirmed": (
        403,
        "Nobody has confirmed whose number this is. / Kimlik numarası doğrulanmamış.",
    ),
    "not_authorised": (
        403,
        "You act for somebody, but not for this. / Yetkiniz bunu kapsamıyor.",
    ),
    "held_by_a_payment": (
        409,
        "A payment holds one of these now. / Bunlardan biri şu an bir ödemede kilitli.",
    ),
    "key_used_already": (
        409,
        "This key stands for another payment. / Bu anahtar başka bir ödemenin.",
    ),
    "cannot_pay": (422, "This cannot be paid, see `why`. / Ödenemez, nedeni `why` alanında."),
    "payments_off": (503, "Nothing can be paid now. / Şu anda ödeme yapılamıyor."),
    "invalid_code": (403, "The code is wrong. / Kod yanlış."),
    "code_over": (403, "Ask for a new code. / Yeni bir kod isteyin."),
    "too_many_requests": (429, "Too many attempts; wait. / Çok fazla deneme; bekleyin."),
    "invalid_token": (403, "The link is not valid or too old. / Bağlantı geçersiz ya da eskimiş."),
    "forbidden": (403, "Not allowed. / İzin yok."),
    "not_found": (404, "There is no such thing. / Böyle bir kayıt yok."),
    "method_not_allowed": (405, "The API is read-only: GET, HEAD. / API yalnız okunur: GET, HEAD."),
    "gone": (410, "It is no longer published. / Artık yayında değil."),
    "server_error": (500, "Something went wrong here. / Bizde bir hata oluştu."),
}
_BY_STATUS = {
    401: "unauthorised",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    410: "gone",
}


class Problem(Exception):
    """An error the caller can act on."""

    def __init__(self, code: str, detail: str = "", **extra: Any) -> None:
        """Keep the stable code, what to do, and further members."""
        super().__init__(detail or code)
        self.code, self.detail, self.extra = code, detail, extra


def describe(code: str) -> dict[str, Any]:
    """Return what a code means."""
    status, title = TITLES[code]
    return {"type": f"/api/v1/problems/{code}", "title": title, "status": status, "code": code}


def answer(code: str, detail: str = "", **extra: Any) -> HttpResponse:
    """Return a problem+json response."""
    body = describe(code)
    if detail:
        body["detail"] = detail
    response = JsonResponse(
        {**body, **extra},
        status=body["status"],
        content_type=CONTENT_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    response["Cache-Control"] = "no-store"
    return response


def as_problem(response: HttpResponse) -> HttpResponse:
    """Return an error of the framework (a page in HTML, plain text) as a problem."""
    if response.status_code < 400 or response.get("Content-Type") == CONTENT_TYPE:
        return response
    fallback = "server_error" if response.status_code >= 500 else "bad_request"
    return answer(_BY_STATUS.get(response.status_code, fallback))


def install(api: NinjaAPI) -> None:
    """Make every error of the API a problem."""

    @api.exception_handler(Problem)
    def problem(request: HttpRequest, error: Problem) -> HttpResponse:
        return answer(error.code, error.detail, **error.extra)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [
            {"parameter": str((item.get("loc") or [""])[-1]), "message": str(item.get("msg", ""))}
            for item in error.errors
        ]
        detail = "; ".join(f"{item['parameter']}: {item['message']}" for item in errors)
        too_large = any(
            item["parameter"] == "limit" and found.get("type") == "less_than_equal"
            for item, found in zip(errors, error.errors, strict=True)
        )
        return answer(
            "limit_too_large" if too_large else "invalid_parameter", detail, errors=errors
        )

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(_BY_STATUS.get(error.status_code, "bad_request"), str(error))
