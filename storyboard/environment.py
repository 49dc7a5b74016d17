"""Settings from the environment, read and checked once at start.

Every mistake is a sentence that names the variable, so that a person can mend it without reading code. The names and
their defaults are listed in the handbook page “Settings”.
"""

import contextlib
import functools
import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urlsplit

from storyboard.providers.key_checks import is_key
from storyboard.providers.kinds import KINDS

CHECKOUT = Path(__file__).resolve().parent.parent
PREFIX = "STORYBOARD_"
PROVIDER_URLS = {name.upper(): kind.url for name, kind in KINDS.items()}
SECRET_NAMES = frozenset(
    {"DATABASE_URL", "REDIS_URL", "MEDIA_URL", "SECRET_KEY", "METRICS_TOKEN"}
    | {f"{kind}_KEY" for kind in PROVIDER_URLS}
)
PLAIN_NAMES = frozenset(
    {"DATA", "PUBLIC_URL", "ALLOWED_HOSTS", "TRUSTED_PROXIES", "DEBUG"} | {f"{kind}_URL" for kind in PROVIDER_URLS}
)
BUCKET_EXAMPLE = "s3://key:secret@bucket?endpoint=https://s3.example"
ROOM_UNITS = {"MB": 10**6, "GB": 10**9, "TB": 10**12}
KNOWN = frozenset(PREFIX + name for name in SECRET_NAMES | PLAIN_NAMES) | frozenset(
    f"{PREFIX}{name}_FILE" for name in SECRET_NAMES
)


class Mistakes(Exception):
    """The environment cannot be used as it is. `sentences` says why, one mistake each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Database:
    """Where the rows are kept; `path` for SQLite, the other fields for PostgreSQL."""

    path: Path | None
    name: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Bucket:
    """Object storage for media. Without an endpoint it is Amazon's, without a key what boto3 finds by itself.

    `prefix` is empty or ends with a slash; `local_bytes` is the room for copies on this machine, None for no bound.
    """

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    local_bytes: int | None = None


@dataclass(frozen=True)
class ProviderEnvironment:
    """One provider account that follows the environment."""

    kind: str
    url: str
    key: str = field(default="", repr=False)


@dataclass(frozen=True)
class Environment:
    """Every setting, checked. Secrets stay out of the representation."""

    data: Path
    database: Database
    redis_url: str = field(repr=False)
    media: Bucket | None
    public_url: str
    secret_keys: tuple[str, ...] = field(repr=False)
    allowed_hosts: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    providers: tuple[ProviderEnvironment, ...]
    metrics_token: str = field(repr=False)
    debug: bool
    warnings: tuple[str, ...]

    @property
    def https(self) -> bool:
        """Whether people reach the server by https, which makes cookies Secure and HSTS on."""
        return self.public_url.startswith("https://")


@functools.cache
def current() -> Environment:
    """The environment of this process. Raises Mistakes."""
    return read(os.environ)


def read(variables: Mapping[str, str]) -> Environment:
    """Check all variables and return them as values. Raises Mistakes with every sentence at once."""
    reader = _Reader(variables)
    found = reader.environment()
    if reader.mistakes:
        raise Mistakes(reader.mistakes)
    return found


def distance(left: str, right: str) -> int:
    """Letters to change, add or drop to make one name of the other (Levenshtein)."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


class _Reader:
    """Collects mistakes while it reads, so that one start tells them all."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.mistakes: list[str] = []
        self.warnings: list[str] = []

    def environment(self) -> Environment:
        self.check_names()
        data = self.data()
        return Environment(
            data=data,
            database=self.database(data),
            redis_url=self.redis_url(),
            media=self.bucket(),
            public_url=self.public_url(),
            secret_keys=self.secret_keys(data),
            allowed_hosts=self.listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"),
            trusted_proxies=self.trusted_proxies(),
            providers=tuple(self.provider(kind) for kind in PROVIDER_URLS),
            metrics_token=self.text("METRICS_TOKEN"),
            debug=self.switch("DEBUG"),
            warnings=tuple(self.warnings),
        )

    def check_names(self) -> None:
        for name in sorted(self.variables):
            if not name.startswith(PREFIX) or name in KNOWN:
                continue
            near = next((known for known in sorted(KNOWN) if distance(name, known) <= 2), None)
            if near:
                self.mistakes.append(f"{name} is not a setting; did you mean {near}?")
            else:
                self.warnings.append(f"{name} is not a setting of Storyboard and is ignored.")

    def text(self, name: str, default: str = "") -> str:
        value = self.variables.get(PREFIX + name, "").strip()
        path = self.variables.get(f"{PREFIX}{name}_FILE", "").strip() if name in SECRET_NAMES else ""
        if value and path:
            self.mistakes.append(f"{PREFIX}{name} and {PREFIX}{name}_FILE are both set; keep one of them.")
        if path:
            return self.from_file(name, Path(path))
        return value or default

    def from_file(self, name: str, path: Path) -> str:
        try:
            value = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not text"
            self.mistakes.append(f"{PREFIX}{name}_FILE names {path}, which cannot be read: {why}.")
            return ""
        if not value:
            self.mistakes.append(f"{PREFIX}{name}_FILE names {path}, which is empty.")
        return value

    def listed(self, name: str, default: str = "") -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(name, default).split(",") if part.strip())

    def switch(self, name: str) -> bool:
        value = self.text(name, "off").lower()
        if value not in {"on", "off", "1", "0", "true", "false", "yes", "no"}:
            self.mistakes.append(f"{PREFIX}{name} is “{value}”; it takes on or off.")
        return value in {"on", "1", "true", "yes"}

    def data(self) -> Path:
        folder = Path(self.text("DATA", str(CHECKOUT / "var"))).expanduser().absolute()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / f".writable-{secrets.token_hex(4)}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            self.mistakes.append(
                f"The data folder {folder} cannot be written: {error.strerror}. "
                f"Set {PREFIX}DATA to a folder that this user may write."
            )
        return folder

    def secret_keys(self, data: Path) -> tuple[str, ...]:
        given = self.listed("SECRET_KEY")
        if any(len(key) < 32 for key in given):
            self.mistakes.append(f"{PREFIX}SECRET_KEY needs at least 32 characters in each key.")
        if given or self.mistakes:
            return given
        return (_kept_secret(data / "secret_key"),)

    def database(self, data: Path) -> Database:
        value = self.text("DATABASE_URL")
        if not value:
            return Database(path=data / "storyboard.sqlite3")
        parts = self.url("DATABASE_URL", value, {"postgres", "postgresql"}, "postgres://user:password@host:5432/name")
        if parts is None or not parts.path.strip("/"):
            if parts is not None:
                self.mistakes.append(
                    f"{PREFIX}DATABASE_URL names no database; write postgres://user:password@host:5432/name."
                )
            return Database(path=None)
        return Database(
            path=None,
            name=unquote(parts.path.strip("/")),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            host=parts.hostname or "",
            port=str(parts.port or ""),
            options=tuple((key, values[-1]) for key, values in parse_qs(parts.query).items()),
        )

    def redis_url(self) -> str:
        value = self.text("REDIS_URL")
        if value:
            self.url("REDIS_URL", value, {"redis", "rediss"}, "redis://host:6379/0")
        return value

    def bucket(self) -> Bucket | None:
        value = self.text("MEDIA_URL")
        parts = self.url("MEDIA_URL", value, {"s3"}, BUCKET_EXAMPLE) if value else None
        if parts is None:
            return None
        options = dict(parse_qsl(parts.query))
        for name in sorted(options.keys() - {"endpoint", "region", "local"}):
            self.mistakes.append(f"{PREFIX}MEDIA_URL holds “{name}”; it takes endpoint, region and local.")
        if not find_spec("boto3"):
            self.mistakes.append(
                f"{PREFIX}MEDIA_URL needs a package that is not installed; start with “uv run --extra s3”."
            )
        endpoint = options.get("endpoint", "").rstrip("/")
        if endpoint:
            self.url("MEDIA_URL", endpoint, {"http", "https"}, BUCKET_EXAMPLE)
        return Bucket(
            name=_in_case(parts),
            prefix=f"{unquote(parts.path.strip('/'))}/" if parts.path.strip("/") else "",
            endpoint=endpoint,
            region=options.get("region", ""),
            key=unquote(parts.username or ""),
            secret=unquote(parts.password or ""),
            local_bytes=self.room(options.get("local", "")),
        )

    def room(self, text: str) -> int | None:
        """Bytes, from 50GB or 500MB."""
        number, unit = text[:-2].strip(), text[-2:].upper()
        if not text:
            return None
        if unit in ROOM_UNITS and number.isascii() and number.isdigit() and int(number):
            return int(number) * ROOM_UNITS[unit]
        self.mistakes.append(f"{PREFIX}MEDIA_URL holds local={text}; write it like local=50GB or local=500MB.")
        return None

    def public_url(self) -> str:
        value = self.text("PUBLIC_URL").rstrip("/")
        if value:
            self.url("PUBLIC_URL", value, {"http", "https"}, "https://storyboard.example")
        return value

    def provider(self, kind: str) -> ProviderEnvironment:
        url = self.text(f"{kind}_URL", PROVIDER_URLS[kind])
        self.url(f"{kind}_URL", url, {"http", "https"}, PROVIDER_URLS[kind])
        key = self.text(f"{kind}_KEY")
        if key and not is_key(key):
            self.mistakes.append(f"{PREFIX}{kind}_KEY holds a space, a line break or a letter that no key has.")
        return ProviderEnvironment(kind=kind.lower(), url=url.rstrip("/"), key=key)

    def trusted_proxies(self) -> tuple[str, ...]:
        proxies = self.listed("TRUSTED_PROXIES")
        for proxy in proxies:
            try:
                ipaddress.ip_network(proxy, strict=False)
            except ValueError:
                self.mistakes.append(
                    f"{PREFIX}TRUSTED_PROXIES holds “{proxy}”, which is neither an address nor a network."
                )
        return proxies

    def url(self, name: str, value: str, schemes: set[str], example: str) -> SplitResult | None:
        """The value taken apart, or None after noting the mistake. The value is never shown: it may hold a password."""
        try:
            parts = urlsplit(value)
            sound = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
        except ValueError:
            sound = False
        if sound:
            return parts
        self.mistakes.append(f"{PREFIX}{name} is not an address this setting takes; write it like {example}.")
        return None


def _in_case(parts: SplitResult) -> str:
    """The host of an address as it was written; urlsplit gives it in small letters, and old buckets have others."""
    return parts.netloc.rpartition("@")[2].partition(":")[0]


def _kept_secret(path: Path) -> str:
    """The key of this installation, made at the first start and kept in the data folder."""
    if not path.exists():
        _keep_secret(path)
    kept = path.read_text(encoding="utf-8").strip()
    if len(kept) < 32:
        raise Mistakes([f"The secret key in {path} is damaged; restore that file or set {PREFIX}SECRET_KEY."])
    return kept


def _keep_secret(path: Path) -> None:
    # Written aside and linked into place: two processes at their first start agree on one whole key.
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(48))
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()
