"""Selections."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = '0017'


def upgrade() -> None:
    op.create_table('selection',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('criteria', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_selection')),
    sa.UniqueConstraint('name', name=op.f('uq_selection_name'))
    )
