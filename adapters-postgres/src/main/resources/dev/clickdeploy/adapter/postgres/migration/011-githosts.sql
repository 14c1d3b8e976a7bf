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

-- Old deliveries are forgotten; what they were replayed as may be younger and stays as it is.
ALTER TABLE clickdeploy.webhook_deliveries DROP CONSTRAINT webhook_deliveries_replay_of_fkey;
CREATE INDEX webhook_deliveries_received ON clickdeploy.webhook_deliveries USING brin (received_at);
-- The newest push to a ref of which a service takes notice.
CREATE INDEX webhook_verdicts_newest ON clickdeploy.webhook_verdicts (service_id, ref, arrival DESC)
  WHERE reason IS DISTINCT FROM 'branch' AND reason IS DISTINCT FROM 'tag';

-- When a service's branch is looked at, and where it stood without anybody having told. Only services of which a push was
-- deployed have a row.
CREATE TABLE clickdeploy.branch_looks (
  service_id uuid PRIMARY KEY REFERENCES clickdeploy.services (id) ON DELETE CASCADE,
  looked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  seen_sha text,
  seen_at timestamptz,
  CHECK ((seen_sha IS NULL) = (seen_at IS NULL))
);

-- A service's repository by its host's own number, learnt from pushes: it stays when the repository is renamed.
ALTER TABLE clickdeploy.services ADD COLUMN hosted_repository text;
CREATE INDEX services_hosted ON clickdeploy.services (hosted_repository) WHERE hosted_repository IS NOT NULL;
