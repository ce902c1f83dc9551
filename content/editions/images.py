"""Pictures, each known by its bytes, and the mark that makes one public."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from content.records import PermanentQuerySet, PermanentRecord


class ImageQuerySet(PermanentQuerySet):
    """Pictures."""

    def chosen(self) -> ImageQuerySet:
        """Return the pictures that were added, without the narrow copies made of them."""
        return self.filter(~Exists(Image.objects.filter(narrow=OuterRef("pk"))))


class Image(PermanentRecord):
    """A picture, known by the SHA-256 of its bytes."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    extension = models.CharField(max_length=4)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField("size in bytes")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    # The same picture at half the width, for phones.
    narrow = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = models.Manager.from_queryset(ImageQuerySet)()

    def __str__(self) -> str:
        return f"{self.sha256[:12]}.{self.extension}, {self.width} by {self.height}"

    @property
    def file_name(self) -> str:
        """Return the name of the file that holds the bytes."""
        return f"{self.sha256}.{self.extension}"


class PublishedImage(PermanentRecord):
    """The mark that an edition shows a picture, which makes the picture public."""

    image = models.OneToOneField(Image, models.PROTECT, primary_key=True, related_name="published")
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.image_id


class Drawing(models.Model):
    """The name that writers use for a drawing that ships with the site, and its picture today."""

    name = models.SlugField(primary_key=True)
    image = models.ForeignKey(Image, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name
