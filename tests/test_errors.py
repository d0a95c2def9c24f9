"""Errors that teach: what, where, what to do now."""

import pickle

from formkit.errors import DeliveryError, FormkitError, Problem, SpecError

MISSPELT = Problem("form_specs/x.yaml", 7, 11, "unknown field type 'emial'", "did you mean 'email'?")


def test_a_problem_says_where_what_and_under_it_what_now() -> None:
    expected = "form_specs/x.yaml:7:11: unknown field type 'emial'\n    did you mean 'email'?"
    assert str(MISSPELT) == expected


def test_a_problem_without_a_hint_is_one_line() -> None:
    assert str(Problem("a.yaml", 1, 2, "this file is empty")) == "a.yaml:1:2: this file is empty"


def test_a_notice_says_that_it_is_one() -> None:
    notice = Problem("a.yaml", 1, 2, "hours are shown as written", severity="notice")
    assert str(notice) == "a.yaml:1:2: notice: hours are shown as written"


def test_problems_sort_by_place() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 5), ("a", 9, 4)]
    in_order = sorted(Problem(file, line, column, "") for file, line, column in places)
    assert [(each.file, each.line, each.column) for each in in_order] == sorted(places)


def test_a_spec_error_says_every_problem() -> None:
    second = Problem("form_specs/x.yaml", 9, 1, "the key 'site' is missing")
    assert str(SpecError((MISSPELT, second))) == f"{MISSPELT}\n{second}"


def test_errors_cross_to_another_process_whole() -> None:
    spec_error = pickle.loads(pickle.dumps(SpecError((MISSPELT,))))
    delivery_error = pickle.loads(pickle.dumps(DeliveryError("550 no such user", permanent=True)))
    assert (str(spec_error), spec_error.problems) == (str(MISSPELT), (MISSPELT,))
    assert (str(delivery_error), delivery_error.permanent) == ("550 no such user", True)


def test_every_error_is_one_kind_that_the_commands_catch() -> None:
    assert issubclass(SpecError, FormkitError)
    assert FormkitError("what", "what now").hint == "what now"
