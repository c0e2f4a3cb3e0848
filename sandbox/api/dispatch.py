"""From a method's name and parameters to VK's answer; every check that is not a method's own."""

from collections.abc import Callable

from sandbox.api import (
    callbacks,
    history,
    links,
    members,
    messages,
    people,
    sending,
    uploads,
    vkscript,
)
from sandbox.api.call import Call, Params
from sandbox.api.errors import VkError, bad_parameter, error_body
from sandbox.context import Sandbox
from sandbox.world.records import Json, Value

METHODS: dict[str, Callable[[Call], Value]] = {
    "docs.getMessagesUploadServer": uploads.doc_server,
    "docs.save": uploads.save_doc,
    "groups.addCallbackServer": callbacks.add,
    "groups.deleteCallbackServer": callbacks.delete,
    "groups.editCallbackServer": callbacks.edit,
    "groups.getById": people.groups,
    "groups.getCallbackConfirmationCode": callbacks.confirmation_code,
    "groups.getCallbackServers": callbacks.listed,
    "groups.getCallbackSettings": callbacks.settings,
    "groups.getLongPollServer": people.long_poll_server,
    "groups.getLongPollSettings": people.long_poll_settings,
    "groups.getTokenPermissions": people.permissions,
    "groups.isMember": people.is_member,
    "groups.setCallbackSettings": callbacks.subscribe,
    "groups.setLongPollSettings": people.set_long_poll,
    "messages.delete": messages.delete,
    "messages.edit": messages.edit,
    "messages.getByConversationMessageId": history.by_cmid,
    "messages.getConversationMembers": members.members,
    "messages.getConversations": history.conversations,
    "messages.getConversationsById": history.conversations_by_id,
    "messages.getHistory": history.history,
    "messages.getInviteLink": members.invite_link,
    "messages.isMessagesFromGroupAllowed": messages.is_allowed,
    "messages.markAsRead": messages.signal,
    "messages.removeChatUser": members.remove_user,
    "messages.send": sending.send,
    "messages.sendMessageEventAnswer": messages.answer_event,
    "messages.setActivity": messages.signal,
    "photos.getMessagesUploadServer": uploads.photo_server,
    "photos.saveMessagesPhoto": uploads.save_photo,
    "users.get": people.users,
    "utils.getServerTime": links.server_time,
    "utils.getShortLink": links.short_link,
    "utils.resolveScreenName": links.resolve,
}
NEEDED_RIGHTS = {
    "docs.": "docs",
    "groups.addCallbackServer": "manage",
    "groups.deleteCallbackServer": "manage",
    "groups.editCallbackServer": "manage",
    "groups.getCallback": "manage",
    "groups.getLongPollServer": "manage",
    "groups.setCallbackSettings": "manage",
    "groups.setLongPollSettings": "manage",
    "messages.": "messages",
    "photos.": "photos",
}
"""Which right of the token methods need, by how they begin; all others need none."""

EXECUTE = "execute"
OF_EXECUTE = ("access_token", "code", "lang", "v")
SECOND = 1.0


def respond(sandbox: Sandbox, method: str, params: Params) -> Json:
    """Answer one request: {"response": …}, with errors as VK words them."""
    try:
        admit(sandbox, method, params)
        if method == EXECUTE:
            return _execute(sandbox, params)
        return {"response": _perform(sandbox, method, params)}
    except VkError as error:
        return error_body(error, method, params)


def admit(sandbox: Sandbox, method: str, params: Params) -> None:
    """Refuse requests without a version, a known method, the token, or out of pace."""
    if not params.get("v"):
        raise VkError(8, "v (version) is required")
    if method != EXECUTE and method not in METHODS:
        raise VkError(3)
    if "access_token" not in params:
        raise VkError(5, "no access_token passed.")
    if params["access_token"] != sandbox.world.token:
        raise VkError(5, "invalid access_token (4).")
    if not _in_pace(sandbox):
        raise VkError(6)


def _in_pace(sandbox: Sandbox) -> bool:
    """Count a request in the sliding second of real time; refused ones do not count."""
    limit, calls = sandbox.world.rate_limit, sandbox.calls
    if limit is None:
        return True
    moment = sandbox.world.stopwatch()
    while calls and moment - calls[0] >= SECOND:
        calls.popleft()
    if len(calls) >= limit:
        return False
    calls.append(moment)
    return True


def _perform(sandbox: Sandbox, method: str, params: Params) -> Value:
    for beginning, right in NEEDED_RIGHTS.items():
        if method.startswith(beginning) and right not in sandbox.world.rights:
            raise VkError(15, "no access to call this method")
    return METHODS[method](Call(world=sandbox.world, params=params))


def _execute(sandbox: Sandbox, params: Params) -> Json:
    """Run a script; a failed call is false in it and told in execute_errors."""
    errors: list[Json] = []

    def method(name: str, values: Json) -> Value:
        try:
            return _inside(sandbox, name, vkscript.as_params(values))
        except VkError as error:
            told = {"method": name, "error_code": error.code, "error_msg": error.message}
            errors.append(told)
            return False

    if "code" not in params:
        raise bad_parameter("code is undefined")
    try:
        result = vkscript.run(params["code"], method, _arguments(params))
    except vkscript.ScriptError as error:
        raise VkError(12, str(error)) from None
    except vkscript.RunError as error:
        raise VkError(13, str(error)) from None
    return {"response": result} | ({"execute_errors": errors} if errors else {})


def _arguments(params: Params) -> dict[str, str]:
    """Everything beside the code is for the script."""
    return {name: text for name, text in params.items() if name not in OF_EXECUTE}


def _inside(sandbox: Sandbox, method: str, params: Params) -> Value:
    """Call a method from a script; ordered API errors reach it there, broken HTTP cannot."""
    if method not in METHODS:
        raise VkError(3)
    point = f"method:{method}"
    fault = sandbox.faults.due(point)
    if fault is None or fault.error is None:
        sandbox.faults.settle(point, None)
        return _perform(sandbox, method, params)
    sandbox.faults.settle(point, fault)
    if fault.done:
        _perform(sandbox, method, params)
    raise VkError(fault.error, message=fault.msg)
