"""Bring a database to the schema this formkit knows, in one transaction."""

from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from formkit.errors import FormkitError
from formkit.store.database import Database
from formkit.store.tables import SCHEMA

MIGRATIONS = Path(__file__).parent / "migrations"
UPGRADE_LOCK = 0x666F726D6B6974  # any number that nobody else uses: "formkit"


def migrate(database: Database) -> None:
    """Make or upgrade the tables. Raises FormkitError, with nothing changed, for a newer database."""
    with database.read() as connection:
        if version(connection) == SCHEMA:
            return
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(UPGRADE_LOCK)))
        _upgrade(connection)


def version(connection: Connection) -> str:
    """The number of the schema that the database has, "" for none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def _upgrade(connection: Connection) -> None:
    from alembic import command  # slow to import, and only needed here
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    _refuse_newer(version(connection), known)
    try:
        command.upgrade(config, "head")
    except DBAPIError as error:
        if "already exists" not in str(error.orig):
            raise
        hint = "Give formkit a database of its own in FORMKIT_DATABASE_URL."
        raise FormkitError(f"The database holds tables of another program: {error.orig}", hint) from error


def _refuse_newer(found: str, known: set[str]) -> None:
    if found and found not in known:
        raise FormkitError(
            f"The database was made by a newer formkit (its schema is {found}, this formkit knows {SCHEMA}).",
            "Install the newer formkit again, or restore the backup from before the upgrade.",
        )
