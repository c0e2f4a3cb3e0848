"""What others install is one package that needs two libraries and answers a bot."""

import ast
import sys
import zipfile

from tests.sandbox.tool.conftest import SANDBOX, started

ALLOWED = {"vk_sandbox", "aiohttp", "msgspec", *sys.stdlib_module_names}
EXTRA = {
    ("vk_sandbox/tool/certificates.py", "trustme"),
    ("vk_sandbox/tool/plugin.py", "pytest"),
}
"""What is imported by these files alone, where it is asked for."""

BOT = """
import json, sys, urllib.parse, urllib.request

api, token, group = sys.argv[1:]

def call(url, **params):
    with urllib.request.urlopen(f"{url}?{urllib.parse.urlencode(params)}") as answer:
        return json.load(answer)

def method(name, **params):
    return call(f"{api}{name}", access_token=token, v="5.199", **params)["response"]

def control(path, **body):
    url = api.replace("/method/", "/sandbox/")
    with urllib.request.urlopen(url + path, json.dumps(body).encode()) as answer:
        return json.load(answer)

server = method("groups.getLongPollServer", group_id=group)
control("say", **{"from": 300001, "dm": True, "text": "Здравствуйте"})
told = call(server["server"], act="a_check", key=server["key"], ts=server["ts"], wait=5)
(heard,) = [each["object"] for each in told["updates"] if each["type"] == "message_new"]
text = f"Слышу: {heard['message']['text']}"
method("messages.send", user_id=300001, random_id=1, message=text)
print(method("messages.getHistory", user_id=300001)["items"][0]["text"])
"""


def imports(code):
    """The top-level names a module imports."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (each.name.split(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or ".").split(".")[0]


def test_a_wheel_holds_one_package_that_needs_what_it_says(wheel):
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        foreign = {
            (name, found)
            for name in names
            if name.endswith(".py")
            for found in imports(packed.read(name))
            if found not in ALLOWED
        }
    tops = {name.split("/")[0] for name in names}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"vk_sandbox"}
    assert foreign == EXTRA
    assert {"vk_sandbox/web/index.html", "vk_sandbox/tool/command.py"} <= {*names}
    assert not [name for name in names if "__pycache__" in name or name.endswith("hatch_build.py")]


def test_the_licence_goes_with_it(wheel):
    with zipfile.ZipFile(wheel) as packed:
        (name,) = (name for name in packed.namelist() if name.endswith("LICENSE"))
        assert packed.read(name) == (SANDBOX.parent / "LICENSE").read_bytes()


def test_a_bot_is_answered_where_nothing_else_is_installed(installed):
    with started([installed.bin / "vk-sandbox"]) as told:
        assert told["api"] == f"{told['sandbox']}/method/"
        said = installed.run("python", "-c", BOT, told["api"], told["token"], told["group"])
    assert said == "Слышу: Здравствуйте\n"


def test_nothing_called_sandbox_comes_with_it(installed):
    look = "import vk_sandbox.tool.command, sys; print('sandbox' in sys.modules)"
    assert installed.run("python", "-c", look) == "False\n"


def test_its_pytest_plugin_comes_with_it(installed, tmp_path):
    installed.link("pytest")
    (tmp_path / "test_it.py").write_text(
        "def test_it(vk):\n    anna = vk.person()\n    assert vk.say(anna, 'Привет') == 1\n"
    )
    said = installed.run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=tmp_path)
    assert "1 passed" in said
