"""users.* and who follows the community."""

from sandbox.api.call import Call
from sandbox.api.errors import bad_parameter
from sandbox.world.records import Json, Value, as_id
from sandbox.world.shapes import profile_json

MOST_USERS, MOST_MEMBERS, PAGE = 1000, 500, 1000
FAR = 10**9
ORDERS = ("id_asc", "id_desc", "time_asc", "time_desc")


def users(call: Call) -> list[Json]:
    """Show people by id or id<number>; unknown ones are left out."""
    wanted = call.words("user_ids") or call.words("user_id")
    if len(wanted) > MOST_USERS:
        raise bad_parameter(f"user_ids should not have more than {MOST_USERS} items")
    numbers = (word.removeprefix("id") for word in wanted)
    ids = [found for number in numbers if (found := as_id(number)) is not None]
    people, case = call.world.people, call.name_case()
    return [profile_json(people[i], call.fields(), case) for i in ids if i in people]


def is_member(call: Call) -> Value:
    """Tell who follows the community; here whoever lets it write does."""
    call.own_group(by_name=True)
    people = call.world.people

    def follows(user: int) -> int:
        return int(user in people and people[user].dm)

    if call.params.get("user_ids"):
        ids = call.numbers("user_ids", MOST_MEMBERS)
        return [{"user_id": user, "member": follows(user)} for user in ids]
    member = follows(call.number("user_id"))
    return {"member": member} if call.flag("extended") else member


def followers(call: Call) -> Json:
    """List who follows the community, by id unless sort turns it; with fields as profiles."""
    call.own_group(by_name=True)
    if call.text("filter") not in ("", "all"):
        raise bad_parameter("filter should be all: nobody here is friend, donor or manager")
    order = call.text("sort") or ORDERS[0]
    if order not in ORDERS:
        raise bad_parameter(f"sort should be one of {', '.join(ORDERS)}")
    people = call.world.people
    ids = sorted(number for number, person in people.items() if person.dm)
    if order.endswith("desc"):
        ids.reverse()
    offset, count = call.share("offset", 0, FAR), call.share("count", PAGE, PAGE)
    page, fields = ids[offset : offset + count], call.fields()
    items = [profile_json(people[i], fields) for i in page] if fields else page
    return {"count": len(ids), "items": items}
