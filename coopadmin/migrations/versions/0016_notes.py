"""Notes."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = '0015'


def upgrade() -> None:
    op.create_table('person_note',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('author', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('keep_until', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_note_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_note')),
    sa.UniqueConstraint('number', name=op.f('uq_person_note_number'))
    )
    with op.batch_alter_table('person_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_note_keep_until'), ['keep_until'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_note_person_id'), ['person_id'], unique=False)

    with op.batch_alter_table('sanction', schema=None) as batch_op:
        batch_op.add_column(sa.Column('resolution_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.create_index(batch_op.f('ix_sanction_resolution_id'), ['resolution_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_sanction_resolution_id_resolution'), 'resolution', ['resolution_id'], ['id'], initially='DEFERRED', deferrable=True)
