"""A return's whole way as its people go it: handed in, mended, sent, approved by another, and seen by everybody."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from domain.person import Role
from tests.browser.application import Application, serving
from tests.browser.returns import FAULTS, PROVINCES, WHEN, WHOLE, a_draft, a_sent_one, a_workbook
from tests.browser.watching import opened, settled
from tests.sample import copied
from workbooks.reading import Upload

PHONE = (390, 844)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a finger has to hit: buttons, headings that open, fields of forms, boxes to tick; links that stand alone.
TARGETS = """() => [...document.querySelectorAll(
    ':is(.st-key-returns, .st-key-review) :is(button:not(th button), summary, [data-testid=stTextInputRootElement], [data-testid=stCheckbox] label, .ways-on a)')]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().height > 0)
    .map(e => [e.textContent.slice(0, 40), e.dataset.testid ?? "", Math.round(e.getBoundingClientRect().height)])
    .filter(([, , height]) => height < 44)"""


@pytest.fixture(scope="module")
def office(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The sample ministry with a draft that has faults and a return that waits for approval."""
    with serving(copied(sample_folder, tmp_path_factory.mktemp("office") / "data")) as application:
        a_draft(application)
        a_sent_one(application)
        yield application


def chosen(page: Page, *files: Upload) -> None:
    """Put files into the field of the page and wait until all of them are judged."""
    sent: list[FilePayload] = [
        {"name": file.name, "mimeType": XLSX, "buffer": file.content} for file in files
    ]
    page.locator("input[type=file]").first.set_input_files(sent)
    expect(page.locator(f".st-key-handed_in_{len(files) - 1}")).to_be_visible(timeout=30_000)
    settled(page)


def test_a_return_goes_all_the_way_and_its_figure_stands(
    browser: Browser, start_app: Callable[..., Application], own_sample_folder: Path
) -> None:
    application = start_app(data=own_sample_folder)
    upload = a_workbook(application, FAULTS, name="ผลไตรมาส <b>3</b>.xlsx")
    with opened(browser, application, role=Role.DEPARTMENT_HEAD) as page:
        page.goto(f"/returns?lang=th&{WHEN}")
        chosen(settled(page), upload)
        card = page.locator(".st-key-handed_in_0")
        expect(card.get_by_role("heading", name="ผลไตรมาส <b>3</b>.xlsx")).to_be_visible()
        expect(card.get_by_role("cell", name=f"{WHOLE}!G6")).to_be_visible()
        page.get_by_role("button", name="เก็บเป็นร่าง").click()
        expect(page.get_by_role("status")).to_contain_text("เก็บเป็นร่างแล้ว ฉบับที่ 2")
        expect(page).to_have_url(re.compile(r"submission=\d+"))
        page.reload()
        expect(settled(page).locator(".next")).to_contain_text("ต้องแก้ไข 2 แห่งก่อน")
        page.get_by_label(f"เซลล์ G6 ในแผ่น {WHOLE}").fill("๒๖๐")
        page.get_by_label(f"เซลล์ C12 ในแผ่น {PROVINCES}").fill("11,500")
        page.get_by_role("button", name="บันทึกค่าเหล่านี้ลงในร่าง").click()
        expect(page.locator(".next")).to_contain_text("ทำเครื่องหมายยืนยัน")
        for box in settled(page).get_by_test_id("stCheckbox").all():
            box.locator("label").click()
            settled(page)
        page.get_by_role("button", name="ส่งให้ฝ่ายแผนงาน").click()
        expect(page.locator(".next .chip")).to_contain_text("ส่งแล้ว รออนุมัติ")
        settled(page)
    with opened(browser, application, role=Role.PLANNING_OFFICE) as page:
        page.goto(f"/review?lang=th&{WHEN}")
        settled(page).locator(".st-key-queue tbody tr").first.click()
        expect(page).to_have_url(re.compile(r"submission=\d+"))
        settled(page).get_by_role("button", name="อนุมัติ: เผยแพร่ตัวเลขเหล่านี้").click()
        expect(page.locator(".next .chip")).to_contain_text("อนุมัติแล้ว")
        settled(page)
    with opened(browser, application, role=Role.EXECUTIVE) as page:
        page.goto(f"/kpi?kpi=K103&lang=th&{WHEN}")
        expect(settled(page).locator("body")).to_contain_text("ผลไตรมาส <b>3</b>.xlsx")


def test_the_way_back_from_a_kept_draft_leads_to_the_list(
    browser: Browser, start_app: Callable[..., Application], own_sample_folder: Path
) -> None:
    application = start_app(data=own_sample_folder)
    with opened(browser, application, role=Role.DEPARTMENT_OFFICER) as page:
        page.goto(f"/returns?lang=en&{WHEN}")
        chosen(settled(page), a_workbook(application, {}))
        page.get_by_role("button", name="Keep as a draft").click()
        expect(page.locator("h1.title")).to_have_text("Return to the end of Jun 2564 BE")
        settled(page).go_back()
        expect(page.locator("h1.title")).to_have_text("Returns")
        expect(settled(page).locator(".st-key-due")).to_contain_text("Draft")
        page.go_forward()
        expect(page.locator("h1.title")).to_have_text("Return to the end of Jun 2564 BE")
        settled(page)


def test_what_the_field_for_files_says_is_thai(browser: Browser, office: Application) -> None:
    with opened(browser, office, role=Role.DEPARTMENT_HEAD) as page:
        page.goto(f"/returns?lang=th&{WHEN}")
        field = settled(page).get_by_test_id("stFileUploader").first
        expect(field.get_by_role("button", name="เลือกไฟล์", exact=True)).to_be_visible()
        expect(field.get_by_test_id("stFileUploaderDropzone")).to_contain_text("ต่อไฟล์")
        field.locator("input[type=file]").set_input_files(
            {"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
        )
        field.get_by_test_id("stFileChip").hover()
        expect(page.get_by_test_id("stTooltipErrorContent")).to_have_text("รับไฟล์ชนิด application/pdf ไม่ได้")
        expect(field.get_by_role("alert")).to_have_text("ข้อผิดพลาด: รับไฟล์ชนิด application/pdf ไม่ได้")
        expect(field.get_by_role("button", name="นำ x.pdf ออก")).to_be_visible()


@pytest.mark.parametrize("language", ["th", "en"])
def test_on_a_phone_nothing_is_cut_off_and_a_finger_hits_it(
    browser: Browser, office: Application, language: str
) -> None:
    addresses = [
        (Role.DEPARTMENT_HEAD, f"/returns?{WHEN}"),
        (Role.DEPARTMENT_HEAD, f"/returns?{WHEN}&submission={a_draft(office)}"),
        (Role.PLANNING_OFFICE, f"/review?{WHEN}"),
        (Role.PLANNING_OFFICE, f"/review?{WHEN}&submission={a_sent_one(office)}"),
    ]
    for role, address in addresses:
        with opened(browser, office, role=role, size=PHONE) as page:
            page.goto(f"{address}&lang={language}")
            if role is Role.DEPARTMENT_HEAD and "submission" not in address:
                chosen(settled(page), a_workbook(office, FAULTS, name="a" * 80 + ".xlsx"))
            for closed in settled(page).locator("details:not([open]) summary").all():
                closed.click()
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
            assert page.evaluate(TARGETS) == [], address
