"""Where the bytes of attachments lie: a folder of the home, or a bucket that the environment names.

THIDUA_S3_BUCKET   unset: THIDUA_HOME/attachments. Set: that bucket (needs the extra `s3`), with
                   _ENDPOINT (a store of one's own), _REGION, _PREFIX, _KEY, _SECRET and
                   _ADDRESSING (path or virtual), each as THIDUA_S3_…
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

_ALIAS = "attachments"


def storage_settings(environment: Mapping[str, str], home: Path) -> dict[str, Any]:
    """The entry of Django's `STORAGES` for attachments.

    Raises ModuleNotFoundError when a bucket is named and the extra `s3` is not installed.
    """
    bucket = environment.get("THIDUA_S3_BUCKET", "")
    if not bucket:
        return {
            "BACKEND": "thidua.attachments.folder.Folder",
            "OPTIONS": {"location": home / _ALIAS},
        }
    options = {
        "bucket_name": bucket,
        "endpoint_url": environment.get("THIDUA_S3_ENDPOINT") or None,
        "region_name": environment.get("THIDUA_S3_REGION") or None,
        "location": environment.get("THIDUA_S3_PREFIX", ""),
        "access_key": environment.get("THIDUA_S3_KEY") or None,
        "secret_key": environment.get("THIDUA_S3_SECRET") or None,
        "default_acl": None,
        "file_overwrite": True,
        "client_config": _client_config(environment.get("THIDUA_S3_ADDRESSING", "auto")),
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def _client_config(addressing: str) -> Any:
    """A server that hangs is given up after seconds (by default: minutes, several times).

    Stores other than Amazon's do not all know the newer checksums: they are sent only where the
    protocol asks for them.
    """
    return import_module("botocore.config").Config(
        connect_timeout=2,
        read_timeout=10,
        retries={"max_attempts": 2, "mode": "standard"},
        s3={"addressing_style": addressing},
        signature_version="s3v4",
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
