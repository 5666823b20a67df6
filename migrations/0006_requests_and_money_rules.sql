-- Written by hand: keys over columns that were added later, which SQLite cannot add as foreign keys; and a follower
-- of the client's side is one of its own contacts.
CREATE TRIGGER attempts_account_insert BEFORE INSERT ON payment_attempts
WHEN NEW.account_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM payment_accounts WHERE id = NEW.account_id AND workspace_id = NEW.workspace_id AND provider = NEW.provider
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER attempts_account_update BEFORE UPDATE OF account_id ON payment_attempts
WHEN NEW.account_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM payment_accounts WHERE id = NEW.account_id AND workspace_id = NEW.workspace_id AND provider = NEW.provider
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER requests_transfer_by_insert BEFORE INSERT ON payment_requests
WHEN NEW.transfer_by IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM memberships WHERE id = NEW.transfer_by AND workspace_id = NEW.workspace_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER requests_transfer_by_update BEFORE UPDATE OF transfer_by ON payment_requests
WHEN NEW.transfer_by IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM memberships WHERE id = NEW.transfer_by AND workspace_id = NEW.workspace_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER requests_proof_insert BEFORE INSERT ON payment_requests
WHEN NEW.proof_file_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM files WHERE id = NEW.proof_file_id AND project_id = NEW.project_id
    AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER requests_proof_update BEFORE UPDATE OF proof_file_id ON payment_requests
WHEN NEW.proof_file_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM files WHERE id = NEW.proof_file_id AND project_id = NEW.project_id
    AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER ticket_followers_side BEFORE INSERT ON ticket_followers
WHEN NOT EXISTS (
  SELECT 1 FROM memberships
  WHERE id = NEW.membership_id AND workspace_id = NEW.workspace_id AND (client_id IS NULL OR client_id = NEW.client_id)
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
--> statement-breakpoint
CREATE TRIGGER inbound_mails_place BEFORE INSERT ON inbound_mails
WHEN NEW.project_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM projects
  WHERE id = NEW.project_id AND workspace_id = NEW.workspace_id AND client_id = NEW.client_id
)
BEGIN
  SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed');
END;
