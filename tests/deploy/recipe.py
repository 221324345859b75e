"""The recipe in `deploy/` put up on this machine: its own nginx file and settings, other ports and
folders.
"""

import http.client
import os
import re
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

DEPLOY = Path(__file__).parents[2] / "deploy"
NAME = "thidua.tinh.example"
PATIENCE = 120.0
_AROUND = """\
{as_root}daemon off; pid {folder}/nginx.pid; worker_processes 1;
error_log {folder}/nginx-error.log warn;
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types; default_type application/octet-stream;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {site};
}}
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def settings() -> dict[str, str]:
    """What the sample of /etc/thidua/thidua.env sets."""
    lines = (DEPLOY / "thidua.env.example").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def waited(alive: "subprocess.Popen[bytes]", port: int, address: str) -> None:
    """Until the address answers 200; fails when the process has ended or time is up."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert alive.poll() is None, "the server ended"
        with suppress(OSError):
            if status(port, address) == 200:
                return
        time.sleep(0.2)
    raise AssertionError(f"no answer on {port} after {PATIENCE:.0f} s")


def status(port: int, address: str, host: str = NAME) -> int:
    """What one node answers, asked as nginx would."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as way:
        way.request("GET", address, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return way.getresponse().status


@dataclass
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str
    names: list[str]
    """Of the headers, in small letters, each as often as it was sent."""


@dataclass
class Browser:
    """A reader with cookies, who goes through nginx, or straight to one node (as nginx would)."""

    port: int
    trusted: str
    address: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, form: Mapping[str, str] | None = None, *, node: int | None = None
    ) -> Answer:
        body = (
            urlencode({**form, "csrfmiddlewaretoken": self.cookies["__Host-csrftoken"]})
            if form
            else None
        )
        headers = {
            "Host": NAME,
            "Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items()),
        }
        headers |= {"Referer": f"https://{NAME}{path}", "Accept-Encoding": "identity"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        way = self._way(node)
        if node is not None:
            headers |= {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
        way.request("POST" if body else "GET", path, body, headers)
        response = way.getresponse()
        for cookie in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {key: one.value for key, one in SimpleCookie(cookie).items()}
        answer = Answer(
            response.status,
            dict(response.headers.items()),
            response.read().decode(),
            [name.lower() for name in response.headers],
        )
        way.close()
        return answer

    def _way(self, node: int | None) -> http.client.HTTPConnection:
        if node is not None:
            return http.client.HTTPConnection("127.0.0.1", node, timeout=60)
        way = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        plain = socket.create_connection(
            ("127.0.0.1", self.port), 60, source_address=(self.address, 0)
        )
        way.sock = ssl.create_default_context(cafile=self.trusted).wrap_socket(
            plain, server_hostname=NAME
        )
        return way


@dataclass
class Site:
    """nginx, the nodes behind it, and the folder that stands for the machine's."""

    folder: Path
    database: str
    secret: str = field(default_factory=lambda: secrets.token_hex(32))
    https: int = field(default_factory=free_port)
    http: int = field(default_factory=free_port)
    nodes: list[int] = field(default_factory=lambda: [free_port(), free_port()])
    processes: "dict[int, subprocess.Popen[bytes]]" = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.folder / "var"

    def environment(self) -> dict[str, str]:
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("THIDUA_", "DATABASE_URL"))
        }
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        given = {
            "DATABASE_URL": self.database,
            "THIDUA_SECRET_KEY": self.secret,
            "THIDUA_HOME": str(self.home),
        }
        return kept | settings() | given

    def start_node(self, port: int) -> None:
        command = [
            sys.executable,
            "-m",
            "thidua.cli",
            "serve",
            "--port",
            str(port),
            "--processes",
            "1",
        ]
        with (self.folder / f"node-{port}.log").open("ab") as log:
            self.processes[port] = subprocess.Popen(  # noqa: S603
                command, env=self.environment(), stdout=log, stderr=log
            )

    def start_nginx(self) -> None:
        site = self.folder / "site.conf"
        site.write_text(rendered(self), "utf-8")
        whole = self.folder / "nginx.conf"
        as_root = "user root; " if os.getuid() == 0 else ""
        whole.write_text(_AROUND.format(folder=self.folder, site=site, as_root=as_root), "utf-8")
        nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin") or "nginx"
        self.processes[self.https] = subprocess.Popen(  # noqa: S603
            [nginx, "-p", str(self.folder), "-c", str(whole)]
        )
        while not _listens(self.https):
            assert self.processes[self.https].poll() is None, "nginx ended"
            time.sleep(0.1)

    def browser(self, address: str = "127.0.0.1") -> Browser:
        """Somebody at one of this machine's own addresses."""
        return Browser(self.https, str(self.folder / "tls" / "fullchain.pem"), address)

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(timeout=60)


def rendered(site: Site) -> str:
    """The recipe's nginx file as an administrator would change it: names, ports, folders, and
    nothing else.
    """
    text = (DEPLOY / "nginx" / "thidua.conf").read_text("utf-8")
    changes = {
        "127.0.0.1:8101": f"127.0.0.1:{site.nodes[0]}",
        "127.0.0.1:8102": f"127.0.0.1:{site.nodes[1]}",
        "listen 80;": f"listen 127.0.0.1:{site.http};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{site.https} ssl http2;",
        "/etc/ssl/thidua": str(site.folder / "tls"),
        "/var/log/nginx": str(site.folder),
        "/etc/thidua/nginx": str(DEPLOY / "nginx"),
        "/var/lib/thidua": str(site.home),
    }
    for before, after in changes.items():
        assert before in text, before
        text = text.replace(before, after)
    return re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)


def certificate(folder: Path) -> None:
    folder.mkdir()
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={NAME}",
    ]
    command += [
        "-addext",
        f"subjectAltName=DNS:{NAME}",
        "-keyout",
        "privkey.pem",
        "-out",
        "fullchain.pem",
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603


@contextmanager
def put_up(folder: Path, database: str) -> Iterator[Site]:
    """nginx and two nodes against one database, until the block ends."""
    site = Site(folder, database)
    certificate(folder / "tls")
    try:
        for port in site.nodes:
            site.start_node(port)
        for port in site.nodes:
            waited(site.processes[port], port, "/suc-khoe/song")
        site.start_nginx()
        yield site
    finally:
        site.stop()
