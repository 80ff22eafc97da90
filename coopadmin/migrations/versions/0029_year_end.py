"""Year end."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = '0028'


def upgrade() -> None:
    op.create_table('year_check',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('step', sa.Text(), nullable=False),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=True),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_year_check_account_id_account'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_year_check')),
    sa.UniqueConstraint('book_year', 'step', 'account_id', name=op.f('uq_year_check_book_year_step_account_id'))
    )
    with op.batch_alter_table('year_check', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_year_check_account_id'), ['account_id'], unique=False)

    op.create_table('year_step',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('step', sa.Text(), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('figures', sa.Text(), nullable=False),
    sa.Column('resolution_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('entry_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_year_step_entry_id_entry'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['resolution_id'], ['resolution.id'], name=op.f('fk_year_step_resolution_id_resolution'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_year_step')),
    sa.UniqueConstraint('book_year', 'position', name=op.f('uq_year_step_book_year_position'))
    )
    with op.batch_alter_table('year_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_year_step_entry_id'), ['entry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_year_step_resolution_id'), ['resolution_id'], unique=False)
