"""Taking a page down, and putting it back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from content.editions import search_index
from content.editions.models import Edition, Page, Rendering, Withdrawal
from content.editorial import journal, people
from content.editorial.rechecks import Recheck
from content.publishing import translations
from content.publishing.ledger import Publication

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class AddressError(Exception):
    """A page cannot be taken down or put back, and the reason why."""


@transaction.atomic
def withdraw(
    page: Page, *, reason: str, instead: Page | None = None, note: str, by: User, at: datetime
) -> Page:
    """Take a page down at once. One person may, since a wrong page must go now.

    Readers get `reason`, one of `Withdrawal.Reason`, and where to go `instead`; both are words
    that were approved beforehand. `note` says why to colleagues, in the journal. The case stays
    open until somebody else settles it.
    """
    people.require(by, people.WITHDRAW, "withdraw pages")
    page = Page.objects.select_for_update().get(pk=page.pk)
    if page.edition is None:
        raise AddressError(f"/{page.slug}/ is not live, so there is nothing to withdraw.")
    if reason not in Withdrawal.Reason.values:
        raise AddressError("Choose one of the reasons: readers are shown it.")
    if not note.strip():
        raise AddressError("Say to your colleagues why, in a sentence. Readers do not see it.")
    if instead and (instead.pk == page.pk or not instead.is_live()):
        raise AddressError("Where to go instead has to be another page, and one that is live.")
    edition = page.edition
    notice = Withdrawal(page=page, reason=reason, instead=instead, withdrawn_at=at, withdrawn_by=by)
    notice.save()
    page.edition = page.rendering = None
    page.withdrawal = notice
    page.changed_at = at
    page.save()
    search_index.take(page)
    Recheck(
        code=page.code,
        kind=Recheck.Kind.WITHDRAWAL,
        words=note.strip(),
        raised_by=by,
        raised_at=at,
    ).save()
    translations.recheck(page, words=note.strip(), by=by, at=at)
    journal.write(
        "withdraw",
        code=page.code,
        by=by,
        at=at,
        edition=edition.number,
        digest=edition.digest,
        reason=reason,
        instead=instead.code if instead else "",
        note=note.strip(),
    )
    return page


@transaction.atomic
def reinstate(page: Page, *, by: User, at: datetime) -> Page:
    """Put the last edition of a withdrawn page back, as it was approved.

    It takes a person who neither took it down nor wrote its words. The case stays open: what came
    of it is still to be said.
    """
    people.require(by, people.PUBLISH, "reinstate pages")
    page = Page.objects.select_for_update().get(pk=page.pk)
    if page.withdrawal is None:
        raise AddressError(f"/{page.slug}/ is not withdrawn.")
    if people.same_person(page.withdrawal.withdrawn_by, by):
        raise AddressError("You took this page down. Someone else has to put it back.")
    edition = Edition.objects.filter(code=page.code).order_by("-number").first()
    if edition is None:
        raise AddressError("There is no edition to put back.")
    publication = Publication.objects.select_related("revision").get(edition=edition)
    writers = publication.revision.contributions.select_related("person")
    if any(people.same_person(by, row.person) for row in writers):
        raise AddressError("You wrote some of these words. Someone who wrote none has to do this.")
    rendering = Rendering.objects.filter(edition=edition).order_by("-number").first()
    page.edition, page.rendering, page.withdrawal = edition, rendering, None
    page.topic = edition.topic
    page.changed_at = at
    page.save()
    if rendering:
        search_index.put(page, edition, rendering)
    journal.write(
        "reinstate", code=page.code, by=by, at=at, edition=edition.number, digest=edition.digest
    )
    return page
