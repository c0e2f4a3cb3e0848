"""One world from its first day to the closing of its second week."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.worlds.acting import Play, played
from tests.worlds.comparing import differences, side_by_side
from tests.worlds.making_up import made_up
from tests.worlds.story import Said, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """How much was compared, and what differed."""

    differences: tuple[str, ...] = ()
    weeks: int = 0
    figures: int = 0
    people: int = 0
    messages: int = 0

    def joined(self, other: "Lived") -> "Lived":
        """Add another world's."""
        return Lived(
            differences=self.differences + other.differences,
            weeks=self.weeks + other.weeks,
            figures=self.figures + other.figures,
            people=self.people + other.people,
            messages=self.messages + other.messages,
        )


async def live(seed: int, folder: Path) -> Lived:
    """Play a seed's story and compare whatever can be seen of it."""
    story = made_up(seed)
    lived = Lived(messages=sum(isinstance(each, Said) for each in story.events))
    async with played(story, folder) as play:
        closed = await play.close(0)
        lived = lived.joined(await _compared(play, 0, closed))
        for moment in story.looks:
            if moment > closed:
                await play.until(moment)
                lived = lived.joined(await _compared(play, 1, moment))
        closed = await play.close(1)
        lived = lived.joined(await _compared(play, 1, closed))
        return lived.joined(Lived(differences=tuple(await side_by_side(play, closed))))


async def _compared(play: Play, week: int, as_of: datetime) -> Lived:
    story: Story = play.story
    found: list[str] = []
    for school in story.schools:
        found += await differences(play, school, week, as_of)
    schools = len(story.schools)
    return Lived(
        differences=tuple(found),
        weeks=schools,
        figures=schools * len(story.indicators),
        people=sum(len(school.people) for school in story.schools),
    )
