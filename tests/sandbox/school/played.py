"""The school and the week that tests of them look at."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.school.school import habits, make_school, make_week

MONDAY = date(2026, 11, 16)
SEED = 7
ZONE = ZoneInfo("Asia/Yekaterinburg")
START = datetime(2026, 11, 16, tzinfo=ZONE)
END = START + timedelta(days=7)
SCHOOL = make_school()
WEEK = make_week(SCHOOL, MONDAY, SEED)
HABITS = habits(SCHOOL, MONDAY, SEED)
STAFF = {member.id: member for member in SCHOOL.staff}
