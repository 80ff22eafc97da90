"""Erasing."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = '0023'


def upgrade() -> None:
    op.create_table('erased_images',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('done_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('changes', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['done_id'], ['done.id'], name=op.f('fk_erased_images_done_id_done'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erased_images')),
    sa.UniqueConstraint('done_id', name=op.f('uq_erased_images_done_id'))
    )
    op.create_table('erasure',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('step', sa.Text(), nullable=False),
    sa.Column('erased_on', sa.Date(), nullable=False),
    sa.Column('kept_until', sa.Date(), nullable=True),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('iban', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_erasure_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure')),
    sa.UniqueConstraint('number', name=op.f('uq_erasure_number')),
    sa.UniqueConstraint('person_id', name=op.f('uq_erasure_person_id'))
    )
