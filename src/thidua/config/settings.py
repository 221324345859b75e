"""Django settings, read from the environment so that one file serves a laptop, CI and a province's
server.

THIDUA_HOME        where the embedded database and uploads live (default: ./var)
DATABASE_URL       any PostgreSQL >= 15; unset: the embedded one under THIDUA_HOME
THIDUA_SECRET_KEY  required outside demo mode
THIDUA_DEMO        "1" shows the demo accounts on the sign-in page
THIDUA_TODAY       in demo mode: the day the pages live on (2022-12-12), so that a year in progress
                   looks like one
THIDUA_HOSTS       comma-separated host names the site answers to
THIDUA_HTTPS       "1" behind a proxy that speaks https: secure cookies, HSTS, X-Forwarded-Proto is
                   believed
THIDUA_HSTS_SUBDOMAINS  "0" where a name under the site's own still needs plain http: browsers are
                   told https for the site's name alone (1: for every name under it as well)
THIDUA_PROXIES     how many proxies of ours stand before the site (each adds one address to
                   X-Forwarded-For)
THIDUA_PROXY_ADDRESSES  where they stand (addresses or networks, comma-separated; this machine):
                   X-Forwarded-For of anybody else counts for nothing
THIDUA_OIDC_SERVER signing in with an identity kept elsewhere (OpenID Connect); unset: there is no
                   such way in.
                   With it _CLIENT, _SECRET, _NAME (of the button), _UID_FIELD (which claim names a
                   person: sub),
                   _SECOND_FACTOR (words of its ID tokens that count as one: "amr:mfa acr:…"; none
                   by default)
THIDUA_CONFIRM_MINUTES  for how long a sign-in is enough for acts that bind others (15); after that
                        they ask again
THIDUA_IDLE_MINUTES, THIDUA_SESSION_HOURS  when a session of whoever decides or looks after
                   accounts ends: so long without use (45), so long after the sign-in (12)
THIDUA_READING_IDLE_HOURS, THIDUA_READING_DAYS  the same of whoever only reads (12, 7);
                   THIDUA_STAYING_DAYS: of readers who asked to stay signed in (14)
THIDUA_CODE_DAYS   for how many days a one-time code on paper is good (14; 30 at most)
THIDUA_FILE_MB     megabytes of one file that somebody sends (20); THIDUA_FILES: files of one note
                   or question (20); THIDUA_PICTURE_MP: millions of pixels of a picture (64);
                   THIDUA_UNIT_YEAR_MB: of all that a unit keeps of one year (2000)
THIDUA_BALLOT_CODE_TRIES  wrong closing codes of a ballot in a row (5) before nobody may try for
                   THIDUA_BALLOT_CODE_WAIT minutes (15); local, no regulation says so
THIDUA_EXPORT_ROWS people in a file that is made while somebody waits (2000); the worker makes
                   larger ones
THIDUA_S3_BUCKET   files that people send lie there instead of under THIDUA_HOME: see
                   `attachments.store_settings`
THIDUA_SMTP_HOST   the mail server that letters go to, with THIDUA_SMTP_… and THIDUA_SITE, the
                   address of the site in letters: see `notices.mail_settings`
THIDUA_LOG         "json" or "text"; unset: warnings only. THIDUA_LOG_LEVEL changes the level (INFO)
"""

import datetime as dt
import os
from ipaddress import ip_network
from pathlib import Path

import pgtrigger

from thidua.accounts.oidc_settings import provider_settings
from thidua.attachments.limits import file_limits
from thidua.attachments.store_settings import storage_settings
from thidua.config.database import connection_settings
from thidua.notices.mail_settings import mail_server, site_address
from thidua.operations.logs import log_settings

HOME = Path(os.environ.get("THIDUA_HOME", "var")).resolve()

DEMO = os.environ.get("THIDUA_DEMO") == "1"
TODAY = (
    dt.date.fromisoformat(os.environ["THIDUA_TODAY"])
    if DEMO and os.environ.get("THIDUA_TODAY")
    else None
)
DEBUG = os.environ.get("THIDUA_DEBUG") == "1"
HTTPS = os.environ.get("THIDUA_HTTPS") == "1"
SECRET_KEY = os.environ.get("THIDUA_SECRET_KEY", "")
if not SECRET_KEY:
    from thidua.config.secret import local_secret

    SECRET_KEY = local_secret(HOME)
ALLOWED_HOSTS = [
    host for host in os.environ.get("THIDUA_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "thidua.web",  # before allauth: its pages wear our templates
    "thidua.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "thidua.db",
    "thidua.seals",
    "thidua.submissions",
    "thidua.organisations",
    "thidua.access",
    "thidua.attachments",
    "thidua.form_templates",
    "thidua.campaigns",
    "thidua.notices",
    "thidua.bodies",
    "thidua.directives",
    "thidua.ballots",
    "thidua.code_sheets",
    "thidua.frameworks",
    "thidua.roster",
    "thidua.procedures",
    "thidua.facts",
    "thidua.targets",
    "thidua.indicators",
    "thidua.registrations",
    "thidua.commitments",
    "thidua.acceptance",
    "thidua.progress",
    "thidua.remedies",
    "thidua.reviews",
    "thidua.meetings",
    "thidua.ratings",
    "thidua.opinions",
    "thidua.grounds",
    "thidua.boards",
    "thidua.filling",
    "thidua.level_ballots",
    "thidua.dossiers",
    "thidua.decisions",
    "thidua.subjects",
    "thidua.rating_proofs",
    "thidua.committee_meetings",
    "thidua.review_forms",
    "thidua.own_file",
    "thidua.disputes",
    "thidua.awards",
    "thidua.objections",
    "thidua.state_board",
    "thidua.movement",
    "thidua.reports",
    "thidua.supervision",
    "thidua.blocs",
    "thidua.points",
    "thidua.conferences",
    "thidua.launching",
    "thidua.exchange",
    "thidua.portal",
    "thidua.changes",
    "thidua.api",
]

MIDDLEWARE = [
    "thidua.web.safe_headers.SafeHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "thidua.web.middleware.PrivateMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thidua.operations.middleware.RequestLogMiddleware",
    "thidua.operations.middleware.DatabaseAwayMiddleware",
    "thidua.web.middleware.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thidua.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "thidua.accounts.session_ends.EndingAuthenticationMiddleware",
    "thidua.web.safe_headers.BodyLimitMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thidua.web.middleware.RefusedMiddleware",
]

ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["thidua.web.loaders.Unindented"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.web.context.frame",
            ],
            "builtins": ["thidua.web.templatetags.thidua"],
        },
    }
]

DATABASES = {"default": connection_settings(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One for all processes and nodes: failed sign-ins and used codes are counted once.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["thidua.accounts.backends.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "thidua.accounts.passwords.LongEnough"},
    {"NAME": "thidua.accounts.passwords.NotGuessedFirst"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]

ACCOUNT_ADAPTER = "thidua.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "thidua.accounts.forms.SignInForm",
    "change_password": "thidua.accounts.forms.NewPasswordForm",
    "reauthenticate": "thidua.accounts.forms.ConfirmForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PASSWORD_MIN_LENGTH = 1  # our own rules say how long, and why
# Failed attempts are counted by accounts.guessing alone: django-allauth's own limits keep owners
# out for whoever tries their name, and let parallel requests wait for a lock.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
# Acts that bind others ask who it is again once this long has passed.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * int(os.environ.get("THIDUA_CONFIRM_MINUTES", "15"))
SOCIALACCOUNT_ADAPTER = "thidua.accounts.oidc.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS = provider_settings(os.environ)
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the security policy lets no form lead to another host
MFA_ADAPTER = "thidua.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "thidua.accounts.forms.CodeForm",
    "reauthenticate": "thidua.accounts.forms.ConfirmCodeForm",
    "activate_totp": "thidua.accounts.forms.FirstCodeForm",
    "add_webauthn": "thidua.accounts.passkey_forms.NewPasskeyForm",
    "edit_webauthn": "thidua.accounts.passkey_forms.PasskeyNameForm",
    "authenticate_webauthn": "thidua.accounts.passkey_forms.PasskeyForm",
    "reauthenticate_webauthn": "thidua.accounts.passkey_forms.ConfirmPasskeyForm",
    "login_webauthn": "thidua.accounts.passkey_forms.SignInPasskeyForm",
}
# A passkey asks for a finger, a face or a PIN each time: it is two factors by itself and opens
# without a password.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": "240/m/ip"}  # two requests a sign-in; nothing can be guessed
MFA_TOTP_TOLERANCE = 1
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_ON_GET = False

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = "thidua.web.formats"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
# Names with a hash, kept for ever by browsers, once `thidua run` or `serve` has collected the
# files.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "thidua.web.static_files.HashedFiles"},
    "attachments": storage_settings(os.environ, HOME),
}
BALLOT_CODE_TRIES = max(1, int(os.environ.get("THIDUA_BALLOT_CODE_TRIES", "5")))
BALLOT_CODE_WAIT = max(1, int(os.environ.get("THIDUA_BALLOT_CODE_WAIT", "15")))
EXPORT_ROWS_AT_ONCE = int(os.environ.get("THIDUA_EXPORT_ROWS", "2000"))
ATTACHMENT_LIMITS = file_limits(os.environ)
# Letters: none leave before somebody runs a mail server, and none from a demo.
MAIL_SERVER = mail_server(os.environ)
SITE = site_address(os.environ, hosts=ALLOWED_HOSTS, https=HTTPS)

# However somebody signs in; only "stay signed in on this computer" lasts longer.
CODE_DAYS = max(1, min(30, int(os.environ.get("THIDUA_CODE_DAYS") or "14")))
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Seconds without use, and seconds at most: of whoever decides or looks after accounts, of whoever
# only reads, and of those readers who asked to stay signed in (accounts.session_ends).
_HOUR, _DAY = 3_600, 86_400
_STAYING = _DAY * int(os.environ.get("THIDUA_STAYING_DAYS") or "14")
SESSION_LIMITS = {
    "deciding": (
        60 * int(os.environ.get("THIDUA_IDLE_MINUTES") or "45"),
        _HOUR * int(os.environ.get("THIDUA_SESSION_HOURS") or "12"),
    ),
    "reading": (
        _HOUR * int(os.environ.get("THIDUA_READING_IDLE_HOURS") or "12"),
        _DAY * int(os.environ.get("THIDUA_READING_DAYS") or "7"),
    ),
    "staying": (_STAYING, _STAYING),
}
SESSION_COOKIE_AGE = _STAYING
SESSION_COOKIE_HTTPONLY = True
DEVICE_COOKIE_NAME = "device"
SESSION_COOKIE_SAMESITE = "Lax"
# Other headers of every response: web.safe_headers.
CSRF_COOKIE_AGE = None  # it ends with the browser
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True  # no script of ours reads a cookie
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
if HTTPS:
    # A cookie of this name comes from this very host by https: no neighbour under the same domain
    # can set it.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-language"
    DEVICE_COOKIE_NAME = "__Host-device"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("THIDUA_HSTS_SUBDOMAINS", "1") == "1"
# Sign-in attempts are counted for each reader's own address, not for the proxy's; whoever reaches
# a node past the proxy cannot choose it.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("THIDUA_PROXIES") or "0")
PROXY_ADDRESSES = [
    ip_network(address.strip(), strict=False)
    for address in (os.environ.get("THIDUA_PROXY_ADDRESSES") or "127.0.0.0/8,::1").split(",")
]

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Whole statements are recorded at once: a load of 91,400 rows is one insert into the history, not
# 91,400.
PGHISTORY_APPEND_ONLY = True
PGHISTORY_LEVEL = pgtrigger.Statement

LOGGING = log_settings()
