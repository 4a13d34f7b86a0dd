"""Address: the URL of a published graph, and what of it may be shown."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import quote, unquote

from kg.errors import UsageError
from kg.text.normal_forms import slug

FORM = "postgresql://USER@HOST/DATABASE?graph=NAME"

_HIDDEN = "***"
_SECRET = {"password", "sslpassword"}
_TOLD = {"host", "hostaddr", "port", "dbname", "user", "service", "sslmode"}

# Narrower than libpq, which takes what a password with a bare @ or / leaves behind for a host,
# and then names it in its messages.
_URL = re.compile(
    r"postgres(?:ql)?://(?:(?P<user>[^:@/?\s]*)(?::(?P<password>[^@/?\s]*))?@)?(?P<hosts>[^@/?\s]*)"
    r"(?:/(?P<database>[^@/?\s]*))?(?:\?(?P<query>[^?\s]*))?"
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a graph is published.

    `uri` is what libpq takes, with any secret in it; `graph` the name of the graph, None where the
    database's only one is meant. `shown` is what may be printed of the `uri`, as is the whole by
    `str`.
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
    def of(cls, text: str) -> Self:
        """Read a URL of libpq's form; `graph=NAME` among its parameters is ours.

        Raises:
            UsageError: it is of no such form. The message holds nothing of it.
        """
        found = _URL.fullmatch(text)
        if found is None:
            raise UsageError(
                f"that is no address of a graph in PostgreSQL; write {FORM}, and what is not a"
                " letter or digit in a user or password as %40 for @ (or keep the password in"
                " PGPASSWORD or ~/.pgpass)"
            )
        user, hosts, database = found["user"], found["hosts"], found["database"]
        graph: str | None = None
        kept: list[str] = []
        secrets = {found["password"], os.environ.get("PGPASSWORD")}
        for part in filter(None, (found["query"] or "").split("&")):
            key, equals, value = part.partition("=")
            if not equals:
                raise UsageError(f"a parameter of the address has no value; write {FORM}")
            if key == "graph":
                graph = slug(unquote(value)) if value else None
                continue
            kept.append(part)
            if key in _SECRET:
                secrets.add(value)
        uri = text.partition("?")[0] + (f"?{'&'.join(kept)}" if kept else "")
        told = [part for part in kept if part.partition("=")[0] in _TOLD]
        shown = "postgresql://" + (f"{user}@" if user else "") + hosts
        shown += f"/{database}" if database is not None else ""
        shown += f"?{'&'.join(told)}" if told else ""
        known = {form for one in secrets if one for form in (one, unquote(one))}
        return cls(uri, graph, shown, frozenset(known))

    def without_secrets(self, text: str) -> str:
        """A text with every secret of this address taken out of it."""
        for secret in sorted(self.secrets, key=len, reverse=True):
            text = text.replace(secret, _HIDDEN)
        return text
