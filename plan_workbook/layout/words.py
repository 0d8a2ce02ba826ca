"""What each word of a list means, said in the guide."""

from enum import StrEnum

from domain.fiscal import Era, Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    LevelsOf,
    Polarity,
    Projection,
    Scale,
    Sharing,
)
from domain.text import Language, mark

MEANINGS: dict[type[StrEnum], dict[str, str]] = {
    Language: {Language.THAI: mark("Thai"), Language.ENGLISH: mark("English")},
    Era: {Era.BUDDHIST: mark("Buddhist era (B.E.)"), Era.COMMON: mark("common era (C.E.)")},
    Polarity: {
        Polarity.HIGHER_IS_BETTER: mark("the more the better"),
        Polarity.LOWER_IS_BETTER: mark("the less the better"),
        Polarity.WITHIN_BAND: mark("best between a lower and an upper end; only with the scale proportional"),
    },
    Accumulation: {
        Accumulation.SUM: mark("figures of the year so far are added up"),
        Accumulation.LATEST: mark("the latest approved figure stands"),
        Accumulation.MEAN: mark("the mean of the year's figures so far"),
    },
    Denominator: {
        Denominator.NONE: mark("not a ratio"),
        Denominator.SAME: mark("a ratio whose denominator adds up like its numerator"),
        Denominator.LATEST: mark(
            "a ratio over a fixed population: the latest denominator stands; only with accumulation sum"
        ),
    },
    Aggregation: {
        Aggregation.SUM: mark("figures are added up"),
        Aggregation.RATIO: mark("all numerators over all denominators; needs a denominator"),
        Aggregation.MEAN: mark("the plain mean of figures, where the plan wants that"),
        Aggregation.LOWEST: mark("the lowest figure counts, as for milestones"),
        Aggregation.NONE: mark("not shown above its own level"),
    },
    Scale: {
        Scale.FIVE_LEVELS: mark("five levels, in between by interpolation"),
        Scale.FIVE_STEPS: mark("five levels without interpolation"),
        Scale.MILESTONE: mark("the level reached, 1 to 5"),
        Scale.THREE_STEPS: mark("values for 50, middle and 100 points"),
        Scale.PROPORTIONAL: mark("5 points for the whole target, in proportion below it"),
    },
    LevelsOf: {
        LevelsOf.ACTUAL: mark("levels are values in the KPI's unit, which move with the target to date"),
        LevelsOf.PERCENT_OF_TARGET: mark("levels are percent of the target to date"),
    },
    Frequency: {
        Frequency.MONTH: mark("every month"),
        Frequency.QUARTER: mark("every quarter"),
        Frequency.ROUND: mark("every round of assessment"),
        Frequency.YEAR: mark("once a year"),
    },
    Grain: {Grain.PROVINCE: mark("by province"), Grain.WHOLE: mark("one figure for the whole")},
    Sharing: {
        Sharing.KEEPER: mark("one keeper reports all of it"),
        Sharing.PARTS: mark("each owner reports its part, and the parts add up"),
    },
    Projection: {
        Projection.PLAN: mark("the phasing of the plan"),
        Projection.LEARNT: mark("the phasing learnt from the KPI's own past, once two full years exist"),
    },
}
