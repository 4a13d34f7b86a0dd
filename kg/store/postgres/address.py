"""Address: the URL of a published graph, which is shown without its passwords."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import quote, unquote

from kg.errors import UsageError
from kg.text.normal_forms import slug

ADDRESS_FORM = "postgresql://USER@HOST/DATABASE?graph=NAME"
"""An address as messages show it."""

_REDACTED = "***"
_SECRET_PARAMETERS = {"password", "sslpassword"}
_SHOWN_PARAMETERS = {"host", "hostaddr", "port", "dbname", "user", "service", "sslmode"}

# Stricter than libpq, which takes what follows an unescaped @ or / in a password for the host, and
# then shows it in its messages.
_HOST = re.compile(r"(?:\[[:.%\w]*\]|[\w.~*-]*|[/@][^:\0]*|[0-9A-Fa-f:]+)(?::\d{0,5})?")
_MAX_HOST_CHARS, _MAX_LABEL_CHARS = 253, 63

_URL = re.compile(
    r"postgres(?:ql)?://(?:(?P<user>[^:@/?\s]*)(?::(?P<password>[^@/?\s]*))?@)?(?P<hosts>[^@/?\s]*)"
    r"(?:/(?P<database>[^@/?\s]*))?(?:\?(?P<query>[^?\s]*))?"
)


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a published graph.

    `uri` is for libpq and may hold secrets. `graph` is the name of the graph, or None for the only
    graph of the database. `shown` is the part of `uri` that may be printed; `str` adds the graph.
    `secrets` are texts to keep out of messages.
    """

    uri: str = field(repr=False)
    graph: str | None
    shown: str
    secrets: frozenset[str] = field(repr=False)

    def __str__(self) -> str:
        if self.graph is None:
            return self.shown
        return f"{self.shown}{'&' if '?' in self.shown else '?'}graph={quote(self.graph)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse a URL as libpq takes it, with a further parameter graph=NAME.

        Raises:
            UsageError: the text is no such URL. The message repeats no part of it.
        """
        found = _URL.fullmatch(text)
        if found is None:
            raise UsageError(
                f"not an address of a graph in PostgreSQL; write {ADDRESS_FORM}, with special"
                " characters in a user or password escaped, such as %40 for @ (or keep the"
                " password in PGPASSWORD or ~/.pgpass)"
            )
        user, hosts, database = found["user"], found["hosts"], found["database"]
        _check_hosts(hosts)
        graph: str | None = None
        for_libpq: list[str] = []
        secrets = {found["password"], os.environ.get("PGPASSWORD")}
        for part in filter(None, (found["query"] or "").split("&")):
            key, equals, value = part.partition("=")
            if not equals:
                raise UsageError(f"a parameter of the address has no value; write {ADDRESS_FORM}")
            if key == "graph":
                graph = slug(unquote(value)) if value else None
                continue
            if key in ("host", "port"):
                _check_hosts(value if key == "host" else f":{value}")
            for_libpq.append(part)
            if key in _SECRET_PARAMETERS:
                secrets.add(value)
        uri = text.partition("?")[0] + (f"?{'&'.join(for_libpq)}" if for_libpq else "")
        parameters = [p for p in for_libpq if _may_be_shown(p)]
        shown = "postgresql://" + (f"{user}@" if user else "") + hosts
        shown += f"/{database}" if database is not None else ""
        shown += f"?{'&'.join(parameters)}" if parameters else ""
        spellings = {form for one in secrets if one for form in (one, unquote(one))}
        return cls(uri, graph, shown, frozenset(spellings))

    def without_secrets(self, text: str) -> str:
        """Return a text with *** in place of every secret of this address."""
        for secret in sorted(self.secrets, key=len, reverse=True):
            text = text.replace(secret, _REDACTED)
        return text


def _check_hosts(hosts: str) -> None:
    """Check that each part of a list of hosts, with or without ports, can be a host.

    Raises:
        UsageError: one can't. The message omits it, as it may be a password in the wrong place.
    """
    if not all(map(_can_be_host, unquote(hosts).split(","))):
        raise UsageError(
            "the host or port in the address can't be one: a host is a name, an IP address, or a"
            f" folder with %2F for each slash; write {ADDRESS_FORM}"
        )


def _can_be_host(host: str) -> bool:
    if _HOST.fullmatch(host) is None:
        return False
    name = "" if host[:1] in ("/", "[", "@") else host.partition(":")[0].removesuffix(".")
    labels = name.split(".") if name else []
    return len(name) <= _MAX_HOST_CHARS and all(0 < len(x) <= _MAX_LABEL_CHARS for x in labels)


def _may_be_shown(parameter: str) -> bool:
    """Return True for a parameter that neither is nor holds a secret, such as a nested address."""
    key, _, value = parameter.partition("=")
    return key in _SHOWN_PARAMETERS and "@" not in unquote(value) and "=" not in unquote(value)
