"""The stylesheets that readers are served: joined from their parts, small, by the house's rules."""

import gzip
import re
from pathlib import Path

import pytest

from content.reading import stylesheet
from cramps_site.static_files import without_comments
from tests.reading import colours

ROOT = Path(__file__).parents[2]
# The list of suggestions is a component with a sheet of its own, which find.js fetches.
SUGGESTIONS = stylesheet.SITE / "suggestions.css"
COMPONENTS = [*sorted((stylesheet.PARTS / "components").glob("*.css")), SUGGESTIONS]
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTOR = re.compile(r"(?:^|[{};])\s*([^@{};]+?)\s*\{", re.MULTILINE)
CLASS = re.compile(r"\.([a-z][\w-]*)")
# Of the sheet that every page has. What one kind of page alone needs goes into a sheet of its own.
LIMIT_IN_BYTES = 4_800
SCRIPTS = ROOT / "static/site/js"


def selectors():
    return [
        found
        for order in stylesheet.orders()
        for found in SELECTOR.findall(stylesheet.build(order))
    ]


def everything():
    return "".join(sheet.read_text(encoding="utf-8") for sheet in stylesheet.orders().values())


def rules_of(path):
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


@pytest.fixture
def house(tmp_path, monkeypatch):
    monkeypatch.setattr(stylesheet, "PARTS", tmp_path)
    return tmp_path


class TestTheServedSheets:
    @pytest.mark.parametrize("order", sorted(stylesheet.orders()))
    def test_are_their_parts_joined(self, order):
        served = stylesheet.orders()[order].read_text(encoding="utf-8")

        assert served == stylesheet.build(order), "Run: python -m content.reading.stylesheet"

    def test_are_served_to_somebody(self):
        templates = "".join(
            path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")
        )

        for sheet in stylesheet.orders().values():
            assert f'{{% style "{sheet.stem}" %}}' in templates

    def test_hold_every_part_there_is_once(self):
        there = {
            path.relative_to(stylesheet.PARTS).as_posix()
            for path in stylesheet.PARTS.rglob("*.css")
        }

        assert sorted(stylesheet.parts()) == sorted(there - set(stylesheet.orders()))

    def test_weigh_no_more_than_a_phone_with_one_bar_can_bear(self):
        packed = gzip.compress(stylesheet.SERVED.read_bytes(), 9)

        assert len(packed) <= LIMIT_IN_BYTES

    def test_fetch_nothing(self):
        served = everything()

        assert "url(" not in served
        assert "@import" not in served
        assert "@font-face" not in served

    def test_force_nothing_and_know_no_ids(self):
        served = everything()

        assert "!important" not in served
        assert [selector for selector in selectors() if "#" in selector] == []

    def test_turn_round_for_languages_that_run_from_the_right(self):
        served = everything()

        sided = r"\b(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|\b(?:left|right):"
        assert re.findall(sided, served) == []

    def test_say_nothing_about_classes_that_no_page_has(self):
        written = "".join(
            path.read_text(encoding="utf-8")
            for folder in (ROOT / "templates", ROOT / "content")
            for path in folder.rglob("*")
            if path.suffix in {".html", ".py"}
        )
        styled = set(CLASS.findall("\n".join(selectors())))

        unused = {name for name in styled if name.rpartition("--")[2] not in written}

        assert unused == set()


class TestTheLookOfWhatScriptsAdd:
    def test_is_its_sheet_made_a_script(self):
        kept = stylesheet.DRESS.read_text(encoding="utf-8")

        assert kept == stylesheet.dress(), "Run: python -m content.reading.stylesheet"

    def test_keeps_the_rules_of_the_house(self):
        rules = rules_of(stylesheet.TOOLS)

        palette = {name for name, value in colours.blocks()[None].items() if "oklch" in value}
        sided = (
            r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|\b(?:left|right|width):"
        )
        assert set(re.findall(r"var\(--([\w-]+)\)", rules)) & palette == set()
        assert re.findall(rf"#[\w-]+|oklch|rgb|url\(|!important|{sided}", rules) == []

    def test_styles_what_scripts_write(self):
        written = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.js"))
        written = written.replace(stylesheet.DRESS.read_text(encoding="utf-8"), "")
        pages = "".join(
            path.read_text(encoding="utf-8")
            for folder in (ROOT / "templates", ROOT / "content")
            for path in [*folder.rglob("*.html"), *folder.rglob("*.py")]
        )
        styled = set(CLASS.findall("\n".join(SELECTOR.findall(rules_of(stylesheet.TOOLS)))))

        unused = {name for name in styled if name not in written + pages}

        assert unused == set()


class TestTheScripts:
    @pytest.mark.parametrize("language", ["en", "es"])
    def test_weigh_no_more_than_thirteen_thousand_bytes_together(self, language):
        packed = {
            path.relative_to(SCRIPTS).as_posix(): len(
                gzip.compress(without_comments(path.read_text(encoding="utf-8")).encode(), 9)
            )
            for path in SCRIPTS.rglob("*.js")
            if path.parent.name != "words" or path.stem == language
        }

        assert sum(packed.values()) <= 13_000, packed

    def test_say_the_same_in_every_language(self):
        said = {
            path.stem: re.findall(r"^  (\w+):", path.read_text(encoding="utf-8"), re.MULTILINE)
            for path in (SCRIPTS / "words").glob("*.js")
        }

        assert said["en"] == said["es"]
        assert len(said["en"]) > 20


class TestTheSheetsThatTheDeskAdds:
    @pytest.mark.parametrize("look", ["day", "dark", "paper"])
    def test_are_made_of_the_same_parts(self, look):
        kept = (stylesheet.SEEN / f"{look}.css").read_text(encoding="utf-8")

        assert kept == stylesheet.seen()[look], "Run: python -m content.reading.stylesheet"

    def test_give_every_colour_of_the_night_a_colour_of_the_day(self):
        made = stylesheet.seen()
        names = {look: set(re.findall(r"^--[\w-]+", made[look], re.MULTILINE)) for look in made}

        assert names["day"] == names["dark"] > {"--paper", "--ink", "--emergency-fill"}

    def test_hold_on_any_screen(self):
        for sheet in stylesheet.seen().values():
            assert "@media" not in sheet
            assert sheet.count("{") == sheet.count("}")

    def test_say_which_part_can_no_longer_be_read(self, house):
        (house / "tokens.css").write_text(":root {\n--paper: red;\n}\n")

        with pytest.raises(ValueError, match="prefers-color-scheme: dark"):
            stylesheet.seen()


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
class TestAComponent:
    def test_uses_applied_colours_only(self, path):
        rules = rules_of(path)

        day = colours.blocks()[None]
        palette = {name for name, value in day.items() if value.startswith("oklch")}
        assert set(re.findall(r"var\(--([\w-]+)\)", rules)) & palette == set()
        assert re.findall(r"#[0-9a-f]{3,8}\b|oklch|rgb", rules) == []

    def test_stands_in_one_short_file(self, path):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 60


class TestTheSheetOfTheSuggestions:
    def test_keeps_to_its_layer_and_forces_nothing(self):
        sheet = rules_of(SUGGESTIONS)

        assert sheet.lstrip().startswith("@layer components {")
        assert re.findall(r"!important|url\(|@import|\b(?:left|right|top|bottom)\b", sheet) == []

    def test_styles_what_its_script_makes(self):
        script = (stylesheet.SITE / "js" / "find.js").read_text(encoding="utf-8")

        styled = set(CLASS.findall("\n".join(SELECTOR.findall(rules_of(SUGGESTIONS)))))

        assert {name for name in styled if name not in script} <= {
            "find__row--emergency",
            "find__row--urgent",
        }


class TestBuild:
    def test_puts_each_part_in_its_layer_in_order(self, house):
        (house / "order.css").write_text(
            '@layer base, print;\n@import "a.css" layer(base);\n'
            '@import "b.css" layer(base);\n@import "c.css" layer(print);\n'
        )
        for name in "abc":
            (house / f"{name}.css").write_text(f"/* {name} */\n.{name} {{\n  color: red;\n}}\n")

        built = stylesheet.build()

        assert built == (
            "@layer base, print;\n@layer base{.a{color:red}.b{color:red}}\n"
            "@layer print{.c{color:red}}\n"
        )

    def test_leaves_what_is_written_in_quotes_as_it_is(self, house):
        (house / "order.css").write_text('@layer base;\n@import "a.css" layer(base);\n')
        (house / "a.css").write_text('.a::before { content: "a, b: " ; }\n')

        assert '.a::before{content:"a, b: "}' in stylesheet.build()

    def test_leaves_the_spaces_of_a_sum(self, house):
        (house / "order.css").write_text('@layer base;\n@import "a.css" layer(base);\n')
        (house / "a.css").write_text(".a > .b + .c {\n  inline-size: calc(1px + 2px);\n}\n")

        assert ".a>.b+.c{inline-size:calc(1px + 2px)}" in stylesheet.build()

    def test_makes_a_sheet_of_each_order(self, house):
        for name in ("order.css", "order-sheet.css"):
            (house / name).write_text('@layer base;\n@import "a.css" layer(base);\n')
        (house / "a.css").write_text(".a {\n  color: red;\n}\n")

        made = {sheet.name for sheet in stylesheet.orders().values()}
        assert made == {"site.css", "sheet.css"}
        assert stylesheet.build("order-sheet.css") == stylesheet.build()

    def test_refuses_an_order_without_layers(self, house):
        (house / "order.css").write_text('@import "a.css" layer(base);\n')

        with pytest.raises(ValueError, match="declare its layers"):
            stylesheet.build()

    def test_names_the_part_that_is_missing(self, house):
        (house / "order.css").write_text('@layer base;\n@import "gone.css" layer(base);\n')

        with pytest.raises(FileNotFoundError, match=r"gone\.css"):
            stylesheet.build()


class TestDrawings:
    @pytest.mark.parametrize("name", ["toes-up-in-bed", "where-it-hurts"])
    def test_the_one_set_in_the_page_is_the_one_in_the_file(self, name):
        page = (ROOT / f"templates/includes/{name}.svg").read_text(encoding="utf-8")
        file = (ROOT / f"static/drawings/{name}.svg").read_text(encoding="utf-8")

        assert re.findall(r' d="([^"]+)"', page) == re.findall(r' d="([^"]+)"', file)

    @pytest.mark.parametrize(
        "path", sorted((ROOT / "static/drawings").glob("*.svg")), ids=lambda path: path.stem
    )
    def test_a_drawing_says_what_it_shows_and_follows_the_light(self, path):
        drawn = path.read_text(encoding="utf-8")

        assert re.search(r"<title [^>]*>[^<]{20,}</title>", drawn)
        assert "prefers-color-scheme:dark" in drawn
        assert re.search(r'viewBox="[^"]+" width="\d+" height="\d+"', drawn)
        assert not re.search(r"<script|<image|href|\bon\w+=", drawn)
        assert len(gzip.compress(drawn.encode(), 9)) <= 2_500
