"""Users who read pages: each waits for an answer, thinks, and asks again. Their own cookies.

`wrk` asks as fast as it is answered, with one cookie for all; people do neither.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.clock import percentile
from benchmarks.load import PORT


@dataclass(frozen=True)
class Answers:
    """What users waited, in milliseconds; `failed` are answers that were no 200."""

    took: list[float]
    failed: int
    seconds: float

    @property
    def p50(self) -> float:
        """Return the median."""
        return percentile(self.took, 0.5)

    @property
    def p95(self) -> float:
        """Return what 95 of 100 waited at most."""
        return percentile(self.took, 0.95)

    @property
    def rate(self) -> float:
        """Return answers a second."""
        return len(self.took) / self.seconds


def read(path: str, cookies: Sequence[str], *, seconds: float, thinks: float) -> Answers:
    """Let one user for each cookie read an address for some seconds.

    Args:
        path: The address.
        cookies: Values of the `Cookie` header.
        seconds: How long.
        thinks: Mean seconds between an answer and the next question; 0 for none.
    """
    return asyncio.run(_all(path, cookies, seconds, thinks))


async def _all(path: str, cookies: Sequence[str], seconds: float, thinks: float) -> Answers:
    took: list[float] = []
    failed = 0
    began = time.perf_counter()

    async def one(cookie: str, chance: random.Random) -> None:
        nonlocal failed
        await asyncio.sleep(chance.uniform(0, thinks))
        while time.perf_counter() - began < seconds:
            asked = time.perf_counter()
            status = await _ask(path, cookie)
            took.append((time.perf_counter() - asked) * 1000)
            failed += status != 200
            if thinks:
                await asyncio.sleep(chance.expovariate(1 / thinks))

    await asyncio.gather(
        *(one(cookie, random.Random(place)) for place, cookie in enumerate(cookies))  # noqa: S311
    )
    return Answers(took, failed, time.perf_counter() - began)


async def _ask(path: str, cookie: str) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nCookie: {cookie}\r\n"
        "Accept-Language: tr\r\nConnection: close\r\n\r\n".encode()
    )
    body = await reader.read(-1)
    writer.close()
    return int(body[9:12]) if body[:5] == b"HTTP/" else 0
