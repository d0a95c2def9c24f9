"""RULES: what can be wrong, each by a name that stays. Readers with words of their own say it by that name.

To add one, write its name here, and its sentences in `languages/studio/*.toml`, table [problem].
"""

from typing import Literal, get_args

# how the file is written: they belong to a line, not to a thing of the site
Writing = Literal[
    "backslash-unknown", "below-a-text", "blank-after-colon", "blank-after-dash", "bracket-closes-nothing",
    "bracket-needs-quotes", "bracket-never-closed", "colon-missing", "colon-needs-quotes", "colon-or-indent",
    "comma-missing", "comma-too-many", "curly-quotes", "dash-behind-colon", "dash-in-brackets", "dash-missing",
    "dash-too-many", "file-empty", "file-unreadable", "hash-hides-rest", "key-no-word", "key-twice", "left-edge",
    "line-unreadable", "long-text-below", "merge-key", "more-problems", "nested-too-deep", "odd-blank-at-start",
    "quote-ends-early", "quote-never-closed", "second-document", "sign-needs-quotes", "site-missing", "site-twice",
    "starts-too-far-left", "starts-too-far-right", "tab-at-start", "text-not-indented", "turning-sign",
    "unlike-its-neighbours",
]  # fmt: skip
Said = Literal[
    # each part by itself
    "address-wanted", "autocomplete-unknown", "choice-is-list", "choices-wanted", "colour-needs-quotes",
    "colour-unknown", "comma-needs-quotes", "condition-wanted", "country-unknown", "currency-unknown",
    "day-unknown", "day-wanted", "destination-double", "destination-empty", "entry-empty", "field-beside-fields",
    "field-type-unknown", "file-kind-unknown", "file-kinds-wanted", "file-size-wanted", "form-empty",
    "form-in-section", "form-without-fields", "hours-empty", "hours-in-the-night", "hours-unknown", "is-empty",
    "item-without-name", "key-unknown", "language-unknown", "languages-twice", "languages-wanted",
    "least-above-most", "list-wanted", "name-not-allowed", "names-wanted", "number-too-large", "number-too-small",
    "number-wanted", "order-name-too-long", "order-thing-twice", "order-things-wanted", "part-missing",
    "parts-wanted", "pattern-too-long", "pattern-unreadable", "preset-unknown", "price-from-alone",
    "price-not-payable", "retention-wanted", "section-not-indented", "section-unknown", "section-wanted",
    "sections-need-dashes", "text-wanted", "theme-options-beside", "theme-wanted", "time-wanted", "too-many",
    "value-unreadable", "whole-number-wanted", "yes-no-wanted",
    # what the parts say of each other, and of the world
    "accent-dark-at-night", "accent-too-dark", "accent-too-pale", "address-in-one-line", "address-is-example",
    "address-not-alone", "address-with-blank", "address-without-end", "address-wrong", "answer-of-signs",
    "block-everybody", "braces-stay", "block-too-short", "blocked-and-allowed", "business-type-unknown", "choice-twice",
    "condition-on-itself", "condition-on-no-answer", "condition-value-unknown", "conditions-in-a-ring",
    "default-unknown", "destination-unreachable", "field-in-no-step", "field-in-two-steps", "field-unknown",
    "form-missing", "form-not-chosen", "form-not-shown", "form-sends-nowhere", "form-twice", "form-without-answer",
    "forms-find-nobody", "gallery-picture-without-words", "gallery-without-picture", "help-too-long",
    "help-with-full-stop", "help-with-link", "host-wanted", "hours-in-words", "hours-without-timezone",
    "imprint-is-draft", "label-marks-by-hand", "language-missing", "letter-looks-right", "link-leads-nowhere",
    "link-leads-outside", "link-no-address", "link-unknown", "messenger-needs-name", "messenger-needs-number",
    "messenger-unknown", "name-taken", "names-too-alike", "not-offered", "orders-all-required", "page-empty",
    "part-not-shown", "pattern-can-hang", "pattern-only-here", "pattern-slow", "phone-length",
    "phone-without-country", "phone-wrong", "picture-broken", "picture-elsewhere", "picture-missing",
    "picture-moves", "picture-too-large", "picture-too-tall", "picture-unknown-kind", "picture-with-script",
    "picture-without-size", "picture-without-words", "prefill-not-allowed", "price-in-words", "price-with-comma",
    "price-without-currency",
    "privacy-is-draft", "section-empty", "section-without-contact", "section-without-hours", "site-without-address",
    "text-reversed", "text-with-html", "text-with-picture", "text-with-table", "theme-option-unknown",
    "theme-unknown", "timezone-unknown", "web-address-wanted",
    # an edit that can't be made, a file that can't be read or saved
    "changed-by-two", "edit-file-unreadable", "edit-last-part", "edit-name-taken", "edit-name-wrong",
    "edit-not-understood", "edit-place-gone", "edit-place-unwritable", "edit-too-large", "edit-twice-there",
    "file-too-large", "folder-fails", "folder-forbidden", "folder-full", "folder-is-file", "folder-is-link",
    "folder-leads-out", "folder-strange-files", "folder-unreadable", "letter-unreadable", "nothing-to-undo",
    "picture-folder-elsewhere", "version-gone",
]  # fmt: skip
Rule = Writing | Said

WRITING: tuple[Writing, ...] = get_args(Writing)
RULES: tuple[Rule, ...] = (*WRITING, *get_args(Said))
