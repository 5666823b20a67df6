-- Written by hand: what the tables alone cannot promise. A table rebuild would drop these triggers silently,
-- so a test asserts that each of them exists.
CREATE TRIGGER lost_race BEFORE INSERT ON lost
BEGIN
  SELECT RAISE(ABORT, 'LOST_RACE');
END;
--> statement-breakpoint
CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;
--> statement-breakpoint
CREATE TRIGGER events_no_delete BEFORE DELETE ON events
WHEN NOT EXISTS (SELECT 1 FROM purges WHERE workspace_id = OLD.workspace_id AND closed_at IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;
--> statement-breakpoint
CREATE TRIGGER events_no_replace BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;
--> statement-breakpoint
CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;
--> statement-breakpoint
CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals
WHEN NOT EXISTS (SELECT 1 FROM purges WHERE workspace_id = OLD.workspace_id AND closed_at IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;
--> statement-breakpoint
CREATE TRIGGER seals_no_replace BEFORE INSERT ON seals
WHEN EXISTS (SELECT 1 FROM seals WHERE event_id = NEW.event_id OR (workspace_id = NEW.workspace_id AND seq = NEW.seq))
BEGIN
  SELECT RAISE(ABORT, 'SEAL_TAKEN');
END;
--> statement-breakpoint
CREATE TRIGGER tickets_no_delete BEFORE DELETE ON tickets
BEGIN
  SELECT RAISE(ABORT, 'GAPLESS');
END;
--> statement-breakpoint
CREATE TRIGGER memberships_one_side BEFORE INSERT ON memberships
WHEN EXISTS (
  SELECT 1 FROM memberships
  WHERE workspace_id = NEW.workspace_id AND user_id = NEW.user_id AND removed_at IS NULL
    AND (role = 'contact') <> (NEW.role = 'contact')
)
BEGIN
  SELECT RAISE(ABORT, 'TEAM_AND_CONTACT');
END;
--> statement-breakpoint
CREATE TRIGGER memberships_one_side_update BEFORE UPDATE ON memberships
WHEN NEW.removed_at IS NULL AND EXISTS (
  SELECT 1 FROM memberships
  WHERE workspace_id = NEW.workspace_id AND user_id = NEW.user_id AND removed_at IS NULL AND id <> NEW.id
    AND (role = 'contact') <> (NEW.role = 'contact')
)
BEGIN
  SELECT RAISE(ABORT, 'TEAM_AND_CONTACT');
END;
--> statement-breakpoint
CREATE TRIGGER memberships_one_owner BEFORE UPDATE ON memberships
WHEN OLD.role = 'owner' AND OLD.removed_at IS NULL AND (NEW.role <> 'owner' OR NEW.removed_at IS NOT NULL)
  AND NOT EXISTS (
    SELECT 1 FROM memberships
    WHERE workspace_id = OLD.workspace_id AND role = 'owner' AND removed_at IS NULL AND id <> OLD.id
  )
BEGIN
  SELECT RAISE(ABORT, 'LAST_OWNER');
END;
