"""Custody."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = '0002'


def upgrade() -> None:
    op.create_table('custody',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('time', sa.DateTime(), nullable=False),
    sa.Column('origin', sa.Text(), nullable=False),
    sa.Column('who', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_custody')),
    sa.UniqueConstraint('number', name=op.f('uq_custody_number'))
    )
