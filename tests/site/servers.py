"""Real web servers, each on a port of its own, that serve a folder with the lines that formkit writes for them."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from formkit.site.hosts import SERVERS
from tests.ports import free_port

Serve = Callable[[Path, Path, int], list[str]]


@contextmanager
def serving(server: str, folder: Path, place: Path) -> Iterator[int]:
    """The port at which the server shows the folder; `place` is for what it writes. Skips where it isn't installed."""
    program = shutil.which(server, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if program is None:
        pytest.skip(f"there is no {server} here: apt-get install {server}")
    port = free_port()
    command = [program, *COMMANDS[server](folder, place, port)]
    home = {"HOME": str(place), "XDG_DATA_HOME": str(place), "XDG_CONFIG_HOME": str(place)}
    said = place / "said.log"
    with said.open("wb") as log:
        process = subprocess.Popen(command, cwd=place, env={**os.environ, **home}, stdout=log, stderr=log)
    try:
        wait_for(process, port, said)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def wait_for(process: "subprocess.Popen[bytes]", port: int, said: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)  # a server has no other way to say that it listens
    raise AssertionError(said.read_text("utf-8"))


def nginx(folder: Path, place: Path, port: int) -> list[str]:
    (place / "formkit.conf").write_text(SERVERS["formkit.nginx.conf"], "utf-8")
    temporary = " ".join(
        f"{kind}_temp_path {place}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (place / "nginx.conf").write_text(
        f"{user} daemon off; pid {place}/nginx.pid; error_log stderr; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary}\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}; include {place}/formkit.conf; }} }}\n",
        "utf-8",
    )
    return ["-e", "stderr", "-c", str(place / "nginx.conf")]


def caddy(folder: Path, place: Path, port: int) -> list[str]:
    (place / "formkit.caddy").write_text(SERVERS["formkit.caddy"], "utf-8")
    (place / "Caddyfile").write_text(
        f"{{\n admin off\n auto_https off\n}}\nimport {place}/formkit.caddy\n"
        f"http://127.0.0.1:{port} {{\n bind 127.0.0.1\n root * {folder}\n import formkit\n}}\n",
        "utf-8",
    )
    return ["run", "--config", str(place / "Caddyfile"), "--adapter", "caddyfile"]


def apache2(folder: Path, place: Path, port: int) -> list[str]:
    """As on a strict shared host: the site's own .htaccess may set file information, and nothing else."""
    modules = Path("/usr/lib/apache2/modules")
    wanted = ("mpm_event", "authz_core", "dir", "mime", "headers", "alias", "filter", "deflate")
    loaded = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in wanted)
    (place / "httpd.conf").write_text(
        f"{loaded}ServerName localhost\nServerRoot {place}\nPidFile {place}/pid\n"
        f"Mutex file:{place}\nErrorLog {place}/error.log\nListen 127.0.0.1:{port}\nTypesConfig /etc/mime.types\n"
        f"DocumentRoot {folder}\n<Directory {folder}>\nRequire all granted\nAllowOverride FileInfo\n</Directory>\n",
        "utf-8",
    )
    return ["-D", "FOREGROUND", "-f", str(place / "httpd.conf")]


COMMANDS: dict[str, Serve] = {"nginx": nginx, "caddy": caddy, "apache2": apache2}
