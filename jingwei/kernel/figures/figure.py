"""What is one figure? Two counts, what is missing, and for which day; never a number by itself."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from jingwei.kernel.figures.declare import Indicator, Kind
from jingwei.kernel.figures.layout import Place
from jingwei.kernel.figures.sql import Rules, in_words
from jingwei.kernel.figures.sureness import SURVEY_LEAST, interval

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Figure:
    """What an indicator came to at one organisation. ``n`` None says that there is no data."""

    indicator: Indicator
    org_id: int
    on: date
    n: Decimal | None = None
    d: Decimal | None = None
    missing: int = 0
    least: int = field(default=0, repr=False)  # no share is shown over fewer records

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def title(self) -> str:
        """What it is called, with the rulebook's numbers of its day."""
        return in_words(self.indicator.title, self.on)

    def titled(self, rule: Rules) -> str:
        """The same with numbers that do not come from the database."""
        return in_words(self.indicator.title, self.on, rule)

    @property
    def note(self) -> str:
        return in_words(self.indicator.note, self.on)

    @property
    def is_known(self) -> bool:
        return self.n is not None

    @property
    def value(self) -> Decimal | None:
        """A count, a mean; for a ratio its numerator."""
        if self.indicator.kind == Kind.MEAN:
            return _tenth(self.n / self.d) if self.n is not None and self.d else None
        return self.n

    @property
    def share(self) -> Decimal | None:
        """Percent with one decimal; None without denominator, or with one too small to publish."""
        if self.indicator.kind != Kind.RATIO or self.n is None or not self.d:
            return None
        if self.d < self.smallest:
            return None
        return _tenth(self.n * 100 / self.d)

    @property
    def smallest(self) -> int:
        """Over fewer records no share is shown; of a survey not even the records."""
        return max(self.least, SURVEY_LEAST if self.indicator.survey_of else 0)

    @property
    def is_withheld(self) -> bool:
        """Did so few answer that what they said would tell who they are?"""
        return bool(self.indicator.survey_of) and 0 < (self.d or 0) < SURVEY_LEAST

    @property
    def spread(self) -> tuple[Decimal, Decimal] | None:
        """Of a survey's share: between which percents the true one lies, 95 times of a hundred."""
        if not self.indicator.survey_of or self.share is None or self.n is None or not self.d:
            return None
        sure = interval(int(self.n), int(self.d))
        return _tenth(Decimal(sure.low * 100)), _tenth(Decimal(sure.high * 100))

    @property
    def is_small(self) -> bool:
        """Is the share kept back because too few records stand behind it?"""
        return self.d is not None and 0 < self.d < self.smallest


def no_figure(indicator: Indicator, org_id: int, on: date) -> Figure:
    return Figure(indicator, org_id, on)


def figure_of(
    indicator: Indicator, org_id: int, on: date, total: list[int], place: Place, *, least: int = 0
) -> Figure:
    """The figure that stands at ``place`` of a fact's array."""
    scale = Decimal(10) ** indicator.scale
    return Figure(
        indicator, org_id, on,
        n=Decimal(total[place.n]) / scale,
        d=None if place.d is None else Decimal(total[place.d]),
        missing=0 if place.missing is None else total[place.missing],
        least=least,
    )  # fmt: skip


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(TENTH, rounding=ROUND_HALF_UP)
