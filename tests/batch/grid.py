"""A Dask cluster of real processes on loopback: a scheduler and workers that can be killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_PATIENCE = 60


class Grid:
    """A scheduler and its workers.

    Args:
        home: folder for logs and scratch files.
        certificates: folder with ``ca.pem``, ``cert.pem`` and ``key.pem`` for TLS.
    """

    def __init__(self, home: Path, certificates: Path | None = None) -> None:
        home.mkdir(parents=True, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.home = home
        self.address = f"{'tls' if certificates else 'tcp'}://127.0.0.1:{self.port}"
        self.processes: list[subprocess.Popen[bytes]] = []
        self._tls = (
            [
                *("--tls-ca-file", str(certificates / "ca.pem")),
                *("--tls-cert", str(certificates / "cert.pem"), "--tls-key", str(certificates / "key.pem")),
            ]
            if certificates
            else []
        )

    def scheduler(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start the scheduler; a second one takes the place of the first."""
        where = self.address.rpartition(":")[0].replace("127.0.0.1", "//127.0.0.1").replace("////", "//")
        command = ["scheduler", "--host", where, "--port", str(self.port), "--no-dashboard", *self._tls]
        return self._start(command, environment, "Scheduler at:")

    def worker(self, *more: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker with one thread, under a nanny as by default, and wait until it has joined."""
        command = [
            "worker",
            self.address,
            "--nthreads",
            "1",
            "--no-dashboard",
            "--local-directory",
            str(self.home),
        ]
        command += ["--death-timeout", str(_PATIENCE), *self._tls, *more]
        return self._start(command, environment, "Starting established connection")

    def _start(self, command: list[str], environment: dict[str, str], sign: str) -> subprocess.Popen[bytes]:
        log = self.home / f"{len(self.processes)}.log"
        inherited = {key: value for key, value in os.environ.items() if key != "DOCSCORE_IN_PROCESS"}
        with log.open("wb") as stream:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *command],
                stdout=stream, stderr=stream, env={**inherited, **environment}, start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        deadline = time.monotonic() + _PATIENCE
        while sign not in log.read_text(encoding="utf-8", errors="replace"):
            assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8", errors="replace")
            time.sleep(0.1)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process and those it started, with -9."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def grid(
    home: Path, *, workers: int = 0, certificates: Path | None = None, **environment: str
) -> Iterator[Grid]:
    """A scheduler with so many workers, gone at the end."""
    made = Grid(home, certificates)
    try:
        made.scheduler(**environment)
        for _ in range(workers):
            made.worker()
        yield made
    finally:
        for process in reversed(made.processes):
            made.kill(process)


def certify(folder: Path) -> Path:
    """An authority of its own, and a certificate of it for this machine: ``ca.pem``, ``cert.pem`` and ``key.pem``."""
    folder.mkdir()
    authority, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "docscore test authority")])
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = {
        "ca": _certificate(root, authority, root, authority, x509.BasicConstraints(ca=True, path_length=0)),
        "cert": _certificate(name, own, root, authority, here),
    }
    for what, certificate in signed.items():
        (folder / f"{what}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(own.private_bytes(serialization.Encoding.PEM, *form))
    return folder


def _certificate(
    name: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    signer: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> x509.Certificate:
    today = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(extension, critical=False)
        .sign(signer, hashes.SHA256())
    )
