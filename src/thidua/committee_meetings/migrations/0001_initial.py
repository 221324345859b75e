import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import thidua.vocabulary.subjects
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campaigns', '0003_motto'),
        ('decisions', '0001_initial'),
        ('organisations', '0003_by_syllables'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='CommitteeMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Đang họp'), ('adopted', 'Đã kết thúc')], default='open', max_length=10)),
                ('venue', models.CharField(blank=True, max_length=200, verbose_name='Nơi họp')),
                ('chair_name', models.CharField(max_length=200, verbose_name='Chủ trì')),
                ('secretary_name', models.CharField(blank=True, max_length=200, verbose_name='Thư ký')),
                ('opened_at', models.DateTimeField(verbose_name='Mở lúc')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='Kết thúc lúc')),
                ('changes', models.PositiveIntegerField(default=1)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'cuộc họp cấp uỷ',
                'verbose_name_plural': 'các cuộc họp cấp uỷ',
                'ordering': ['-opened_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('campaign', 'organisation'), name='committee_meeting_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'open')), models.Q(('ended_at__isnull', False), ('state', 'adopted')), _connector='OR'), name='committee_meeting_ended_when_adopted'), models.CheckConstraint(condition=models.Q(('chair_name', ''), _negated=True), name='committee_meeting_has_a_chair')],
            },
        ),
        migrations.CreateModel(
            name='Attendant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='Họ và tên')),
                ('post', models.CharField(blank=True, max_length=200, verbose_name='Chức vụ')),
                ('present', models.BooleanField(default=False, verbose_name='Có mặt')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendants', to='committee_meetings.committeemeeting')),
            ],
            options={
                'verbose_name': 'người dự họp cấp uỷ',
                'verbose_name_plural': 'những người dự họp cấp uỷ',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='attendant_once'), models.UniqueConstraint(condition=models.Q(('person', None)), fields=('meeting', 'name', 'post'), name='attendant_name_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='attendant_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='Thứ tự')),
                ('subject_type', models.CharField(choices=thidua.vocabulary.subjects.SubjectType.choices, max_length=20)),
                ('name', models.CharField(max_length=300, verbose_name='Tên')),
                ('place', models.CharField(blank=True, max_length=300, verbose_name='Đơn vị')),
                ('level_from', models.PositiveSmallIntegerField(verbose_name='Từ mức')),
                ('level_to', models.PositiveSmallIntegerField(verbose_name='Sang mức')),
                ('said_before', models.TextField(blank=True)),
                ('votes_for', models.PositiveIntegerField(default=0, verbose_name='Tán thành')),
                ('votes_of', models.PositiveIntegerField(default=0, verbose_name='Có mặt')),
                ('reason', models.TextField(blank=True, verbose_name='Lý do')),
                ('moved_at', models.DateTimeField(verbose_name='Lúc')),
                ('moved_by_name', models.CharField(max_length=400, verbose_name='Người ghi')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='committee_meetings.committeemeeting')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committee_meetings.attendant')),
                ('undoes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='committee_meetings.move')),
            ],
            options={
                'verbose_name': 'lần chuyển mức',
                'verbose_name_plural': 'các lần chuyển mức',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='move_number_once'), models.CheckConstraint(condition=models.Q(('level_from__range', (1, 4)), ('level_to__range', (1, 4)), models.Q(('level_from', models.F('level_to')), _negated=True)), name='move_between_two_levels'), models.CheckConstraint(condition=models.Q(('undoes__isnull', False), models.Q(('proposed_by__isnull', False), ('votes_for__gt', 0), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='move_has_proposer_vote_and_reason'), models.CheckConstraint(condition=models.Q(('votes_for__lte', models.F('votes_of'))), name='move_votes_of_those_present'), models.CheckConstraint(condition=models.Q(models.Q(('organisation', None), ('person__isnull', False), ('subject_type', 'member')), models.Q(('organisation__isnull', False), ('person__isnull', False), ('subject_type', 'leader')), models.Q(('organisation__isnull', False), ('person', None), ('subject_type__in', ['organisation', 'collective'])), _connector='OR'), name='move_subject_whole')],
            },
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_type', models.CharField(choices=thidua.vocabulary.subjects.SubjectType.choices, max_length=20)),
                ('votes_for', models.PositiveIntegerField(verbose_name='Tán thành')),
                ('votes_of', models.PositiveIntegerField(verbose_name='Có mặt')),
                ('outcome', models.JSONField(default=dict)),
                ('adopted_at', models.DateTimeField(verbose_name='Thông qua lúc')),
                ('adopted_by_name', models.CharField(max_length=400, verbose_name='Người ghi')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='decisions.decision')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='committee_meetings.committeemeeting')),
            ],
            options={
                'verbose_name': 'lần thông qua',
                'verbose_name_plural': 'các lần thông qua',
                'ordering': ['adopted_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'subject_type'), name='adoption_once_a_kind'), models.CheckConstraint(condition=models.Q(('votes_for__gt', 0), ('votes_for__lte', models.F('votes_of'))), name='adoption_votes_of_those_present')],
            },
        ),
        migrations.CreateModel(
            name='AttendantEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='Họ và tên')),
                ('post', models.CharField(blank=True, max_length=200, verbose_name='Chức vụ')),
                ('present', models.BooleanField(default=False, verbose_name='Có mặt')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='committee_meetings.attendant')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='committee_meetings.committeemeeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AdoptionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('subject_type', models.CharField(choices=thidua.vocabulary.subjects.SubjectType.choices, max_length=20)),
                ('votes_for', models.PositiveIntegerField(verbose_name='Tán thành')),
                ('votes_of', models.PositiveIntegerField(verbose_name='Có mặt')),
                ('outcome', models.JSONField(default=dict)),
                ('adopted_at', models.DateTimeField(verbose_name='Thông qua lúc')),
                ('adopted_by_name', models.CharField(max_length=400, verbose_name='Người ghi')),
                ('decision', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='decisions.decision')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='committee_meetings.adoption')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='committee_meetings.committeemeeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CommitteeMeetingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('state', models.CharField(choices=[('open', 'Đang họp'), ('adopted', 'Đã kết thúc')], default='open', max_length=10)),
                ('venue', models.CharField(blank=True, max_length=200, verbose_name='Nơi họp')),
                ('chair_name', models.CharField(max_length=200, verbose_name='Chủ trì')),
                ('secretary_name', models.CharField(blank=True, max_length=200, verbose_name='Thư ký')),
                ('opened_at', models.DateTimeField(verbose_name='Mở lúc')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='Kết thúc lúc')),
                ('changes', models.PositiveIntegerField(default=1)),
                ('campaign', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='committee_meetings.committeemeeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MoveEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='Thứ tự')),
                ('subject_type', models.CharField(choices=thidua.vocabulary.subjects.SubjectType.choices, max_length=20)),
                ('name', models.CharField(max_length=300, verbose_name='Tên')),
                ('place', models.CharField(blank=True, max_length=300, verbose_name='Đơn vị')),
                ('level_from', models.PositiveSmallIntegerField(verbose_name='Từ mức')),
                ('level_to', models.PositiveSmallIntegerField(verbose_name='Sang mức')),
                ('said_before', models.TextField(blank=True)),
                ('votes_for', models.PositiveIntegerField(default=0, verbose_name='Tán thành')),
                ('votes_of', models.PositiveIntegerField(default=0, verbose_name='Có mặt')),
                ('reason', models.TextField(blank=True, verbose_name='Lý do')),
                ('moved_at', models.DateTimeField(verbose_name='Lúc')),
                ('moved_by_name', models.CharField(max_length=400, verbose_name='Người ghi')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='committee_meetings.committeemeeting')),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='committee_meetings.move')),
                ('proposed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='committee_meetings.attendant')),
                ('undoes', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='committee_meetings.move')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committeemeeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_committeemeetingevent" ("campaign_id", "chair_name", "changes", "ended_at", "id", "opened_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secretary_name", "state", "venue") SELECT new_values."campaign_id", new_values."chair_name", new_values."changes", new_values."ended_at", new_values."id", new_values."opened_at", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."secretary_name", new_values."state", new_values."venue" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1900a2a9585e89155bc76efc28f274f88c1656c0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7a165', referencing='REFERENCING NEW TABLE AS new_values ', table='committee_meetings_committeemeeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committeemeeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_committeemeetingevent" ("campaign_id", "chair_name", "changes", "ended_at", "id", "opened_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secretary_name", "state", "venue") SELECT new_values."campaign_id", new_values."chair_name", new_values."changes", new_values."ended_at", new_values."id", new_values."opened_at", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."secretary_name", new_values."state", new_values."venue" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d1d63d1005d8eb6b66856c4fc0c6743e05718709', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3f8eb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='committee_meetings_committeemeeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committeemeeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_committeemeetingevent" ("campaign_id", "chair_name", "changes", "ended_at", "id", "opened_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "secretary_name", "state", "venue") SELECT old_values."campaign_id", old_values."chair_name", old_values."changes", old_values."ended_at", old_values."id", old_values."opened_at", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."secretary_name", old_values."state", old_values."venue" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e27fdf295baeacc1a4c0f9a697241b0376d9b903', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ccd61', referencing='REFERENCING OLD TABLE AS old_values ', table='committee_meetings_committeemeeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendantevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4dad7e86484a5993dcc16fe16b507f4267690ba2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ace7a', table='committee_meetings_attendantevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_attendantevent" ("id", "meeting_id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "present") SELECT new_values."id", new_values."meeting_id", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."post", new_values."present" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e834a44afa514e8e4c96567fafc0ed412ff2bde1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c6565', referencing='REFERENCING NEW TABLE AS new_values ', table='committee_meetings_attendant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_attendantevent" ("id", "meeting_id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "present") SELECT new_values."id", new_values."meeting_id", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."post", new_values."present" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='99a2c9cbdd45b90c3c3c42b0ca833d40220c022f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0b18b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='committee_meetings_attendant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendant',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_attendantevent" ("id", "meeting_id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "present") SELECT old_values."id", old_values."meeting_id", old_values."name", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."post", old_values."present" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='aeca57e6f2124a2b6e609b9e7a2b8a54f04cf2a7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bd1ea', referencing='REFERENCING OLD TABLE AS old_values ', table='committee_meetings_attendant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adoptionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8169aa292b80b2e6c0353fd0836e065e1ff4c9ca', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e4eef', table='committee_meetings_adoptionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adoption',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_adoptionevent" ("adopted_at", "adopted_by_name", "decision_id", "id", "meeting_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject_type", "votes_for", "votes_of") SELECT new_values."adopted_at", new_values."adopted_by_name", new_values."decision_id", new_values."id", new_values."meeting_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."subject_type", new_values."votes_for", new_values."votes_of" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0542975e6ee44d6df5044fd80119bf9c1543c0a3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f7936', referencing='REFERENCING NEW TABLE AS new_values ', table='committee_meetings_adoption', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adoption',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_adoptionevent" ("adopted_at", "adopted_by_name", "decision_id", "id", "meeting_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject_type", "votes_for", "votes_of") SELECT new_values."adopted_at", new_values."adopted_by_name", new_values."decision_id", new_values."id", new_values."meeting_id", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."subject_type", new_values."votes_for", new_values."votes_of" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fcb576713a5ee171cb014aa27c85c59d0975e53a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e3fd9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='committee_meetings_adoption', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adoption',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_adoptionevent" ("adopted_at", "adopted_by_name", "decision_id", "id", "meeting_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject_type", "votes_for", "votes_of") SELECT old_values."adopted_at", old_values."adopted_by_name", old_values."decision_id", old_values."id", old_values."meeting_id", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."subject_type", old_values."votes_for", old_values."votes_of" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e5bb629030cb5577027ce34e70d1204e855ae977', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_04de8', referencing='REFERENCING OLD TABLE AS old_values ', table='committee_meetings_adoption', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committeemeetingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='622d41656ee6256a5ec0f47a54f999cd78216a84', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_55c46', table='committee_meetings_committeemeetingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='move',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='52e3d1d17f2ed8eb7103e4ffa7703acb3b8eae79', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1594f', table='committee_meetings_move', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='move',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_moveevent" ("id", "level_from", "level_to", "meeting_id", "moved_at", "moved_by_name", "name", "number", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proposed_by_id", "reason", "said_before", "subject_type", "undoes_id", "votes_for", "votes_of") SELECT new_values."id", new_values."level_from", new_values."level_to", new_values."meeting_id", new_values."moved_at", new_values."moved_by_name", new_values."name", new_values."number", new_values."organisation_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."proposed_by_id", new_values."reason", new_values."said_before", new_values."subject_type", new_values."undoes_id", new_values."votes_for", new_values."votes_of" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5d28582da7ec77a50653a5a63008ed6378cf9dcb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3af16', referencing='REFERENCING NEW TABLE AS new_values ', table='committee_meetings_move', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='move',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_moveevent" ("id", "level_from", "level_to", "meeting_id", "moved_at", "moved_by_name", "name", "number", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proposed_by_id", "reason", "said_before", "subject_type", "undoes_id", "votes_for", "votes_of") SELECT new_values."id", new_values."level_from", new_values."level_to", new_values."meeting_id", new_values."moved_at", new_values."moved_by_name", new_values."name", new_values."number", new_values."organisation_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."proposed_by_id", new_values."reason", new_values."said_before", new_values."subject_type", new_values."undoes_id", new_values."votes_for", new_values."votes_of" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5ee577ce7ab4e6223aafe378bb8709b7fcbcdfe5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_bf371', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='committee_meetings_move', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='move',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "committee_meetings_moveevent" ("id", "level_from", "level_to", "meeting_id", "moved_at", "moved_by_name", "name", "number", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proposed_by_id", "reason", "said_before", "subject_type", "undoes_id", "votes_for", "votes_of") SELECT old_values."id", old_values."level_from", old_values."level_to", old_values."meeting_id", old_values."moved_at", old_values."moved_by_name", old_values."name", old_values."number", old_values."organisation_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."proposed_by_id", old_values."reason", old_values."said_before", old_values."subject_type", old_values."undoes_id", old_values."votes_for", old_values."votes_of" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='425d1c1a75387ebffdd71e733b7e9bf2a603cfef', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cff9b', referencing='REFERENCING OLD TABLE AS old_values ', table='committee_meetings_move', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moveevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='50b57dcca4c35b3a5aa1e557624879052bf898ee', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bd550', table='committee_meetings_moveevent', when='BEFORE')),
        ),
    ]
