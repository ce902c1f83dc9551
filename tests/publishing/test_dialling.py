"""Nothing inside our own walls is asked, whatever name it goes by."""

import pytest

from content.publishing import dialling
from content.publishing.dialling import NotAskedError


class TestIsPublic:
    @pytest.mark.parametrize("ip", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
    def test_is_what_the_world_can_reach(self, ip):
        assert dialling.is_public(ip)

    @pytest.mark.parametrize(
        "ip",
        """
        127.0.0.1 127.9.9.9 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1
        224.0.0.1 255.255.255.255 192.0.2.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1
        ::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 64:ff9b::7f00:1 2001:db8::1
        """.split(),
    )
    def test_is_nothing_else(self, ip):
        assert not dialling.is_public(ip)


class TestAsk:
    @pytest.mark.parametrize(
        "address",
        """
        http://127.0.0.1/ http://127.1/ http://2130706433/ http://0x7f.1/ http://[::1]/
        http://localhost/ http://0/ http://[::ffff:127.0.0.1]/ https://127.0.0.1/
        http://169.254.169.254/latest/meta-data/ http://10.0.0.1:8080/
        """.split(),
    )
    def test_refuses_a_private_network(self, address):
        with pytest.raises(NotAskedError, match="private network"):
            dialling.ask("HEAD", address, may_be_private=False)

    @pytest.mark.parametrize(
        "address",
        """
        file:///etc/passwd ftp://example.org/ gopher://example.org/ javascript:alert(1)
        //example.org http:// http:///path http://user:secret@example.org/ mailto:a@example.org
        """.split(),
    )
    def test_refuses_what_is_no_plain_address(self, address):
        with pytest.raises(NotAskedError, match="Only plain http and https"):
            dialling.ask("HEAD", address, may_be_private=True)

    @pytest.mark.parametrize(
        "address",
        [
            "http://[::1/",
            "http://a:99999/",
            "http://a:x/",
            f"http://{'a' * 70}.org/",
            "http://a..b/",
        ],
    )
    def test_refuses_what_is_no_address(self, address):
        with pytest.raises(NotAskedError, match="not an address"):
            dialling.ask("HEAD", address, may_be_private=True)
