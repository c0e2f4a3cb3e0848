"""What ``service`` says: the service as a part of a machine."""

HELP_SHOW = "Показать файл systemd, ничего не меняя."
HELP_INSTALL = "Записать файл systemd и запустить службу, теперь и при включении компьютера."
HELP_UNINSTALL = "Остановить службу и удалить файл systemd; база и настройки остаются."

OPTION_USER = "Служба пользователя, который выполняет команду, а не всего компьютера."
OPTION_DRY_RUN = "Только показать, что будет сделано."
OPTION_ACCOUNT = "Учётная запись, от имени которой работает служба."
OPTION_FORCE = "Заменить файл, даже если его написали не этой командой."

DRY = "Ничего не сделано."
UNINSTALLED = "Служба остановлена и удалена из systemd. База, настройки и копии не тронуты."
NO_SYSTEMD = "Программы systemctl нет: на этом компьютере служба systemd не запустится."
NOT_ROOT = "Нужны права root: sudo zvonok service install. Служба пользователя — с --user."


def of_file(path: str) -> str:
    """Where it would lie."""
    return f"# Файл {path}:"


def writes(path: str) -> str:
    """A file is written."""
    return f"Файл {path}"


def deletes(path: str) -> str:
    """A file is deleted."""
    return f"Удалить {path}"


def runs(call: str) -> str:
    """A command is run."""
    return f"Команда {call}"


def installed(name: str, *, user: bool) -> str:
    """It runs."""
    more = " --user" if user else ""
    always = " Чтобы она работала и без входа в систему: loginctl enable-linger." if user else ""
    return (
        f"Служба {name} запускается. Её состояние: systemctl{more} status {name}, журнал: "
        f"journalctl{more} -u {name}.{always}"
    )


def somebody_s(path: str) -> str:
    """The file was written by somebody else."""
    return (
        f"Файл {path} написан не этой командой и не изменён. Сравните его с zvonok service show; "
        "заменить — --force."
    )


def not_installed(path: str) -> str:
    """There is no such unit."""
    return f"Файла {path} нет: служба не установлена."


def no_program(path: str) -> str:
    """The program is not where it should be."""
    return f"Программы {path} нет. Выполните команду из окружения, в котором установлен «Звонок»."


def no_account(account: str) -> str:
    """There is no such account."""
    return (
        f"Учётной записи {account} нет. Создайте её: useradd --system --home-dir /var/lib/zvonok "
        f"{account}, или назовите другую: --account."
    )


def not_written(path: str) -> str:
    """The unit cannot be written."""
    return f"Файл {path} не записывается. Проверьте папку и права."


def failed(call: str, status: int) -> str:
    """A command failed; it has said why."""
    return f"Команда {call} закончилась с кодом {status}; дальше ничего не сделано."
