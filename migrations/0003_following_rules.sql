-- Written by hand: a project's contact is a contact of its own client.
CREATE TRIGGER projects_contact_insert BEFORE INSERT ON projects
WHEN NEW.contact_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM memberships
  WHERE id = NEW.contact_id AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER projects_contact_update BEFORE UPDATE OF contact_id ON projects
WHEN NEW.contact_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM memberships
  WHERE id = NEW.contact_id AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
