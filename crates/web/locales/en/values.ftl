# Entering and showing values

form-how-fiscal-year = FY2003, 2003年度 and 平成15年度 are all read.
field-column = { $field }: { $column }
form-rows-row = Row { $number }
form-rows-more = More rows
form-rows-how = Leave rows that you do not need empty.
form-problem-cell = { $field }, row { $number }, { $column }: { $problem }
form-problem-row = { $field }, row { $number }: { $problem }
rows-number = Row
value-row = { $number }. { $cells }
record-value-open = No value has been adopted yet

form-questions = Please confirm before it is saved
form-question-confirm = I have checked this; it is right
import-questions = To confirm: { $shown }
import-questions-how = { $shown ->
    [one] One row looks odd beside other records.
   *[other] { $shown } findings look odd beside other records.
} Read them below; if they are right, tick and apply.
import-column-question = To confirm
import-discard = Discard this import
