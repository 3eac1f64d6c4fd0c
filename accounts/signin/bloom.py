"""A Bloom filter in a file: tells of a million passwords in two megabytes which are on the list.

It never misses one that is, and takes one of a thousand for one that is not. What is kept are bits,
from which no password can be read. The file is mapped, so that all processes share its memory.
"""

import hashlib
import math
import mmap
import struct
from collections.abc import Iterator
from pathlib import Path

MAGIC = b"KBLM1\n"
HEAD = struct.Struct("<6sQH")  # magic, bits, probes
WRONG = 0.001


class Bloom:
    """Made by `create`, opened by `open`; knows passwords by their SHA-1, as published lists do."""

    def __init__(self, data: bytearray | mmap.mmap, bits: int, probes: int) -> None:
        """Keep what was read or made."""
        self._data, self._bits, self._probes = data, bits, probes

    @classmethod
    def create(cls, count: int) -> "Bloom":
        """Return an empty one for so many passwords."""
        bits = max(1024, math.ceil(-max(count, 1) * math.log(WRONG) / math.log(2) ** 2))
        return cls(bytearray(HEAD.size + (bits + 7) // 8), bits, round(-math.log2(WRONG)))

    @classmethod
    def open(cls, path: Path) -> "Bloom":
        """Map a file.

        Raises:
            ValueError: It is not one of ours, or it was cut off.
        """
        with path.open("rb") as file:
            head = file.read(HEAD.size)
            if len(head) < HEAD.size or not head.startswith(MAGIC):
                raise ValueError(f"{path} is no list of leaked passwords.")
            _magic, bits, probes = HEAD.unpack(head)
            if path.stat().st_size != HEAD.size + (bits + 7) // 8 or not 0 < probes < 64:
                raise ValueError(f"{path} is not whole.")
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), bits, probes)

    def save(self, path: Path) -> None:
        """Write the file, and put it in its place at once."""
        HEAD.pack_into(self._data, 0, MAGIC, self._bits, self._probes)
        part = path.with_suffix(".part")
        part.write_bytes(self._data)
        part.replace(path)

    def add(self, password: str) -> None:
        """Add a password."""
        self.add_digest(_digest(password))

    def add_digest(self, sha1: bytes) -> None:
        """Add the SHA-1 of a password."""
        for place, bit in self._places(sha1):
            self._data[place] |= bit

    def __contains__(self, password: str) -> bool:
        """Tell whether a password is on the list."""
        return all(self._data[place] & bit for place, bit in self._places(_digest(password)))

    def _places(self, sha1: bytes) -> Iterator[tuple[int, int]]:
        first, second = struct.unpack("<QQ", sha1[:16])
        for number in range(self._probes):
            at = (first + number * (second | 1)) % self._bits
            yield HEAD.size + (at >> 3), 1 << (at & 7)


def _digest(password: str) -> bytes:
    return hashlib.sha1(password.encode("utf-8", "replace"), usedforsecurity=False).digest()
