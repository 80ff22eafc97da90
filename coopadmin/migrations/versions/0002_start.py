"""Start."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = '0001'


def upgrade() -> None:
    op.create_index(op.f('ix_open_item_book_year'), 'open_item', ['book_year'], unique=False)
    op.create_index(op.f('ix_open_item_person_id'), 'open_item', ['person_id'], unique=False)
    op.create_index(op.f('ix_open_item_reference'), 'open_item', ['reference'], unique=False)
    op.create_table('tariff',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('kind_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('pro_rata', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['kind_id'], ['membership_kind.id'], name=op.f('fk_tariff_kind_id_membership_kind'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tariff')),
    sa.UniqueConstraint('kind_id', 'valid_from', name=op.f('uq_tariff_kind_id_valid_from'))
    )
    op.create_index(op.f('ix_tariff_kind_id'), 'tariff', ['kind_id'], unique=False)
    op.create_table('term_of_office',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('office', sa.Text(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('planned_last', sa.Date(), nullable=True),
    sa.Column('last', sa.Date(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('resolution_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_term_of_office_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['resolution_id'], ['resolution.id'], name=op.f('fk_term_of_office_resolution_id_resolution'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_term_of_office'))
    )
    op.create_index(op.f('ix_term_of_office_person_id'), 'term_of_office', ['person_id'], unique=False)
    op.create_index(op.f('ix_term_of_office_resolution_id'), 'term_of_office', ['resolution_id'], unique=False)
    op.create_table('volunteer_task',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('activity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_volunteer_task_activity_id_activity'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_volunteer_task_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_task')),
    sa.UniqueConstraint('activity_id', 'person_id', name=op.f('uq_volunteer_task_activity_id_person_id'))
    )
    op.create_index(op.f('ix_volunteer_task_activity_id'), 'volunteer_task', ['activity_id'], unique=False)
    op.create_index(op.f('ix_volunteer_task_person_id'), 'volunteer_task', ['person_id'], unique=False)
    op.create_table('agenda_item',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('meeting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('planned_minutes', sa.Integer(), nullable=False),
    sa.Column('presenter', sa.Text(), nullable=False),
    sa.Column('proposal', sa.Text(), nullable=False),
    sa.Column('minutes', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_agenda_item_meeting_id_meeting'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_item'))
    )
    op.create_index(op.f('ix_agenda_item_meeting_id'), 'agenda_item', ['meeting_id'], unique=False)
    op.create_table('attendance',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('meeting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('guest', sa.Text(), nullable=False),
    sa.Column('votes', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_attendance_meeting_id_meeting'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_attendance_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance')),
    sa.UniqueConstraint('meeting_id', 'person_id', name=op.f('uq_attendance_meeting_id_person_id'))
    )
    op.create_index(op.f('ix_attendance_meeting_id'), 'attendance', ['meeting_id'], unique=False)
    op.create_index(op.f('ix_attendance_person_id'), 'attendance', ['person_id'], unique=False)
    op.create_table('charge',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('run_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('membership_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('open_item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['kind_id'], ['membership_kind.id'], name=op.f('fk_charge_kind_id_membership_kind'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_charge_membership_id_membership'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['open_item_id'], ['open_item.id'], name=op.f('fk_charge_open_item_id_open_item'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['run_id'], ['charge_run.id'], name=op.f('fk_charge_run_id_charge_run'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_charge')),
    sa.UniqueConstraint('book_year', 'number', name=op.f('uq_charge_book_year_number')),
    sa.UniqueConstraint('membership_id', 'book_year', name=op.f('uq_charge_membership_id_book_year'))
    )
    op.create_index(op.f('ix_charge_kind_id'), 'charge', ['kind_id'], unique=False)
    op.create_index(op.f('ix_charge_membership_id'), 'charge', ['membership_id'], unique=False)
    op.create_index(op.f('ix_charge_open_item_id'), 'charge', ['open_item_id'], unique=False)
    op.create_index(op.f('ix_charge_run_id'), 'charge', ['run_id'], unique=False)
    op.create_table('proxy',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('meeting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('grantor_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('holder_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('votes', sa.Integer(), nullable=False),
    sa.Column('instruction', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['grantor_id'], ['person.id'], name=op.f('fk_proxy_grantor_id_person'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['holder_id'], ['person.id'], name=op.f('fk_proxy_holder_id_person'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_proxy_meeting_id_meeting'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proxy')),
    sa.UniqueConstraint('meeting_id', 'grantor_id', name=op.f('uq_proxy_meeting_id_grantor_id'))
    )
    op.create_index(op.f('ix_proxy_grantor_id'), 'proxy', ['grantor_id'], unique=False)
    op.create_index(op.f('ix_proxy_holder_id'), 'proxy', ['holder_id'], unique=False)
    op.create_index(op.f('ix_proxy_meeting_id'), 'proxy', ['meeting_id'], unique=False)
    op.create_table('settlement',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('open_item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('method', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('reverses_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['open_item_id'], ['open_item.id'], name=op.f('fk_settlement_open_item_id_open_item'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['reverses_id'], ['settlement.id'], name=op.f('fk_settlement_reverses_id_settlement'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_settlement')),
    sa.UniqueConstraint('reverses_id', name=op.f('uq_settlement_reverses_id'))
    )
    op.create_index(op.f('ix_settlement_dated'), 'settlement', ['dated'], unique=False)
    op.create_index(op.f('ix_settlement_open_item_id'), 'settlement', ['open_item_id'], unique=False)
    op.create_table('action_item',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('meeting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agenda_item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('who', sa.Text(), nullable=False),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_action_item_agenda_item_id_agenda_item'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_action_item_meeting_id_meeting'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_item'))
    )
    op.create_index(op.f('ix_action_item_agenda_item_id'), 'action_item', ['agenda_item_id'], unique=False)
    op.create_index(op.f('ix_action_item_meeting_id'), 'action_item', ['meeting_id'], unique=False)
    op.create_table('vote',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('meeting_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('agenda_item_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('proposal', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('method', sa.Text(), nullable=False),
    sa.Column('majority', sa.Text(), nullable=False),
    sa.Column('blank_counts', sa.Boolean(), nullable=False),
    sa.Column('votes_for', sa.Integer(), nullable=False),
    sa.Column('votes_against', sa.Integer(), nullable=False),
    sa.Column('votes_blank', sa.Integer(), nullable=False),
    sa.Column('votes_invalid', sa.Integer(), nullable=False),
    sa.Column('votes_abstained', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('by_lot', sa.Boolean(), nullable=False),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('resolution_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_item.id'], name=op.f('fk_vote_agenda_item_id_agenda_item'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_vote_meeting_id_meeting'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['resolution_id'], ['resolution.id'], name=op.f('fk_vote_resolution_id_resolution'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote'))
    )
    op.create_index(op.f('ix_vote_agenda_item_id'), 'vote', ['agenda_item_id'], unique=False)
    op.create_index(op.f('ix_vote_meeting_id'), 'vote', ['meeting_id'], unique=False)
    op.create_index(op.f('ix_vote_resolution_id'), 'vote', ['resolution_id'], unique=False)
    op.execute("CREATE VIRTUAL TABLE search_index USING fts5(table_name UNINDEXED, text, tokenize = 'trigram')")
    op.execute("INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1)")
