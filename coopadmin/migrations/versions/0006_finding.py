"""Finding."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = '0005'


def upgrade() -> None:
    with op.batch_alter_table('open_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_open_item_amount'), ['amount'], unique=False)

    with op.batch_alter_table('settlement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_settlement_amount'), ['amount'], unique=False)

    # The first word of a text has a blank before it too, so that beginnings of words are found.
    # Wiping each old entry by itself would take minutes; merging the index leaves as little.
    op.execute("INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 0)")
    op.execute("UPDATE search_index SET text = ' ' || text")
    op.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")
    op.execute("INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1)")
