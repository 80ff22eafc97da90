"""List memory."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = '0012'


def upgrade() -> None:
    op.create_table('list_memory',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('shape', sa.Text(), nullable=False),
    sa.Column('choices', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_list_memory')),
    sa.UniqueConstraint('shape', name=op.f('uq_list_memory_shape'))
    )
