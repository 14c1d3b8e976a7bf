-- Whether the git host is told what becomes of the service's commits.
ALTER TABLE clickdeploy.services ADD COLUMN commit_status boolean NOT NULL DEFAULT true;

-- What a git host was told last of a service's commit, and who is telling it. A row is locked for as long as a statement
-- takes; the turn itself is a time, because telling takes as long as the host likes.
CREATE TABLE clickdeploy.commit_statuses (
  service_id uuid NOT NULL REFERENCES clickdeploy.services (id) ON DELETE CASCADE,
  sha text NOT NULL,
  told_deployment_id uuid,
  told_state text CHECK (told_state IN ('pending', 'success', 'failure', 'cancelled')),
  teller_job_id uuid,
  teller_fence bigint,
  turn_until timestamptz,
  PRIMARY KEY (service_id, sha),
  CHECK (num_nonnulls(told_deployment_id, told_state) IN (0, 2)),
  CHECK (num_nonnulls(teller_job_id, teller_fence, turn_until) IN (0, 3))
);
