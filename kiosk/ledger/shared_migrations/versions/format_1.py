"""Format 1: books of many meetings in the same tables, each row keyed by its meeting.

The row of `meeting` is the head of a book and the lock of whoever appends. What was entered stands:
triggers refuse to change and to delete, also by TRUNCATE, which fires no trigger of a row.
"""

from alembic import op

revision = "1"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE meeting (
        id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
        number bigint NOT NULL,
        hash bytea NOT NULL CHECK (length(hash) = 32)
    )
    """,
    """
    CREATE TABLE entry (
        meeting text NOT NULL REFERENCES meeting,
        number bigint NOT NULL,
        hash bytea NOT NULL CHECK (length(hash) = 32),
        body bytea NOT NULL,
        fact text NOT NULL,
        poll bigint,
        PRIMARY KEY (meeting, number),
        UNIQUE (meeting, hash)
    )
    """,
    "CREATE INDEX entry_by_poll ON entry (meeting, poll, fact)",
    """
    CREATE TABLE person (
        meeting text NOT NULL REFERENCES meeting,
        number bigint NOT NULL,
        record bytea NOT NULL,
        PRIMARY KEY (meeting, number)
    )
    """,
    """
    CREATE FUNCTION kiosk_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE FUNCTION kiosk_append() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.number <>
            (SELECT coalesce(max(number), -1) + 1 FROM entry WHERE meeting = NEW.meeting)
        THEN RAISE EXCEPTION 'an entry is only appended'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION kiosk_advance() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.id <> OLD.id OR NEW.number <= OLD.number
            OR NOT EXISTS (SELECT 1 FROM entry
                WHERE meeting = NEW.id AND number = NEW.number AND hash = NEW.hash)
        THEN RAISE EXCEPTION 'a head only goes on'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER entry_only_appended BEFORE INSERT ON entry
        FOR EACH ROW EXECUTE FUNCTION kiosk_append()
    """,
    """
    CREATE TRIGGER entry_never_changed BEFORE UPDATE OR DELETE ON entry
        FOR EACH ROW EXECUTE FUNCTION kiosk_refuse('an entry is never changed')
    """,
    """
    CREATE TRIGGER entry_never_emptied BEFORE TRUNCATE ON entry
        FOR EACH STATEMENT EXECUTE FUNCTION kiosk_refuse('an entry is never deleted')
    """,
    """
    CREATE TRIGGER meeting_only_goes_on BEFORE UPDATE ON meeting
        FOR EACH ROW EXECUTE FUNCTION kiosk_advance()
    """,
    """
    CREATE TRIGGER meeting_never_deleted BEFORE DELETE ON meeting
        FOR EACH ROW EXECUTE FUNCTION kiosk_refuse('a book is never deleted')
    """,
    """
    CREATE TRIGGER meeting_never_emptied BEFORE TRUNCATE ON meeting
        FOR EACH STATEMENT EXECUTE FUNCTION kiosk_refuse('a book is never deleted')
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
