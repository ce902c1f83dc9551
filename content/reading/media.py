"""Pictures, at the address that their bytes give them, once an edition shows them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from content.editions import image_files
from content.editions.images import PublishedImage

FOR_EVER = "public, max-age=31536000, immutable"
# A picture opened by itself is inert. Drawings carry two lines of style, for light and for dark.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def image(request: HttpRequest, sha256: str, extension: str) -> HttpResponse:
    """Show a picture that is public. One that is not answers like one that never was."""
    published = PublishedImage.objects.select_related("image").filter(image_id=sha256).first()
    if published is None or published.image.extension != extension:
        raise Http404
    return answer(published.image.file_name, FOR_EVER)


def answer(name: str, kept_for: str) -> HttpResponse:
    """Return the bytes of a picture. Raises Http404 when they are gone."""
    try:
        content = image_files.read(name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=image_files.TYPES[name.rpartition(".")[2]])
    response.headers["Cache-Control"] = kept_for
    response.headers["Content-Security-Policy"] = POLICY
    return response
