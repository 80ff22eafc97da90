"""Year note."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = '0029'


def upgrade() -> None:
    op.create_table('year_note',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('staff', sa.Integer(), nullable=False),
    sa.Column('without_accruals', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_year_note')),
    sa.UniqueConstraint('book_year', name=op.f('uq_year_note_book_year'))
    )
