"""Households."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = '0013'


def upgrade() -> None:
    op.create_table('household',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_household')),
    sa.UniqueConstraint('number', name=op.f('uq_household_number'))
    )
    op.create_table('household_stay',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('household_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_household_stay_household_id_household'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_household_stay_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_household_stay'))
    )
    with op.batch_alter_table('household_stay', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_household_stay_household_id'), ['household_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_household_stay_person_id'), ['person_id'], unique=False)

    with op.batch_alter_table('membership_kind', schema=None) as batch_op:
        batch_op.add_column(sa.Column('shared_contribution', sa.Boolean(), server_default=sa.text('0'), nullable=False))
        batch_op.add_column(sa.Column('shared_votes', sa.Boolean(), server_default=sa.text('0'), nullable=False))
