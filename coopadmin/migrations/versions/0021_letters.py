"""Letters."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = '0020'


def upgrade() -> None:
    op.create_table('letter_template',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('occasion', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_template')),
    sa.UniqueConstraint('code', 'language', name=op.f('uq_letter_template_code_language'))
    )
    op.create_table('sending',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('occasion', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('group_name', sa.Text(), nullable=False),
    sa.Column('filled', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sending')),
    sa.UniqueConstraint('number', name=op.f('uq_sending_number'))
    )
    with op.batch_alter_table('sending', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sending_dated'), ['dated'], unique=False)

    op.create_table('came_back',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('way', sa.Text(), nullable=False),
    sa.Column('sent_to', sa.Text(), nullable=False),
    sa.Column('noted_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_came_back_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_came_back'))
    )
    with op.batch_alter_table('came_back', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_came_back_person_id'), ['person_id'], unique=False)

    op.create_table('sent_letter',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('sending_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('message', sa.Integer(), nullable=False),
    sa.Column('way', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('sent_to', sa.Text(), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('result_at', sa.DateTime(), nullable=True),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sent_letter_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['sending_id'], ['sending.id'], name=op.f('fk_sent_letter_sending_id_sending'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sent_letter'))
    )
    with op.batch_alter_table('sent_letter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sent_letter_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sent_letter_sending_id'), ['sending_id'], unique=False)

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('large_print', sa.Boolean(), server_default=sa.text('0'), nullable=False))
