-- A mail and a notification stand in one workspace, whole: its client, its project, its reader.
CREATE TRIGGER mails_place BEFORE INSERT ON mails
WHEN (NEW.client_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM clients WHERE id = NEW.client_id AND workspace_id = NEW.workspace_id
)) OR (NEW.project_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM projects
  WHERE id = NEW.project_id AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id
)) OR (NEW.membership_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM memberships WHERE id = NEW.membership_id AND workspace_id = NEW.workspace_id
))
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER notifications_place BEFORE INSERT ON notifications
WHEN (NEW.client_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM clients WHERE id = NEW.client_id AND workspace_id = NEW.workspace_id
)) OR (NEW.project_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM projects
  WHERE id = NEW.project_id AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id
))
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
-- The security log is only ever added to; what is older than a year may be let go, as the law asks.
CREATE TRIGGER security_log_no_update BEFORE UPDATE ON security_log
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;
--> statement-breakpoint
CREATE TRIGGER security_log_no_delete BEFORE DELETE ON security_log
WHEN OLD.at > (unixepoch() - 366 * 86400) * 1000
  AND NOT EXISTS (SELECT 1 FROM purges WHERE workspace_id = OLD.workspace_id AND closed_at IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;
--> statement-breakpoint
CREATE TRIGGER security_log_no_replace BEFORE INSERT ON security_log
WHEN EXISTS (SELECT 1 FROM security_log WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY');
END;
