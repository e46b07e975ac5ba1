# Files that cannot be read or written: `reading-CODE` for each reason, `reading-is-WORD` for what is no spreadsheet.
reading-file-io = { $file } cannot be opened.
reading-file-io-hint = Check its name and that you may read it.
reading-file-output = The file cannot be written.
reading-file-output-hint = Check that you may write there and that there is space.
reading-file-format = “{ $found }” does not say in which format to write.
reading-file-format-hint = Give it a name that ends in .xlsx, .csv or .jsonl.
reading-file-damaged = { $file } is damaged or was cut off{ $row ->
    [0] .
   *[other] {" "}(row { $row }).
}
reading-file-damaged-hint = Open the original and save it again, or have it sent again.
reading-file-encoding = { $file }, row { $row }: a character is neither UTF-8 nor CP932 (Shift_JIS): { $byte }.
reading-file-encoding-hint = Open it in a spreadsheet program and save it as CSV UTF-8.
reading-file-too-large = Something in { $file } is larger than the limit of { $limit } { LABEL("reading-unit", $unit) }{ $row ->
    [0] .
   *[other] {" "}(row { $row }).
}
reading-file-too-large-hint = Split that row or cell, or make the file smaller.
reading-unit-bytes = bytes
reading-unit-characters = characters
reading-unit-columns = columns
reading-file-unknown-sheet = { $file } has no sheet called “{ $found }”.
reading-file-unknown-sheet-hint = It has: { $known }
reading-file-no-header = { $file } has no row that could be the header.
reading-file-no-header-hint = Put in a row with the names of the columns; the template has one.
reading-record-unwritable = { $column } of { $reference } cannot be written in this format.
reading-record-unwritable-hint = Export as CSV or JSON Lines.
reading-records = The records to be written could not be read.
reading-file-xlsx = The XLSX file cannot be made.
reading-file-xlsx-hint = Export as CSV or JSON Lines.
reading-is-folder = { $file } is a folder, not a spreadsheet.
reading-is-folder-hint = Name a file.
reading-is-empty = { $file } is empty.
reading-is-empty-hint = Check that it was saved or sent completely.
reading-is-old-excel = { $file } is an old Excel workbook (.xls), or one locked by a password.
reading-is-old-excel-hint = Open it in a spreadsheet program and save it as .xlsx or as CSV UTF-8.
reading-is-mapping-syntax = The file of the mapping is not as it should be (line { $line }): it is TOML with known names only.
reading-is-mapping-kind = The mapping is for the kind { $found }, the file for { $expected }.
reading-is-mapping-column = The mapping names a column “{ $found }”, which the file does not have.
reading-is-mapping-field = In the mapping, “{ $found }” leads nowhere: there is no field { $field }.
reading-is-mapping-reference = In the mapping, “{ $found }” leads nowhere: { $field } is no field of a record that is referred to.
reading-is-mapping-bracket = In the mapping, the bracket of “{ $found }” is not closed.
reading-is-mapping-language = In the mapping, “{ $found }” names no language: it is { $field }[ja], { $field }[en] or { $field }[auto].
reading-is-mapping-scheme = In the mapping, “{ $found }” names no kind of identifier.
reading-is-mapping-part = In the mapping, “{ $found }” names a part that { $field } does not have.
reading-is-mapping-row = In the mapping, “{ $found }” is no cell of a table: it is { $field }.ROW.COLUMN with a row from 1 to { $limit }.
reading-is-mapping-cell = In the mapping, “{ $found }” leads nowhere: the table { $field } has no such column.
reading-is-mapping-assignment = “{ $found }” has no = sign. An example: { $expected }
reading-is-mapping-claims = The sheet of claims has the columns { $expected }; id and field must be there.
reading-is-pdf = { $file } is a PDF document, not a spreadsheet.
reading-is-pdf-hint = Ask for the table as .xlsx or CSV.
reading-is-html = { $file } is a web page (HTML), perhaps a sign-in or error page that was saved.
reading-is-html-hint = Download the file again.
reading-is-xml = { $file } is an XML document, not a spreadsheet.
reading-is-xml-hint = Open it in a spreadsheet program and save it as .xlsx or as CSV UTF-8.
reading-is-binary = { $file } is no spreadsheet.
reading-is-binary-hint = If a spreadsheet program opens it, save it as .xlsx or as CSV UTF-8.
reading-is-json-array = { $file } is one JSON array.
reading-is-json-array-hint = Write one object a line (JSON Lines), without brackets and commas around.
reading-is-no-json = { $file } does not begin with a JSON object.
reading-is-no-json-hint = Write one JSON object a line.
reading-is-archive = { $file } is a ZIP archive without an Excel workbook.
reading-is-archive-hint = Unpack an archive first; save OpenDocument sheets as .xlsx.
