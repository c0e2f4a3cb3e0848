"""The modules of ``bot`` that carry promises, and the tests that exercise each."""

from tests.mutants.module import Module

_PRESS = "conversation = conversation_of(said.peer_id or 0)"
_WORDS = "told = call.time if isinstance(call.time, int) else 0"

BOT: tuple[Module, ...] = (
    Module(
        path="bot/service/telling/delivery.py",
        tests=(
            "tests/bot/service/telling/test_sending.py",
            "tests/bot/service/telling/test_doubt.py",
            "tests/bot/service/telling/test_stopping.py",
            "tests/bot/service/telling/test_delivery.py",
            "tests/bot/service/telling/test_delivery_senders.py",
        ),
        equal=(
            # Without a fault nothing is closed; only the types need to be told.
            (
                "if error is not None and verdict.state is NoticeState.FAILED:",
                "if (verdict.state is NoticeState.FAILED):",
            ),
            # What failed is told by the fault itself, in the log; of this the code is read.
            (
                'return VkError("sending", NETWORK, type(error).__name__)',
                "return VkError('XXsending', NETWORK, type(error).__name__)",
            ),
        ),
    ),
    Module(
        path="bot/service/recording/apart.py",
        tests=("tests/bot/service/recording/test_apart.py",),
        equal=(
            # Recording nothing changes nothing.
            ("if not bodies:", "if False:"),
            # Put aside is what is alone.
            (
                "self._put_aside(error, bodies[0], first)",
                "self._put_aside(error, bodies[(-1)], first)",
            ),
        ),
    ),
    Module(
        path="bot/dialog/core/rights.py", tests=("tests/bot/dialog/core/test_rights_stated.py",)
    ),
    Module(
        path="bot/service/telling/verdicts.py",
        tests=("tests/bot/service/telling/test_verdicts.py",),
    ),
    Module(
        path="bot/vk/stream/updates.py",
        tests=(
            "tests/bot/vk/stream/test_updates.py",
            "tests/bot/vk/stream/test_service_updates.py",
            "tests/bot/vk/stream/test_absurd_updates.py",
            "tests/bot/vk/stream/test_links.py",
            "tests/bot/vk/test_written.py",
        ),
        equal=(
            # The short way only spares the long one, which notes the same.
            (
                "message = said.message if said is not None else None",
                "message = (None)",
            ),
            # What is kept without a message is a press of a button, which tells where.
            *(
                (_PRESS, _PRESS.replace("said.peer_id or 0", same))
                for same in ("(said.peer_id)", "said.peer_id or (1)", "said.peer_id or (-1)")
            ),
            # There is no chat of number 0, and no account of that number.
            *(
                (line, line.replace("message.peer_id <= CHATS", "(message.peer_id < CHATS)"))
                for line in ("if message.peer_id <= CHATS:", "or message.peer_id <= CHATS")
            ),
            # Before the day that ends with any message.
            *((_WORDS, _WORDS.replace("else 0", same)) for same in ("else (1)", "else (-1)")),
        ),
    ),
)
