"""docs/ru/prikazy: a page for every shipped order, made of its file.

``tests.printed`` writes them.
"""

from bot.words.orders.orders import MARKS, name, pointed
from bot.words.orders.points import NOTHING_MORE, asked_of, explained, who_and_when, wording
from bot.words.russian import number
from bot.words.vocabulary import COMMON
from monitor.explain.order_points import points_of
from monitor.order_files.loading import SHIPPED, load_order

NAMES = sorted(each.stem for each in SHIPPED.glob("*.toml"))

INDEX_HEAD = """\
# Приказы по пунктам

По странице на каждый приказ, который поставляется с программой: что бот считает по каждому \
пункту, о чём напоминает, что подтверждает человек и чего бот не может. Страницы сделаны из файлов \
`monitor/orders/`; как написать свой файл, говорит [справочник](../orders.md). В диалоге то же \
показывает «приказ», но только о пунктах, которые касаются Вашей организации.

| приказ | кто издал | пунктов | имя в настройках |
|---|---|---|---|
"""


def line(label, text):
    """A line of a point's list."""
    return f"- **{label}:** {text.removesuffix('.')}."


def of_point(row):
    """A point: its wording, whom it is asked of, what the program has for it."""
    lines = [f"### {capitalised(pointed(row.point))}" if row.point else "### Без пункта", ""]
    lines += [f"> {wording(row)}", ""]
    if row.entry is not None:
        lines.append(line("Кого касается", asked_of(row.entry)))
    lines += [line(*each) for each in who_and_when(row)]
    told = [line(*each) for each in explained(row, COMMON)]
    return [*lines, *(told or [f"- {NOTHING_MORE}"]), ""]


def capitalised(text):
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def page(order):
    """The whole page of an order."""
    mark = MARKS[order.basis]
    issued = f"Издал: {order.issuer}. " if order.issuer else ""
    lines = [f"# {name(order.source)}", ""]
    lines += [f"**{capitalised(mark)}.**", ""] if mark else []
    made = f"[`{order.id}.toml`](../../../monitor/orders/{order.id}.toml)"
    lines += [
        f"{issued}Страница сделана из файла {made}.",
        "",
        f"Как считаем: {order.counting.rule}",
    ]
    section = None
    lines.append("")
    for row in points_of(order):
        above = "" if row.entry is None else row.entry.section
        if above != section and (above or section):
            lines += [f"## {above or 'Другие пункты'}", ""]
        elif section is None:
            lines += ["## Пункты", ""]
        section = above
        lines += of_point(row)
    if order.plan:
        lines += ["## На что рассчитывает приказ", "", "| что | сколько |", "|---|---|"]
        lines += [f"| {each.title} | {number(each.planned)} |" for each in order.plan]
        lines += ["", "Координатор видит рядом, сколько есть сейчас."]
    return "\n".join(lines).rstrip() + "\n"


def pages():
    """Every page by the name of its file, and their index."""
    orders = [load_order(each) for each in NAMES]
    rows = [
        f"| [{name(each.source)}]({each.id}.md)"
        f"{f' ({MARKS[each.basis]})' if MARKS[each.basis] else ''} | {each.issuer or '—'} "
        f"| {sum(bool(row.point) for row in points_of(each)) or 'нет текста'} | `{each.id}` |"
        for each in orders
    ]
    index = INDEX_HEAD + "\n".join(rows) + "\n"
    return {"README.md": index, **{f"{each.id}.md": page(each) for each in orders}}
