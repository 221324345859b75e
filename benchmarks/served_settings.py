"""The site's own settings, with the bare views beside its addresses."""

from thidua.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.served_urls"
