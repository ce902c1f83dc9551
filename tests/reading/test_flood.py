"""How much readers may write in an hour."""

import time

import pytest
from django.test import RequestFactory, override_settings

from content.reading.flood import Limit


def request_from(address, **headers):
    return RequestFactory(headers=headers).post("/", REMOTE_ADDR=address)


def allowed(limit, *addresses):
    return [limit.allows(request_from(address)) for address in addresses]


class TestALimit:
    def test_is_of_each_address(self):
        limit = Limit(most=100, most_each=2)

        assert allowed(limit, *["192.0.2.1"] * 3, "192.0.2.2") == [True, True, False, True]

    def test_is_of_all_addresses(self):
        limit = Limit(most=2, most_each=2)

        assert allowed(limit, "192.0.2.1", "192.0.2.2", "192.0.2.3") == [True, True, False]

    def test_counts_a_household_once(self):
        limit = Limit(most=100, most_each=1)

        outcomes = allowed(limit, "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")

        assert outcomes == [True, False, True]

    @pytest.mark.parametrize("address", ["", "unix:", "999.1.1.1"])
    def test_takes_an_address_that_is_none(self, address):
        assert allowed(Limit(most=9, most_each=1), address, address) == [True, False]

    def test_holds_no_address_that_could_be_read(self):
        limit = Limit(most=9, most_each=9)
        allowed(limit, "192.0.2.77")

        assert "192.0.2.77" not in repr(vars(limit))
        assert Limit(most=9, most_each=9)._salt != limit._salt

    def test_forgets_everybody_by_itself(self):
        limit = Limit(most=9, most_each=1, seconds=0.05)
        allowed(limit, "192.0.2.1")
        salt = limit._salt

        until = time.monotonic() + 5
        while limit._counted and time.monotonic() < until:
            time.sleep(0.01)

        assert not limit._counted
        assert limit._salt != salt
        assert allowed(limit, "192.0.2.1") == [True]


class TestBehindAProxy:
    @override_settings(BEHIND_PROXY=True)
    def test_the_last_address_counts_since_anybody_can_write_the_others(self):
        limit = Limit(most=100, most_each=1)
        heard = ["1.1.1.1, 192.0.2.1", "2.2.2.2, 192.0.2.1", "192.0.2.2"]

        outcomes = [
            limit.allows(request_from("127.0.0.1", **{"x-forwarded-for": who})) for who in heard
        ]

        assert outcomes == [True, False, True]

    def test_nobody_is_believed_where_there_is_none(self):
        limit = Limit(most=100, most_each=1)
        heard = ["1.1.1.1", "2.2.2.2"]

        outcomes = [
            limit.allows(request_from("192.0.2.1", **{"x-forwarded-for": who})) for who in heard
        ]

        assert outcomes == [True, False]
