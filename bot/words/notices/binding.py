"""Being bound by «Это я»: what administrators are asked, and what who asked is answered."""

from bot.words.private import bound
from bot.words.russian import address, greeting, safe, short_name
from monitor.jobs.binding import Asking, BindingAnswer

ASK_KIND, BOUND_KIND = "просьбы о привязке", "сообщения о привязке"
REFUSED_KIND = "отказы в привязке"

CONFIRM, REFUSE = "Подтвердить", "Отклонить"


def asking(facts: Asking) -> str:
    """Tell an administrator that somebody asks to be bound."""
    chat = f" из чата «{safe(facts.chat)}»" if facts.chat else ""
    unit = f"{safe(facts.unit_name)}. " if facts.unit_name else ""
    return (
        f"{unit}Профиль {address(facts.account)}{chat} просит привязать его к сотруднику "
        f"«{safe(short_name(facts.name))}».\n"
        "Откройте профиль и проверьте, кто это: бот имён профилей не хранит."
    )


def answered(facts: BindingAnswer) -> str:
    """Tell somebody what came of his binding."""
    if facts.name:
        return bound(facts.name, facts.unit_name)
    return (
        f"{greeting('')} {facts.unit_name}: ответственный администратор не подтвердил привязку "
        "Вашего профиля.\nПопросите у него одноразовый код и отправьте его сюда."
    )
