"""The people of the sample ministry who may be tried out: one to a role. All of them are made up, and say so."""

from domain.person import Role
from sample_data.generator import PLANNER
from use_cases.demonstration import Demonstration

DEMONSTRATION = Demonstration(
    planner=PLANNER,
    names={
        Role.EXECUTIVE: "พิมพ์ใจ ตัวอย่าง",
        Role.DEPARTMENT_HEAD: "ธนา ตัวอย่าง",
        Role.DEPARTMENT_OFFICER: "มาลี ตัวอย่าง",
        Role.PLANNING_OFFICE: "วิชัย ตัวอย่าง",
        Role.AUDITOR: "อรุณ ตัวอย่าง",
        Role.ADMINISTRATOR: "กานดา ตัวอย่าง",
    },
)
