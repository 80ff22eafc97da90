"""Own fields."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = '0022'


def upgrade() -> None:
    op.create_table('own_field',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('choices', sa.Text(), nullable=False),
    sa.Column('basis', sa.Text(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('keep', sa.Text(), nullable=False),
    sa.Column('in_use', sa.Boolean(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_field')),
    sa.UniqueConstraint('number', name=op.f('uq_own_field_number'))
    )
    op.create_table('own_value',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('field_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('lasting', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['field_id'], ['own_field.id'], name=op.f('fk_own_value_field_id_own_field'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_own_value_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_value')),
    sa.UniqueConstraint('field_id', 'person_id', name=op.f('uq_own_value_field_id_person_id'))
    )
    with op.batch_alter_table('own_value', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_own_value_person_id'), ['person_id'], unique=False)
