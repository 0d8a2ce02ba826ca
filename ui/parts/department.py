"""The parts of a department's page."""

from domain.lookup import load_department
from house_style.group_reasons import say_coverage, say_group_reason, say_possible
from house_style.numbers import change_of_score, score
from ui.cards import Card, show_summary
from ui.heads import Crumb, show_head, show_note, way_to
from ui.navigation import Drill
from ui.pickers import show_picker
from ui.screen import Screen
from use_cases.view_department import DepartmentView

TO_DEPARTMENT = Drill(page="department", parameter="department")


def show_departments_head(screen: Screen) -> None:
    """The head of the list of all departments."""
    words = screen.words
    show_head(screen, words.say("Departments"), crumbs=way_to(screen))
    show_note(
        words.say("Each department's score over the KPIs it owns, by its own weights. Click one to see more.")
    )


def show_department_picker(screen: Screen, code: str) -> None:
    """All departments, to go from one to another. An address may name one by its short name too."""
    names = {d.code: screen.text(d.name) for d in screen.plan.departments}
    words, chosen = screen.words, load_department(screen.plan, code).code if code else ""
    show_picker(
        screen, words.say("Department"), names, chosen, TO_DEPARTMENT, none=words.say("All departments")
    )


def show_department_head(screen: Screen, code: str) -> None:
    """Where one is. Raises NotFound for a department that the plan does not know."""
    label = screen.words.say("Departments")
    all_of_them = Crumb(page="department", label=label, address=screen.here.at())
    department = load_department(screen.plan, code)
    show_head(screen, screen.text(department.name), crumbs=way_to(screen, all_of_them))


def show_department_cards(screen: Screen, view: DepartmentView) -> None:
    """Why the status is what it is, score against last year, returns that are missing."""
    words, group = screen.words, view.figure.group
    due = [r for r in view.returns if r.month <= screen.moment.month]
    sent = [r for r in due if r.submission is not None]
    show_summary(
        screen,
        view.figure.status,
        say_group_reason(group, screen.plan.bands, words),
        [
            Card(
                label=words.say("Score"),
                figure=score(group.score, words),
                status=view.figure.status,
                lines=[say_coverage(group.coverage, words), say_possible(group, words)],
            ),
            Card(
                label=words.say("Since a year ago"),
                figure=change_of_score(view.figure.group.score, view.last_year.group.score, words),
                lines=[words.say("then {score}", score=score(view.last_year.group.score, words))],
            ),
            Card(
                label=words.say("Returns of the year"),
                figure=words.say("{reported} of {expected}", reported=len(sent), expected=len(due)),
                lines=[words.say("are there")],
            ),
        ],
        name="department_cards",
    )
