# Attached files
error-unknown-file = There is no such file.
error-unknown-file-hint = Look at the list of files on the record’s page. Files that you may not see are not found either.
error-file-too-large = The file is larger than { $limit }.
error-file-too-large-hint = Make its pictures smaller, or attach it in parts. The setting max_file_mb changes the limit.
error-missing-file = The file that the record names ({ $found }) is not there.
error-missing-file-hint = Attach the file first, on the record’s page or through the API.
problem-file-empty = “{ $name }” is an empty file.
problem-file-exists = A file with the same content as “{ $name }” is attached already.
problem-file-many = One record takes { $limit } files at most.
history-file-added = Added files
history-file-removed = Took a file off
history-file-changed = Changed the disclosure or description of a file
