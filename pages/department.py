"""How does my department stand, what do I owe?"""

from ui.parts import department as parts
from ui.parts.kpi_rows import show_kpi_rows
from ui.parts.lists import show_returns
from ui.parts.portfolio import show_led
from ui.parts.reminders import load_reminders, show_reminders
from ui.parts.reporting_matrix import show_reporting
from ui.parts.strategy import show_departments
from ui.screen import this_screen
from ui.waiting import working
from use_cases.view_department import view_department, view_departments

screen = this_screen()
words = screen.words
code = screen.address.department

if not code:
    parts.show_departments_head(screen)
    parts.show_department_picker(screen, code)
    with working():
        groups = screen.view("departments", lambda: view_departments(screen.boards))
    show_departments(screen, groups)
    show_reporting(screen, heading=words.say("Who has reported"))
else:
    parts.show_department_head(screen, code)
    parts.show_department_picker(screen, code)
    with working():
        view = screen.view(
            f"department {code}", lambda: view_department(screen.database, screen.boards, code)
        )
    parts.show_department_cards(screen, view)
    owed = load_reminders(screen, code)
    if owed:
        show_reminders(screen, owed, heading=words.say("Still to be sent"))
    show_kpi_rows(screen, view.kpis, key="department_kpis", heading=words.say("Its KPIs"))
    show_led(screen, view.flagships, heading=words.say("Flagship projects that it leads"))
    show_returns(screen, view.returns, heading=words.say("Its returns of the year"))
