# Published figures
error-nothing-to-publish = No public record fits, so there is no figure to publish.
error-nothing-to-publish-hint = No record does not mean none. Look at the conditions, the day, and who may see the records.
