"""All rules about a return, in the order in which their findings are shown."""

from collections.abc import Callable, Iterator
from itertools import islice

from domain.finding import Finding, Severity
from domain.text import mark
from kpi_returns.checks.cells import (
    check_cells_are_calculated,
    check_cells_are_readable,
    check_cells_show_no_error,
    check_not_reported_is_said,
)
from kpi_returns.checks.codes import (
    check_budgets_are_asked,
    check_columns_have_keys,
    check_kpi_columns_are_asked,
    check_kpi_rows_are_asked,
    check_milestones_are_asked,
)
from kpi_returns.checks.completeness import (
    check_kpis_are_reported,
    check_milestones_are_reported,
    check_places_are_reported,
)
from kpi_returns.checks.explanations import check_explanation_dates, check_explanations_are_asked
from kpi_returns.checks.fallen import (
    check_milestone_has_not_fallen,
    check_money_has_not_fallen,
    check_running_total_has_not_fallen,
)
from kpi_returns.checks.figures import (
    check_denominator_is_asked,
    check_denominator_is_given,
    check_denominator_is_positive,
    check_maximum,
    check_minimum,
    check_none_of_none,
    check_numerator_is_given,
    check_numerator_within_denominator,
    check_percent_is_no_count,
    check_percent_is_said,
)
from kpi_returns.checks.flagships import (
    check_complete_is_unmistakable,
    check_complete_is_within_range,
    check_disbursed_is_within_committed,
    check_money_is_in_the_unit_of_the_plan,
    check_money_is_no_percentage,
    check_money_is_not_negative,
    check_money_is_within_budget,
)
from kpi_returns.checks.history import (
    check_figure_is_like_its_past,
    check_figure_is_like_its_peers,
    check_unit,
)
from kpi_returns.checks.once import (
    check_explanation_stands_once,
    check_figure_stands_once,
    check_flagship_stands_once,
    check_kpi_column_stands_once,
    check_milestone_stands_once,
)
from kpi_returns.checks.places import (
    check_alias_is_said,
    check_code_and_name_agree,
    check_name_beside_code_is_known,
    check_place_is_expected,
    check_place_is_known,
    check_place_is_named,
    check_subtotal_is_said,
)
from kpi_returns.checks.targets import check_targets_are_those_of_the_plan
from kpi_returns.checks.totals import check_total_is_not_negative, check_total_is_whole
from kpi_returns.checks.whole_file import check_plan_version, check_template_version
from kpi_returns.lines import ReturnLines

Check = Callable[[ReturnLines], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_template_version,
    check_plan_version,
    check_targets_are_those_of_the_plan,
    check_kpi_columns_are_asked,
    check_kpi_rows_are_asked,
    check_milestones_are_asked,
    check_budgets_are_asked,
    check_columns_have_keys,
    check_kpi_column_stands_once,
    check_figure_stands_once,
    check_milestone_stands_once,
    check_flagship_stands_once,
    check_explanation_stands_once,
    check_explanations_are_asked,
    check_explanation_dates,
    check_place_is_known,
    check_place_is_named,
    check_code_and_name_agree,
    check_name_beside_code_is_known,
    check_place_is_expected,
    check_alias_is_said,
    check_subtotal_is_said,
    check_cells_show_no_error,
    check_cells_are_calculated,
    check_cells_are_readable,
    check_not_reported_is_said,
    check_minimum,
    check_maximum,
    check_total_is_not_negative,
    check_total_is_whole,
    check_percent_is_no_count,
    check_percent_is_said,
    check_numerator_is_given,
    check_denominator_is_given,
    check_denominator_is_asked,
    check_denominator_is_positive,
    check_none_of_none,
    check_numerator_within_denominator,
    check_complete_is_unmistakable,
    check_complete_is_within_range,
    check_money_is_no_percentage,
    check_money_is_not_negative,
    check_money_is_in_the_unit_of_the_plan,
    check_money_is_within_budget,
    check_disbursed_is_within_committed,
    check_unit,
    check_figure_is_like_its_past,
    check_figure_is_like_its_peers,
    check_running_total_has_not_fallen,
    check_milestone_has_not_fallen,
    check_money_has_not_fallen,
    check_kpis_are_reported,
    check_places_are_reported,
    check_milestones_are_reported,
)
# Not among them is check_explanations: it is asked when the figures have been judged.
FINDINGS_AT_MOST = 2_000


def check_lines(lines: ReturnLines) -> tuple[Finding, ...]:
    """The findings of every rule; of a file with very many, the first ones and a finding that says so."""
    every = (finding for check in CHECKS for finding in check(lines))
    found = tuple(islice(every, FINDINGS_AT_MOST))
    return (*found, _too_many()) if next(every, None) else found


def _too_many() -> Finding:
    return Finding(
        code="too_many_findings",
        severity=Severity.BLOCK,
        message=mark(
            "The file has more than {limit} findings; only the first ones are shown. "
            "Mend these first and send the file again."
        ),
        values={"limit": FINDINGS_AT_MOST},
    )
