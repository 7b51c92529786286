import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_units_people_posts'),
        ('obligations', '0001_what_is_owed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'calendar feed',
            },
        ),
        migrations.RemoveIndex(
            model_name='obligation',
            name='obligation_open_of_unit',
        ),
        migrations.RemoveIndex(
            model_name='obligation',
            name='obligation_open_by_date',
        ),
        migrations.RemoveIndex(
            model_name='obligation',
            name='obligation_of_unit',
        ),
        migrations.RenameField('obligation', 'started_on', 'started_at'),
        migrations.AddField(
            model_name='duechange',
            name='from_due_on',
            field=models.DateField(default=datetime.date.min, verbose_name='last day before'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='duechange',
            name='to_due_on',
            field=models.DateField(default=datetime.date.min, verbose_name='last day after'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='obligation',
            name='started_at',
            field=models.DateTimeField(verbose_name='counted from'),
        ),
        migrations.AlterField(
            model_name='duechange',
            name='reason',
            field=models.CharField(choices=[('pause', 'the clock was paused'), ('extension', 'extension granted'), ('calendar', 'the holiday calendar changed'), ('suspension', 'resumed after a suspension')], max_length=12, verbose_name='reason'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(condition=models.Q(('state__in', ['open', 'suspended'])), fields=['holder_unit', 'due_at', 'id'], name='obligation_live_of_unit'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(condition=models.Q(('state__in', ['open', 'suspended'])), fields=['due_at', 'id'], name='obligation_live_by_date'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(condition=models.Q(('claimed_at__isnull', False), ('state', 'open')), fields=['due_at', 'id'], name='obligation_to_verify'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(fields=['due_at', 'holder_unit', 'id'], name='obligation_by_date'),
        ),
        migrations.AlterField(
            model_name='recheck',
            name='finding',
            field=models.CharField(blank=True, choices=[('', 'not checked'), ('proven', 'proven'), ('hollow', 'says nothing'), ('false', 'not true')], max_length=10, verbose_name='finding'),
        ),
    ]
