"""What is said of a database that cannot be opened, read or written."""

from collections.abc import Callable
from typing import Any

from storage.db.errors import (
    LEAST_SERVER,
    BadDatabaseOption,
    BadDatabaseUrl,
    ConnectionLost,
    CopyFailed,
    DatabaseGone,
    DatabaseInUse,
    DatabaseMissing,
    DatabaseNotEmpty,
    DatabaseTooNew,
    DatabaseTooOld,
    DatabaseUnreachable,
    DiskFull,
    FolderMissing,
    Interrupted,
    NoRights,
    NoSchema,
    NoSuchDatabase,
    NotACopy,
    NotADatabase,
    NotAllCarried,
    RoleRefused,
    ServerAway,
    ServerTooOld,
    SharedConnections,
    StorageError,
    TlsRefused,
    WrongEncoding,
)


def sentence(error: StorageError) -> str:
    """Word what storage refuses."""
    return next(say(error) for kind, say in _SENTENCES if isinstance(error, kind))


FINE = "База данных снова записывается, служба продолжает."


def _no_database(place: str) -> str:
    """There is no database, and nobody asked for a new one."""
    if _on_server(place):
        return (
            f"В базе данных {place} ещё ничего нет. Проверьте имя базы в настройке database.url. "
            "Таблицы создаст zvonok init."
        )
    return (
        f"Базы данных {place} нет. Если она должна быть, проверьте настройку database.url и папку, "
        "из которой запущена команда, или верните файл из копии. Новую базу создаст zvonok init."
    )


def _not_a_database(place: str) -> str:
    return (
        f"Файл базы данных {place} повреждён или не является базой SQLite. Данные не изменены. "
        "Укажите другой файл в настройке database.url или восстановите его из копии."
    )


def _too_new(place: str, revision: str) -> str:
    return (
        f"База данных {place} создана более новой версией программы (ревизия {revision}). "
        "Обновите программу; база не изменена."
    )


def _too_old(place: str, revision: str) -> str:
    return (
        f"База данных {place} создана прежней версией программы (ревизия {revision}). Запустите "
        f"службу (zvonok run) или выполните zvonok apply: база будет обновлена{_kept(place)}. "
        "Эта команда её не меняет."
    )


def _kept(place: str) -> str:
    return "" if _on_server(place) else ", копия останется рядом"


def _on_server(place: str) -> bool:
    return place.startswith("postgresql:")


def _not_empty(place: str) -> str:
    return (
        f"База {place} не пуста, и ничего в ней не изменено. Укажите новый файл или новую базу "
        "(createdb); таблицы создаст сама команда."
    )


def _in_use(place: str, machines: str) -> str:
    return (
        f"С базой {place} работает служба ({machines}). Остановите её (systemctl stop zvonok) и "
        "повторите; ничего не изменено."
    )


def _not_a_copy(place: str, kind: str) -> str:
    if kind:
        return (
            f"Файл {place} сделан программой {kind}: его возвращает pg_restore на сервере. "
            "Ничего не изменено."
        )
    return f"Файл {place} не является копией базы «Звонка». Ничего не изменено."


def _copy_failed(place: str, target: str) -> str:
    return (
        f"Перед обновлением базы {place} нужна её копия, а файл {target} не записывается. База не "
        "изменена. Освободите место или запустите программу из папки, в которую можно писать."
    )


def _not_all(place: str, table: str) -> str:
    return (
        f"В базу {place} перенеслись не все строки таблицы {table}; перенос отменён, обе базы "
        "остались как были. Проверьте исходную базу и диск и повторите."
    )


def _gone(place: str) -> str:
    return (
        f"Файл базы данных {place} удалён или заменён во время работы. Служба остановлена, чтобы "
        "не писать в удалённый файл. Верните файл базы или его копию и запустите службу снова."
    )


def _disk_full(place: str, reason: str) -> str:
    return (
        f"В базу данных {place} не удаётся записать: на диске нет места, исчерпана квота или диск "
        f"неисправен ({reason}). Освободите место: служба ждёт и продолжит сама, VK пока хранит "
        "события."
    )


def _unreachable(place: str, reason: str) -> str:
    return (
        f"База данных {place} не открывается: {reason}. Проверьте, что папка существует, "
        "доступна для записи и на диске есть место."
    )


def _server_away(place: str, code: str) -> str:
    return (
        f"Сервер базы данных {place} не отвечает{_code(code)}. Проверьте, что PostgreSQL запущен и "
        "принимает соединения с этого компьютера, и адрес в настройке database.url."
    )


def _tls_refused(place: str) -> str:
    return (
        f"С сервером базы данных {place} не удалось договориться о шифровании: сервер его не "
        "поддерживает или его сертификату нельзя верить. Проверьте sslmode и sslrootcert в адресе "
        "(настройка database.url) и настройку ssl на сервере."
    )


def _role_refused(place: str, code: str) -> str:
    return (
        f"Сервер базы данных {place} не впускает: нет такой роли, не подходит пароль или вход с "
        f"этого компьютера не разрешён{_code(code)}. Проверьте имя и пароль в настройке "
        "database.url и файл pg_hba.conf на сервере."
    )


def _no_such_database(place: str) -> str:
    return (
        f"На сервере нет базы данных {place}. Проверьте имя в настройке database.url или создайте "
        "базу: createdb --encoding=UTF8 --template=template0 --owner=РОЛЬ ИМЯ."
    )


def _no_rights(place: str) -> str:
    return (
        f"Роли не хватает прав в базе данных {place}: сервер отказал. Сделайте роль владельцем "
        "базы (ALTER DATABASE ИМЯ OWNER TO РОЛЬ) и таблиц программы."
    )


def _no_schema(place: str) -> str:
    return (
        f"В базе данных {place} нет схемы, в которой роль может создать таблицы. Создайте её "
        "(CREATE SCHEMA ИМЯ AUTHORIZATION РОЛЬ) и назовите роли: ALTER ROLE РОЛЬ SET search_path "
        "TO ИМЯ."
    )


def _shared(place: str) -> str:
    return (
        f"Между программой и сервером базы данных {place} стоит посредник (PgBouncer или "
        "подобный), который даёт каждой транзакции другое соединение. Так служба не узнает, чьи "
        "задания заняты, и не запускается. Укажите в настройке database.url адрес самого сервера "
        "или включите для этой базы pool_mode = session."
    )


def _server_old(place: str, version: str) -> str:
    return (
        f"Сервер базы данных {place} слишком старый: PostgreSQL {version}, а нужен не ниже "
        f"{LEAST_SERVER}. Обновите сервер; ничего не изменено."
    )


def _lost(place: str, code: str) -> str:
    return (
        f"Соединение с сервером базы данных {place} прервалось{_code(code)}. Начатое отменено "
        "целиком и будет повторено; служба ждёт сервер и продолжит сама, VK пока хранит события."
    )


def _interrupted(place: str, code: str) -> str:
    return (
        f"Сервер базы данных {place} прервал работу или не начал её{_code(code)}: "
        f"{_CODES.get(code, 'причину подскажет его журнал')}. Начатое отменено целиком; служба "
        "повторит его сама."
    )


def _code(code: str) -> str:
    return f" (код {code})" if code else ""


_CODES = {
    "25006": "он сейчас только для чтения",
    "25P03": "служба слишком долго молчала, не закончив запись",
    "40001": "две записи помешали друг другу",
    "40P01": "две записи ждали друг друга",
    "53200": "не хватило памяти",
    "53300": "заняты все соединения, увеличьте max_connections",
    "55P03": "другой процесс пишет дольше минуты",
    "57014": "запрос остановлен администратором или по времени",
}


def _wrong_encoding(place: str, encoding: str) -> str:
    return (
        f"База данных {place} в кодировке {encoding}, русских имён в ней не сохранить. Создайте "
        "базу в UTF8: createdb --encoding=UTF8 --template=template0 --owner=РОЛЬ ИМЯ."
    )


def _no_folder(place: str) -> str:
    return (
        f"База данных {place} не открывается: такой папки нет. Создайте папку или исправьте "
        "настройку database.url."
    )


def _bad_option(error: BadDatabaseOption) -> str:
    if error.detail == "sslmode" and str(error.value).startswith("verify"):
        return (
            f"В адресе базы данных {error.place} параметр sslmode требует проверить сертификат "
            "сервера, а проверять его не по чему. Укажите параметром sslrootcert файл с корневым "
            "сертификатом (настройка database.url)."
        )
    if error.value is not None:
        return (
            f"В адресе базы данных {error.place} не подходит параметр {error.detail}: "
            f"«{error.value}». Исправьте настройку database.url."
        )
    return (
        f"В адресе базы данных {error.place} неизвестный параметр «{error.detail}». Уберите его из "
        "настройки database.url; для SQLite параметров нет, для PostgreSQL это те же, что у psql "
        "(sslmode, sslrootcert, connect_timeout и другие)."
    )


def _bad_url(place: str) -> str:
    return (
        f"Адрес базы данных «{place}» не подходит. Нужен вид sqlite:///файл.db или "
        "postgresql://имя@сервер/база (настройка database.url)."
    )


_SENTENCES: tuple[tuple[type[StorageError], Callable[[Any], str]], ...] = (
    (NotADatabase, lambda error: _not_a_database(error.place)),
    (DatabaseTooNew, lambda error: _too_new(error.place, error.detail)),
    (DatabaseTooOld, lambda error: _too_old(error.place, error.detail)),
    (DatabaseMissing, lambda error: _no_database(error.place)),
    (DatabaseNotEmpty, lambda error: _not_empty(error.place)),
    (DatabaseInUse, lambda error: _in_use(error.place, error.detail)),
    (NotACopy, lambda error: _not_a_copy(error.place, error.detail)),
    (CopyFailed, lambda error: _copy_failed(error.place, error.detail)),
    (NotAllCarried, lambda error: _not_all(error.place, error.detail)),
    (DatabaseGone, lambda error: _gone(error.place)),
    (DiskFull, lambda error: _disk_full(error.place, error.detail)),
    (ServerAway, lambda error: _server_away(error.place, error.detail)),
    (TlsRefused, lambda error: _tls_refused(error.place)),
    (RoleRefused, lambda error: _role_refused(error.place, error.detail)),
    (NoSuchDatabase, lambda error: _no_such_database(error.place)),
    (NoRights, lambda error: _no_rights(error.place)),
    (NoSchema, lambda error: _no_schema(error.place)),
    (SharedConnections, lambda error: _shared(error.place)),
    (ConnectionLost, lambda error: _lost(error.place, error.detail)),
    (Interrupted, lambda error: _interrupted(error.place, error.detail)),
    (ServerTooOld, lambda error: _server_old(error.place, error.detail)),
    (WrongEncoding, lambda error: _wrong_encoding(error.place, error.detail)),
    (FolderMissing, lambda error: _no_folder(error.place)),
    (BadDatabaseOption, _bad_option),
    (BadDatabaseUrl, lambda error: _bad_url(error.place)),
    (DatabaseUnreachable, lambda error: _unreachable(error.place, error.detail)),
)
"""What is more special stands before what it is a kind of."""
