"""What a text needs before it is published. Every function returns all the problems at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from content import rendering
from content.editions.models import Edition, Page, Rendering
from content.editions.text import sha256
from content.editorial import people
from content.editorial.articles import Revision
from content.editorial.invitations import Invitation
from content.editorial.reviews import Review
from content.evidence.models import Source
from content.publishing import translations

if TYPE_CHECKING:
    from django.contrib.auth.models import User


# Parts of permanent links, such as /p/night-cramps/history/.
TAKEN_KEYS = frozenset({"v", "feedback", "history", "leaflet", "qr"})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that stands between a text and publication, in an editor's words."""

    message: str
    line: int | None = None
    field: str = "body"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article can be found once this is published, and all that it was ever called."""

    addresses: frozenset[str]
    sections: frozenset[str]
    titles: frozenset[str]


def place_of(revision: Revision, document: rendering.Document) -> Place:
    """Return where a text will be found when it is published."""
    keys = frozenset(section.key for section in document.outline)
    titles = frozenset(section.title for section in document.outline)
    return Place(frozenset([revision.slug]), keys, titles | {revision.title})


def of_text(
    revision: Revision,
    document: rendering.Document,
    *,
    together: Mapping[str, Place] | None = None,
) -> list[Problem]:
    """Return what is wrong with a text. `together` are the places published with it, by code."""
    here = {**(together or {}), revision.article.code: place_of(revision, document)}
    return [
        *(Problem(problem.message, problem.line) for problem in document.problems),
        *_dead_links(revision, document, here),
        *_address(revision),
        *_lost_sections(revision, document, here),
        *_taken_keys(document),
        *_retracted_since(revision, document),
        *(Problem(told, field="translated_from") for told in translations.problems(revision)),
    ]


def of_review(revision: Revision, document: rendering.Document, *, by: User) -> list[Problem]:
    """Return what is missing in the reviews of a text that a person wants to publish."""
    reviews = list(revision.reviews.select_related("decided_by"))
    writers = [row.person for row in revision.contributions.select_related("person")]
    problems = [*_roles(reviews), *_bound(revision, document, reviews), *_hands(reviews, writers)]
    newest = revision.article.newest()
    if newest and newest.pk != revision.pk:
        problems.append(
            Problem(
                f"Revision {revision.number} has been overtaken by revision {newest.number}."
                " The newer one has to be approved."
            )
        )
    if any(people.same_person(by, writer) for writer in writers):
        problems.append(
            Problem("You wrote some of these words. Someone who wrote none has to publish them.")
        )
    problems += _refused_by_experts(revision)
    return [*problems, *_full_review(revision, reviews), *_withdrawn_since(revision, reviews)]


def _dead_links(
    revision: Revision, document: rendering.Document, here: Mapping[str, Place]
) -> Iterator[Problem]:
    linked = {link.code for link in document.links} | {row["code"] for row in revision.related}
    places = _places({*linked, revision.topic}, here)
    named = {revision.topic: "topic"} | {row["code"]: "related" for row in revision.related}
    named |= {link.code: "body" for link in document.links}
    for code in sorted({*linked, revision.topic} - set(places)):
        told = f"{code} is not published. Take the link out, or publish the two together."
        yield Problem(told, field=named[code])
    for code, section in sorted({(link.code, link.section) for link in document.links}):
        if (frozen := revision.leaning["links"].get(code)) and code in places:
            yield from _stale_link(code, section, frozen, places[code])


def _stale_link(
    code: str, section: str, frozen: Mapping[str, Any], place: Place
) -> Iterator[Problem]:
    """Compare what the text took down of another article with what its readers will find."""
    names = {frozen["title"], *frozen["sections"].values()}
    again = "Take up corrections, then submit the text again."
    if frozen["slug"] not in place.addresses:
        yield Problem(
            f"The link to {code} leads to /{frozen['slug']}/, where it never stood. {again}"
        )
    elif section and section not in place.sections:
        yield Problem(f"The section #{section} of {code} is not there any more. Link to another.")
    for name in sorted(names - place.titles):
        yield Problem(f"The link to {code} says “{name}”, which was never published. {again}")


def _places(codes: Collection[str], here: Mapping[str, Place]) -> dict[str, Place]:
    """Return where articles can be found, now or with this publication. Signposts count.

    Four queries, however many links there are: a writer waits for the answer.
    """
    found = dict(here)
    live = Page.objects.live().filter(code__in=codes).values_list("code", "rendering__outline")
    keys = {code: frozenset(row["key"] for row in outline) for code, outline in live}
    addresses, titles = defaultdict(set), defaultdict(set)
    for code, slug in Page.objects.filter(code__in=keys).values_list("code", "slug"):
        addresses[code].add(slug)
    for code, title in Edition.objects.filter(code__in=keys).values_list("code", "title"):
        titles[code].add(title)
    outlines = Rendering.objects.filter(edition__code__in=keys)
    for code, outline in outlines.values_list("edition__code", "outline"):
        titles[code].update(row["title"] for row in outline)
    for code, sections in keys.items():
        new = here.get(code, Place(frozenset(), sections, frozenset()))
        found[code] = Place(
            new.addresses | addresses[code], new.sections, new.titles | titles[code]
        )
    return found


def _address(revision: Revision) -> list[Problem]:
    taken = Page.objects.filter(slug=revision.slug).exclude(code=revision.article.code).first()
    if taken is None:
        return []
    return [
        Problem(
            f"/{revision.slug}/ has been the address of {taken.code}, and an address is never"
            " given to another article. Choose another.",
            field="slug",
        )
    ]


def _lost_sections(
    revision: Revision, document: rendering.Document, here: Collection[str]
) -> list[Problem]:
    """Hold on to every section key that clinics may have linked to."""
    last = Edition.objects.filter(code=revision.article.code).order_by("-number").first()
    keys = {section.key for section in document.outline}
    once = _once_public(last) if last else set()
    problems = [
        Problem(
            f"The section #{key} is live and clinics may link to it. Keep it, or say under"
            " “retired sections” where it went.",
            field="forwards",
        )
        for key in sorted(once - keys - set(revision.forwards))
    ]
    for key, to in sorted(revision.forwards.items()):
        code, _, section = to.partition("#")
        if not code and section not in keys:
            gone = f"#{key} is said to have gone to #{section}, which is not here."
            problems.append(Problem(gone, field="forwards"))
        if code and code not in here and not Page.objects.live().filter(code=code).exists():
            gone = f"#{key} is said to have gone to {code}, which is not published."
            problems.append(Problem(gone, field="forwards"))
    return problems


def _taken_keys(document: rendering.Document) -> list[Problem]:
    """Refuse section keys that the permanent links need for themselves."""
    return [
        Problem(f"The site itself uses #{section.key}. Give this section another key.")
        for section in document.outline
        if section.key in TAKEN_KEYS
    ]


def _retracted_since(revision: Revision, document: rendering.Document) -> list[Problem]:
    """Refuse a source that was retracted after the text was written, which no rendering says."""
    retracted = Source.objects.filter(pk__in=document.citations).exclude(retracted_on=None)
    return [
        Problem(
            f"The source “{source.key}” was retracted on {source.told_retraction().rstrip('.')}."
            " Take it out."
        )
        for source in retracted.order_by("pk")
        if "retracted" not in revision.leaning["sources"].get(source.key, {})
    ]


def _once_public(edition: Edition) -> set[str]:
    rendering_ = Rendering.objects.filter(edition=edition).order_by("-number").first()
    outline = rendering_.outline if rendering_ else []
    return {row["key"] for row in outline} | set(edition.forwards)


def _roles(reviews: list[Review]) -> list[Problem]:
    approved = {review.role for review in reviews if review.is_approved()}
    return [
        Problem(f"The {role} review is missing. The {people.who_may_decide(role)} can give it.")
        for role in people.required_roles()
        if role not in approved
    ] + [
        Problem(f"{review.decided_by} asked for changes in the {review.role} review.")
        for review in reviews
        if review.decision == Review.Decision.RETURNED
    ]


def _bound(
    revision: Revision, document: rendering.Document, reviews: list[Review]
) -> list[Problem]:
    """Compare what was approved with what would be published, to the byte."""
    digest = revision.recomputed_digest()
    if digest != revision.digest or any(review.digest != digest for review in reviews):
        return [
            Problem(
                "The text is not the text that was approved. Publish nothing, and tell an"
                " administrator to run manage.py verify."
            )
        ]
    if any(review.html_digest != sha256(document.html) for review in reviews):
        return [
            Problem(
                "The page would not look as it did to its reviewers, since the site has changed."
                " Note that in the change note and submit the text again."
            )
        ]
    return []


def _hands(reviews: list[Review], writers: list[User]) -> list[Problem]:
    """Look again at the people: four different hands, and each still with us."""
    deciders = [review.decided_by for review in reviews if review.decided_by]
    problems = [
        Problem(f"{person} approved this, and the account has since been closed. Ask for it again.")
        for person in deciders
        if not person.is_active
    ]
    if any(people.same_person(one, other) for one in deciders for other in writers):
        problems.append(Problem("Somebody approved words that they wrote. Ask another person."))
    pairs = [(one, other) for i, one in enumerate(deciders) for other in deciders[i + 1 :]]
    if any(people.same_person(one, other) for one, other in pairs):
        problems.append(Problem("One person gave two approvals. Each role takes another person."))
    return problems


def _refused_by_experts(revision: Revision) -> list[Problem]:
    """Hold back what an expert outside the house refused. Their yes is not asked for."""
    refused = Invitation.Decision.REFUSED
    return [
        Problem(
            f"{invitation.name}, asked as an expert, refused this text: “{invitation.note}”."
            " Answer it in the next revision."
        )
        for invitation in Invitation.objects.filter(revision=revision, decision=refused)
    ]


def _full_review(revision: Revision, reviews: list[Review]) -> list[Problem]:
    first = not Edition.objects.filter(code=revision.article.code).exists()
    partly = [review for review in reviews if review.is_approved() and not review.read_whole]
    if first and partly:
        return [Problem("A first edition has to be read whole, by every reviewer.")]
    return []


def _withdrawn_since(revision: Revision, reviews: list[Review]) -> list[Problem]:
    """Refuse an approval that was given before its page was taken down."""
    page = Page.objects.filter(code=revision.article.code).exclude(withdrawal=None)
    notice = page.select_related("withdrawal").first()
    if notice is None or notice.withdrawal is None:
        return []
    withdrawn_at = notice.withdrawal.withdrawn_at
    if all(review.decided_at and review.decided_at > withdrawn_at for review in reviews):
        return []
    return [
        Problem(
            "The page was withdrawn after this text was approved. Write the next revision and have"
            " it reviewed, knowing that."
        )
    ]
