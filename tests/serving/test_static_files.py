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
