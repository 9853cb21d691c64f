"""Pages about the site itself: questions and answers, who we are, accessibility, complaints."""

from flask import Blueprint, render_template

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.articles import ARTICLES
from gateway.editions.lookup import edition_of_contest
from gateway.editions.subject import follow
from gateway.pages.public import reading
from gateway.pages.public.face import structured
from gateway.pages.public.shelves import asked_contest

blp = Blueprint("site", __name__)
MOST_QUESTIONS = 200


@blp.route("/faq", methods=["GET"])
@allow(PUBLIC)
def faq() -> str:
    """Questions people ask, with answers, on one page that can be searched and printed; of all contests or of one."""
    contest = asked_contest()
    found = ARTICLES.published("faq", bodies=True, limit=MOST_QUESTIONS, contest=contest)
    follow(edition_of_contest(contest) if contest else None)
    return render_template("public/faq.html", questions=reading.all_worded(found.items))


@blp.route("/about", methods=["GET"])
@allow(PUBLIC)
def about() -> str:
    """Who is behind the contest, and how to reach them."""
    return _page("about", facts=structured.standing_alone(structured.institution()))


@blp.route("/accessibility", methods=["GET"])
@allow(PUBLIC)
def accessibility() -> str:
    """What was done so that everybody can use the site, and whom to tell where it fails."""
    return _page("accessibility")


@blp.route("/complaints", methods=["GET"])
@allow(PUBLIC)
def complaints() -> str:
    """How to complain, and what happens then."""
    return _page("complaints")


def _page(slug: str, **more: object) -> str:
    """A page whose text organizers may replace; until they do, the template has words of its own."""
    article = reading.find("page", slug)
    return render_template(f"public/{slug}.html", text=reading.worded(article) if article else None, **more)
