"""The made-up school and its week: the same each time, and every case of counting is there."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sandbox.school.school import habits, make_school, make_week, roster_rows
from tests.sandbox.school.played import END, HABITS, MONDAY, SCHOOL, SEED, STAFF, START, WEEK, ZONE


def person_of(case):
    """The account of the only person with that habit."""
    (found,) = (id_ for id_, habit in HABITS.items() if habit.case == case)
    return found


def acts_of(person, kinds=("say", "edit", "delete")):
    return [act for act in WEEK if act.from_id == person and act.kind in kinds]


def test_the_same_seed_gives_the_same_school_and_week():
    assert make_school() == SCHOOL
    assert make_week(make_school(), MONDAY, SEED) == WEEK


def test_another_seed_gives_other_people_and_another_week():
    assert make_school(13).staff != SCHOOL.staff
    assert make_week(SCHOOL, MONDAY, SEED + 1) != WEEK


def test_a_week_that_does_not_begin_on_monday_is_refused():
    with pytest.raises(ValueError, match="2026-11-17 is not a Monday"):
        make_week(SCHOOL, date(2026, 11, 17), SEED)


def test_the_school_has_46_staff_with_the_roles_of_a_roster():
    assert Counter(member.role for member in SCHOOL.staff) == {
        "учитель": 34,
        "администрация": 3,
        "педагог": 4,
        "прочий персонал": 5,
    }


def test_no_two_people_share_an_account():
    ids = [person.id for person in (*SCHOOL.staff, *SCHOOL.pupils, *SCHOOL.parents)]
    assert len(ids) == len(set(ids))


def test_the_administrator_and_the_deputy_are_among_the_staff():
    assert (STAFF[SCHOOL.administrator].position, STAFF[SCHOOL.deputy].position) == (
        "Педагог-организатор, учитель информатики",
        "Заместитель директора по УВР",
    )


def test_four_accounts_are_unknown_and_six_dialogs_unopened():
    assert sum(not member.bound for member in SCHOOL.staff) == 4
    assert sum(not member.writes_to_bot for member in SCHOOL.staff) == 6


@pytest.mark.parametrize("seed", range(12, 20))
def test_each_class_has_enough_active_pupils_and_parents(seed):
    school = make_school(seed)
    pupils = Counter(person.school_class for person in school.pupils)
    parents = Counter(person.school_class for person in school.parents)
    assert len(school.classes) == 9
    for school_class in school.classes:
        assert 12 <= pupils[school_class.name] <= 20
        assert 9 <= parents[school_class.name] <= 20
        assert pupils[school_class.name] < school_class.pupils < school_class.parents


def test_every_class_is_led_by_a_teacher_who_owns_its_chats():
    names = {member.full_name: member.id for member in SCHOOL.staff}
    owners = {chat.title: chat.owner for chat in SCHOOL.chats}
    heads = {c.name: names[c.teacher] for c in SCHOOL.classes}
    assert owners["5А родители"] == owners["5А ученики"] == heads["5А"]
    assert owners["7Б класс"] == heads["7Б"]


def test_every_owner_is_a_member_and_nobody_is_one_twice():
    for chat in SCHOOL.chats:
        assert chat.owner in chat.members
        assert len(chat.members) == len(set(chat.members))


def test_chats_are_given_all_three_kinds_of_access():
    assert Counter(chat.access for chat in SCHOOL.chats) == {"admin": 19, "all": 4, "mentions": 1}


@pytest.mark.parametrize("seed", range(8))
def test_a_week_is_of_believable_size_and_its_norm_is_met_by_most(seed):
    assert 1500 <= len(make_week(SCHOOL, MONDAY, seed)) <= 2500
    reached = sum(habit.messages >= 10 for habit in habits(SCHOOL, MONDAY, seed).values())
    assert reached == 28  # of 46, 60.9 %


def test_acts_are_sorted_and_only_the_boundary_act_is_outside_the_week():
    moments = [act.at for act in WEEK]
    assert moments == sorted(moments)
    assert moments[0] >= START
    assert [act.at for act in WEEK if act.at >= END] == [END]
    assert {act.at.tzinfo for act in WEEK} == {UTC}


def test_staff_write_and_call_exactly_as_their_habits_say():
    inside = [act for act in WEEK if act.at < END]
    said = Counter(act.from_id for act in inside if act.kind in {"say", "edit", "delete"})
    called = Counter(act.from_id for act in inside if act.kind == "call" and act.seconds)
    assert {id_: (said[id_], called[id_]) for id_ in STAFF} == {
        id_: (habit.messages, habit.calls) for id_, habit in HABITS.items()
    }


def test_every_case_of_counting_is_there():
    assert Counter(habit.case for habit in HABITS.values()) == {
        "silent": 3,
        "only calls": 1,
        "one or two": 3,
        "exactly 3": 2,
        "some": 5,
        "nine and one edited": 1,
        "nine, the tenth next week": 1,
        "exactly 10": 2,
        "ten dots in a minute": 1,
        "Sunday evening": 1,
        "on leave": 2,
        "sick for days": 2,
        "active": 22,
    }


def test_one_of_nine_messages_is_edited():
    kinds = Counter(act.kind for act in acts_of(person_of("nine and one edited")))
    assert kinds == {"say": 8, "edit": 1}


def test_a_tenth_message_comes_with_the_first_second_of_the_next_week():
    moments = [act.at for act in acts_of(person_of("nine, the tenth next week"))]
    assert len(moments) == 10
    assert moments[-1] == END


def test_ten_dots_come_within_one_minute_and_only_from_one_person():
    dots = [act for act in WEEK if act.text == "."]
    assert {act.from_id for act in dots} == {person_of("ten dots in a minute")}
    assert len(dots) == 10
    assert dots[-1].at - dots[0].at < timedelta(minutes=1)


def test_somebody_of_the_staff_writes_on_sunday_after_six():
    last = acts_of(person_of("Sunday evening"))[-1]
    assert last.at == datetime(2026, 11, 22, 19, 5, tzinfo=ZONE)


def test_the_absent_are_silent_while_they_are_away():
    away = {member.id: member.absent for member in SCHOOL.staff if member.absent}
    assert Counter(away.values()) == {
        (date(2026, 11, 9), date(2026, 11, 22)): 1,
        (date(2026, 11, 16), date(2026, 11, 20)): 1,
        (date(2026, 11, 17), date(2026, 11, 18)): 2,
    }
    for person, (first, last) in away.items():
        days = {act.at.astimezone(ZONE).date() for act in acts_of(person)}
        assert not [day for day in days if first <= day <= last]


def test_workdays_are_busy_from_morning_to_evening_and_the_weekend_is_quiet():
    local = [act.at.astimezone(ZONE) for act in WEEK if act.at < END]
    weekend = sum(moment.weekday() > 4 for moment in local)
    assert 0 < weekend < len(local) / 10
    assert {moment.hour for moment in local} == set(range(7, 21))


def test_calls_are_reached_or_not_by_two_to_twelve_people():
    calls = [act for act in WEEK if act.kind == "call"]
    reached = [act for act in calls if act.seconds]
    assert len(calls) - len(reached) == 4
    assert {len(act.people) for act in reached} <= set(range(2, 13))
    assert all(act.people[0] == act.from_id for act in calls)
    titles = {act.chat for act in reached}
    assert titles & {"Педсовет", "Администрация"}
    assert titles & {"7А ученики", "9А ОГЭ", "11А ученики"}


def test_all_other_kinds_of_traffic_occur():
    assert {act.kind for act in WEEK} == {
        *("say", "edit", "delete", "call", "invite", "remove", "title")
    }
    assert {name for act in WEEK for name in act.attachments} == {
        *("sticker", "audio_message", "wall", "doc", "photo")
    }
    assert sum(act.from_id < 0 for act in WEEK) == 3


def test_nobody_acts_in_a_chat_before_joining_or_after_leaving():
    members = {chat.title: set(chat.members) for chat in SCHOOL.chats}
    for act in WEEK:
        assert act.from_id in members[act.chat] or act.from_id < 0
        if act.kind == "invite":
            members[act.chat].update(act.people)
        elif act.kind == "remove":
            members[act.chat].difference_update(act.people)
        else:
            assert set(act.people) <= members[act.chat]


def test_one_chat_stays_without_messages():
    written = {act.chat for act in WEEK}
    assert {chat.title for chat in SCHOOL.chats} - written == {"Лагерь «Радуга» 2026"}


def test_the_roster_has_the_columns_of_the_contract():
    staff, classes = roster_rows(SCHOOL)
    assert staff[0] == (
        ["ФИО", "Должность", "Роль", "VK", "Классы", "Отсутствует с", "Отсутствует по"]
    )
    assert classes[0] == ["Класс", "Учеников", "Родителей", "Классный руководитель"]
    assert {len(row) for row in staff} == {7}
    assert (len(staff), len(classes)) == (47, 10)


def test_accounts_in_the_roster_are_numbers_links_or_missing():
    teacher = replace(
        SCHOOL.staff[4],
        first_name="Мария",
        last_name="Вяткина",
        patronymic="Петровна",
        classes=("5А", "7Б"),
        absent=(date(2026, 11, 17), date(2026, 11, 18)),
    )
    school = replace(SCHOOL, staff=(teacher, teacher, teacher, replace(teacher, bound=False)))
    rows, _ = roster_rows(school)
    assert [row[3] for row in rows[1:]] == [105, "https://vk.com/id105", "id105", None]
    assert rows[1] == [
        *("Вяткина Мария Петровна", "Учитель математики", "учитель", 105, "5А, 7Б"),
        *(date(2026, 11, 17), date(2026, 11, 18)),
    ]
