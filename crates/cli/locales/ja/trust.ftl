# 点検、バックアップ、個人情報の消去。
cli-help-verify = 登録簿に欠けや食い違いがないかを点検する
cli-help-verify-more = 全体を一度読むだけで何も変更せず、サーバーの動作中にも実行できます。終了コードは、何も見つからなければ 0、見つかれば 1 です。見つかったことには、名前、場所、直し方が付きます。
cli-help-verify--mend = 記録の内容と合わない一覧と参照を、点検の前に書き直す
cli-help-verify--format = table（人が読む）または json（プログラム用）
cli-progress-verify-engine = データベース
cli-progress-verify-log = 変更記録
cli-progress-verify-records = 記録
cli-progress-verify-files = 添付ファイル
cli-progress-backup = 記録とファイル
cli-verify-read = 読んだもの：記録 { $records } 件、書き込み { $commits } 回、変更 { $changes } 件、添付ファイル { $files } 件（{ $engine }）
cli-verify-clean = 問題は見つかりませんでした。登録簿は完全です。
cli-verify-more = ほかに { $count } 件
cli-verify-commit = 変更 { $seq }
cli-verify-mended = { $count ->
    [0] 書き直すものはありませんでした。
   *[other] { $count } 件の記録について、一覧と参照を書き直しました。
}

cli-help-backup = すべてを一つのファイルに書き出す（ほかの人はそのまま作業できる）
cli-help-backup-more = ファイルは、フォルダーにも PostgreSQL にも戻せる共通の形式です。すべて書き終えたときに初めてその名前で現れ、所有者だけが読めます。非公開の内容も含むため、登録簿と同じように厳重に保管してください。
cli-help-backup--file = 書き出すファイル。例：enishi-2026-04-01.zip（既定：backup_dir に日時の名前で書き、backup_keep を超える古いものを消す）
cli-help-backup--format = table（人が読む）または json（プログラム用）
cli-help-restore = バックアップを空のフォルダーまたはデータベースに戻す
cli-help-restore-more = 書き込む前にすべてのハッシュを確かめ、戻した登録簿を点検します。記録のある登録簿に上書きすることはありません。終了コード 1 は、バックアップ元に enishi verify で見つかる問題があったことを示します。
cli-help-restore--file = バックアップのファイル
cli-help-restore--check = バックアップを確かめるだけで、何も書き込まない
cli-help-restore--format = table（人が読む）または json（プログラム用）
cli-backup-done = バックアップを { $file } に書きました（{ $kilobytes } kB）。記録 { $records } 件、書き込み { $commits } 回、添付ファイル { $files } 件です。
cli-backup-left = 含まないもの：ログイン状態（全員が入り直します。アカウントは含みます）、招待などのリンクと送信待ちのメール、確認だけして取り込んでいないデータ、繰り返された要求への回答の控え、検索索引（作り直します）。
cli-restore-checked = { $file } に問題はありません。{ $at } 作成、記録 { $records } 件、書き込み { $commits } 回、添付ファイル { $files } 件です。
cli-restore-done = { $at } に作られた { $file } を戻しました。記録 { $records } 件、書き込み { $commits } 回、添付ファイル { $files } 件です。

cli-help-erase = 記録にある個人の情報をすべての場所から消去する（まず確認）
cli-help-erase-more = --apply を付けなければ確認だけです。記録は、参照先として空のまま残り、いつ、なぜ消去したかが履歴に示されます。取り消しはできません。台帳 enishi-erasures.jsonl がデータフォルダーと以後の各バックアップの隣に置かれ、バックアップを戻すときに再び消去されます。終了コード 1 は、データベースにまだ残るものがあることを示し、証明に対処が書かれます。
cli-help-erase--reference = 参照番号（削除済みの記録でもよい）
cli-help-erase--field = この項目だけを消去する（複数指定可）
cli-help-erase--reason = 理由。残り続けるため、名前を出さずに書く
cli-help-erase--apply = 消去する
cli-help-erase--certificate = 証明を、両言語を含む JSON としてこのファイルに書く
cli-help-erase--format = table（人が読む）または json（プログラム用）
cli-help-restore--ledger = 適用する消去台帳。バックアップの隣とデータフォルダーの台帳に加えて使う（複数指定可）
cli-restore-erased = 台帳に従って再び消去した記録：{ $records }
cli-erase-apply = まだ何も消去していません。--apply を付けて実行すると消去し、取り消しはできません。

cli-undo-field = { $field }：{ $who }、{ $at }
cli-undo-again = やはり元のとおりにするには：enishi undo { $undo }
