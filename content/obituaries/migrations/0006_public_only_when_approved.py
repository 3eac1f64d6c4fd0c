"""The last line: a page cannot become public at the end of a transaction unless it is cleared.

Looks only at the moment a page becomes public, so that asking a family again about a notice that is
public already, or saving it, is free.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION obituary_cleared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM obituaries_obituarypage AS notice
             JOIN wagtailcore_page AS page ON page.id = notice.page_ptr_id
             WHERE notice.page_ptr_id = NEW.id AND page.live)
     AND NOT EXISTS (SELECT 1 FROM obituaries_familyapproval
                     WHERE page_id = NEW.id AND state IN ('approved', 'overridden')) THEN
    RAISE EXCEPTION 'obituary % is public without approval or reason', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'obituary_cleared';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER obituary_cleared_when_added AFTER INSERT ON wagtailcore_page
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.live) EXECUTE FUNCTION obituary_cleared();
CREATE CONSTRAINT TRIGGER obituary_cleared_when_published AFTER UPDATE OF live ON wagtailcore_page
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.live AND NOT OLD.live)
  EXECUTE FUNCTION obituary_cleared();
"""
UNMAKE = """
DROP TRIGGER obituary_cleared_when_added ON wagtailcore_page;
DROP TRIGGER obituary_cleared_when_published ON wagtailcore_page;
DROP FUNCTION obituary_cleared();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("obituaries", "0005_what_is_public_already_stays"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]
