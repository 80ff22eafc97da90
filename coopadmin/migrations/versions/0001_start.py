"""Start."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table('activity',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('theme', sa.Text(), nullable=False),
    sa.Column('aim', sa.Text(), nullable=False),
    sa.Column('target_group', sa.Text(), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity')),
    sa.UniqueConstraint('name', name=op.f('uq_activity_name'))
    )
    op.create_table('charge_run',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_charge_run'))
    )
    op.create_table('cooperative',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('legal_form', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('founded_on', sa.Date(), nullable=True),
    sa.Column('year_begins_in', sa.Integer(), nullable=False),
    sa.Column('town', sa.Text(), nullable=False),
    sa.Column('municipality', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('website', sa.Text(), nullable=False),
    sa.Column('chamber_number', sa.Text(), nullable=False),
    sa.Column('iban', sa.Text(), nullable=False),
    sa.Column('accent', sa.Text(), nullable=False),
    sa.Column('example', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cooperative'))
    )
    op.create_table('dated_rate',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('to_be_checked', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dated_rate')),
    sa.UniqueConstraint('code', 'valid_from', name=op.f('uq_dated_rate_code_valid_from'))
    )
    op.create_table('done',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('time', sa.DateTime(), nullable=False),
    sa.Column('who', sa.Text(), nullable=False),
    sa.Column('origin', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('undoes', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.Column('parents', sa.Text(), nullable=False),
    sa.Column('hash', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['undoes'], ['done.id'], name=op.f('fk_done_undoes_done'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_done')),
    sa.UniqueConstraint('sequence', name=op.f('uq_done_sequence'))
    )
    op.create_index(op.f('ix_done_undoes'), 'done', ['undoes'], unique=False)
    op.create_table('draft',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('screen', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('time', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('screen', 'key', name=op.f('uq_draft_screen_key'))
    )
    op.create_table('earlier_figure',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_earlier_figure')),
    sa.UniqueConstraint('book_year', 'code', name=op.f('uq_earlier_figure_book_year_code'))
    )
    op.create_table('exceptional_year',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exceptional_year')),
    sa.UniqueConstraint('label', name=op.f('uq_exceptional_year_label'))
    )
    op.create_table('lock',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('resolution', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lock')),
    sa.UniqueConstraint('kind', 'key', name=op.f('uq_lock_kind_key'))
    )
    op.create_table('membership_kind',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('votes', sa.Integer(), nullable=False),
    sa.Column('covers_household', sa.Boolean(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('in_use', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership_kind')),
    sa.UniqueConstraint('name', name=op.f('uq_membership_kind_name'))
    )
    op.create_table('person',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('nature', sa.Text(), nullable=False),
    sa.Column('salutation', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('initials', sa.Text(), nullable=False),
    sa.Column('first_names', sa.Text(), nullable=False),
    sa.Column('call_name', sa.Text(), nullable=False),
    sa.Column('prefix', sa.Text(), nullable=False),
    sa.Column('surname', sa.Text(), nullable=False),
    sa.Column('partner_prefix', sa.Text(), nullable=False),
    sa.Column('partner_surname', sa.Text(), nullable=False),
    sa.Column('name_usage', sa.Text(), nullable=False),
    sa.Column('organisation_name', sa.Text(), nullable=False),
    sa.Column('sort_key', sa.Text(), nullable=False),
    sa.Column('birth_date', sa.Date(), nullable=True),
    sa.Column('birth_year', sa.Integer(), nullable=True),
    sa.Column('death_date', sa.Date(), nullable=True),
    sa.Column('street', sa.Text(), nullable=False),
    sa.Column('house_number', sa.Integer(), nullable=True),
    sa.Column('house_letter', sa.Text(), nullable=False),
    sa.Column('house_addition', sa.Text(), nullable=False),
    sa.Column('postcode', sa.Text(), nullable=False),
    sa.Column('town', sa.Text(), nullable=False),
    sa.Column('country', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('mobile', sa.Text(), nullable=False),
    sa.Column('iban', sa.Text(), nullable=False),
    sa.Column('convocation_by', sa.Text(), nullable=False),
    sa.Column('convocation_consent_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person'))
    )
    op.create_index(op.f('ix_person_sort_key'), 'person', ['sort_key'], unique=False)
    op.create_table('report_text',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('section', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_text')),
    sa.UniqueConstraint('book_year', 'section', 'language', name=op.f('uq_report_text_book_year_section_language'))
    )
    op.create_table('resolution',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('rule', sa.Text(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('votes_for', sa.Integer(), nullable=True),
    sa.Column('votes_against', sa.Integer(), nullable=True),
    sa.Column('votes_blank', sa.Integer(), nullable=True),
    sa.Column('votes_invalid', sa.Integer(), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('follow_up', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resolution')),
    sa.UniqueConstraint('body', 'year', 'sequence', name=op.f('uq_resolution_body_year_sequence'))
    )
    op.create_table('statutes_profile',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('convocation_days', sa.Integer(), nullable=False),
    sa.Column('amendment_convocation_days', sa.Integer(), nullable=False),
    sa.Column('termination_days', sa.Integer(), nullable=False),
    sa.Column('termination_pro_rata', sa.Boolean(), nullable=False),
    sa.Column('majority', sa.Text(), nullable=False),
    sa.Column('amendment_majority', sa.Text(), nullable=False),
    sa.Column('blank_counts', sa.Boolean(), nullable=False),
    sa.Column('tie_on_persons', sa.Text(), nullable=False),
    sa.Column('quorum', sa.Text(), nullable=False),
    sa.Column('amendment_quorum', sa.Text(), nullable=False),
    sa.Column('proxies_per_holder', sa.Integer(), nullable=True),
    sa.Column('electronic_votes', sa.Boolean(), nullable=False),
    sa.Column('board_term_years', sa.Integer(), nullable=False),
    sa.Column('board_terms', sa.Integer(), nullable=False),
    sa.Column('audit_committee_size', sa.Integer(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('checked', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statutes_profile')),
    sa.UniqueConstraint('valid_from', name=op.f('uq_statutes_profile_valid_from'))
    )
    op.create_table('activity_lead',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('activity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_activity_lead_activity_id_activity'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_activity_lead_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_lead')),
    sa.UniqueConstraint('activity_id', 'person_id', name=op.f('uq_activity_lead_activity_id_person_id'))
    )
    op.create_index(op.f('ix_activity_lead_activity_id'), 'activity_lead', ['activity_id'], unique=False)
    op.create_index(op.f('ix_activity_lead_person_id'), 'activity_lead', ['person_id'], unique=False)
    op.create_table('change',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('done_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('table_name', sa.Text(), nullable=False),
    sa.Column('row_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('before', sa.Text(), nullable=True),
    sa.Column('after', sa.Text(), nullable=True),
    sa.Column('salt', sa.Text(), nullable=True),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['done_id'], ['done.id'], name=op.f('fk_change_done_id_done'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change'))
    )
    op.create_index(op.f('ix_change_done_id'), 'change', ['done_id'], unique=False)
    op.create_index('ix_change_table_name_row_id', 'change', ['table_name', 'row_id'], unique=False)
    op.create_table('hour_entry',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('activity_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('worked', sa.BigInteger(), nullable=False),
    sa.Column('estimated', sa.Boolean(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_hour_entry_activity_id_activity'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_hour_entry_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hour_entry'))
    )
    op.create_index('ix_hour_entry_activity_first', 'hour_entry', ['activity_id', 'first'], unique=False)
    op.create_index(op.f('ix_hour_entry_first'), 'hour_entry', ['first'], unique=False)
    op.create_index(op.f('ix_hour_entry_person_id'), 'hour_entry', ['person_id'], unique=False)
    op.create_table('meeting',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('begins', sa.Text(), nullable=False),
    sa.Column('ends', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('convened_on', sa.Date(), nullable=True),
    sa.Column('convocation_explanation', sa.Text(), nullable=False),
    sa.Column('documents', sa.Text(), nullable=False),
    sa.Column('candidates', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('chair_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('minute_taker_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('adopted_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('adopted_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['adopted_by_id'], ['meeting.id'], name=op.f('fk_meeting_adopted_by_id_meeting'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['chair_id'], ['person.id'], name=op.f('fk_meeting_chair_id_person'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['minute_taker_id'], ['person.id'], name=op.f('fk_meeting_minute_taker_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting'))
    )
    op.create_index(op.f('ix_meeting_adopted_by_id'), 'meeting', ['adopted_by_id'], unique=False)
    op.create_index(op.f('ix_meeting_chair_id'), 'meeting', ['chair_id'], unique=False)
    op.create_index(op.f('ix_meeting_held_on'), 'meeting', ['held_on'], unique=False)
    op.create_index(op.f('ix_meeting_minute_taker_id'), 'meeting', ['minute_taker_id'], unique=False)
    op.create_table('membership',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('payer_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('since_estimated', sa.Boolean(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('end_reason', sa.Text(), nullable=False),
    sa.Column('notice_on', sa.Date(), nullable=True),
    sa.Column('applied_on', sa.Date(), nullable=True),
    sa.Column('resolution_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('persons_covered', sa.Integer(), nullable=False),
    sa.Column('remark', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['kind_id'], ['membership_kind.id'], name=op.f('fk_membership_kind_id_membership_kind'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['payer_id'], ['person.id'], name=op.f('fk_membership_payer_id_person'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_membership_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['resolution_id'], ['resolution.id'], name=op.f('fk_membership_resolution_id_resolution'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership')),
    sa.UniqueConstraint('number', name=op.f('uq_membership_number'))
    )
    op.create_index(op.f('ix_membership_kind_id'), 'membership', ['kind_id'], unique=False)
    op.create_index(op.f('ix_membership_payer_id'), 'membership', ['payer_id'], unique=False)
    op.create_index(op.f('ix_membership_person_id'), 'membership', ['person_id'], unique=False)
    op.create_index(op.f('ix_membership_resolution_id'), 'membership', ['resolution_id'], unique=False)
    op.create_index(op.f('ix_membership_since'), 'membership', ['since'], unique=False)
    op.create_index(op.f('ix_membership_until'), 'membership', ['until'], unique=False)
    op.create_table('open_item',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('direction', sa.Text(), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('book_year', sa.Text(), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_open_item_person_id_person'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_item'))
    )
