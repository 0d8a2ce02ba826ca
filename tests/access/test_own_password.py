"""The page on which a password is changed, on a running server, without a script."""

import httpx2

from data_access.database import Database
from data_access.people import save_password
from domain.person import Role
from tests.access.test_gate import PAGE, client_of
from tests.browser.application import Application
from tests.browser.visitors import COOKIE, find_person, put_in
from use_cases.passwords import hash_password

OLD, NEW = "ช้างสามเศียร 2563", "แม่น้ำสี่สาย 2475"


def typed(present: str = OLD, chosen: str = NEW, again: str = NEW) -> dict[str, str]:
    return {"present": present, "password": chosen, "again": again, "next": "/kpi?kpi=K110", "lang": "en"}


def test_a_stranger_is_led_to_the_door_and_back_to_this_page(house: Application) -> None:
    with httpx2.Client(base_url=house.url, headers={"Origin": house.url}) as stranger:
        answer = stranger.get("/password", headers=PAGE)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fpassword")
        assert stranger.post("/password", data=typed()).status_code == 401


def test_who_knows_his_password_changes_it_and_goes_on_with_a_new_session(
    house: Application, database: Database
) -> None:
    token = put_in(house, Role.EXECUTIVE, login="changes")
    person = find_person(database, "changes")
    assert person is not None
    with client_of(house, token) as client:
        assert "keeps it" in client.get("/password?lang=en").text
        database.written(lambda c: save_password(c, person.id, hash_password(OLD)))
        page = client.get("/password?lang=en").text
        assert 'type="password"' in page
        assert "<script" not in page
        wrong = client.post("/password", data=typed(present="something else"))
        assert (wrong.status_code, "This is not your present password." in wrong.text) == (422, True)
        poor = client.post("/password", data=typed(chosen="password1234", again="password1234"))
        assert (poor.status_code, "too easy to guess" in poor.text) == (422, True)
        unlike = client.post("/password", data=typed(again="another one"))
        assert (unlike.status_code, "a second time" in unlike.text) == (422, True)
        assert client.get("/", headers=PAGE).status_code == 200
        done = client.post("/password", data=typed())
        assert (done.status_code, done.headers["location"]) == (303, "/kpi?kpi=K110")
        assert done.cookies[COOKIE] != token
    with client_of(house, token) as before, client_of(house, done.cookies[COOKIE]) as after:
        assert before.get("/").status_code == 401
        assert after.get("/").status_code == 200


def test_a_page_of_another_site_changes_nobodys_password(house: Application) -> None:
    with client_of(house, put_in(house, Role.EXECUTIVE)) as client:
        answer = client.post("/password", data=typed(), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
