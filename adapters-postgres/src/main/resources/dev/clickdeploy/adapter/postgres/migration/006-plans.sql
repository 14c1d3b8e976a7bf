-- What a service fixes of its plan, and the versions that its last image was built with.
ALTER TABLE clickdeploy.services
  ADD COLUMN provider text,
  ADD COLUMN wished_tools text[] NOT NULL DEFAULT '{}',
  ADD COLUMN wished_versions text[] NOT NULL DEFAULT '{}',
  ADD COLUMN build_packages text[] NOT NULL DEFAULT '{}',
  ADD COLUMN runtime_packages text[] NOT NULL DEFAULT '{}',
  ADD COLUMN variable_names text[] NOT NULL DEFAULT '{}',
  ADD COLUMN variable_values text[] NOT NULL DEFAULT '{}',
  ADD COLUMN locked_tools text[] NOT NULL DEFAULT '{}',
  ADD COLUMN locked_versions text[] NOT NULL DEFAULT '{}',
  ADD CHECK (cardinality(wished_tools) = cardinality(wished_versions)),
  ADD CHECK (cardinality(variable_names) = cardinality(variable_values)),
  ADD CHECK (cardinality(locked_tools) = cardinality(locked_versions));
