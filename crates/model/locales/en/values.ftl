# Rules of each type of value, and fields that every record has

common-files = Attached files
common-files-help = Files attached to this record. Each has its own disclosure.
common-held-by = Held by
common-held-by-help = The cluster that holds this record. Fields for members and for named parties are seen by its members and by those in charge of it. Left empty, the installation as a whole holds it.
common-opened = Opened to
common-opened-help = Opens this record for a time to organisations or people outside the cluster. Only those in charge see to whom it was opened.
common-opened-organisation = Organisation
common-opened-person = Person
common-opened-since = From
common-opened-until = Until
common-opened-agreement = Agreement
common-opened-reason = Reason
common-opens-later = Opens by date
common-opens-later-help = On the day that you set, this record becomes more open: the program changes it on that day and the history keeps it. Seen only by those in charge.
common-opens-later-on = Opens on
common-opens-later-disclosure = Disclosure from then on
common-opens-later-reason = Reason
common-merged-into = Merged into
common-merged-into-help = Where two records meant the same thing: the one that was kept.

problem-fiscal-year = “{ $found }” is not a fiscal year. Write FY2003, 2003年度 or 平成15年度.
problem-decimal = “{ $found }” is not a number. Write it such as 12.5 or 1,234.5, with at most 15 digits before and 6 after the point.
problem-period-order = The end ({ $until }) is before the beginning ({ $since }).
problem-too-many-rows = There are { $found } rows; one field holds at most { $limit }.
problem-claim-field = “{ $found }” takes no value of another source. Where sources differ, make a record of its own for each and name its source.
problem-managed-field = “{ $found }” cannot be changed here. Attach files or merge records on their own pages.
problem-file-blob = “{ $found }” is not the SHA-256 of a file (64 hexadecimal digits).
problem-file-name = “{ $found }” cannot be the name of a file: at most 255 characters, no “/” or “\” and no control characters.
problem-file-type = “{ $found }” is not a media type such as application/pdf.
