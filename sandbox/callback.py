"""Callback API: every event is posted to the servers until they answer `ok`.

Events are begun in their order, several at once; one that is not answered comes again after a
growing pause, with X-Retry-Counter, as VK does it, only faster.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp
import msgspec

from sandbox.faults import Client, Fault, FaultBook
from sandbox.world.callback_servers import Server, Status
from sandbox.world.clock import utc_now
from sandbox.world.events import as_of, digest, kind_of
from sandbox.world.records import Json
from sandbox.world.stage import Stage

POINT = "callback"
AT_ONCE = 16
ANSWERED_WITHIN = aiohttp.ClientTimeout(total=10)
OK, REMOVE = "ok", "remove"
"""What a server answers to an event: it is taken, or the server wants no more of them."""
PATIENT = (410, 429, 503)
"""With these statuses Retry-After is minded."""
LONGEST_ANSWER = 1_000  # bytes worth reading: a code or "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How an event is repeated: seconds of the first and the longest pause, and tries in all."""

    first: float = 0.05
    longest: float = 1.0
    tries: int = 50

    def pause(self, failed: int, wished: float | None) -> float:
        """Tell the seconds until the next try after so many failed ones (at least one)."""
        doubled: float = self.first * 2.0 ** min(failed - 1, 30)
        return min(self.longest, doubled if wished is None else wished)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said, "" for anything but 200; `wished` is its Retry-After."""

    text: str = ""
    wished: float | None = None


@dataclass(slots=True, kw_only=True)
class Postman:
    """Carries the events to one server."""

    server: Server
    stage: Stage
    faults: FaultBook
    http: aiohttp.ClientSession
    patience: Patience
    delivered: int = 0
    failures: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    _bag: deque[bytes] = field(default_factory=deque)
    _under_way: int = 0
    _read: int = 0

    async def run(self) -> None:
        """Confirm the server, then deliver to it, until cancelled."""
        slots = asyncio.Semaphore(AT_ONCE)
        self.stage.queue.watch(self.news.set)
        try:
            async with asyncio.TaskGroup() as group:
                while True:
                    self.news.clear()
                    if self.server.status is Status.UNCONFIGURED:
                        await self._confirm()
                    self._fill()
                    while self._bag and self.server.status is Status.OK:
                        await slots.acquire()
                        self._under_way += 1
                        group.create_task(self._deliver(self._bag.popleft(), slots))
                        self._fill()
                    await self.news.wait()
        finally:
            self.stage.queue.unwatch(self.news.set)

    @property
    def waiting(self) -> int:
        """How many events are neither delivered nor given up."""
        self._fill()
        return len(self._bag) + self._under_way

    @property
    def _client(self) -> Client:
        """Who is posted to, as faults name it: its token, and where it listens."""
        return Client(token=self.stage.token, address=urlsplit(self.server.url).netloc)

    def _fill(self) -> None:
        """Take what happened since the last look, of the types the server wants."""
        queue = self.stage.queue
        start = max(self._read, self.server.since)
        for event in queue.between(start, queue.last):
            if kind_of(event) in self.server.events:
                self._bag.append(as_of(self.server.version, event))
        self._read = queue.last

    async def _confirm(self) -> None:
        """Let the server show that it is the community's."""
        server, group = self.server, self.stage.group_id
        server.status = Status.WAIT
        event = {
            "group_id": group,
            "type": "confirmation",
            "event_id": digest(f"{group} confirmation {server.id}", 20),
            "v": server.version,
        }
        body, code = msgspec.json.encode(event), self.stage.confirmation_code
        confirmed = await self._insist(body, code, FaultBook())
        if server.status is Status.WAIT:  # an edit meanwhile asks for another confirmation
            server.status = Status.OK if confirmed else Status.FAILED

    async def _deliver(self, event: bytes, slots: asyncio.Semaphore) -> None:
        try:
            delivered = await self._insist(event, OK, self.faults)
            self.delivered += delivered
        finally:
            self._under_way -= 1
            slots.release()

    async def _insist(self, event: bytes, wanted: str, faults: FaultBook) -> bool:
        """Post until the answer is as wanted; False: given up."""
        for failed in range(self.patience.tries):
            answer = await self._try(event, failed, faults.take(POINT, self._client))
            if answer.text == wanted:
                return True
            if answer.text == REMOVE and wanted == OK:
                self.stage.callback_servers.forget(self.server.id)
                return False
            self.failures += 1
            await asyncio.sleep(self.patience.pause(failed + 1, answer.wished))
        return False

    async def _try(self, event: bytes, failed: int, fault: Fault | None) -> Answer:
        """Post once, or as the fault due wants it."""
        secret = msgspec.json.encode(self.server.secret)
        body = event[:-1] + b',"secret":' + secret + b"}" if self.server.secret else event
        headers = {"Content-Type": "application/json"}
        if failed:
            headers["X-Retry-Counter"] = str(failed)
        try:
            if fault is not None and fault.drop:
                await post_and_leave(self.server.url, headers, body)
                return Answer()
            times = 1 + (0 if fault is None else fault.duplicate)
            answers = await asyncio.gather(*(self._post(headers, body) for _ in range(times)))
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Answer()
        return answers[0]

    async def _post(self, headers: dict[str, str], body: bytes) -> Answer:
        # Where a bot points to may lie outside this computer, so nobody goes there.
        posting = self.http.post(self.server.url, data=body, headers=headers, allow_redirects=False)
        async with posting as response:
            if response.status == 200:
                return Answer(text=await _read(response.content))
            patient = response.status in PATIENT
            return Answer(wished=_wished(response.headers) if patient else None)


def _wished(headers: Mapping[str, str]) -> float | None:
    """Read Retry-After: seconds, or a moment of real time."""
    text = headers.get("Retry-After", "")
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - utc_now()).total_seconds())


async def _read(content: aiohttp.StreamReader) -> str:
    """Read an answer to its end, in however many pieces it comes."""
    told = b""
    while len(told) < LONGEST_ANSWER and (piece := await content.read(LONGEST_ANSWER - len(told))):
        told += piece
    return told.decode(errors="replace")


async def post_and_leave(url: str, headers: dict[str, str], body: bytes) -> None:
    """Post, and close the connection without waiting for the answer."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 80
    head = {"Host": f"{host}:{port}", **headers, "Content-Length": str(len(body))}
    query = f"?{parts.query}" if parts.query else ""
    lines = [f"POST {parts.path or '/'}{query} HTTP/1.1", *(f"{k}: {v}" for k, v in head.items())]
    _, writer = await asyncio.open_connection(host, port)
    try:
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await writer.drain()
    finally:
        writer.close()
        await writer.wait_closed()


class PostOffice:
    """A postman for every server of the community."""

    def __init__(self, stage: Stage, faults: FaultBook) -> None:
        """Employ nobody yet; `patience` may be set before servers are added."""
        self.patience = Patience()
        self.ordered: int | None = None  # the server /sandbox/callback is about
        self._stage = stage
        self._faults = faults
        self._postmen: dict[int, tuple[Postman, asyncio.Task[None]]] = {}

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[None]:
        """Deliver as long as the block lasts."""
        servers = self._stage.callback_servers
        unlimited = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=unlimited, timeout=ANSWERED_WITHIN) as http:
            servers.changed = lambda: self._look(http)
            self._look(http)
            try:
                yield
            finally:
                servers.changed = lambda: None
                tasks = [task for _, task in self._postmen.values()]
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                self._postmen.clear()

    def shown(self) -> Json:
        """Show how the server of /sandbox/callback is doing; `failures` counts tries."""
        server = self._stage.callback_servers.find(self.ordered)
        if server is None:
            return {"url": None, "delivered": 0, "waiting": 0, "failures": 0}
        postman, _ = self._postmen[server.id]
        return {
            "url": server.url,
            "delivered": postman.delivered,
            "waiting": postman.waiting,
            "failures": postman.failures,
        }

    def _look(self, http: aiohttp.ClientSession) -> None:
        """Employ and dismiss postmen as the servers have changed."""
        servers = {server.id: server for server in self._stage.callback_servers.listed()}
        for number in self._postmen.keys() - servers.keys():
            _, task = self._postmen.pop(number)
            task.cancel()
        for number, server in servers.items():
            if number not in self._postmen:
                postman = Postman(
                    server=server,
                    stage=self._stage,
                    faults=self._faults,
                    http=http,
                    patience=self.patience,
                )
                self._postmen[number] = (postman, asyncio.create_task(postman.run()))
            self._postmen[number][0].news.set()
