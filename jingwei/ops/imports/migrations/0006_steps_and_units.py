"""Steps of a batch's progress, workbooks made by workers, and whether a unit's code is taken."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

# Codes are unique in the whole city; the answer holds the codes asked for and nothing else.
TAKEN = """
CREATE FUNCTION unit_codes_taken(wanted text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT u.code::text FROM unit u WHERE u.code = ANY (wanted)
$$;
REVOKE ALL ON FUNCTION unit_codes_taken(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unit_codes_taken(text[]) TO jw_app, jw_worker;
"""
KINDS = [
    ("divisions", "行政区划"), ("organisations", "党组织"), ("units", "单位"), ("members", "党员"),
    ("positions", "班子成员"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("imports", "0005_forget_facts"), ("orgs", "0003_units_and_superiors")]

    operations = [
        migrations.RunSQL(TAKEN, "DROP FUNCTION unit_codes_taken(text[])"),
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("batch_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("step", models.CharField(
                    choices=[("read", "读表"), ("check", "逐格核对"),
                             ("compare", "与系统里的记录比对"), ("write", "写入")],
                    max_length=8,
                )),
                ("done", models.IntegerField(default=0)),
                ("total", models.IntegerField(default=0)),
                ("said_at", models.DateTimeField()),
            ],
            options={"db_table": "import_progress"},
        ),
        migrations.CreateModel(
            name="ProblemBook",
            fields=[
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID",
                )),
                ("batch", models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+",
                    to="imports.batch",
                )),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("state", models.CharField(
                    choices=[("making", "正在写批注"), ("ready", "可以下载"),
                             ("failed", "没有写成")],
                    default="making", max_length=8,
                )),
                ("file_key", models.BinaryField(null=True)),
                ("asked_at", models.DateTimeField()),
            ],
            options={"db_table": "import_problem_book"},
        ),
        *(
            migrations.AlterField(
                model_name=model, name="kind", field=models.CharField(choices=KINDS, max_length=14)
            )
            for model in ("answer", "batch", "rememberedmapping")
        ),
    ]  # fmt: skip
