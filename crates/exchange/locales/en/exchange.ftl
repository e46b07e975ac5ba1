# Sentences of problems in files

problem-action = “{ $found }” is no action. Write ADD, UPDATE or DELETE, or leave the cell empty.
problem-amount = “{ $found }” is not an amount in yen: { $detail }
problem-certainty = “{ $found }” does not say how sure a claim is. Write one of: { $codes }
problem-claims = The claims cannot be read ({ $detail }). A list of objects with field and value is expected.
problem-claims-without-file = The record has dissenting values, and there is no second file for them. Export as XLSX or JSON Lines.
problem-column-unknown = No field belongs to the column “{ $found }”. Map it to a field, or to “-” to pass over it.
problem-column-unknown-near = No field belongs to the column “{ $found }”. Did you mean “{ $near }”? Otherwise map it to a field, or to “-” to pass over it.
problem-column-unnamed = There is a value in a column without a header. Write a header above it, or clear the cell.
problem-date = “{ $found }” is not a date: { $detail }
problem-field-unknown = There is no field “{ $found }”. Use the machine name of a field, as in the header of an export.
problem-field-unknown-near = There is no field “{ $found }”. Did you mean “{ $near }”?
problem-flag = “{ $found }” is neither yes nor no. Write yes or no, true or false, 1 or 0, ○ or ×.
problem-formula-error = The formula of this cell gives the error { $found }. Correct it in the spreadsheet program and save the file again.
problem-given-twice = Two cells give different values: “{ $first }” and “{ $second }”. Keep one of them.
problem-id = “{ $found }” names no record. Write a reference such as { $expected }, or an identifier with its scheme such as ror:00054rx45.
problem-identifier-scheme = The scheme of “{ $found }” cannot be told. Write it before the value with a colon. Known schemes: { $known }
problem-integer = “{ $found }” is not a whole number. Write digits only, such as 1200 or 1,200.
problem-kana-without-name = The text has a kana reading, which only names have.
problem-no-case = No case of the mapping fits this row. Add a case without a condition, or map the value to “-”.
problem-row-too-wide = There are { $found } values; this table has { $limit } columns ({ $known }). Write “|” within a value as “\|”.
problem-rows-twice = The same table stands in one cell and in numbered columns. Keep one of the two.
problem-translation = “{ $found }” does not say what is known about the translation. Write the language of the translation and its state, such as “en checked” or “en machine”.
