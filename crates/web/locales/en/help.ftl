# Help

help-title = Help
help-link = Help
help-what = Record, find, bring together, count: steps for each task, and what every field means.
help-tasks = What you want to do
help-guides = Guides
help-manual = Manual of the fields
help-manual-what = For each kind of record: what its fields mean, the choices with their origin, how states follow each other, what is checked. Drawn from the declarations of the program itself.
help-first-hour = What to do in the first hour
help-api = How other programs read and write (JSON).
help-contents = Contents of this guide
help-english-only = This guide is in English only.
