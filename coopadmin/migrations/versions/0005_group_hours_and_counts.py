"""Group hours and counts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = '0004'


def upgrade() -> None:
    op.create_table('activity_count',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('activity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_activity_count_activity_id_activity'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_count'))
    )
    with op.batch_alter_table('activity_count', schema=None) as batch_op:
        batch_op.create_index('ix_activity_count_activity_first', ['activity_id', 'first'], unique=False)

    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.add_column(sa.Column('unit', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('counts_people', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('target_hours', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('target_count', sa.Integer(), nullable=True))

    with op.batch_alter_table('hour_entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('people', sa.Integer(), server_default='1', nullable=False))
        batch_op.alter_column('person_id',
               existing_type=sa.INTEGER(),
               nullable=True)
