"""Errors of the public API: problem+json (RFC 9457) with stable codes."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

TITLES = {
    "bad_request": (400, "The request is not right. / İstek hatalı."),
    "unknown_parameter": (400, "A parameter is not known. / Bilinmeyen parametre."),
    "invalid_parameter": (400, "A parameter has a wrong value. / Parametre değeri hatalı."),
    "limit_too_large": (400, "The limit is 100 at most. / Sınır en çok 100 olabilir."),
    "invalid_cursor": (400, "The cursor is not one of ours. / İmleç geçersiz."),
    "forbidden": (403, "Not allowed. / İzin yok."),
    "not_found": (404, "There is no such thing. / Böyle bir kayıt yok."),
    "gone": (410, "It is no longer published. / Artık yayında değil."),
    "server_error": (500, "Something went wrong here. / Bizde bir hata oluştu."),
}


class Problem(Exception):
    """An error the caller can act on."""

    def __init__(self, code: str, detail: str = "", **extra: Any) -> None:
        """Keep the stable code, what to do, and further members."""
        super().__init__(detail or code)
        self.code, self.detail, self.extra = code, detail, extra


def answer(code: str, detail: str = "", **extra: Any) -> HttpResponse:
    """Return a problem+json response."""
    status, title = TITLES[code]
    body = {"type": f"/api/v1/problems/{code}", "title": title, "status": status, "code": code}
    if detail:
        body["detail"] = detail
    response = JsonResponse(
        {**body, **extra},
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
    response["Cache-Control"] = "no-store"
    return response


def install(api: NinjaAPI) -> None:
    """Make every error of the API a problem."""

    @api.exception_handler(Problem)
    def problem(request: HttpRequest, error: Problem) -> HttpResponse:
        return answer(error.code, error.detail, **error.extra)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0] if error.errors else {}
        name = str((first.get("loc") or [""])[-1])
        code = (
            "limit_too_large" if (name, first.get("type")) == ("limit", "less_than_equal") else ""
        )
        errors = [
            {"parameter": str(item["loc"][-1]), "message": item["msg"]} for item in error.errors
        ]
        detail = f"{name}: {first.get('msg', '')}"
        return answer(code or "invalid_parameter", detail, errors=errors)

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        code = {403: "forbidden", 404: "not_found"}.get(error.status_code, "bad_request")
        return answer(code, str(error))
