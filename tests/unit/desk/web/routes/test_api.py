"""The API: the same words and roles as the page, for programs."""

from __future__ import annotations

import pytest

from desk.export.json_files import application_json
from tests.unit.desk.web.conftest import PASSWORD

GETS = ["/api/me", "/api/applications", "/api/messages", "/api/search?q=definitif", "/api/overview", "/api/to-sort",
        "/api/openapi.json"]  # fmt: skip


@pytest.mark.parametrize("path", GETS)
def test_programs_log_in_with_name_and_password(stranger, anne, near_miss, locked, path):
    assert stranger.get(path).status_code == 401
    assert stranger.get(path, auth=("jury", "wrong")).status_code == 401
    assert stranger.get(path, headers={"authorization": "Basic !!!"}).status_code == 401
    assert stranger.get(path, headers={"authorization": "Bearer x"}).status_code == 401
    assert stranger.get(path, auth=("jury", PASSWORD)).status_code == 200


def test_an_application_is_what_the_export_gives(recruiter, store, anne):
    with store.read() as views:
        expected = application_json(views.application(anne))

    assert recruiter.get(f"/api/applications/{anne}").json() == expected


def test_the_list_takes_the_page_s_filters(recruiter, anne, eve):
    listed = recruiter.get("/api/applications?time=yes&state=tenure:found").json()

    assert [row["id"] for row in listed["applications"]] == [anne]
    assert listed["total"] == 1
    assert recruiter.get("/api/applications?decision=maybe").status_code == 422


def test_writing_needs_the_recruiter_s_role(stranger, anne):
    path, note = f"/api/applications/{anne}/notes", {"text": "Rappeler."}

    assert stranger.post(path, json=note, auth=("jury", PASSWORD)).status_code == 403
    assert stranger.post(path, json=note, auth=("mireille", PASSWORD)).status_code == 201


def test_a_session_writes_with_its_token_only(recruiter, anne):
    path, note = f"/api/applications/{anne}/notes", {"text": "Rappeler."}
    token = recruiter.get("/api/me").json()["csrf"]

    assert recruiter.client.post(path, json=note).status_code == 403
    assert recruiter.client.post(path, json=note, headers={"x-csrf-token": token}).status_code == 201


def test_every_word_can_be_said_and_undone(stranger, store, anne, namesake, near_miss):
    def post(path, **fields):
        answer = stranger.post(f"/api/{path}", json=fields, auth=("mireille", PASSWORD))
        assert answer.status_code == 201, (path, answer.text)
        return answer.json()["review_id"]

    decision = post(f"applications/{anne}/decision", decision="shortlist", reason="oui")
    post(f"applications/{anne}/corrections", key="workload", value="4/5")
    post(f"applications/{anne}/apart", other=namesake)
    path = f"/api/applications/{anne}/merge"
    would = stranger.get(path, params={"other": namesake}, auth=("mireille", PASSWORD)).json()
    with store.read() as views:
        assert views.application(namesake).row.id == namesake
    merge = post(f"applications/{anne}/merge", other=namesake, shown=would["shown"])
    post(f"reviews/{merge}/undo", reason="erreur")
    post(f"reviews/{decision}/undo", reason="erreur")
    post(f"messages/{near_miss}/accept", reason="objet mal tapé")
    history = stranger.get(f"/api/applications/{anne}/history", auth=("jury", PASSWORD)).json()
    assert [item["action"] for item in history][:2] == ["undo", "undo"]


def test_what_makes_no_sense_is_told(stranger, anne, namesake):
    def post(path, **fields):
        return stranger.post(f"/api/{path}", json=fields, auth=("mireille", PASSWORD)).status_code

    assert post(f"applications/{anne}/decision", decision="perhaps", reason="x") == 422
    assert post(f"applications/{anne}/decision", decision="reject", reason="") == 422
    assert post(f"applications/{anne}/corrections", key="workload", value="beaucoup") == 422
    assert post(f"applications/{anne}/merge", other=anne, shown="") == 409
    assert post(f"applications/{anne}/merge", other=namesake) == 422
    assert post(f"applications/{anne}/merge", other=namesake, shown="not what was shown") == 409
    assert post("applications/999/notes", text="x") == 404
    assert post(f"messages/{anne}/dismiss", reason="x") == 409
    assert post("reviews/999/undo", reason="x") == 404


def test_the_page_s_own_paths_are_not_part_of_the_api(recruiter):
    described = recruiter.get("/api/openapi.json").json()

    assert all(path.startswith("/api/") for path in described["paths"])
