# 公募（種別・項目・記入の手引き）

call = 公募
call-plural = 公募
call-help = 支援制度の1回の募集。受け付けの始まりと締め切りを記録します。

call-title = 件名
call-title-help = 公募の名称を年度や回とともに書きます（300字まで）。例：2026年度 第1回公募
call-scheme = 支援制度
call-scheme-help = どの制度の公募かを選びます。見つからなければ先に支援制度を登録してください。
call-fiscal-year = 年度
call-fiscal-year-help = 採択された案件が始まる年度です。例：2026年度
call-opens = 受付開始
call-opens-help = 提案を受け付ける最初の日です。例：2026-04-10
call-closes = 締め切り
call-closes-help = 提案を受け付ける最後の日です。時刻の定めは「募集の内容」に書きます。例：2026-05-29
call-state = 状態
call-state-help = 予告だけの公募、取りやめた公募で選びます。受付中か締め切り後かは日付から分かるので、選ぶ必要はありません。
call-summary = 募集の内容
call-summary-help = 何を募るか、応募に要るものは何かを数行で書きます。例：企業と大学の共同提案。企画書10ページ以内。
call-website = 公募のページ
call-website-help = 公募要領が載っているページです。https:// または http:// で始まるアドレスを書きます。
