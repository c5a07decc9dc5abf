"""All figures of a scope, as they stand in the report."""

from dataclasses import dataclass
from functools import cached_property

from webapp.reports import breakdown, hours, replies
from webapp.reports.breakdown import Breakdown
from webapp.reports.counting import fates_of_circles, people_of_circles
from webapp.reports.models import Figure
from webapp.reports.replies import Said
from webapp.reports.scope import Scope

PAID_ONLY = {Figure.PAID, Figure.PAID_HOURS}


@dataclass(frozen=True)
class Figures:
    """Each part is counted when it is first asked for: a file of one table needs few of them."""

    scope: Scope

    @cached_property
    def numbers(self) -> dict[Figure, int | float | None]:
        """None: it isn't known."""
        return {
            Figure.GROUPS: self.breakdown.whole.groups,
            **{figure: sum(of.values()) for figure, of in self.fates.items()},
            **self._visitors(),
            **hours.totals(self.worked),
            Figure.LANGUAGES: len(self.breakdown.languages),
            Figure.PLACES: len(self.breakdown.places),
        }

    @cached_property
    def breakdown(self) -> Breakdown:
        return breakdown.breakdown(self.scope)

    @cached_property
    def fates(self) -> dict[Figure, dict[int, int]]:
        """What has become of the meetings of each circle, by its id."""
        return fates_of_circles(self.scope)

    @cached_property
    def worked(self) -> list[hours.Worked]:
        return hours.worked(self.scope)

    @cached_property
    def people(self) -> dict[Figure, dict[int, int]]:
        """Those who came, and those of them who are new: in each circle, by its id."""
        return {f: people_of_circles(self.scope, f) for f in (Figure.PEOPLE, Figure.NEW)}

    @cached_property
    def said(self) -> list[Said]:
        return replies.said(self.scope)

    @cached_property
    def quotes(self) -> list[str]:
        return replies.quotes(self.scope)

    @property
    def band(self) -> str:
        """Of volunteers, as STEA asks."""
        return hours.band(int(self.numbers[Figure.VOLUNTEERS] or 0))

    def shows(self, figure: Figure) -> bool:
        """Paid leaders are told of where there are any."""
        return figure not in PAID_ONLY or bool(self.numbers[Figure.PAID])

    def _visitors(self) -> dict[Figure, int | None]:
        """Visits, and people as far as names are kept: those of headcounts are not known."""
        whole = self.breakdown.whole
        people = {figure: sum(of.values()) for figure, of in self.people.items()}
        unknown = dict.fromkeys(people) if whole.are_unknown else {}
        visits = {Figure.VISITS: whole.visits, Figure.UNNAMED: whole.unnamed}
        return {**visits, **people, **unknown}
