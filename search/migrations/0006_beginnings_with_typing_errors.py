from django.db import migrations

# As published_near, for a word that is still being typed: of a term only its beginning is compared.
# The share of the typed trigrams that some stretch of the term must have: set inside, because the
# operator that uses the index reads it from a setting; measured, docs/search.md. A swap of neighbours
# is two edits here, so terms with twice as many pass; with one edit allowed only those of the same
# letters, for there are too many others. The exact count follows in Python.
BEGINS_NEAR = """
CREATE FUNCTION published_begins_near(at text, wanted text, far integer)
RETURNS SETOF published_indexedword LANGUAGE plpgsql
SET pg_trgm.word_similarity_threshold = 0.15 AS $$
BEGIN
  PERFORM set_config(
    'pg_trgm.word_similarity_threshold',
    CASE length(wanted) WHEN 4 THEN '0.19' WHEN 5 THEN '0.16' WHEN 6 THEN '0.18' ELSE '0.15' END,
    true);
  -- Dynamic, so that it is planned for these lengths, and follows a table that stands in.
  RETURN QUERY EXECUTE 'SELECT word.* FROM published_indexedword AS word, LATERAL (
      SELECT levenshtein(left(term, length($2)), $2) AS same,
             (SELECT min(levenshtein(left(term, length($2) + more), $2))
              FROM generate_series(-$3, $3) AS more) AS best) AS edits
    WHERE word.locale = $1 AND word.form = ''.'' AND word.term %> $2
      AND length(word.term) >= length($2) - $3
      AND (edits.best <= $3 OR edits.same <= 2 * $3
           AND ($3 > 1 OR translate(left(term, length($2)), $2, '''') = ''''))
    ORDER BY edits.best, word.documents DESC, word.term LIMIT 200' USING at, wanted, far;
END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("published", "0005_index_of_areas"),
    ]

    operations = [
        migrations.RunSQL(BEGINS_NEAR, "DROP FUNCTION published_begins_near(text, text, integer)"),
    ]
