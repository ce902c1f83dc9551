"""The QR code of a permanent link: on a wall it has to be right for years."""

import io
import re

import pytest
import segno
from PIL import Image as Pillow

from tests import factories, readers

pytestmark = pytest.mark.django_db

BODY = "## Now {#one}\n\nA.\n\n## Later {#two}\n\nB.\n"
LINK = "http://testserver/p/night-cramps/"
KINDS = ["svg", "png"]
STEP = re.compile(r"([Mm])([\d.-]+) ([\d.-]+)|h(\d+)")


@pytest.fixture
def page():
    return factories.live_page("night-cramps", body=BODY)


def drawn(answer):
    """Return the modules of a code as they are drawn, its clear edge among them."""
    if answer["Content-Type"] == "image/png":
        picture = Pillow.open(io.BytesIO(answer.content)).convert("L")
        side = picture.width // 12
        return [
            [picture.getpixel((x * 12 + 6, y * 12 + 6)) < 128 for x in range(side)]
            for y in range(side)
        ]
    text = readers.text_of(answer)
    side = int(re.search(r'viewBox="0 0 (\d+)', text)[1])
    modules = [[False] * side for _ in range(side)]
    x = y = 0.0
    for move, right, down, run in STEP.findall(re.search(r'stroke="#000" d="([^"]+)"', text)[1]):
        if run:
            modules[int(y)][int(x) : int(x) + int(run)] = [True] * int(run)
            x += int(run)
        elif move == "M":
            x, y = float(right), float(down)
        else:
            x, y = x + float(right), y + float(down)
    return modules


def code_of(link):
    """Return the modules of a link at level M, with four clear modules on every side."""
    made = segno.make_qr(link, error="m", boost_error=False)
    return [[bool(module) for module in row] for row in made.matrix_iter(border=4)]


@pytest.mark.parametrize("kind", KINDS)
class TestTheCodeOfALink:
    def test_leads_to_the_lasting_link(self, page, as_a_reader, kind):
        answer = as_a_reader.get(f"/p/night-cramps/qr.{kind}")

        assert drawn(answer) == code_of(LINK)

    def test_leads_to_a_section(self, page, as_a_reader, kind):
        answer = as_a_reader.get(f"/p/night-cramps/qr.{kind}", {"section": "two"})

        assert drawn(answer) == code_of(f"{LINK}two/")

    def test_of_a_section_that_was_retired_goes_on(self, page, as_a_reader, kind):
        factories.published("night-cramps", body="## Now {#one}\n\nA.\n", forwards={"two": "#one"})

        answer = as_a_reader.get(f"/p/night-cramps/qr.{kind}", {"section": "two"})

        assert drawn(answer) == code_of(f"{LINK}two/")

    @pytest.mark.parametrize("section", ["three", "../../admin", "<b>", "é", "x" * 5000, "two/"])
    def test_is_not_there_for_a_section_that_never_was(self, page, as_a_reader, kind, section):
        answer = as_a_reader.get(f"/p/night-cramps/qr.{kind}", {"section": section})

        assert answer.status_code == 404

    def test_is_gone_with_its_page(self, page, as_a_reader, kind):
        factories.withdrawn(page)

        assert as_a_reader.get(f"/p/night-cramps/qr.{kind}").status_code == 410

    def test_is_not_there_before_anything_is_published(self, as_a_reader, kind):
        factories.approved("night-cramps", body=BODY)

        assert as_a_reader.get(f"/p/night-cramps/qr.{kind}").status_code == 404

    def test_may_be_kept_for_a_minute_and_is_found_by_no_search_engine(
        self, page, as_a_reader, kind
    ):
        answer = as_a_reader.get(f"/p/night-cramps/qr.{kind}")

        assert answer["Cache-Control"] == "public, max-age=60"
        assert answer["X-Robots-Tag"] == "noindex"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert len(answer.content) < 2_500


class TestTheCodeOnAPage:
    def test_is_on_paper_alone_with_words_in_its_place(self, page, as_a_reader):
        answer = readers.text_of(as_a_reader.get("/night-cramps/"))

        [code] = re.findall(r"<img [^>]*qr\.svg[^>]*>", answer)
        assert 'class="paper"' in code
        assert 'loading="lazy"' in code
        assert 'alt="QR code of the lasting link"' in code

    def test_is_told_with_what_stands_before_an_address(self, page, as_a_reader):
        answer = readers.text_of(as_a_reader.get("/night-cramps/"))

        assert "To open an address that begins with /, type testserver before it." in answer
