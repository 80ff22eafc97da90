"""Duplicates."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = '0014'


def upgrade() -> None:
    op.create_table('alias',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('of_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('merged_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['of_id'], ['person.id'], name=op.f('fk_alias_of_id_person'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_alias_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alias')),
    sa.UniqueConstraint('person_id', name=op.f('uq_alias_person_id'))
    )
    with op.batch_alter_table('alias', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alias_of_id'), ['of_id'], unique=False)

    op.create_table('different_people',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('one_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('other_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['one_id'], ['person.id'], name=op.f('fk_different_people_one_id_person'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['other_id'], ['person.id'], name=op.f('fk_different_people_other_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_different_people')),
    sa.UniqueConstraint('one_id', 'other_id', name=op.f('uq_different_people_one_id_other_id'))
    )
    with op.batch_alter_table('different_people', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_different_people_other_id'), ['other_id'], unique=False)

    op.create_table('former_number',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_former_number_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_former_number')),
    sa.UniqueConstraint('number', name=op.f('uq_former_number_number'))
    )
    with op.batch_alter_table('former_number', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_former_number_person_id'), ['person_id'], unique=False)
