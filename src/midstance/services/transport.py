"""One request and its answer over https, within bounds of bytes and seconds.

The connection goes to an address that was checked (`addresses.public_ips`), and the certificate has to be that of the
host. Nothing of the environment, such as a proxy, is taken into account.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from typing import Protocol

import msgspec

import midstance
from midstance.services.addresses import Address, Resolver, look_up, public_ips
from midstance.services.trouble import ServiceTrouble

MOST_BYTES = 5_000_000
"""Largest answer (ours: the calendar of a year is under 1 MB)."""
ANSWER_S = 30.0
"""Longest a request may take in all (ours: calendars of whole years are written while one waits)."""
CONNECT_S = 10.0
"""Longest to be connected (ours)."""
MOST_TRIED = 3
"""Addresses of a host that are tried."""
_CHUNK = 65_536
AGENT = f"Midstance/{midstance.__version__}"

Dial = Callable[[str, int, float], socket.socket]
Secure = Callable[[socket.socket, str], socket.socket]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request."""

    address: Address
    method: str = "GET"
    headers: Mapping[str, str] = {}
    body: bytes | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered; names of headers are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


class Transport(Protocol):
    """Sends a request and reads the answer."""

    def send(self, asked: Asked, name: str) -> Answer:
        """The answer, whatever its status. Raises ServiceTrouble, in which the service is called by `name`."""
        ...


class Https:
    """The transport of the product. What it is made of can be handed in, to be tried without a network."""

    def __init__(
        self, *, resolve: Resolver = look_up, dial: Dial | None = None, secure: Secure | None = None,
        answer_s: float = ANSWER_S, most_bytes: int = MOST_BYTES,
    ) -> None:  # fmt: skip
        self._resolve, self._dial, self._secure = resolve, dial or _dialled, secure or _secured
        self.answer_s, self.most_bytes = answer_s, most_bytes

    def send(self, asked: Asked, name: str) -> Answer:
        """The answer, as `Transport.send` says. Redirects are answers here; who follows them checks anew."""
        until = time.monotonic() + self.answer_s
        address = asked.address
        ips = public_ips(address, name, self._resolve, min(CONNECT_S, self.answer_s))
        raw = self._connected(ips[:MOST_TRIED], address, name, until)
        guard = _Guard(until)
        try:
            try:
                guard.watch(raw)
                line = self._secure(raw, address.host)
                guard.watch(line)
                if isinstance(line, ssl.SSLSocket):
                    line.do_handshake()
            except ssl.SSLCertVerificationError:
                says = "its server cannot prove that it is the one it says it is; nothing was sent to it"
                raise ServiceTrouble(name, says) from None
            return self._exchanged(asked, line, name)
        except (OSError, ValueError, http.client.HTTPException) as error:
            if isinstance(error, ServiceTrouble):
                raise
            raise ServiceTrouble(name, _broken(error, guard, self.answer_s), passing=True) from None
        finally:
            guard.close()

    def _connected(self, ips: tuple[str, ...], address: Address, name: str, until: float) -> socket.socket:
        for ip in ips:
            left = until - time.monotonic()
            if left <= 0:
                break
            try:
                return self._dial(ip, address.port, min(CONNECT_S, left))
            except OSError:
                continue
        raise ServiceTrouble(name, "its server does not answer; try again later", passing=True)

    def _exchanged(self, asked: Asked, line: socket.socket, name: str) -> Answer:
        address = asked.address
        connection = http.client.HTTPConnection(address.host, address.port)
        connection.default_port = 443
        connection.sock = line
        headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", "Connection": "close", **asked.headers}
        if address.authorization:
            headers.setdefault("Authorization", address.authorization)
        connection.request(asked.method, address.target, asked.body, headers)
        response = connection.getresponse()
        body = self._read(response, name)
        found = {key.lower(): value for key, value in response.getheaders()}
        return Answer(status=response.status, headers=found, body=self._unpacked(body, found, name))

    def _read(self, response: http.client.HTTPResponse, name: str) -> bytes:
        """The body, whole, and never more than there may be."""
        stated, parts, size = response.length, [], 0
        if stated is not None and stated > self.most_bytes:
            raise self._too_much(name)
        while chunk := response.read(min(_CHUNK, self.most_bytes + 1 - size)):
            size += len(chunk)
            if size > self.most_bytes:
                raise self._too_much(name)
            parts.append(chunk)
        if stated is not None and size < stated:
            raise http.client.IncompleteRead(b"", stated - size)
        return b"".join(parts)

    def _unpacked(self, body: bytes, headers: Mapping[str, str], name: str) -> bytes:
        """The body of servers that pack it although they were asked not to; never more than there may be."""
        packing = headers.get("content-encoding", "identity").strip().lower()
        if packing in ("", "identity") or not body:
            return body
        if packing not in ("gzip", "x-gzip"):
            raise ServiceTrouble(name, "its answer is packed in a way that cannot be read")
        unpacker = zlib.decompressobj(wbits=31)
        try:
            whole = unpacker.decompress(body, self.most_bytes + 1)
        except zlib.error:
            raise ServiceTrouble(name, "its answer is damaged; try again later", passing=True) from None
        if len(whole) > self.most_bytes:
            raise self._too_much(name)
        if not unpacker.eof:
            raise ServiceTrouble(name, "its answer broke off half-way; try again later", passing=True)
        return whole

    def _too_much(self, name: str) -> ServiceTrouble:
        return ServiceTrouble(name, f"its answer has more than {self.most_bytes / 1e6:g} MB; a plan has far less")


class _Guard:
    """Ends a connection when its time is up, however slowly bytes go on to drip."""

    def __init__(self, until: float) -> None:
        self.rang = False
        self._lines: list[socket.socket] = []
        self._timer = threading.Timer(max(0.0, until - time.monotonic()), self._ring)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, line: socket.socket) -> None:
        """From now on this is the connection to be ended."""
        self._lines.append(line)

    def _ring(self) -> None:
        self.rang = True
        for line in self._lines:
            try:
                # Not the method of a TLS socket, which would say good-bye first and could wait for ever.
                socket.socket.shutdown(line, socket.SHUT_RDWR)
            except OSError:
                continue

    def close(self) -> None:
        """Lets go of the connection."""
        self._timer.cancel()
        for line in self._lines:
            line.close()


def _broken(error: Exception, guard: _Guard, answer_s: float) -> str:
    if guard.rang or isinstance(error, TimeoutError):
        return f"its server took longer than {answer_s:g} seconds; try again later"
    if isinstance(error, http.client.IncompleteRead):
        return "its answer broke off half-way; try again later"
    if isinstance(error, http.client.HTTPException | ValueError):
        return "its server does not answer as a web server does; is the address right?"
    return "the connection to its server broke; try again later"


def _dialled(ip: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((ip, port), timeout=seconds)


def _secured(raw: socket.socket, host: str) -> socket.socket:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(raw, server_hostname=host, do_handshake_on_connect=False)
