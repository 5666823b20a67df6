-- Written by hand: keys over columns that were added later, which SQLite cannot add as foreign keys.
CREATE TRIGGER messages_answer_insert BEFORE INSERT ON messages
WHEN NEW.reply_to_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM messages WHERE id = NEW.reply_to_id
    AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id AND project_id = NEW.project_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER messages_answer_update BEFORE UPDATE OF reply_to_id ON messages
WHEN NEW.reply_to_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM messages WHERE id = NEW.reply_to_id
    AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id AND project_id = NEW.project_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER messages_pinned_by_insert BEFORE INSERT ON messages
WHEN NEW.pinned_by IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM memberships WHERE id = NEW.pinned_by AND workspace_id = NEW.workspace_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER messages_pinned_by_update BEFORE UPDATE OF pinned_by ON messages
WHEN NEW.pinned_by IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM memberships WHERE id = NEW.pinned_by AND workspace_id = NEW.workspace_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER files_folder_insert BEFORE INSERT ON files
WHEN NEW.folder_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM file_folders WHERE id = NEW.folder_id AND folder = NEW.folder
    AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id AND project_id = NEW.project_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER files_folder_update BEFORE UPDATE OF folder_id ON files
WHEN NEW.folder_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM file_folders WHERE id = NEW.folder_id AND folder = NEW.folder
    AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id AND project_id = NEW.project_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER files_held_for_insert BEFORE INSERT ON files
WHEN NEW.held_for IS NOT NULL AND NOT EXISTS (
  SELECT 1 WHERE NEW.held_for = 'project' UNION ALL SELECT 1 FROM payment_requests WHERE id = NEW.held_for
    AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id AND project_id = NEW.project_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER files_held_for_update BEFORE UPDATE OF held_for ON files
WHEN NEW.held_for IS NOT NULL AND NOT EXISTS (
  SELECT 1 WHERE NEW.held_for = 'project' UNION ALL SELECT 1 FROM payment_requests WHERE id = NEW.held_for
    AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id AND project_id = NEW.project_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER versions_restored_insert BEFORE INSERT ON file_versions
WHEN NEW.restored_from IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM file_versions WHERE id = NEW.restored_from AND file_id = NEW.file_id
    AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id AND project_id = NEW.project_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER versions_restored_update BEFORE UPDATE OF restored_from ON file_versions
WHEN NEW.restored_from IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM file_versions WHERE id = NEW.restored_from AND file_id = NEW.file_id
    AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id AND project_id = NEW.project_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
