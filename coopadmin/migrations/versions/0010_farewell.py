"""Farewell."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = '0009'


def upgrade() -> None:
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.add_column(sa.Column('end_ground', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('acknowledged_on', sa.Date(), nullable=True))
