"""What was destroyed is nowhere on the disk, while the service runs in a process of its own.

Twenty markers go the ways that people's words, names and numbers go; then the week is closed by
another process, an account erased, everything answered. All files of the database are searched.
"""

import base64
import contextlib
import sqlite3
from contextlib import ExitStack
from pathlib import Path

from tests.cast import ADMIN, DEPUTY, NAMES, ROSTER
from tests.commands import CONFIG, Control, control_of, end, run, start, until

ERASED, STRANGER, ANOTHER = 1_987_654_321, 1_912_345_678, 1_876_543_219
PUPIL = 1_734_567_891
OUTSIDE = 1_965_432_187
MONDAY, NEXT_MONDAY = "2026-11-16T09:00:00+05:00", "2026-11-23T09:05:00+05:00"

WORDS = (
    "вопрос-про-отпуск-7731",
    "слова-незнакомца-7732",
    "команда-в-чате-7733",
    "Маркерова Зинаида Львовна",
    "Файлова Ефросинья Кузьминична",
    "текст-объявления-7734",
    "второе-объявление-7735",
    "черновик-7736",
    "слова-стёртого-7737",
)


def traces(folder: Path) -> bytes:
    """All that lies beside the database, and the database."""
    return b"".join(
        path.read_bytes() for path in sorted(folder.glob("zvonok.db*")) if path.is_file()
    )


def read(folder: Path, query: str) -> list[tuple[object, ...]]:
    with contextlib.closing(
        sqlite3.connect(f"file:{folder / 'zvonok.db'}?mode=ro", uri=True)
    ) as connection:
        return connection.execute(query).fetchall()


def number(value: int, size: int) -> bytes:
    """A number as SQLite writes it."""
    return value.to_bytes(size, "big", signed=True)


def a_town(control: Control) -> int:
    """The cast with accounts of many digits, and a chat of the staff with strangers in it."""
    control("clock", now=MONDAY)
    for person in (ADMIN, DEPUTY):
        first, last = NAMES[person]
        control("people", first_name=first, last_name=last, id=person)
    for person in (ERASED, STRANGER, ANOTHER, PUPIL, OUTSIDE):
        control("people", first_name="Имя", last_name="Фамилия", id=person)
    members = [ADMIN, DEPUTY, ERASED, STRANGER, ANOTHER, PUPIL]
    return int(control("chats", title="Педсовет", owner=STRANGER, members=members)["chat"])


def answered(control: Control, person: int, before: int) -> bool:
    return len(control(f"messages?dm={person}")) > before


def dm(control: Control, person: int, text: str, **more: object) -> None:
    """Write to the bot and wait for its answer."""
    before = len(control(f"messages?dm={person}")) + 1
    control("say", from_=person, dm=True, text=text, **more)
    until(lambda: answered(control, person, before), 60)


def press(control: Control, person: int, label: str) -> None:
    control("press", from_=person, dm=True, label=label)


def test_what_was_destroyed_is_in_no_file_while_the_service_runs(tmp_path: Path):
    with ExitStack() as stack:
        (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
        roster = ROSTER.replace("104", str(ERASED))
        (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
        _, line = start(stack, tmp_path, "sandbox", "--empty")
        url = line.removeprefix("sandbox: ")
        control = control_of(url)
        where = {
            "ZVONOK_VK__API_URL": f"{url}/method/",
            "ZVONOK_VK__TOKEN": control("state")["token"],
        }
        chat = a_town(control)
        run(tmp_path, "init", **where)
        run(tmp_path, "roster", "import", "--yes", "--unit", "school-12", "roster.csv", **where)
        service, _ = start(stack, tmp_path, "run", **where)
        control(f"chats/{chat}/bot", by=STRANGER, access="admin")
        control(f"chats/{chat}/bot", by=ADMIN, access="absent")
        control(f"chats/{chat}/bot", by=ADMIN, access="admin")
        until(lambda: read(tmp_path, "SELECT 1 FROM chats WHERE unit IS NOT NULL"))

        for person, count in ((ERASED, 3), (STRANGER, 4), (ANOTHER, 2), (PUPIL, 5)):
            for index in range(count):
                control("say", from_=person, chat=chat, text=f"Сообщение {index}")
        control("calls", chat=chat, from_=PUPIL, participants=[PUPIL, ERASED], seconds=60)
        until(lambda: read(tmp_path, "SELECT 1 FROM tallies WHERE author < 0 AND messages = 5"))
        [[key]] = read(tmp_path, "SELECT key FROM weekly_keys")
        pseudonyms = [row[0] for row in read(tmp_path, "SELECT author FROM tallies")]

        dm(control, ADMIN, "начать")
        dm(control, STRANGER, WORDS[1])
        control("say", from_=ADMIN, chat=chat, text=f"/{WORDS[2]}")
        rows = f"ФИО;Должность;Роль;VK\n{WORDS[3]};Повар;;{OUTSIDE}\n{WORDS[4]};Повар;;\n"
        body = base64.b64encode(rows.encode()).decode()
        dm(control, ADMIN, "", file={"name": "список.csv", "base64": body})
        dm(control, ADMIN, "отмена")
        for text in WORDS[5:7]:
            dm(control, ADMIN, "объявление")
            press(control, ADMIN, "Все чаты")
            dm(control, ADMIN, text)
            dm(control, ADMIN, "да")
        dm(control, ADMIN, "объявление")
        press(control, ADMIN, "Все чаты")
        dm(control, ADMIN, WORDS[7])
        dm(control, ADMIN, "отмена")
        dm(control, ERASED, "вопрос администратору")
        dm(control, ERASED, WORDS[0])
        dm(control, ERASED, WORDS[8])
        dm(control, ERASED, "удалить мои данные")
        press(control, ERASED, "Удалить")
        until(lambda: read(tmp_path, "SELECT 1 FROM erased"), 60)
        run(tmp_path, "tick", "--now", NEXT_MONDAY, "--deliver", **where)

        markers = {
            "the key": key,
            **{f"pseudonym {each}": number(each, 6) for each in pseudonyms if each < 0},
            **{word: word.encode() for word in WORDS},
            **{f"{word} in JSON": word.encode("ascii", "backslashreplace") for word in WORDS},
            "erased, in a column": number(ERASED, 4),
            "erased, in a text": str(ERASED).encode(),
            "erased, his dialog": number(-ERASED, 4),
            "the pupil": number(PUPIL, 4),
            "of the file": number(OUTSIDE, 4),
            "a stranger who wrote in chats": number(ANOTHER, 4),
            "owner of the chat": b"owner_id",
        }
        assert len(markers) > 20

        def found() -> list[str]:
            lying = traces(tmp_path)
            return [name for name, marker in markers.items() if marker in lying]

        with contextlib.suppress(AssertionError):
            until(lambda: not found(), 90)
        assert found() == []
        assert service.poll() is None
        run(tmp_path, "backup", "copy.db", **where)
        copied = (tmp_path / "copy.db").read_bytes()
        assert [name for name, marker in markers.items() if marker in copied] == []
        end(service)
