"""Other words for the same: no column changes."""

import django.db.models.deletion
import django.utils.timezone
import services.debts.models.register
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('debtdesk', '0002_what_the_database_refuses'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='proposal',
            name='asked_at',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='time of the request'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who asked'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='kind',
            field=models.CharField(choices=[('void', 'Void of a payment at the till'), ('refund', 'Refund'), ('reduce', 'Reduction of a debt'), ('write_off', 'Write-off of a debt')], max_length=9, verbose_name='kind of request'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waits for the second person'), ('done', 'Approved'), ('refused', 'Refused'), ('withdrawn', 'Taken back')], default='waiting', max_length=9, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='tillpayment',
            name='change',
            field=services.debts.models.register.Money(decimal_places=2, default=Decimal('0.00'), max_digits=12, verbose_name='cash given back'),
        ),
    ]
