"""Graphs in PostgreSQL: published by one, read by many; see `layout` for what is there."""

from kg.store.postgres.address import Address, is_address

__all__ = ["Address", "is_address"]
