"""Privacy."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = '0019'


def upgrade() -> None:
    op.create_table('breach',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('discovered', sa.DateTime(), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=True),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('people', sa.Text(), nullable=False),
    sa.Column('people_number', sa.Integer(), nullable=True),
    sa.Column('held', sa.Text(), nullable=False),
    sa.Column('consequences', sa.Text(), nullable=False),
    sa.Column('measures', sa.Text(), nullable=False),
    sa.Column('risk', sa.Text(), nullable=False),
    sa.Column('report', sa.Text(), nullable=False),
    sa.Column('reported', sa.DateTime(), nullable=True),
    sa.Column('report_reason', sa.Text(), nullable=False),
    sa.Column('telling', sa.Text(), nullable=False),
    sa.Column('told_on', sa.Date(), nullable=True),
    sa.Column('telling_reason', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_breach')),
    sa.UniqueConstraint('number', name=op.f('uq_breach_number'))
    )
    op.create_table('own_processing',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('recipients', sa.Text(), nullable=False),
    sa.Column('people', sa.Text(), nullable=False),
    sa.Column('held', sa.Text(), nullable=False),
    sa.Column('ground', sa.Text(), nullable=False),
    sa.Column('kept', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_processing')),
    sa.UniqueConstraint('key', name=op.f('uq_own_processing_key'))
    )
    op.create_table('privacy_text',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_privacy_text')),
    sa.UniqueConstraint('key', 'language', name=op.f('uq_privacy_text_key_language'))
    )
