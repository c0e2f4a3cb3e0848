"""What the monitor's jobs are called: where orders ask for them, before and after they are done."""

from dataclasses import dataclass

from monitor.orders.jobs import JobName


@dataclass(frozen=True, slots=True, kw_only=True)
class JobWords:
    """How people read of a job.

    ``asked``: what happens, by the reference of orders (docs/ru/orders.md); ``coming``: how the
    schedule in the dialog lists it, the deputy as the unit calls him; ``done``: what the operator
    is told that it did.
    """

    asked: str
    coming: str
    done: str


JOBS: dict[JobName, JobWords] = {
    JobName.FORECAST: JobWords(
        asked=(
            "ответственному: кто при таком темпе не успеет за неделю; нужен показатель с "
            "`personal = true`"
        ),
        coming="прогноз недели ответственному",
        done="прогноз недели администратору",
    ),
    JobName.NUDGE: JobWords(
        asked=(
            "лично тем, кому не хватает, не чаще раза в неделю; нужен показатель с "
            "`personal = true`"
        ),
        coming="личные напоминания тем, кому не хватает",
        done="личные напоминания тем, кому не хватает сообщений",
    ),
    JobName.REMINDER: JobWords(
        asked="ответственному: кому не хватает, с именами",
        coming="напоминание ответственному, с именами",
        done="напоминание администратору с именами",
    ),
    JobName.SUMMARY: JobWords(
        asked="ответственному: сводка недели",
        coming="сводка ответственному",
        done="сводка администратору",
    ),
    JobName.DIGEST: JobWords(
        asked="завучу: сводка недели, с картинкой и таблицей",
        coming="сводка {to_deputy}",
        done="сводка завучу: текст, картинка, таблица",
    ),
    JobName.ROLLUP: JobWords(
        asked="координатору: свод по организациям, без имён",
        coming="свод координатору",
        done="свод координатору: текст, картинка, таблица",
    ),
    JobName.WATCH: JobWords(
        asked='тем, кто просил, каждый рабочий день; только время: `"16:00"`',
        coming="ежедневное наблюдение тем, кто его включил",
        done="ежедневное наблюдение тем, кто просил",
    ),
    JobName.MILESTONES: JobWords(
        asked=(
            "ответственному (у уровня — координатору): что из дел по приказу ещё не отмечено, за "
            '14 дней, за 3 дня и в день срока; каждый день, только время: `"09:00"`; нужно дело '
            "с днём (`deadline` или `when`)"
        ),
        coming="проверка сроков дел по приказу",
        done="напоминания о сроках дел по приказу",
    ),
    JobName.CLOSE: JobWords(
        asked="неделя закрывается, рассылаются итоги",
        coming="итоги прошедшей недели",
        done="окончательные итоги недели",
    ),
}
