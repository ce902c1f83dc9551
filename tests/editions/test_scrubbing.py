"""Scrubbing a reader's words of what could say who they are."""

import time

import pytest

from content.editions.scrubbing import LONGEST, scrubbed

TAKEN_OUT = {
    # Telephones
    "Ring me on 07700 900123.": "Ring me on [number].",
    "My number is 020 7946 0958": "My number is [number]",
    "Call +44 20 7946 0958 now": "Call [number] now",
    "call (020) 7946-0958": "call [number]",
    "0044.20.7946.0958": "[number]",
    "555-123-4567 is mine": "[number] is mine",
    "(555) 123 4567": "[number]",
    "+1 (555) 123-4567": "[number]",
    "tel:07700900123": "tel:[number]",
    "0 7 7 0 0 9 0 0 1 2 3": "[number]",
    "07700_900_123": "[number]",
    "\uff10\uff17\uff17 00900123": "[number]",
    "٠٧٧٠٠٩٠٠١٢٣": "[number]",
    "07700\u200b900123": "[number]",
    "07700\n900123": "[number]",
    "07700 – no, 900123": "07700 – no, [number]",
    # Numbers of patients and accounts
    "My NHS number is 943 476 5919": "My NHS number is [number]",
    "NHS 943-476-5919.": "NHS [number].",
    "NHS 9434765919": "NHS [number]",
    "hospital no A1234567": "hospital no A[number]",
    "account 12345678, sort 12-34-56": "account [number], sort [date]",
    # Days
    "born 12/03/1957": "born [date]",
    "born 12.3.57": "born [date]",
    "born 12-03-1957": "born [date]",
    "born 1957-03-12": "born [date]",
    "born 12 March 1957": "born [date]",
    "born on the 12th of March 1957.": "born on the [date].",
    "born March 12, 1957": "born [date]",
    "DOB 3 Sept '57": "DOB [date]",
    "12-mar-1957": "[date]",
    "12 03 1957": "[number]",
    # Electronic mail
    "write to ada@example.org please": "write to [e-mail address] please",
    "ADA.B+c@Mail.Example.CO.UK": "[e-mail address]",
    "ada @ example . org": "[e-mail address] . org",
    "ada(at)example.org": "[e-mail address]",
    "ada [at] example [dot] org": "[e-mail address]",
    "ada at example dot org": "[e-mail address]",
    "ada at example.org": "[e-mail address]",
    "ada\uff20example.org": "[e-mail address]",
    "ada@\u200bexample.org": "[e-mail address]",
    "mailto:ada@example.org": "mailto:[e-mail address]",
    # Addresses on the web
    "see https://example.org/me?x=1 for more": "see [web address] for more",
    "HTTP://EXAMPLE.ORG": "[web address]",
    "see www.example.org/ada": "see [web address]",
    "look at example.com": "[e-mail address]",
    "my page example.co.uk/ada": "my page [web address]",
    "javascript:alert(1) is here": "javascript:alert(1) is here",
    "ftp://example.org": "[web address]",
    "https://ada@example.org/secret": "[web address]",
    "I am @ada_lovelace": "I am [name]",
    # Where somebody lives
    "I live at SW1A 1AA": "I live at [postcode]",
    "m1 1ae": "[postcode]",
}
LEFT = (
    "The calf stretch helped me after 3 nights.",
    "I take 400 mg at night, in 2 doses.",
    "Say what to do at 3.30 in the morning.",
    "It came back after 10-15 minutes.",
    "Since 2019 it is worse",
    "I am 72 and my leg hurts",
    "Better than page 12 of 30",
    "I woke up at night.Then it went",
    "No change.It hurts.So what",
    "Vitamin B12 2 mg or D3 10 mcg?",
    "B12 2mg a day",
    "It said 1 in 100 (1%)",
    "Drink 1.5 l a day",
    "Cramp & pain: which is which?",
    "<b>bold</b>",
    "In May 20 of us asked",
    "¿Qué hago? 痙攣",
)


class TestWhatSaysWhoSomebodyIs:
    @pytest.mark.parametrize(("words", "kept"), TAKEN_OUT.items())
    def test_is_taken_out(self, words, kept):
        assert scrubbed(words) == kept

    def test_is_taken_out_wherever_it_stands(self):
        for words, kept in TAKEN_OUT.items():
            if words != kept:
                assert words not in scrubbed(f"Please, {words}, and thank you")

    def test_is_not_there_the_second_time(self):
        for words in (*TAKEN_OUT, *LEFT):
            assert scrubbed(scrubbed(words)) == scrubbed(words)


class TestOtherWords:
    @pytest.mark.parametrize("words", LEFT)
    def test_are_left_as_they_are(self, words):
        assert scrubbed(words) == words

    def test_come_out_on_one_line_without_what_nobody_sees(self):
        assert scrubbed(" One\r\n\ttwo\u2028three\u202e \x00four\ufeff ") == "One two three four"

    def test_are_never_more_than_are_kept(self):
        assert len(scrubbed("a@b " * 120)) <= LONGEST

    @pytest.mark.parametrize("piece", ["a", "1", "a.", "1 ", "a at ", "@", "1.", "a@", "(", "a.a@"])
    def test_take_no_time_however_they_were_made(self, piece):
        begun = time.perf_counter()

        scrubbed((piece * LONGEST)[:LONGEST])

        assert time.perf_counter() - begun < 0.5
