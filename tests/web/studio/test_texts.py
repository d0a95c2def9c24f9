"""The tab with the translations."""

import re
from pathlib import Path

from tests.web.studio.conftest import Visit

SPEC = """
site: {name: "<Rose> & Garden", languages: [en, tr]}
business: {email: hello@rosegarden.example}
sections: [about: {title: {en: About us}, text: {en: "Three\\nsisters", tr: Üç}}]
forms: {contact: {}}
"""


def test_what_is_missing_is_counted(studio: Visit, file: Path) -> None:
    table = studio.get("s/rose/texts").text
    assert '<span lang="tr">Türkçe</span> <small>1 missing</small>' in table
    assert '<span lang="en">English</span> <small>complete</small>' in table
    assert 'placeholder="same: &lt;Rose&gt; &amp; Garden"' in table


def test_every_cell_has_a_name(studio: Visit, file: Path) -> None:
    table = studio.get("s/rose/texts").text
    assert 'aria-label="About us › Text, Türkçe"' in table
    assert len(re.findall(r"<textarea[^>]* aria-label=", table)) == table.count("<textarea") == 6


def test_a_list_of_languages_gets_one_more_line(studio: Visit, file: Path) -> None:
    table = studio.get("s/rose/texts").text
    assert "&#34;op&#34;: &#34;add&#34;, &#34;path&#34;: [&#34;site&#34;, &#34;languages&#34;]" in table
    file.write_text(SPEC.replace("languages: [en, tr]", "language: en").replace(", tr: Üç", ""), "utf-8")
    assert "&#34;value&#34;: [&#34;en&#34;, &#34;de&#34;]" in studio.get("s/rose/texts").text


def test_a_price_in_words_is_for_all_languages_until_one_has_its_own(studio: Visit, file: Path) -> None:
    file.write_text(
        SPEC.replace("{contact: {}}", "{}").replace(
            "sections: [", "sections: [services: [{name: Rose, price: from 20 EUR}], "
        ),
        "utf-8",
    )
    assert 'placeholder="same: from 20 EUR"' in studio.get("s/rose/texts").text
    path, words = ["sections", 0, "services", "items", 0, "price"], {"en": "from 20 EUR", "tr": "20 EUR'dan"}
    assert studio.post("s/rose/change", {"edits": [{"op": "put", "path": path, "value": words}]}).status_code == 200
    assert "20 EUR&#39;dan</textarea>" in studio.get("s/rose/texts").text
    assert studio.get("s/rose/state").json["sound"]  # type: ignore[index]


def test_what_only_the_owner_reads_is_missing_in_no_other_language(studio: Visit, file: Path) -> None:
    file.write_text(SPEC.replace("contact: {}", 'contact: {preset: contact, subject: {en: "From {name}"}}'), "utf-8")
    table = studio.get("s/rose/texts").text
    assert '<span lang="tr">Türkçe</span> <small>1 missing</small>' in table
    assert "only you read it, in English" in table
    assert (
        'aria-label="Form: Write to us › Subject of the mail you get, Türkçe" placeholder="only you read it"' in table
    )
    file.write_text(SPEC.replace("contact: {}", "contact: {preset: contact, subject: {tr: Mesaj}}"), "utf-8")
    table = studio.get("s/rose/texts").text
    assert '<span lang="en">English</span> <small>1 missing</small>' in table
    assert "Mesaj</textarea>" in table


def test_a_broken_file_is_to_be_mended_first(studio: Visit, file: Path) -> None:
    file.write_text("site: {name: Rose", "utf-8")
    assert "Mend it in the tab File" in studio.get("s/rose/texts").text
