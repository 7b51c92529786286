
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_units_people_posts'),
        ('obligations', '0002_instants_and_feeds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='obligation',
            name='obligation_period',
        ),
        migrations.AddIndex(
            model_name='coholder',
            index=models.Index(fields=['unit', 'obligation'], name='co_holder_of_unit'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(fields=['period_on', 'kind', 'due_at', 'id'], name='obligation_period'),
        ),
    ]
