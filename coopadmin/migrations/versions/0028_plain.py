"""Plain."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table('cash_count',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('counted', sa.BigInteger(), nullable=False),
    sa.Column('booked', sa.BigInteger(), nullable=False),
    sa.Column('pieces', sa.Text(), nullable=False),
    sa.Column('counted_by', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('entry_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_cash_count_account_id_account'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_cash_count_entry_id_entry'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cash_count'))
    )
    with op.batch_alter_table('cash_count', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cash_count_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cash_count_dated'), ['dated'], unique=False)
        batch_op.create_index(batch_op.f('ix_cash_count_entry_id'), ['entry_id'], unique=False)

    with op.batch_alter_table('open_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('party', sa.Text(), server_default='', nullable=False))
