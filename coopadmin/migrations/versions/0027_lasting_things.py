"""Lasting things."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table('accrual',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('activity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('fund_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('booked_in', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_accrual_account_id_account'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_accrual_activity_id_activity'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['fund_id'], ['fund.id'], name=op.f('fk_accrual_fund_id_fund'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accrual')),
    sa.UniqueConstraint('number', name=op.f('uq_accrual_number'))
    )
    with op.batch_alter_table('accrual', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_accrual_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_accrual_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_accrual_fund_id'), ['fund_id'], unique=False)

    op.create_table('fixed_asset',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('bought', sa.Date(), nullable=False),
    sa.Column('price', sa.BigInteger(), nullable=False),
    sa.Column('residual', sa.BigInteger(), nullable=False),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('written_off_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('cost_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('activity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('entry_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('disposed_on', sa.Date(), nullable=True),
    sa.Column('disposal_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_fixed_asset_account_id_account'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_fixed_asset_activity_id_activity'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['cost_id'], ['account.id'], name=op.f('fk_fixed_asset_cost_id_account'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['disposal_id'], ['entry.id'], name=op.f('fk_fixed_asset_disposal_id_entry'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_fixed_asset_entry_id_entry'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['written_off_id'], ['account.id'], name=op.f('fk_fixed_asset_written_off_id_account'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fixed_asset')),
    sa.UniqueConstraint('number', name=op.f('uq_fixed_asset_number'))
    )
    with op.batch_alter_table('fixed_asset', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_fixed_asset_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_fixed_asset_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_fixed_asset_cost_id'), ['cost_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_fixed_asset_disposal_id'), ['disposal_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_fixed_asset_entry_id'), ['entry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_fixed_asset_written_off_id'), ['written_off_id'], unique=False)

    op.create_table('accrual_part',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('accrual_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('entry_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['accrual_id'], ['accrual.id'], name=op.f('fk_accrual_part_accrual_id_accrual'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_accrual_part_entry_id_entry'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accrual_part'))
    )
    with op.batch_alter_table('accrual_part', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_accrual_part_accrual_id'), ['accrual_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_accrual_part_entry_id'), ['entry_id'], unique=False)

    op.create_table('credit_note',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('charge_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('settlement_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['charge_id'], ['charge.id'], name=op.f('fk_credit_note_charge_id_charge'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['settlement_id'], ['settlement.id'], name=op.f('fk_credit_note_settlement_id_settlement'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_credit_note')),
    sa.UniqueConstraint('book_year', 'number', name=op.f('uq_credit_note_book_year_number'))
    )
    with op.batch_alter_table('credit_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_credit_note_charge_id'), ['charge_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_credit_note_settlement_id'), ['settlement_id'], unique=False)

    op.create_table('depreciation',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('asset_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('entry_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['asset_id'], ['fixed_asset.id'], name=op.f('fk_depreciation_asset_id_fixed_asset'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_depreciation_entry_id_entry'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_depreciation'))
    )
    with op.batch_alter_table('depreciation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_depreciation_asset_id'), ['asset_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_depreciation_entry_id'), ['entry_id'], unique=False)
