"""Who may do what, stated a second time: by hand, from what people were promised.

Whoever changes an act's ``may`` changes this table as well, and so says twice that it is meant. The
letters stand for administrator, deputy (завуч), coordinator, staff and a stranger, in this order.
"""

STATED = """
# Everybody: what is about nobody, or about himself.
menu                ADCSx
help                ADCSx
cancel              ADCSx
unclear             ADCSx
code                ADCSx
claim               ADCSx
me                  ADCSx
me_is               ADCSx
me_no               ADCSx
me_not              ADCSx
me_unlisted         ADCSx
data                ADCSx
erase               ADCSx
erase_go            ADCSx
# Everybody who is somebody somewhere.
more                ADCS-
unit                ADCS-
# Figures of the organisation, without names: who answers for it, and the level above.
summary             ADC--
pictures            ADC--
why                 ADC--
order               ADC--
order_points        ADC--
order_point         ADC--
sends               ADC--
wish                ADC--
past                ADC--
papers              ADC--
of_time             ADC--
rules               ADC--
milestones          ADC--
milestone           ADC--
# Figures with names, and what is read with them: inside the organisation only.
lagging             AD---
absent              AD---
person              AD---
who                 AD---
rest                AD---
classes             AD---
measures            AD---
measure             AD---
measure_go          AD---
# Only the deputy has read a digest.
seen                -D---
# Only the coordinator has organisations below.
organisations       --C--
organisation        --C--
setup               --C--
weeks_table         --C--
weeks_which         --C--
road_map            --C--
road_item           --C--
road_table          --C--
road_remind         --C--
road_remind_go      --C--
# What an order wants done once: who is in charge of it at that level.
milestone_day       A-C--
milestone_day_go    A-C--
milestone_undo      A-C--
milestone_undo_go   A-C--
material_go         --C--
material_look       --C--
material_swap       --C--
material_now        --C--
material_past       --C--
material_remind     --C--
material_remind_go  --C--
material_report     --C--
material_text       --C--
material_to         --C--
# One person taken on the list, or called otherwise.
hire                A----
hire_go             A----
change              A----
change_go           A----
# A letter to one side: to staff who wrote, to an organisation below, to a level above.
reply               A----
reply_go            A----
write_to            --C--
write_to_go         --C--
reply_up            A-C--
reply_up_go         A-C--
# An announcement: to chats for the administrator, to organisations for the coordinator.
announce            A-C--
announcements       A-C--
# Only staff has figures of its own.
mine                ---S-
my_class            ---S-
quiet               ---S-
loud                ---S-
clarify             ---S-
pass_on             ---S-
pass_on_go          ---S-
cl_away             ---S-
cl_say              ---S-
cl_ask              ---S-
cl_say_go           ---S-
# All else is the administrator's alone: people, profiles, chats, offices, settings.
absence_ok          A----
announce_go         A----
announce_look       A----
announce_now        A----
announce_swap       A----
announce_sign       A----
announce_tags       A----
announce_text       A----
announce_to         A----
announce_when       A----
announced           A----
announced_past      A----
announced_seen      A----
announced_stop      A----
announced_stop_go   A----
material_accept     A----
material_own        A----
material_own_go     A----
material_pass       A----
material_reply      A----
material_reply_go   A----
appoint             A----
appoint_go          A----
ask_no              A----
ask_yes             A----
away                A----
away_go             A----
bind                A----
bind_go             A----
binding             A----
call_in             A----
call_in_go          A----
chat                A----
chat_check          A----
chat_class          A----
chat_class_go       A----
chat_kind           A----
chat_kind_go        A----
chat_leave          A----
chat_leave_go       A----
chat_link           A----
chat_outsiders      A----
chat_unlink         A----
chat_unlink_go      A----
chats               A----
check               A----
choose              A----
code_for            A----
code_for_go         A----
dismiss             A----
dismiss_go          A----
file                A----
file_go             A----
file_same           A----
new_year            A----
new_year_go         A----
file_columns        A----
file_column         A----
missing             A----
missing_go          A----
missing_stays       A----
missing_sure        A----
missing_sure_go     A----
find                A----
fix                 A----
fix_go              A----
journal             A----
link                A----
link_find           A----
link_go             A----
links               A----
links_all           A----
links_all_go        A----
links_reply         A----
links_reply_go      A----
no_chats            A----
not_them            A----
office_code         A----
office_code_go      A----
office_code_off     A----
office_code_off_go  A----
office_codes        A----
office_off          A----
office_off_go       A----
offices             A----
official            A----
official_column     A----
official_columns    A----
official_go         A----
official_week       A----
outside             A----
outside_set         A----
outside_set_go      A----
own                 A----
own_set             A----
own_set_go          A----
people              A----
present             A----
present_go          A----
remind              A----
remind_go           A----
rest_add            A----
rest_add_go         A----
rest_class          A----
rest_drop           A----
rest_drop_go        A----
roster_out          A----
silent              A----
staff               A----
suggest             A----
template            A----
unbind              A----
unbind_go           A----
"""

STATED_IN_CHATS = """
summary             A----
kind                A----
unit                A----
me                  ADCSx
"""


def read(stated):
    """Read a table: what each act is allowed to."""
    lines = [line.split() for line in stated.splitlines() if line and not line.startswith("#")]
    assert len({act for act, _ in lines}) == len(lines)
    return dict(lines)
