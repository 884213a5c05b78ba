"""What a notebook shows where a cell ends in a run."""

import re

from sim import Scenario


def test_a_run_shows_its_headline_its_talks_and_one_picture(talks):
    page = talks._repr_html_()
    assert page.count("<img") == 1
    for sentence in (talks.headline.first, talks.headline.factors, talks.headline.baseline):
        assert sentence.replace("+-", "±") in page
    assert f"Talks strike a deal in {talks.agreed.share:.0%} of worlds" in page
    assert "+-" not in re.sub(r"base64,[^\"]*", "", page)
    assert "http" not in page


def test_labels_are_written_as_text():
    run = Scenario.load("harbour-sports-park").change({"title": "Park & <b>ride</b>"}).run(draws=8)
    page = run._repr_html_()
    assert "Park &amp; &lt;b&gt;ride&lt;/b&gt;" in page
    assert "Talks" not in page
