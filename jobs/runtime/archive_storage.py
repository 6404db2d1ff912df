"""Where the configuration says that the originals are kept: a folder, or a bucket."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ingest.archive.folder import FolderStorage
from jobs.config.secrets import objects_secret
from jobs.errors import ConfigurationError

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig, S3Config

    from ingest.archive.storage import Storage
    from jobs.config.settings import ObjectSettings, Settings

CONNECT = timedelta(seconds=5)
REQUEST = timedelta(minutes=2)
"""What one request may take; an original is a few MB."""
TRIES: RetryConfig = {
    "max_retries": 4,
    "backoff": {"init_backoff": timedelta(milliseconds=200), "max_backoff": timedelta(seconds=5), "base": 2},
    "retry_timeout": timedelta(seconds=20),
}
"""Of a server that is busy, of connections that break; what lasts longer ends the pass, and the next one asks again."""


def archive_storage(settings: Settings) -> Storage:
    """The bucket of `objects.url`; without that table the folder `store.archive`.

    Raises:
        ConfigurationError: the secret key or the authority's certificate can't be had, or the library is not installed.
    """
    return folder_storage(settings) if settings.objects is None else bucket_storage(settings, settings.objects)


def folder_storage(settings: Settings) -> FolderStorage:
    """The folder `store.archive`; where a bucket is used it has locks and passing files alone."""
    return FolderStorage(settings.archive)


def bucket_storage(settings: Settings, own: ObjectSettings) -> Storage:
    """The bucket. Raises as `archive_storage`."""
    try:
        from obstore.store import S3Store  # noqa: PLC0415 - an extra

        from ingest.archive.objects import ObjectStorage  # noqa: PLC0415 - needs it
    except ImportError as exc:
        raise ConfigurationError("objects: needs the extra of that name: pip install 'candidatures[objects]'") from exc
    store = S3Store(
        own.bucket,
        prefix=own.prefix or None,
        config=_config(settings, own),
        client_options=_client(settings, own),
        retry_config=TRIES,
    )
    return ObjectStorage(store, where=own.url, local=settings.archive, keeps_versions=own.keeps_versions)


def _config(settings: Settings, own: ObjectSettings) -> S3Config:
    """Without an access key the library looks where Amazon's own tools look: environment, role of the machine."""
    config: S3Config = {"region": own.region}
    if own.endpoint is not None:
        config["endpoint"] = own.endpoint
    if own.access_key is not None:
        config |= {"access_key_id": own.access_key, "secret_access_key": objects_secret(settings, own)}
    if own.encryption is not None:
        config["server_side_encryption"] = own.encryption
    if own.kms_key is not None:
        config["sse_kms_key_id"] = own.kms_key
    return config


def _client(settings: Settings, own: ObjectSettings) -> ClientConfig:
    options: ClientConfig = {"connect_timeout": CONNECT, "timeout": REQUEST}
    if own.is_plain:
        options["allow_http"] = True
    if own.ca_file is not None:
        try:
            options["root_certificate"] = settings.path(own.ca_file).read_bytes()
        except OSError as exc:
            raise ConfigurationError(f"objects.ca_file: {exc.filename} can't be read: {exc.strerror}") from exc
    return options
