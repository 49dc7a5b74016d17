"""Questions share connections of HTTP/2 where the provider offers it; a create goes alone. No log holds the key."""

import asyncio
import logging
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from storyboard.providers import http
from storyboard.providers.answers import Accepted, State
from storyboard.providers.asking import Access
from storyboard.providers.clients import CLIENTS
from storyboard.providers.http import Door, held_open
from tests.providers.odd_server import KEY, told

HIGHWAY = CLIENTS["highway"]
SAYS = b'{"task_id": "t-1", "task": {"status": "TASK_STATUS_QUEUED"}}'


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for localhost in one file, signed by itself."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(private, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    no_password = serialization.NoEncryption()
    pem = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password)
    path.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    return path


async def speak_http2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    speaking = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    speaking.initiate_connection()
    writer.write(speaking.data_to_send())
    while content := await reader.read(65536):
        for event in speaking.receive_data(content):
            if isinstance(event, h2.events.StreamEnded):
                speaking.send_headers(event.stream_id, [(":status", "200"), ("content-type", "application/json")])
                speaking.send_data(event.stream_id, SAYS, end_stream=True)
        writer.write(speaking.data_to_send())


@asynccontextmanager
async def provider(certificate: Path, spoken: Counter[str]) -> AsyncIterator[tuple[Door, Access]]:
    """A server with TLS that offers both; `spoken` counts connections by protocol."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        protocol = str(writer.get_extra_info("ssl_object").selected_alpn_protocol())
        spoken[protocol] += 1
        try:
            if protocol == "h2":
                await speak_http2(reader, writer)
            else:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(told({"task_id": "t-1"}))
        finally:
            writer.close()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.set_alpn_protocols(["h2", "http/1.1"])
    async with await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context) as server:
        port = server.sockets[0].getsockname()[1]
        yield Door(frozenset({("localhost", port)})), Access("highway", f"https://localhost:{port}", KEY)


@pytest.fixture
def _believed(certificate: Path) -> Iterator[None]:
    http._tls.cache_clear()
    http._tls().load_verify_locations(certificate)
    yield
    http._tls.cache_clear()


@pytest.mark.usefixtures("_believed")
async def test_many_questions_share_few_connections_and_a_create_has_its_own(
    certificate: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    spoken: Counter[str] = Counter()
    async with provider(certificate, spoken) as (outer, access), held_open(outer) as door:
        found = await HIGHWAY.ask(door, access, [f"t-{number}" for number in range(40)])
        assert {answer.state for answer in found.values()} == {State.WAITING}
        assert spoken == {"h2": 1}
        assert await HIGHWAY.submit(door, access, b"{}") == Accepted("t-1")
    assert spoken == {"h2": 1, "http/1.1": 1}
    assert KEY not in caplog.text


async def test_a_certificate_that_nobody_vouches_for_is_not_believed(certificate: Path) -> None:
    spoken: Counter[str] = Counter()
    async with provider(certificate, spoken) as (door, access):
        found = await HIGHWAY.submit(door, access, b"{}")
    assert "cannot be reached" in repr(found)
    assert not spoken
