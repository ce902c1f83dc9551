from django.core.files.base import ContentFile

from cramps_site.static_files import Storage


class TestAScript:
    def test_names_what_it_imports_by_its_content(self, tmp_path):
        storage = Storage(location=tmp_path, base_url="/static/")
        (tmp_path / "one.js").write_text('import { a } from "./two.js";\na();\n')
        (tmp_path / "two.js").write_text("export function a() {}\n")

        list(storage.post_process({name: (storage, name) for name in ("one.js", "two.js")}))

        served = storage.url("one.js").removeprefix("/static/")
        imported = storage.url("two.js").removeprefix("/static/")
        assert f'from "./{imported}"' in (tmp_path / served).read_text()

    def test_of_the_readers_goes_out_without_what_it_says_to_the_next_person(self, tmp_path):
        storage = Storage(location=tmp_path, base_url="/static/")
        notes = b"/* Why,\n   at length. */\n\n// And why.\n"
        script = notes + b'export const at = "https://a/*b*/";\n  go();\n'

        for name in ("site/js/part.js", "desk/part.js"):
            storage.save(name, ContentFile(script))

        sent = (tmp_path / "site/js/part.js").read_text()
        assert sent == 'export const at = "https://a/*b*/";\ngo();\n'
        assert (tmp_path / "desk/part.js").read_bytes() == script
