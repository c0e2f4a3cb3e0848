"""From a method's name and parameters to VK's answer; every check that is not a method's own."""

from sandbox.api import versions, vkscript
from sandbox.api.call import Call, Params
from sandbox.api.catalogue import COMMON, METHODS
from sandbox.api.errors import VkError, bad_parameter, error_body
from sandbox.api.versions import Version
from sandbox.context import Sandbox
from sandbox.faults import NOBODY, Client
from sandbox.world.records import Json, Value

EXECUTE = "execute"
OF_EXECUTE = ("code", *COMMON)
SECOND = 1.0


def respond(sandbox: Sandbox, method: str, params: Params, client: Client = NOBODY) -> Json:
    """Answer one request: {"response": …}, with errors as VK words them."""
    try:
        version = admit(sandbox, method, params)
        if method == EXECUTE:
            return _execute(sandbox, params, version, client)
        return {"response": _perform(sandbox, method, params, version)}
    except VkError as error:
        return error_body(error, method, params)


def admit(sandbox: Sandbox, method: str, params: Params) -> Version:
    """Refuse requests without a version, a known method, the token, or out of pace."""
    version = versions.read(params.get("v", ""))
    if method != EXECUTE and method not in METHODS:
        raise VkError(3, f"the sandbox has no {method}")
    if "access_token" not in params:
        raise VkError(5, "no access_token passed.")
    if params["access_token"] != sandbox.world.token:
        raise VkError(5, "invalid access_token (4).")
    if not _in_pace(sandbox):
        raise VkError(6)
    return version


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


def _perform(sandbox: Sandbox, name: str, params: Params, version: Version) -> Value:
    method = METHODS[name]
    if method.right is not None and method.right not in sandbox.world.rights:
        raise VkError(15, "no access to call this method")
    for given in params:
        if given not in method.takes and given not in COMMON:
            known = ", ".join(sorted(method.takes)) or "none"
            raise bad_parameter(f"the sandbox's {name} has no {given}; it takes: {known}")
    call = Call(world=sandbox.world, params=params, version=version)
    return versions.answer_of(version, name, method.act(call))


def _execute(sandbox: Sandbox, params: Params, version: Version, client: Client) -> Json:
    """Run a script; a failed call is false in it and told in execute_errors."""
    errors: list[Json] = []

    def method(name: str, values: Json) -> Value:
        try:
            return _inside(sandbox, name, vkscript.as_params(values), version, client)
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


def _inside(sandbox: Sandbox, name: str, params: Params, version: Version, client: Client) -> Value:
    """Call a method from a script; ordered API errors reach it there, broken HTTP cannot."""
    if name not in METHODS:
        raise VkError(3, f"the sandbox has no {name}")
    if params.get("v"):
        version = versions.read(params["v"])
    point = f"method:{name}"
    fault = sandbox.faults.due(point, client)
    if fault is None or fault.error is None:
        sandbox.faults.settle(point, None, client)
        return _perform(sandbox, name, params, version)
    sandbox.faults.settle(point, fault, client)
    if fault.done:
        _perform(sandbox, name, params, version)
    raise VkError(fault.error, message=fault.msg)
