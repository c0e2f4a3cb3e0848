"""What the sandbox shows over https: a certificate of yours, or one it makes for itself."""

import ssl
from pathlib import Path

from sandbox.world.world import WorldError

NAMES = ("127.0.0.1", "localhost", "api.vk.com", "api.vk.ru", "lp.vk.com", "lp.vk.ru")
"""What a self-made certificate is for; VK's hosts, for whoever leads them here by /etc/hosts."""


def given(certificate: Path, key: Path) -> ssl.SSLContext:
    """Show a certificate that exists. Raises WorldError."""
    for file in (certificate, key):
        if not file.is_file():
            raise WorldError(f"There is no file {file}.")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key, password=_no_password)
    except (ssl.SSLError, ValueError, OSError) as error:
        told = f"{certificate} and {key} are not a certificate and its key in PEM, without password"
        raise WorldError(f"{told}: {error}.") from error
    return context


def _no_password() -> str:
    """Refuse keys with passwords, which would be asked for at the terminal."""
    raise ValueError("the key has a password")


def self_made(authority: Path) -> ssl.SSLContext:
    """Make a certificate, and write whom to trust for it to `authority`. Raises WorldError."""
    try:
        import trustme  # noqa: PLC0415 - an extra, needed for nothing else
    except ImportError as error:
        told = "A certificate is made by trustme: pip install 'vk-sandbox[tls]', or give --cert"
        raise WorldError(f"{told} and --key.") from error
    maker = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    maker.issue_cert(*NAMES).configure_cert(context)
    maker.cert_pem.write_to_path(str(authority))
    return context
