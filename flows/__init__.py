"""What runs when: the pipeline, the command `lkj`, and the Prefect flows."""
