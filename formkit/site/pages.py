"""Pages by the templates of a theme. This is the thin path; the theme follows."""

from markupsafe import Markup, escape

from formkit.forms import SpecForm
from formkit.model import Answer, Submission
from formkit.spec import Form, Site


def form_page(
    site: Site, form: Form, bound: SpecForm, language: str, *, action: str, page: str = "", key: str = ""
) -> str:
    rows = Markup("").join(Markup("<p>{} {} {}</p>").format(f.label, f(), "; ".join(f.errors)) for f in bound)
    return Markup('<form method="post" action="{}">{}<button>Send</button></form>').format(action, rows)


def receipt_page(
    site: Site, form: Form | None, submission: Submission, answers: tuple[Answer, ...], *, mail: str, language: str
) -> str:
    return str(escape(f"{submission.reference} {mail} {answers}"))


def message_page(site: Site | None, language: str, *, title: str, text: str, answers: tuple[Answer, ...] = ()) -> str:
    return str(escape(f"{title}. {text} {answers}"))
