"""The page for builders of pages."""

from tests.gateway.browsing import Contest


def test_styleguide_shows_every_component_in_both_languages(contest: Contest) -> None:
    for language in ("zh-CN", "en"):
        answer = contest.stranger().get("/styleguide?sort=name", headers={"Accept-Language": language})
        assert answer.status_code == 200
        for component in (
            "btn-primary",
            "has-error",
            "timeline",
            "<dialog",
            "aria-sort",
            'class="chart"',
            "red-head",
            'data-work="failed"',
        ):
            assert component in answer.text


def test_styleguide_shows_a_document(contest: Contest) -> None:
    assert contest.stranger().get("/styleguide/document.pdf").data.startswith(b"%PDF")


def test_styleguide_is_not_there_unless_asked_for(empty: Contest) -> None:
    assert empty.stranger().get("/styleguide/document.pdf").status_code == 404
    assert empty.stranger().get("/styleguide").status_code == 404


def test_form_of_the_styleguide_is_shown_again_as_it_was_sent(contest: Contest) -> None:
    answer = contest.stranger().press("/styleguide", "/styleguide", title="一个题目", count="1e3")
    assert answer.status_code == 200
    assert 'value="一个题目"' in answer.text
    assert "请用数字填写" in answer.text
