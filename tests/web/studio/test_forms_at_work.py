"""Forms made by clicking, in a real browser: pages, names, choices, destinations, the subject."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.chromium import barriers

SPEC = """\
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
sections: [hero, form: contact]
forms:
  contact:
    fields:
      name: {label: Your name}
      topic: {type: select, label: Topic, choices: [Question, Order, Complaint]}
      number: {label: Order number, show_if: {topic: Complaint}}
      message: {type: textarea, label: Message}
    subject: "{topic} from {name}"
"""


def select(page: Page, *names: str) -> None:
    """By the list at the left."""
    for name in names:
        page.locator("#outline").get_by_role("button", name=name).click()
        expect(page.locator("#outline [aria-current]")).to_contain_text(name)


def saved(page: Page, file: Path, words: str) -> None:
    expect(page.locator("#saved")).to_have_text("All changes are saved")
    assert words in file.read_text("utf-8")


def test_a_form_gets_pages_and_questions_go_over_their_borders(editor: Page, file: Path) -> None:
    select(editor, "Questions")
    split, more = (editor.get_by_role("button", name=name) for name in ("Ask on several pages", "Add a page"))
    split.click()
    expect(more).to_be_focused()
    editor.get_by_role("button", name="Ask everything on one page").click()
    expect(split).to_be_focused()
    split.click()
    more.click()
    heading = editor.get_by_label("Heading of this page")
    expect(heading).to_be_focused()
    heading.fill("The rest")
    rest = editor.locator("#outline li", has=editor.locator("> .thing", has_text="The rest"))
    expect(rest.locator(".thing")).to_have_count(2)
    saved(editor, file, "fields: [message]\n")
    select(editor, "Order number")
    editor.keyboard.press("Alt+ArrowDown")
    expect(editor.locator("#told")).to_contain_text("Order number is now on: The rest.")
    expect(rest.locator(".thing")).to_have_text(
        ["The rest Page of the form", "Order number One line", "Message Several lines"]
    )
    saved(editor, file, "fields: [message, number]\n")
    a_page_is_dragged_into(editor, file)


def a_page_is_dragged_into(editor: Page, file: Path) -> None:
    """By mouse, in the list; and the page goes by its key, with what it asks joined to the one before."""
    start = editor.locator("#outline .thing", has_text="Topic").bounding_box()
    end = editor.locator("#outline .thing", has_text="Message").bounding_box()
    assert start
    assert end
    editor.mouse.move(start["x"] + 8, start["y"] + 8)
    editor.mouse.down()
    editor.mouse.move(start["x"] + 20, start["y"] + 30, steps=3)
    editor.mouse.move(end["x"] + 20, end["y"] + end["height"] - 3, steps=5)
    editor.mouse.up()
    expect(editor.locator("#told")).to_contain_text("Topic is now on: The rest.")
    saved(editor, file, "fields: [message, number, topic]\n")
    select(editor, "The rest")
    editor.keyboard.press("Delete")
    expect(editor.locator("#told")).to_contain_text("Asked together again: The rest")
    editor.locator("#told button").click()
    expect(editor.locator("#told")).to_contain_text("Taken back: ")
    saved(editor, file, "title: The rest")


def test_a_question_gets_another_name_in_the_data(editor: Page, file: Path) -> None:
    select(editor, "Topic")
    expect(editor.locator(".panel h2")).to_have_text("Topic")
    editor.locator("details.more > summary").click()
    field = editor.get_by_label("Name in the data")
    field.fill("number")
    told = editor.locator("#c-forms-contact-fields-topic-id-errors")
    expect(told).to_have_text("This name is taken.")
    field.fill("about")
    expect(told).to_be_empty()
    field.press("Enter")
    fresh = editor.locator("#c-forms-contact-fields-about-id input")
    expect(fresh).to_be_focused()
    expect(editor.locator("#outline [aria-current]")).to_contain_text("Topic")
    assert file.read_text("utf-8") == SPEC.replace("topic", "about")
    editor.locator("#undo").click()
    expect(editor.locator("#redo")).to_be_enabled()
    assert file.read_text("utf-8") == SPEC


def test_the_mail_that_is_shown_is_that_of_the_form_that_is_selected(editor: Page, file: Path) -> None:
    two = SPEC.replace("hero", "form: callback")
    file.write_text(f"{two}  callback: {{}}\n", "utf-8")
    editor.reload()
    expect(editor.locator("#outline .thing", has_text="Questions")).to_have_count(2)
    editor.locator("#outline .thing", has_text="Questions").last.click()
    editor.get_by_role("tab", name="Mail").click()
    expect(editor.get_by_role("combobox", name="Form")).to_have_value("contact")


def test_what_waits_for_a_choice_follows_it_or_is_told(editor: Page, file: Path) -> None:
    select(editor, "Topic")
    word = editor.get_by_label("number 3")
    sent: list[str] = []
    editor.on("request", lambda seen: sent.append(seen.url) if seen.url.endswith("/change") else None)
    word.fill("Anger")
    word.press("Tab")
    expect(editor.get_by_role("button", name="Delete Anger")).to_be_visible()
    saved(editor, file, "show_if: {topic: Anger}")
    assert len(sent) == 1  # what conditions name is changed once, when it was written to its end
    editor.get_by_text("As lines of text").click()
    lines = editor.get_by_label("One choice on each line")
    lines.fill("Question\nOrder\nGrievance\nPraise")
    lines.blur()
    expect(editor.locator("#told")).to_contain_text("Deleted: Anger. Asked always now")
    editor.locator("#told button").click()
    expect(editor.locator("#told")).to_contain_text("Taken back: ")
    editor.get_by_role("button", name="Delete Order").click()
    expect(editor.get_by_role("button", name="Delete Order")).to_have_count(0)
    saved(editor, file, "choices: [Question, Anger]}\n")


def test_another_address_comes_beside_the_one_of_the_business_with_a_condition(editor: Page, file: Path) -> None:
    select(editor, "Questions")
    ways = editor.locator("#c-forms-contact-deliver_to")
    expect(ways).to_contain_text("Messages go to hello@rosegarden.example, the address of your business.")
    fresh = ways.get_by_role("textbox", name="Add an address")
    fresh.fill("orders@rosegarden.example")
    fresh.press("Enter")
    expect(ways.locator(".rows > li")).to_have_count(2)
    expect(ways).to_contain_text("whatever was answered: hello@rosegarden.example, orders@rosegarden.example.")
    ways.get_by_role("button", name="Only for certain answers").last.click()
    expect(ways.locator(".when").locator("select")).to_be_focused()
    order = ways.get_by_role("checkbox", name="Order")
    order.check()
    expect(ways).to_contain_text("whatever was answered: hello@rosegarden.example.")
    expect(order).to_be_focused()
    assert ways.locator(".when").inner_text().split()[:4] == ["Send", "it", "there", "when"]
    saved(editor, file, "[hello@rosegarden.example, {mail: orders@rosegarden.example, when: {topic: Order}}]")


def test_answers_are_put_into_the_subject_moved_and_taken_out(editor: Page, file: Path) -> None:
    select(editor, "Questions")
    box = editor.locator("#c-forms-contact-subject")
    expect(box.locator(".sample")).to_contain_text("Question from ")
    box.get_by_role("button", name="Number of the message").click()
    expect(box.locator(".piece")).to_have_text(["Topic", "Your name", "Number of the message"])
    assert barriers(editor, "#c-forms-contact-subject") == []
    box.get_by_role("button", name="Move Number of the message to the front").click()
    expect(box.locator(".piece").nth(1)).to_be_focused()
    saved(editor, file, 'subject: "{topic} from {reference} {name}"')
    editor.keyboard.press("Alt+ArrowLeft")
    expect(box.locator(".piece")).to_have_text(["Number of the message", "Topic", "Your name"])
    editor.keyboard.press("Delete")
    expect(box.locator(".piece")).to_have_text(["Topic", "Your name"])
    saved(editor, file, 'subject: "from {topic} {name}"')
    editor.keyboard.press("ArrowLeft")
    editor.keyboard.press("Home")
    editor.keyboard.type("New: ")
    saved(editor, file, 'subject: "New: from {topic} {name}"')
