"""A contact form as tutorials write it: Flask-WTF, one insert, and smtplib inside the request.

CSRF is off, which only helps it. RIVAL_DATABASE and RIVAL_SMTP_PORT say where it writes and mails to.
"""

import os
import smtplib
import sqlite3
from email.message import EmailMessage

from flask import Flask, g, redirect, render_template_string
from flask_wtf import FlaskForm
from werkzeug import Response
from wtforms import EmailField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import DataRequired, Email, Length

PAGE = "<form method=post>{% for field in form %}{{ field.label }} {{ field }} {{ field.errors }}{% endfor %}</form>"
TABLE = "CREATE TABLE IF NOT EXISTS contact (id INTEGER PRIMARY KEY, name, email, phone, topic, message)"

app = Flask(__name__)
app.config.update(SECRET_KEY="dev", WTF_CSRF_ENABLED=False)


class ContactForm(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    name = StringField("Your name", [DataRequired(), Length(max=100)])
    email = EmailField("Email", [DataRequired(), Email()])
    phone = TelField("Phone")
    topic = SelectField("Topic", choices=["Question", "Order", "Complaint", "Praise"])
    message = TextAreaField("Message", [DataRequired(), Length(max=5000)])


def database() -> sqlite3.Connection:
    if "database" not in g:
        g.database = sqlite3.connect(os.environ["RIVAL_DATABASE"], timeout=30)
        g.database.execute(TABLE)
    return g.database


@app.teardown_appcontext
def close(error: BaseException | None) -> None:
    if "database" in g:
        g.pop("database").close()


@app.route("/f/site0/contact", methods=["GET", "POST"])
def contact() -> Response | str:
    form = ContactForm()
    if not form.validate_on_submit():
        return render_template_string(PAGE, form=form)
    values = [form[name].data for name in ("name", "email", "phone", "topic", "message")]
    database().execute("INSERT INTO contact (name, email, phone, topic, message) VALUES (?, ?, ?, ?, ?)", values)
    database().commit()
    send(form)
    return redirect("/thanks", 303)


def send(form: ContactForm) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "New message", "forms@rose.example", "hello@rose.example"
    mail["Reply-To"] = form.email.data
    mail.set_content("\n".join(f"{field.name}: {field.data}" for field in form))
    with smtplib.SMTP("127.0.0.1", int(os.environ["RIVAL_SMTP_PORT"])) as server:
        server.send_message(mail)
