"""Ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = '0024'


def upgrade() -> None:
    op.create_table('account',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('rgs', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('in_use', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('number', name=op.f('uq_account_number'))
    )
    op.create_table('bookkeeping',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('first_year', sa.Text(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('explain_percent', sa.Integer(), nullable=False),
    sa.Column('explain_above', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bookkeeping'))
    )
    op.create_table('entry',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('journal', sa.Text(), nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('party', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('follows_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('reverses_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['follows_id'], ['entry.id'], name=op.f('fk_entry_follows_id_entry'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_entry_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['reverses_id'], ['entry.id'], name=op.f('fk_entry_reverses_id_entry'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry')),
    sa.UniqueConstraint('book_year', 'journal', 'number', name=op.f('uq_entry_book_year_journal_number')),
    sa.UniqueConstraint('reverses_id', name=op.f('uq_entry_reverses_id'))
    )
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entry_dated'), ['dated'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_follows_id'), ['follows_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_person_id'), ['person_id'], unique=False)

    op.create_table('fund',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('most', sa.BigInteger(), nullable=True),
    sa.Column('resolution_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('in_use', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_fund_account_id_account'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['resolution_id'], ['resolution.id'], name=op.f('fk_fund_resolution_id_resolution'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fund')),
    sa.UniqueConstraint('name', name=op.f('uq_fund_name'))
    )
    with op.batch_alter_table('fund', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_fund_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_fund_resolution_id'), ['resolution_id'], unique=False)

    op.create_table('line',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('entry_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('activity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('fund_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('open_item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('settlement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_line_account_id_account'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_line_activity_id_activity'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_line_entry_id_entry'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['fund_id'], ['fund.id'], name=op.f('fk_line_fund_id_fund'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['open_item_id'], ['open_item.id'], name=op.f('fk_line_open_item_id_open_item'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['settlement_id'], ['settlement.id'], name=op.f('fk_line_settlement_id_settlement'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_line'))
    )
    with op.batch_alter_table('line', schema=None) as batch_op:
        batch_op.create_index('ix_line_account_id_book_year', ['account_id', 'book_year'], unique=False)
        batch_op.create_index(batch_op.f('ix_line_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_line_entry_id'), ['entry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_line_fund_id'), ['fund_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_line_open_item_id'), ['open_item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_line_settlement_id'), ['settlement_id'], unique=False)
