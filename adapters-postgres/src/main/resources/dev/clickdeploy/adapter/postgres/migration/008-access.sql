-- A token has a role within its organization or one project of it. Those that there are could do everything.
ALTER TABLE clickdeploy.access_tokens
  ADD COLUMN project_id uuid,
  ADD COLUMN role text NOT NULL DEFAULT 'owner' CHECK (role IN ('viewer', 'deployer', 'owner')),
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN last_used_on date,
  ADD CHECK (expires_at > created_at),
  DROP CONSTRAINT access_tokens_organization_id_fkey,
  ADD FOREIGN KEY (organization_id) REFERENCES clickdeploy.organizations (id) ON DELETE CASCADE,
  ADD FOREIGN KEY (organization_id, project_id) REFERENCES clickdeploy.projects (organization_id, id) ON DELETE CASCADE;
ALTER TABLE clickdeploy.access_tokens ALTER COLUMN role DROP DEFAULT;

CREATE INDEX access_tokens_newest ON clickdeploy.access_tokens (organization_id, id);
CREATE INDEX access_tokens_project ON clickdeploy.access_tokens (project_id) WHERE project_id IS NOT NULL;
