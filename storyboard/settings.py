"""Django's settings, made from the environment. Names and defaults: the handbook page “Settings”."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from storyboard import environment
from storyboard.static_version import static_version

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = environment.current()

DEBUG = ENVIRONMENT.debug
SECRET_KEY, *SECRET_KEY_FALLBACKS = ENVIRONMENT.secret_keys
ALLOWED_HOSTS = [*ENVIRONMENT.allowed_hosts]
CSRF_TRUSTED_ORIGINS: list[str] = []
if ENVIRONMENT.public_url:
    ALLOWED_HOSTS.append(ENVIRONMENT.public_url.split("://")[1].rsplit(":", 1)[0].split("/")[0])
    CSRF_TRUSTED_ORIGINS.append("/".join(ENVIRONMENT.public_url.split("/")[:3]))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.humanize",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "csp",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "storyboard",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "storyboard.assets.absence.TellAbsence",
    "storyboard.speculating.tell_of_rules",
]
ROOT_URLCONF = "storyboard.urls"
ASGI_APPLICATION = "storyboard.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "storyboard.studio.access.menu",
                "storyboard.takes.budget_page.menu",
                "storyboard.review.inbox.menu",
                "storyboard.words.menu",
            ],
        },
    }
]

# Rows


def _database() -> dict[str, Any]:
    found = ENVIRONMENT.database
    if found.path:
        # IMMEDIATE: a transaction that reads and then writes must not fail half way (Django ticket 29280).
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        options: dict[str, Any] = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": pragmas}
        # A file also under test: the server under test and the tests are different threads and processes.
        test = {"NAME": ENVIRONMENT.data / "test.sqlite3"}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": found.path, "OPTIONS": options, "TEST": test}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found.name,
        "USER": found.user,
        "PASSWORD": found.password,
        "HOST": found.host,
        "PORT": found.port,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(found.options),
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"

# Between processes
REDIS_URL = ENVIRONMENT.redis_url
if REDIS_URL:
    # A Redis that is away is no reason for a page to wait.
    patience = {"socket_connect_timeout": 1, "socket_timeout": 2}
    CACHES: dict[str, Any] = {
        "default": {"BACKEND": "storyboard.caching.ForgetfulCache", "LOCATION": REDIS_URL, "OPTIONS": patience}
    }
    CHANNEL_LAYERS: dict[str, Any] = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "prefix": "storyboard"},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    # Whoever listens does so for as long as it wants: a layer of one process need not forget anybody.
    for_ever = {"capacity": 1000, "expiry": 10**9, "group_expiry": 10**9}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": for_ever}}

# Files
DATA_DIR = ENVIRONMENT.data
MEDIA_ROOT = DATA_DIR / "media"
WORK_DIR = DATA_DIR / "work"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_VERSION = "now" if DEBUG else static_version(BASE_DIR / "static", BASE_DIR / "storyboard/locale")
STATIC_URL = "/static/" if DEBUG else f"/static/{STATIC_VERSION}/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# People
AUTH_USER_MODEL = "storyboard.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "display_name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "projects"
ACCOUNT_ADAPTER = "storyboard.studio.signing_in.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = False

# What the browser may do
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "storyboard.studio.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:"],
        "media-src": ["'self'", "blob:"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}

# Words
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "storyboard" / "locale"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "storyboard": {"level": "INFO"},
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "uvicorn.error": {"level": "WARNING"},
    },
}
