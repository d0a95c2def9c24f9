"""One site to post to, for the tests of the web side."""

SPEC = """
site: {name: Rose Garden, languages: [en, tr], url: https://rosegarden.example}
business: {type: Florist, email: hello@rosegarden.example, phone: +1 555 010 0100}
forms:
  contact:
    title: {en: Write to us, tr: Bize yazın}
    fields:
      name: {type: text, label: {en: Your name, tr: Adınız}, required: true, max: 100}
      email: {type: email, required: true}
      topic: {type: select, choices: [Question, Order, Complaint]}
      order_no: {type: text, label: Order number, show_if: {topic: Complaint}, required: true}
      days: {type: checkboxes, choices: [Mon, Tue, Wed]}
      message: {type: textarea, required: true, max: 5000}
    deliver_to:
      - {mail: orders@rosegarden.example, when: {topic: Order}}
      - hello@rosegarden.example
    subject: "{topic} from {name}"
  old:
    accepts: formspree
    allow_next: [partner.example, "https://Shop.example/", blumenküche.example]
    allow_cc: [helper@rosegarden.example]
    fields:
      email: {type: email}
      message: {type: textarea}
"""
FILLED = {"name": "Ada", "email": "ada@example.com", "topic": "Question", "message": "When are you open?"}
