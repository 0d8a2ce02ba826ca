"""All rules of a plan, in the order in which a reader mends them."""

from collections.abc import Callable, Iterator
from itertools import chain

from domain.finding import Finding, is_blocked
from plan_workbook.drafting.draft import Draft
from plan_workbook.rules import (
    combinations,
    levels,
    owners,
    places,
    projects,
    rows,
    scores,
    settings,
    targets,
    years,
)

Rule = Callable[[Draft], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    rows.check_required_cells,
    rows.check_names,
    rows.check_rows_stand_once,
    rows.check_codes_are_usable,
    rows.check_references,
    rows.check_years_are_of_the_plan,
    settings.check_settings_are_filled,
    settings.check_years_run_forwards,
    settings.check_rounds_rise,
    settings.check_time_zone_is_known,
    settings.check_bands_descend,
    settings.check_middle_points,
    settings.check_closing_months_are_used,
    places.check_one_main_scheme,
    places.check_scheme_columns,
    places.check_region_stands_under_its_scheme,
    places.check_each_province_has_a_region,
    places.check_spellings_are_of_one_province,
    places.check_tiles_do_not_overlap,
    places.check_tiles_are_whole,
    places.check_provinces_exist,
    places.check_provinces_are_used,
    combinations.check_ratios_are_not_averaged,
    combinations.check_ratio_has_a_denominator,
    combinations.check_fixed_population_is_of_a_sum,
    combinations.check_band_is_proportional,
    combinations.check_milestone_is_no_ratio,
    combinations.check_milestone_rises,
    combinations.check_numerator_within_denominator,
    combinations.check_per_has_a_denominator,
    combinations.check_phasing_has_an_effect,
    combinations.check_limits_are_in_order,
    combinations.check_life_runs_forwards,
    owners.check_owners_are_given,
    owners.check_parts_have_no_keeper,
    owners.check_one_keeper,
    owners.check_keeper_is_named,
    levels.check_rounds_are_known,
    levels.check_levels_stand_once,
    levels.check_levels_are_of_the_scale,
    levels.check_only_lowest_levels_are_missing,
    levels.check_levels_are_monotone,
    levels.check_levels_are_given,
    levels.check_levels_are_used,
    years.check_weights_sum_to_a_hundred,
    years.check_round_weights_are_whole,
    years.check_baseline_has_an_effect,
    years.check_phasings_rise_to_one,
    targets.check_periods_are_known,
    targets.check_periods_are_reported,
    targets.check_targets_stand_once,
    targets.check_targets_have_a_value,
    targets.check_revisions_say_why,
    targets.check_revisions_have_an_original,
    targets.check_places_of_targets,
    targets.check_departments_of_targets,
    targets.check_due_years_have_targets,
    projects.check_milestones_run_forwards,
    projects.check_milestones_carry_weight,
    projects.check_aims_are_measured,
)
RULES_OF_A_SOUND_PLAN: tuple[Rule, ...] = (scores.check_target_earns_on_track,)


def check_plan(draft: Draft) -> Iterator[Finding]:
    """Every finding of every rule. What contradicts itself cannot be scored, so scores come last."""
    found = tuple(chain.from_iterable(rule(draft) for rule in RULES))
    yield from found
    if not is_blocked((*draft.records.findings, *found)):
        yield from chain.from_iterable(rule(draft) for rule in RULES_OF_A_SOUND_PLAN)
