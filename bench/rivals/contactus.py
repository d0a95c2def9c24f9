"""contactus.php with SQLite, in Python: a connection for each request, SQLite's own settings, insert, commit, thanks.

RIVAL_DATABASE says where it writes.
"""

import os
import sqlite3
from contextlib import closing

from flask import Flask, redirect, request
from werkzeug import Response

FIELDS = ("name", "email", "phone", "topic", "message")
TABLE = "CREATE TABLE IF NOT EXISTS contact (id INTEGER PRIMARY KEY, name, email, phone, topic, message)"

app = Flask(__name__)


@app.post("/f/site0/contact")
def contact() -> Response:
    said = [request.form[name] for name in FIELDS]
    with closing(sqlite3.connect(os.environ["RIVAL_DATABASE"], timeout=60)) as database:
        database.execute(TABLE)
        database.execute("INSERT INTO contact (name, email, phone, topic, message) VALUES (?, ?, ?, ?, ?)", said)
        database.commit()
    return redirect("/thanks", 303)
