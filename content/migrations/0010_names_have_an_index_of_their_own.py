"""In PostgreSQL, what names a page is looked for apart from its text. SQLite's index does so now.

The new column fills itself from what the index already holds, so no page has to be put in again.
"""

from typing import Any

from django.db import migrations

FORWARDS = (
    # Lexemes that wait outside an index are read through by each search, and on a site that rarely
    # publishes nothing ever takes them in. The new column has the table written anew, and its
    # index with it, so none are waiting after this.
    "ALTER INDEX content_search_words SET (fastupdate = off)",
    # The letters are those that title, also-called words and headings have in the index.
    """
    ALTER TABLE content_search
        ADD COLUMN names tsvector GENERATED ALWAYS AS (ts_filter(words, '{a,b,c}')) STORED
    """,
    "CREATE INDEX content_search_names ON content_search USING gin (names) WITH (fastupdate = off)",
    # The planner counts the pages of a table and not what is stored beside it, as long texts are,
    # so it would read every text for a word that few have.
    """
    CREATE FUNCTION content_search_texts(asked tsquery, most integer)
        RETURNS TABLE (page bigint, said tsvector) LANGUAGE sql STABLE SET enable_seqscan = off
        AS 'SELECT rowid, words FROM content_search WHERE words @@ asked LIMIT most'
    """,
)
BACKWARDS = (
    "DROP FUNCTION content_search_texts(tsquery, integer)",
    "ALTER TABLE content_search DROP COLUMN names",
    "ALTER INDEX content_search_words RESET (fastupdate)",
)


def forwards(apps: Any, schema_editor: Any) -> None:
    _run(FORWARDS, schema_editor)


def backwards(apps: Any, schema_editor: Any) -> None:
    _run(BACKWARDS, schema_editor)


def _run(statements: tuple[str, ...], schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("content", "0009_texts_know_what_they_translate")]

    operations = [migrations.RunPython(forwards, backwards)]
