"""The site speaks the language of what is read, and says how the languages of a page stand."""

import re

import pytest

from content.evidence.models import RedFlag, Term
from content.reading import article as articles
from content.reading import site, translations
from tests import factories, readers

pytestmark = pytest.mark.django_db
ORIGIN = {"code": "night-cramps", "number": 1}
SPANISH = {"language": "es", "title": "Calambres nocturnos", "translated_from": ORIGIN}


@pytest.fixture
def read(as_a_reader):
    def fetch(path, **headers):
        return " ".join(readers.text_of(as_a_reader.get(path, **headers)).split())

    return fetch


@pytest.fixture
def original():
    return factories.published("night-cramps")


@pytest.fixture
def spanish_site(settings):
    settings.SITE_LANGUAGE = "es"


def spoken_in(html):
    return re.search(r'<html lang="([^"]*)"', html)[1]


class TestAnArticle:
    def test_is_spoken_around_in_its_own_language(self, read):
        factories.published("calambres", language="es-MX")

        page = read("/calambres/")

        assert spoken_in(page) == "es-MX"
        for said in ("Puntos clave", "Ir al texto", "Revisión completa", "Buscar", "Sin anuncios"):
            assert said in page
        for said in ("Key points", "Skip to", "Fully reviewed", "Search", "No adverts"):
            assert said not in page

    def test_has_its_days_in_its_own_language(self, read):
        factories.published("calambres", language="es")

        assert "22 de noviembre de 2026" in read("/calambres/")

    def test_stays_in_english_on_a_spanish_site(self, read, original, spanish_site):
        page = read("/night-cramps/")

        assert spoken_in(page) == "en-GB"
        assert "Key points" in page
        assert "22 November 2026" in page
        assert "Puntos clave" not in page

    def test_is_not_mixed_when_it_is_served_again(self, read, original):
        factories.published("calambres", language="es")
        first = [read("/calambres/"), read("/night-cramps/")]

        assert [read("/calambres/"), read("/night-cramps/")] == first
        assert [spoken_in(page) for page in first] == ["es", "en-GB"]

    def test_does_not_follow_the_browser(self, read, original):
        assert read("/night-cramps/", accept_language="es") == read("/night-cramps/")

    def test_in_a_language_that_the_site_does_not_speak_is_marked_from_the_words_around(self, read):
        factories.published("night-cramps", language="ar", title="تشنج")

        page = read("/night-cramps/")

        assert spoken_in(page) == "en-gb"
        assert '<main id="page-main" lang="ar" dir="rtl"' in page
        assert 'id="page-key" lang="en-gb">Key points' in page

    def test_tells_what_the_numbers_above_a_text_in_another_language_are_for(self, read):
        factories.published("when-to-seek-care", language="ar", title="تشنج")

        page = read("/when-to-seek-care/")

        assert '<p lang="en-gb">If this is an emergency, call an ambulance now.</p>' in page

    def test_answers_feedback_in_its_own_language(self, as_a_reader):
        factories.published("calambres", language="es")

        answer = as_a_reader.request("POST", "/p/calambres/feedback/", data={"helpful": "yes"})

        assert "Gracias" in readers.text_of(answer)
        assert "Volver a" in readers.text_of(answer)

    def test_says_in_its_own_language_that_it_is_gone(self, read):
        factories.withdrawn(factories.live_page("calambres", language="es"))

        page = read("/calambres/")

        assert spoken_in(page) == "es"
        assert "Contenía un error que podía afectar a su salud." in page


class TestASpanishSite:
    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("/", "¿Funciona?|Buscar"),
            ("/search/?q=cramp", "1 resultado para"),
            ("/search/?q=xyzzy", "Aquí no hay nada sobre"),
            ("/about/", "Sobre este sitio"),
            ("/sources/", "Fuentes"),
            ("/glossary/", "Palabras médicas"),
            ("/nothing-here/", "Aquí no hay ninguna página"),
        ],
    )
    def test_speaks_spanish_around_english_pages(self, read, original, spanish_site, path, said):
        page = read(path)

        assert spoken_in(page) == "es"
        assert re.search(said, page)

    def test_marks_what_is_in_english(self, read, original, spanish_site):
        assert 'lang="en-GB" dir="auto"> <a class="index__name" href="/night-cramps/' in read(
            "/search/?q=cramp"
        )

    def test_marks_warning_signs_that_are_in_english(self, read, spanish_site):
        tell = {"uk": "Call 111.", "us": "Call your doctor.", "eu": "Call a doctor."}
        flag = {"key": "dvt", "urgency": "urgent", "words": "one leg is swollen"}
        RedFlag.objects.create(**flag, may_mean="clot", tell=tell, search_words=["swollen leg"])
        body = "::: urgent Get medical advice today if\n- [!dvt]\n:::\n"
        factories.published("when-to-seek-care", body=body)

        page = read("/search/?q=swollen+leg")

        assert "</span> Pida consejo médico hoy si" in page
        assert '<span lang="en-GB" dir="auto">one leg is swollen</span>' in page
        assert '<b>Reino Unido:</b> <span lang="en-GB" dir="auto">Call 111.</span>' in page

    def test_marks_medical_words_that_are_in_english(self, read, spanish_site):
        Term.objects.create(word="diuretic", meaning="a water tablet")
        factories.published("statins", body="## Why {#why}\n\nA {diuretic}.\n")

        assert 'lang="en-GB" dir="auto"> <dt class="trust__name"><b>diuretic' in read("/glossary/")

    def test_marks_an_english_page_to_read_instead(self, read, spanish_site):
        other = factories.live_page("stretches", title="Stretches")
        factories.withdrawn(factories.live_page("calambres", language="es"), instead=other)

        assert 'href="/stretches/" lang="en-GB" dir="auto">Stretches' in read("/calambres/")

    def test_says_its_own_words_in_spanish_beside_english_ones(self, read, original, spanish_site):
        page = read("/")

        assert re.search(r'<time lang="es" datetime="[^"]+">22 de noviembre de 2026</time>', page)

    def test_says_in_spanish_what_its_first_drawing_shows(self, read, spanish_site):
        factories.published("relief-right-now", title="Stop a cramp")

        page = read("/")

        assert '<title id="page-toes-up">Una persona está sentada en la cama' in page

    def test_says_in_spanish_that_a_source_has_more_authors(self, read, spanish_site):
        authors = [{"family": name} for name in ("Ash", "Birch", "Cedar", "Dill")]
        factories.source("trees", author=authors)
        factories.published("night-cramps", body="## Why {#why}\n\nSo it is [@trees].\n")

        assert "Ash y otros" in read("/sources/")

    def test_calls_countries_by_their_spanish_names(self, read, spanish_site):
        assert "Reino Unido <b>999</b>" in read("/nothing-here/")

    def test_shows_its_own_pages_first(self, read, original, spanish_site):
        factories.published("calambres", title="Cramp", also_called=["cramps"], language="es")

        found = re.findall(r'index__name" href="/([a-z-]+)/["#]', read("/search/?q=cramp"))

        assert found == ["calambres", "night-cramps"]

    def test_leads_to_the_translation_of_what_every_page_points_to(self, read, spanish_site):
        factories.published("when-to-seek-care")
        factories.published(
            "cuando-pedir-ayuda",
            **SPANISH | {"translated_from": {"code": "when-to-seek-care", "number": 1}},
        )

        page = read("/about/")

        assert 'href="/cuando-pedir-ayuda/">Cuándo pedir ayuda' in page
        assert 'href="/when-to-seek-care/"' not in page

    def test_leaves_the_desk_in_english(self, client, spanish_site):
        client.force_login(factories.people().superuser)

        page = readers.text_of(client.get("/admin/"))

        assert spoken_in(page).lower().startswith("en")
        assert "Waiting for you" in page

    def test_begins_with_the_english_page_while_there_is_no_other(self, read, spanish_site):
        factories.published("relief-right-now", title="Stop a cramp")

        page = read("/")

        assert 'id="page-now" lang="en-GB" dir="auto">Stop a cramp' in page


class TestATranslation:
    def test_says_from_what_it_was_made(self, read, original):
        factories.published("calambres", **SPANISH)

        page = read("/calambres/")

        assert '<a href="/p/night-cramps/v/1/">La edición 1, en inglés</a>' in page
        assert '<span lang="en-GB" dir="auto">Night cramps</span>' in page
        assert "ha cambiado desde esta traducción" not in page

    def test_says_when_it_is_behind(self, read, original):
        factories.published("calambres", **SPANISH)
        before = read("/calambres/")

        factories.published("night-cramps", title="Cramps at night")

        after = read("/calambres/")
        told = "La página en inglés ha cambiado desde esta traducción (edición 2, 22 de noviembre"
        assert told not in before
        assert told in after
        assert '<a href="/night-cramps/">Leerla en inglés</a>' in after

    def test_says_at_once_when_its_original_was_withdrawn(self, read, original):
        factories.published("calambres", **SPANISH)
        page = factories.live_page("night-cramps", title="Cramps at night")
        assert "El original se ha retirado." not in read("/calambres/")

        factories.withdrawn(page)

        assert "El original se ha retirado." in read("/calambres/")

    def test_leads_to_the_other_languages(self, read, original):
        factories.published("calambres", **SPANISH)

        english, spanish = read("/night-cramps/"), read("/calambres/")

        assert 'href="/calambres/" lang="es" dir="ltr" hreflang="es">Español</a>' in english
        assert (
            'href="/night-cramps/" lang="en-GB" dir="ltr" hreflang="en-GB">English</a>' in spanish
        )

    def test_is_named_on_a_page_that_was_kept_before_there_was_one(self, read, original):
        assert "Also in" not in read("/night-cramps/")

        factories.published("calambres", **SPANISH)

        assert "Also in" in read("/night-cramps/")

    def test_is_no_longer_named_once_it_is_gone(self, read, original):
        page = factories.live_page("calambres", **SPANISH)
        assert "Also in" in read("/night-cramps/")

        factories.withdrawn(page)

        assert "Also in" not in read("/night-cramps/")

    def test_shows_related_pages_in_its_language_where_there_are_any(self, read, original):
        factories.published("stretches", title="Stretches")
        factories.published(
            "estirar",
            title="Estirar",
            language="es",
            translated_from={"code": "stretches", "number": 1},
        )
        related = [{"code": "stretches", "kind": "what-helps", "why": "Si quiere menos"}]
        factories.published("calambres", **SPANISH, related=related)

        page = read("/calambres/")

        assert 'href="/estirar/">Estirar</a>' in page
        assert 'href="/stretches/"' not in page

    def test_has_all_its_languages_for_machines_to_read_its_own_among_them(self, rf, original):
        edition = factories.published("calambres", **SPANISH)
        codes = articles.codes_of(edition)

        told = articles.context(
            rf.get("/calambres/"),
            edition,
            edition.renderings.get(),
            pages=site.pages_by_code(codes),
            family=translations.of(codes),
        )["languages"]

        assert [(each["language"], each["name"], each["url"]) for each in told] == [
            ("en-GB", "English", "/night-cramps/"),
            ("es", "Español", "/calambres/"),
        ]


class TestAPageInOneLanguage:
    def test_names_no_languages(self, read, original):
        page = read("/night-cramps/")

        assert "Also in" not in page
        assert "hreflang" not in page
        assert "Translated from" not in page
