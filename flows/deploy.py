"""The served deployments: schedules and the inbox watch around the flow."""
