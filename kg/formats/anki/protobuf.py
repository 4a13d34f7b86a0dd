"""Protocol Buffers' wire format, as far as packages of Anki need it.

Source: the encoding of Protocol Buffers, https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

from collections.abc import Iterator


def read_fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a message: (number, value), in its order.

    A varint comes as an int; text, bytes and messages within come as bytes, and so do fixed-width
    numbers.

    Raises:
        ValueError: the bytes are no message.

    >>> list(read_fields(bytes([8, 150, 1, 18, 2, 104, 105])))
    [(1, 150), (2, b'hi')]
    """
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        number, form = tag >> 3, tag & 7
        if number == 0:
            raise ValueError("a field without a number")
        if form == 0:
            value, at = _varint(message, at)
            yield number, value
            continue
        if form == 2:
            size, at = _varint(message, at)
        elif form in (1, 5):
            size = 8 if form == 1 else 4
        else:
            raise ValueError(f"a field of the unknown form {form}")
        if at + size > len(message):
            raise ValueError("a field that ends beyond its message")
        yield number, message[at : at + size]
        at += size


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(message):
            break
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise ValueError("a number that does not end")
