"""Searches that found nothing: what is counted of them, and that nobody waits for it."""

import contextlib
import sqlite3
import time

import pytest
from django.db import OperationalError, connection

from content.editions.heard import LostWord
from tests import factories, readers

pytestmark = pytest.mark.django_db


def lost():
    return dict(LostWord.objects.values_list("word", "times"))


@pytest.fixture
def somebody_writing(real_transactions):
    """Another program that holds the database for itself."""
    with contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


class TestASearchThatFindsNothing:
    @pytest.mark.engine
    def test_counts_its_words_and_keeps_no_question(self, as_a_reader):
        as_a_reader.get("/search/", {"q": "Why does the claudication hurt Lovelace?"})

        assert lost() == {"claudication": 1, "hurt": 1, "lovelace": 1}

    def test_counts_no_number_and_no_address(self, as_a_reader):
        as_a_reader.get("/search/", {"q": "07700900123 b12 1957"})

        assert lost() == {}

    def test_says_what_is_counted(self, as_a_reader):
        answer = readers.text_of(as_a_reader.get("/search/", {"q": "claudication"}))

        assert "A word that no page has is counted" in answer

    def test_counts_nothing_when_only_asked_for_its_head(self, as_a_reader):
        as_a_reader.request("HEAD", "/search/?q=claudication")

        assert lost() == {}

    def test_is_answered_while_nothing_can_be_written(self, as_a_reader):
        def no_writing(execute, sql, *rest):
            if "lostword" in sql:
                raise OperationalError("The disk is full.")
            return execute(sql, *rest)

        with connection.execute_wrapper(no_writing):
            answer = as_a_reader.get("/search/", {"q": "claudication"})

        assert answer.status_code == 200
        assert "Nothing here for" in readers.text_of(answer)

    @pytest.mark.sqlite
    def test_waits_for_nobody(self, somebody_writing, as_a_reader):
        begun = time.perf_counter()

        answer = as_a_reader.get("/search/", {"q": "claudication"})

        assert answer.status_code == 200
        assert time.perf_counter() - begun < 2


class TestASearchThatFindsSomething:
    def test_writes_nothing(self, as_a_reader):
        factories.published("night-cramps")

        as_a_reader.get("/search/", {"q": "toes claudication"})

        assert lost() == {}
        assert not any(word in sql for sql in as_a_reader.queries for word in ("INSERT", "UPDATE"))


class TestNoSearch:
    def test_counts_nothing(self, as_a_reader):
        as_a_reader.get("/search/", {"q": "  "})
        as_a_reader.get("/search/")

        assert lost() == {}
