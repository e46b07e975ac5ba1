# 値を入れる欄と見せ方

form-how-fiscal-year = 2003年度、平成15年度、FY2003 のどの書き方でも読めます。
field-column = { $field }：{ $column }
form-rows-row = { $number }行目
form-rows-more = 行を増やす
form-rows-how = 使わない行は空けたままにします。
form-problem-cell = { $field }{ $number }行目の「{ $column }」：{ $problem }
form-problem-row = { $field }{ $number }行目：{ $problem }
rows-number = 行
value-row = { $number }. { $cells }
record-value-open = 採用した値はまだありません

form-questions = 保存の前に確かめてください
form-question-confirm = 間違いないことを確認しました
import-questions = 確かめること { $shown }
import-questions-how = ほかの記録と照らして気になることが { $shown } 件あります。下の「確かめること」を読み、正しければ印を付けて反映してください。
import-column-question = 確かめること
import-discard = この取り込みをやめる
