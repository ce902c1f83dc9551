"""A text as its reader would see it, for a sandboxed frame that stands outside every form.

It comes from the same functions as the press: `freezing.freeze`, then the bounded rendering.
"""

from __future__ import annotations

import re
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.views.decorators.clickjacking import xframe_options_sameorigin

from content import rendering
from content.admin import typed
from content.editions import languages, references, related
from content.editions.models import Page
from content.editions.text import USUAL_LANGUAGE, Wording
from content.editorial import freezing, people
from content.editorial.articles import Revision
from content.editorial.checked import TextError

# What a frame may do: be styled. It keeps its origin so that the site's own stylesheet and pictures
# load, and it has no scripts that could use it.
FRAME_POLICY = {
    "script-src": ["'none'"],
    "connect-src": ["'none'"],
    "frame-src": ["'none'"],
    "form-action": ["'none'"],
    "sandbox": ["allow-same-origin"],
}
# An address in src, or one of the two in srcset, each with its width.
SHOWN = re.compile(r'(?<=[" ])/media/(?=[0-9a-f]{64}\.[a-z]+(?:"| \d+w))')
PRIVATE = "/admin/content/image/"
# The links in the head and foot of every page.
LANDMARKS = ("now", "help", "what_works", "myths")
LOOKS = ("day", "dark", "paper")
SECTION = 2
TOO_LONG = "The text is {size:,} bytes long; {most:,} is the most. Make two articles of it."
NOT_YOURS = "You may not write, so there is no preview. Sign in again, or ask an administrator."

in_a_frame = csp_replace(FRAME_POLICY)
# A page that holds such frames, and nothing else.
with_frames = csp_replace({**FRAME_POLICY, "frame-src": ["'self'"]})


def markdownify(text: str) -> str:
    """Return Markdown as the HTML that the press would make of it. markdownx knows this name."""
    draft = Revision(body=text, leaning=freezing.freeze(text))
    return with_private_pictures(freezing.render(draft).html)


def page_of(text: Wording, document: rendering.Document, *, look: str = "") -> str:
    """Return a whole text as its reader would see it, as one HTML document.

    `look` is how: by "day", in the "dark" or on "paper"; without it, as the screen is.
    """
    context = {
        # Where these lead does not matter: nothing leads out of the frame.
        "site": {"name": settings.SITE_NAME, **dict.fromkeys(LANDMARKS, "#")},
        "edition": {
            "title": text.title,
            "summary": text.summary,
            "key_points": text.key_points,
            "language": text.language,
            "references": references.listed(text.leaning["sources"], list(document.citations)),
        },
        "html": with_private_pictures(document.html),
        "contents": [section for section in document.outline if section.level == SECTION],
        "related": _related(text),
        "look": f"desk/seen/{look}.css" if look in LOOKS else "",
    }
    # As its readers get it, in its language and not in the desk's.
    with languages.speaking(text.language):
        context |= languages.around(text.language)
        return render_to_string("admin/desk/page.html", context)


def with_private_pictures(html: str, *, at: str = PRIVATE) -> str:
    """Let pictures come from elsewhere, by default the desk: readers may not see them yet."""
    return SHOWN.sub(at, html)


@in_a_frame
@xframe_options_sameorigin
def view(request: HttpRequest) -> HttpResponse:
    """Show a writer the text that is being typed. As JSON, its problems come along."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not _may_write(request.user):
        return _words(NOT_YOURS, 403)
    body = request.POST.get("content", request.POST.get("body", ""))
    size = len(body.encode(errors="replace"))
    if size > rendering.MAX_BYTES:
        return _refused(request, TOO_LONG.format(size=size, most=rendering.MAX_BYTES), None, 413)
    try:
        draft = _draft(request, body)
        document = freezing.render(draft)
    except rendering.Refused as error:
        return _refused(request, error.message, error.line, 422)
    page = page_of(draft, document, look=request.POST.get("look", ""))
    if not _wants_json(request):
        return _kept_private(HttpResponse(page))
    problems = [{"message": p.message, "line": p.line} for p in document.problems]
    return _kept_private(JsonResponse({"page": page, "problems": problems}))


def _draft(request: HttpRequest, body: str) -> Revision:
    """Return what is being typed as a text that nobody has kept."""
    posted = request.POST
    language = posted.get("language", "").strip() or USUAL_LANGUAGE
    return Revision(
        title=posted.get("title", ""),
        summary=posted.get("summary", ""),
        key_points=typed.lines(posted.get("key_points", "")),
        related=_whole_rows(posted.get("related", "")),
        body=body,
        language=language,
        leaning=freezing.freeze(body, language=language),
    )


def _whole_rows(typed_rows: str) -> list[dict[str, str]]:
    try:
        return typed.rows(typed_rows, typed.RELATED, "related")
    except TextError:
        # Half of a line is typed. Saving says what is wrong with it; the rest of the page shows.
        return []


def _related(text: Wording) -> list[dict[str, Any]]:
    """Return the related pages that readers would be shown: those that are live."""
    codes = [row["code"] for row in text.related]
    pages = Page.objects.listed().filter(code__in=codes) if codes else ()
    titles = {page.code: page.edition.title for page in pages if page.edition}
    return related.by_why(
        {"title": titles[row["code"]], "url": "#", "why": row["why"], "kind": row["kind"]}
        for row in text.related
        # Half of a kind may be typed.
        if row["code"] in titles and row["kind"] in related.WHY
    )


def _may_write(user: Any) -> bool:
    return bool(user.is_active and user.is_staff and user.has_perm(f"content.{people.WRITE}"))


def _refused(request: HttpRequest, sentence: str, line: int | None, status: int) -> HttpResponse:
    if _wants_json(request):
        problems = [{"message": sentence, "line": line}]
        return _kept_private(JsonResponse({"page": "", "problems": problems}, status=status))
    return _words(f"Line {line}: {sentence}" if line else sentence, status)


def _words(sentence: str, status: int) -> HttpResponse:
    answer = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    return _kept_private(answer)


def _kept_private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    return response


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
