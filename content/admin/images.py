"""Pictures at the desk: taking one in, and showing those that readers may not see yet."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_replace
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, re_path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from content.admin import attempts, image_uses
from content.admin.readonly import ReadOnly
from content.editions import image_files
from content.editions.images import Image
from content.editorial import uploads
from content.editorial.people import NotAllowedError
from content.editorial.uploads import UploadError

# The rest of a form around its file.
AROUND = 100_000
MOST_NAMED = 50
NOWHERE = "Nowhere yet. Readers cannot see it."
TOO_BIG = "The picture is too big: 10 MB is the most. Make it smaller and add it again."
NOTHING = "No picture came with the form. Choose one and add it again."
NOT_YOURS = "You may not add pictures. Sign in again, or ask an administrator."
BARE = {"default-src": ["'none'"], "sandbox": []}


@csrf_exempt
def upload(request: HttpRequest) -> HttpResponse:
    """Take in a picture for a text. What is too big is refused before it is received."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > uploads.MOST_BYTES + AROUND:
        return _answer(TOO_BIG, 413)
    response: HttpResponse = _upload(request)
    return response


@csrf_protect
def _upload(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        response = _answer("Send a picture by POST.", 405)
        response["Allow"] = "POST"
        return response
    user = request.user
    if not (user.is_active and user.is_staff and user.has_perm(f"content.{uploads.ADD}")):
        return _answer(NOT_YOURS, 403)
    file = request.FILES.get("image")
    if file is None:
        return _answer(NOTHING, 400)
    try:
        image = uploads.keep(file.read(), by=user, at=timezone.now())
    except UploadError as error:
        return _answer(str(error), 400)
    except NotAllowedError as error:
        return _answer(str(error), 403)
    return JsonResponse({"image_code": f"![describe this image](media:{image.sha256})"})


def _answer(sentence: str, status: int) -> JsonResponse:
    attempts.tell(sentence)
    return JsonResponse({"error": sentence}, status=status)


@admin.register(Image)
class ImageAdmin(ReadOnly):
    """Pictures, private until an edition shows them."""

    list_display = ["sha256", "extension", "width", "height", "added_by", "added_at"]
    list_select_related = ["added_by"]
    ordering = ["-added_at"]
    sortable_by = ["added_at"]
    search_fields = ["sha256"]
    exclude = ["narrow"]
    readonly_fields = ["picture", "where_used"]

    @admin.display(description="picture")
    def picture(self, image: Image) -> str:
        """Show the picture."""
        address = reverse("admin:content_image_show", args=[image.pk, image.extension])
        return format_html('<img class="kept-picture" src="{}" alt="This picture">', address)

    @admin.display(description="where it is used")
    def where_used(self, image: Image) -> str:
        """Name the live pages, the unfinished texts and the old editions that show the picture."""
        named = format_html_join(
            "", '<li>{}: <a href="{}">{}</a></li>', image_uses.of(image)[:MOST_NAMED]
        )
        return format_html('<ul class="uses">{}</ul>', named) if named else NOWHERE

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out the narrow copies: each goes with its picture."""
        return super().get_queryset(request).chosen()  # type: ignore[attr-defined, no-any-return]  # the manager's own

    def get_urls(self) -> list[URLPattern]:
        """Add the upload and the pictures themselves."""
        return [
            path("upload/", upload, name="content_image_upload"),
            re_path(
                r"^(?P<digest>[0-9a-f]{64})\.(?P<extension>[a-z]{3,4})$",
                self.admin_site.admin_view(self.show),
                name="content_image_show",
            ),
            *super().get_urls(),
        ]

    @method_decorator(csp_replace(BARE))
    def show(self, request: HttpRequest, digest: str, extension: str) -> HttpResponse:
        """Show a picture to those who may see it before readers do."""
        self.require_view(request)
        image = get_object_or_404(Image, pk=digest, extension=extension)
        try:
            content = image_files.read(image.file_name)
        except FileNotFoundError as error:
            raise Http404 from error
        return HttpResponse(content, content_type=image_files.TYPES[extension])
