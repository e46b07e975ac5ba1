# 時点：何が事実だったか（on）、何が登録されていたか（known-at）。
error-too-many-records = { $kind } が { $most } 件を超えているため、このページでは一度に表示できません。
error-too-many-records-hint = 一覧で絞り込んでください。
error-past-not-edited = 過去の時点を表示しているあいだは、記録を変えられません。
error-past-not-edited-hint = 「現在に戻る」で現在の記録を開いてから操作してください。
error-known-at-text = 語句での検索とマッチングは、過去の登録内容に対してはできません。
error-known-at-text-hint = 語句を外して絞り込みで探すか、登録内容の時点の指定を外してください。
error-bad-day = 「{ $found }」という日は読み取れません。
error-bad-day-hint = 2004-03-31、2004-03、2004、FY2003、2003年度 のように書いてください。
error-bad-time = 「{ $found }」という時点は読み取れません。
error-bad-time-hint = 2026-11-20T10:00:00+09:00 のように時差を付けるか、2026-11-20 のように日だけを書いてください。
error-future-time = 「{ $found }」はまだ来ていない時点です。そのときの登録内容はわかりません。
error-future-time-hint = 現在までの時点を書いてください。
error-year-out-of-range = { $found }年度は、この登録簿が扱う年度（{ $first }年度から{ $last }年度まで）の外です。
error-year-out-of-range-hint = ページの上の年度から選んでください。
