"""Officers."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = '0016'


def upgrade() -> None:
    with op.batch_alter_table('term_of_office', schema=None) as batch_op:
        batch_op.add_column(sa.Column('group_name', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('votes', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('most_terms', sa.Integer(), nullable=True))
