"""Decode Protocol Buffers messages, as far as Anki packages need it.

Source: the Protocol Buffers encoding, https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _FIXED64, _LENGTH_DELIMITED, _FIXED32 = 0, 1, 2, 5
"""Wire types: how the value of a field is encoded."""

_MAX_VARINT_BITS = 70
"""Bits of a number: ten bytes with seven bits each; a longer number is refused."""


def read_fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield the fields of a message as (field number, value), in the message's order.

    A varint is an int. Everything else is bytes: text, nested messages and fixed-width numbers.

    Raises:
        ValueError: the bytes are not a message.

    >>> list(read_fields(bytes([8, 150, 1, 18, 2, 104, 105])))
    [(1, 150), (2, b'hi')]
    """
    position = 0
    while position < len(message):
        tag, position = _read_varint(message, position)
        number, wire_type = tag >> 3, tag & 7
        if number == 0:
            raise ValueError("a field without a number")
        if wire_type == _VARINT:
            value, position = _read_varint(message, position)
            yield number, value
            continue
        if wire_type == _LENGTH_DELIMITED:
            size, position = _read_varint(message, position)
        elif wire_type in (_FIXED64, _FIXED32):
            size = 8 if wire_type == _FIXED64 else 4
        else:
            raise ValueError(f"a field of the unknown wire type {wire_type}")
        if position + size > len(message):
            raise ValueError("a field that ends beyond its message")
        yield number, message[position : position + size]
        position += size


def _read_varint(message: bytes, position: int) -> tuple[int, int]:
    """Return the number encoded at a position, and the position behind it."""
    value = 0
    for shift in range(0, _MAX_VARINT_BITS, 7):
        if position >= len(message):
            break
        byte = message[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
    raise ValueError("a number that does not end")
