"""How a config differs from the database, told to the operator: units by id, people by number."""

from bot.words.vocabulary import vocabulary_of
from storage.people.configured import Changed, Difference

OPTION_DRY_RUN = "Только показать, что изменится."

NOTHING = "База уже соответствует файлу настроек, менять нечего."
UNCHANGED = "Ничего не изменено."
APPLIED = (
    "Записано. Работающая служба узнает о новых и изменённых организациях после zvonok reload."
)
SAME_AGAIN = "База снова настроена по тому же config.toml, с которым работает эта служба."
CHANGED = "Изменено:"
WILL_CHANGE = "Изменится:"
CHANGES = "Настройки отличаются от базы, база меняется так:"

SHOWN = 10  # units in a line
_WHAT = {"vacations": "каникулы", "subscriptions": "наблюдение"}


def lines(difference: Difference) -> list[str]:
    """Say what writing the config would change, a line a matter."""
    said = [
        _listed("новые организации", difference.new),
        _listed("исчезли из настроек, данные остаются", difference.gone),
        _listed("изменены название, вид, пояс, приказ или подчинение", difference.changed),
        *map(_inside, difference.inside),
    ]
    if difference.rest:
        said.append("изменилось содержание приказов или сроки хранения")
    return [line for line in said if line]


def _listed(title: str, units: tuple[str, ...]) -> str:
    if not units:
        return ""
    more = f" и ещё {len(units) - SHOWN}" if len(units) > SHOWN else ""
    return f"{title} ({len(units)}): {', '.join(units[:SHOWN])}{more}"


def _inside(change: Changed) -> str:
    offices = vocabulary_of((change.kind,)).offices
    named = {office.value: f"доступ «{word}»" for office, word in offices.items()} | _WHAT
    return f"{change.unit}, {named[change.what]}: добавляется {change.new}, снимается {change.gone}"


def differs(difference: Difference, place: str) -> str:
    """Warn whoever only looks, or changes something else, that the config is not the database's."""
    counts = (
        (len(difference.new), "новые организации"),
        (len(difference.gone), "исчезнувшие организации"),
        (len(difference.changed), "изменённые организации"),
        (sum(each.new for each in difference.inside), "новые доступы и каникулы"),
        (sum(each.gone for each in difference.inside), "снятые доступы и каникулы"),
    )
    said = [f"{word} — {count}" for count, word in counts if count]
    if difference.rest:
        said.append("изменились приказы или сроки хранения")
    return (
        f"База настроена по другому config.toml. Отличия файла {place}: {'; '.join(said)}. "
        "База не изменена. Подробно: zvonok apply --dry-run, записать: zvonok apply."
    )


def not_applied(unit: str) -> str:
    """A unit stands in the config and not in the database."""
    return (
        f"Организация «{unit}» есть в файле настроек, но ещё не записана в базу. Выполните "
        "zvonok apply или перезапустите службу."
    )


def other_config(difference: Difference) -> str:
    """The running service finds that somebody else configured its database."""
    return (
        "База настроена по другому config.toml, не по тому, с которым работает эта служба: "
        f"{'; '.join(lines(difference))}. Сверьте файлы настроек и перезапустите службу."
    )


def other_community(theirs: int, ours: int) -> str:
    """The database is another community's."""
    return (
        f"В базе данных (database.url) работа сообщества {theirs}, а эти настройки — сообщества "
        f"{ours}. Номера чатов у каждого сообщества свои, поэтому и база у каждого своя: укажите "
        "другую (новую создаст zvonok init) или верните токен прежнего сообщества. Ничего не "
        "изменено."
    )
