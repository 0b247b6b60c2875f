"""Addresses that may be asked: https, with a host that leads to the public internet alone.

A server that fetches what people type must not be led into the network it stands in. The name is looked up once, every
address it has is checked, and one of these very addresses is connected to, so that a second answer changes nothing.
"""

from __future__ import annotations

import base64
import ipaddress
import re
import socket
import threading
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import quote, unquote, urljoin, urlsplit

import msgspec

from midstance.services.trouble import Refused, ServiceTrouble

LONGEST_ADDRESS = 4_000
"""Letters (ours: servers refuse longer ones)."""
HTTPS_PORT = 443
FORBIDDEN_PORTS = frozenset({
    0, 1, 7, 9, 19, 20, 21, 22, 23, 25, 53, 79, 110, 111, 119, 123, 135, 139, 143, 389, 445, 465, 514, 587, 636, 873,
    993, 995, 2049, 3306, 3389, 5432, 6379, 6667, 11211, 27017,
})  # fmt: skip
"""Ports of other services, to which no browser speaks either (ours, after the Fetch standard's bad ports)."""
_EMBEDDING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))
"""IPv6 that carries an IPv4 address in its last four bytes (RFC 6052, RFC 4291)."""
_TRANSLATED_AT_HOME = ipaddress.ip_network("64:ff9b:1::/48")
"""IPv6 that leads into a network of one's own (RFC 8215)."""
_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where a request goes. Its `repr` holds the host alone: path and query are secrets."""

    host: str
    port: int = HTTPS_PORT
    target: str = "/"
    authorization: str = ""

    def __repr__(self) -> str:
        return f"Address({self.host})"

    def joined(self, place: str, name: str) -> Address:
        """Where a redirect leads; a name and password go nowhere but to the host they were given for.

        Raises Refused, as `parsed` does.
        """
        port = "" if self.port == HTTPS_PORT else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        found = parsed(urljoin(f"https://{host}{port}{self.target}", place), name)
        same = (found.host, found.port) == (self.host, self.port)
        keeps = self.authorization if same and not found.authorization else found.authorization
        return msgspec.structs.replace(found, authorization=keeps)


class Resolver(Protocol):
    """Looks up a name."""

    def __call__(self, host: str, port: int, seconds: float) -> Sequence[str]:
        """The IP addresses of a host. Raises OSError."""
        ...


def parsed(typed: str, name: str = "address") -> Address:
    """The address that was typed; webcal:// is https:// by another name. Raises Refused, without the address in it."""
    text = typed.strip()
    if not text or len(text) > LONGEST_ADDRESS or re.search(r"[\x00-\x20\x7f\\]", text):
        raise Refused(name, "that is no address; copy the calendar's https:// address from your app")
    text = re.sub(r"^webcals?://", "https://", text, flags=re.IGNORECASE)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or HTTPS_PORT
        user, password = parts.username, parts.password
        host = host if ":" in host else host.rstrip(".").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        raise Refused(name, "that address cannot be read; copy it again from your app") from None
    if parts.scheme.lower() != "https":
        raise Refused(name, "only https:// and webcal:// addresses are fetched, for others can be read on the way")
    if not (_NAME.fullmatch(host) or _is_ip(host)) or port in FORBIDDEN_PORTS:
        raise Refused(name, "that address names no server that calendars come from; copy it again from your app")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    basic = ""
    if user is not None:
        basic = "Basic " + base64.b64encode(f"{unquote(user)}:{unquote(password or '')}".encode()).decode()
    return Address(host=host, port=port, target=target + query, authorization=basic)


def is_public(text: str) -> bool:
    """Whether an IP address lies in the public internet, through whatever it is wrapped in."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(one) for one in (address, *_within(address)))


def _is_public(address: Ip) -> bool:
    closed = (
        address.is_private, address.is_loopback, address.is_link_local, address.is_multicast, address.is_reserved,
        address.is_unspecified, isinstance(address, ipaddress.IPv6Address) and address.is_site_local,
    )  # fmt: skip
    if address in _TRANSLATED_AT_HOME:
        return False
    if _within(address):
        return True
    return address.is_global and not any(closed)


def _within(address: Ip) -> tuple[ipaddress.IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address stands for, all of which are reached through it."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _EMBEDDING):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(one for one in found if one is not None)


def look_up(host: str, port: int, seconds: float) -> Sequence[str]:
    """The IP addresses of a host, by the system. Raises OSError, also where it takes longer than it may."""
    found: list[str] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except UnicodeError:
            failed.append(OSError("no such name"))
        except OSError as error:
            failed.append(error)

    # The system's own look-up knows no deadline; a thread that is left behind ends by itself.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed or not found:
        raise failed[0] if failed else TimeoutError("looking up the name took too long")
    return found


def public_ips(address: Address, name: str, resolve: Resolver, seconds: float) -> tuple[str, ...]:
    """The checked IP addresses of a host. Raises Refused where one of them is not public, ServiceTrouble for none."""
    try:
        found = [address.host] if _is_ip(address.host) else list(resolve(address.host, address.port, seconds))
    except OSError:
        raise ServiceTrouble(name, "its server is not found; are you online, and is the address right?",
                             passing=True) from None  # fmt: skip
    if not found:
        raise ServiceTrouble(name, "its server is not found; are you online, and is the address right?", passing=True)
    if not all(is_public(one) for one in found):
        raise Refused(name, "its server stands in a private network; only public addresses are fetched")
    return tuple(found)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
