"""The messenger as a person meets it: what is on the screen, what is pressed and written."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import BrowserContext, Locator, Page, expect

PATIENCE = 20_000  # milliseconds; only a page that is wrong makes anybody wait so long

expect.set_options(timeout=PATIENCE)


_PICTURES = "Promise.allSettled([...document.images].map((image) => image.decode()))"


async def opened(context: BrowserContext, url: str) -> Page:
    """Open the messenger at an address and wait until it shows what there is."""
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    await page.goto(url)
    await page.locator("#app[data-ready]").wait_for(state="attached")
    await page.evaluate(_PICTURES)
    return page


@dataclass(slots=True)
class Eyes:
    """A window with the messenger, and the troubles the page told its console."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    @classmethod
    async def open(cls, context: BrowserContext, url: str) -> "Eyes":
        """Look at the messenger; everything it complains of is kept."""
        troubles: list[str] = []

        def complains(page: Page) -> None:
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on(
                "console",
                lambda said: troubles.append(said.text) if said.type != "log" else None,
            )

        context.on("page", complains)
        return cls(await opened(context, url), troubles)

    @property
    def messages(self) -> Locator:
        """Everything that was said in the open dialog."""
        return self.page.get_by_role("log").get_by_role("article")

    async def become(self, name: str) -> None:
        """Look through another person's eyes."""
        await self.page.locator("#persona").click()
        await self.page.get_by_role("searchbox", name="Поиск человека").fill(name)
        await self.page.locator("#people-list button").first.click()
        await expect(self.page.locator("#persona")).to_contain_text(name)

    async def open_dialog(self, title: str) -> None:
        """Open a dialog of the list."""
        await self.page.locator(f'#dialogs .row:has(.row-title:text-is("{title}"))').click()
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(title)

    async def write(self, text: str) -> None:
        """Write a message and send it."""
        await self.page.get_by_role("textbox", name="Сообщение").fill(text)
        await self.page.keyboard.press("Enter")

    async def send_file(self, file: Path) -> None:
        """Choose a file and send it."""
        await self.page.locator("#file").set_input_files(file)
        await expect(self.page.locator("#file-chip")).to_contain_text(file.name)
        await self.page.get_by_role("button", name="Отправить").click()

    async def press(self, label: str) -> None:
        """Press the newest button of that label under a message."""
        await self.messages.get_by_role(
            "button", name=label, exact=isinstance(label, str)
        ).last.click()

    async def press_below(self, label: str) -> None:
        """Press a button of the keyboard under the input."""
        await self.page.locator("#keys").get_by_role("button", name=label, exact=True).click()

    async def sees(self, text: str | re.Pattern[str]) -> None:
        """Wait until somebody has said this."""
        await expect(self.messages.filter(has_text=text).last).to_be_visible()
