"""Capital."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = '0003'


def upgrade() -> None:
    op.create_table('share_kind',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('share', sa.BigInteger(), nullable=True),
    sa.Column('minimum', sa.BigInteger(), nullable=False),
    sa.Column('maximum', sa.BigInteger(), nullable=True),
    sa.Column('treatment', sa.Text(), nullable=False),
    sa.Column('advised_by', sa.Text(), nullable=False),
    sa.Column('advised_on', sa.Date(), nullable=True),
    sa.Column('repaid', sa.Text(), nullable=False),
    sa.Column('repay_months', sa.Integer(), nullable=False),
    sa.Column('in_use', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_share_kind')),
    sa.UniqueConstraint('name', name=op.f('uq_share_kind_name'))
    )
    op.create_table('capital_movement',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('type', sa.Text(), nullable=False),
    sa.Column('kind_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('to_kind_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('to_person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('open_item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('resolution_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('reverses_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['kind_id'], ['share_kind.id'], name=op.f('fk_capital_movement_kind_id_share_kind'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['open_item_id'], ['open_item.id'], name=op.f('fk_capital_movement_open_item_id_open_item'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_capital_movement_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['resolution_id'], ['resolution.id'], name=op.f('fk_capital_movement_resolution_id_resolution'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['reverses_id'], ['capital_movement.id'], name=op.f('fk_capital_movement_reverses_id_capital_movement'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['to_kind_id'], ['share_kind.id'], name=op.f('fk_capital_movement_to_kind_id_share_kind'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['to_person_id'], ['person.id'], name=op.f('fk_capital_movement_to_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_capital_movement')),
    sa.UniqueConstraint('book_year', 'number', name=op.f('uq_capital_movement_book_year_number')),
    sa.UniqueConstraint('reverses_id', name=op.f('uq_capital_movement_reverses_id'))
    )
    with op.batch_alter_table('capital_movement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_capital_movement_dated'), ['dated'], unique=False)
        batch_op.create_index(batch_op.f('ix_capital_movement_kind_id'), ['kind_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_capital_movement_open_item_id'), ['open_item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_capital_movement_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_capital_movement_resolution_id'), ['resolution_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_capital_movement_to_kind_id'), ['to_kind_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_capital_movement_to_person_id'), ['to_person_id'], unique=False)
