# 「enishi doctor」の文言。

cli-help-serve--allow-network-folder = ネットワーク上のファイルシステムにあるフォルダーでも使う。排他や書込みの確定が守られないことがあり、登録簿が直せないほど壊れる恐れがある
cli-help-init--allow-network-folder = ネットワーク上のファイルシステムでも登録簿を始める。排他や書込みの確定が守られないことがあり、登録簿が直せないほど壊れる恐れがある
cli-error-network-folder = フォルダーがネットワーク上のファイルシステム（{ $found }）にあります。排他や書込みの確定が守られないことがあり、登録簿が直せないほど壊れる恐れがあります
cli-error-network-folder-hint = このコンピューターのディスクにあるフォルダーか、PostgreSQL（--database-url）を使ってください。両方が守られると分かっているときだけ、--allow-network-folder を付けてください。

cli-help-doctor = 動作環境を調べ、見つかった問題と直し方を示す
cli-help-doctor-more = 何も変更しません。終了コード：0 問題なし、1 問題あり
cli-help-doctor--format = table（人向け）または json（プログラム向け）
cli-doctor-ok = 良好
cli-doctor-finding = 要対応
cli-doctor-count = { $count ->
    [0] 問題はありません。
   *[other] 対応が必要な点が { $count } 件あります。
}
cli-doctor-settings-ok = 設定ファイル：{ $file }
cli-doctor-settings-none = 設定ファイルは使っていません。
cli-doctor-settings-database = database_url（{ $place }）は使われていません。{ $by } のフォルダーが優先され、データはそこにあります。
cli-doctor-settings-database-remedy = { $by } を外すか（フォルダーは設定ファイルの data_dir に書けます）、アドレスを ENISHI_DATABASE_URL で渡して再起動してください。PostgreSQL を使わないなら、database_url の行を消してください。
cli-doctor-folder-ok = データフォルダー：{ $folder }（所有者だけが使えます）
cli-doctor-folder-read-only = データフォルダー { $folder } に書き込めません。
cli-doctor-folder-read-only-remedy = フォルダーの所有者で Enishi を動かすか、この利用者に書込みを許可してください：chown -R 利用者 { $folder }
cli-doctor-folder-open = データフォルダー { $folder } を、このコンピューターのほかの利用者も使えます（モード { $mode }）。
cli-doctor-folder-open-remedy = chmod 700 { $folder }
cli-doctor-folder-missing = データフォルダー { $folder } を調べられません：{ $detail }
cli-doctor-folder-missing-remedy = --data または data_dir を確かめてください。フォルダーは「enishi serve」や「enishi init」が作ります。
cli-doctor-place-ok = データフォルダーは、このコンピューターのディスクにあります。
cli-doctor-place-unknown = データフォルダーのファイルシステムは、このシステムでは分かりません。
cli-doctor-place-memory = データフォルダーがメモリー上にあり、再起動すると消えます。
cli-doctor-place-memory-remedy = サーバーを終了し、フォルダーをディスクに移してください。
cli-doctor-place-network = データフォルダーがネットワーク上のファイルシステム（{ $found }）にあります。排他や書込みの確定が守られないことがあります。
cli-doctor-place-network-remedy = サーバーを終了し、フォルダーをこのコンピューターのディスクに移すか、PostgreSQL を使ってください。
cli-doctor-place-unreadable = データフォルダーのファイルシステムを調べられません：{ $detail }
cli-doctor-place-unreadable-remedy = フォルダーがあり、読めることを確かめてください。
cli-doctor-space-ok = 空き容量：{ $free }
cli-doctor-space-low = 空き容量が少なくなっています：{ $free }
cli-doctor-space-low-remedy = データフォルダーのディスクに空きを作ってください。取込みには 1 GB 以上が必要です。
cli-doctor-space-unknown = 空き容量は、このシステムでは分かりません。
cli-doctor-store-closed = データを開けません：{ $detail }
cli-doctor-store-closed-remedy = 文のとおりに対応し、もう一度「enishi doctor」を実行してください。
cli-doctor-versions-ok = Enishi { $program }、{ $engine }、スキーマ { $schema }
cli-doctor-promises-ok = { $count } 本の接続すべてで、保存済みの内容が守られます：{ $settings }
cli-doctor-promises-weak = { $name }={ $found } の接続があります。停電のとき、保存済みの変更が失われる恐れがあります。
cli-doctor-promises-weak-remedy = { $name }={ $expected } にしてください。PostgreSQL では postgresql.conf、データベース、利用者の設定を確かめてください。
cli-doctor-clock-ok = 時計：{ $now }
cli-doctor-clock-back = 時計は { $now } ですが、最後の変更は { $last } に記録されています。時計が戻されています。
cli-doctor-clock-back-remedy = 時計を合わせてください（timedatectl set-ntp true）。追いつくまでの変更は、最後の変更と同じ時刻で記録されます。
cli-doctor-server-ok = プロセス { $pid } が { $since } から使えるようにしています
cli-doctor-server-none = このフォルダーのサーバーは動いていません。
cli-doctor-index-ok = 照合の索引は最新です。
cli-doctor-index-waiting = 照合の索引に { $count } 件の変更が入っていません。サーバーを始めると取り込みます。
cli-doctor-index-behind = サーバーが動いていますが、照合の索引に { $count } 件の変更が入っていません。
cli-doctor-index-behind-remedy = 1 分後にもう一度実行してください。減らないときは、ログを確かめ、サーバーを終了して「enishi rebuild」を実行してから始め直してください。
cli-doctor-service-none = 認証サービスは設定されていません。パスフレーズでログインします。
cli-doctor-service-ok = 認証サービスは { $issuer } です。サービスには、戻り先として { $back } を登録してください。
cli-doctor-service-closed = 認証サービス { $issuer } を使えません：{ $detail }
cli-doctor-service-closed-remedy = oidc_issuer が一字一句合っているか、このコンピューターからサービスへつながるか、証明書が正しいかを確かめてください。直るまでは、パスフレーズでログインできます。
cli-doctor-backup-ok = 最後のバックアップ：{ $at }、{ $folder }（毎日 { $time }、{ $keep } 個を保存）
cli-doctor-backup-unset = バックアップのフォルダーが設定されていません。
cli-doctor-backup-unset-remedy = backup_dir に、別のディスクのフォルダーを設定してください。
cli-doctor-backup-none = { $folder } にバックアップがありません。
cli-doctor-backup-none-remedy = すぐに「enishi backup」で作ってください。毎晩作る方法は運用の手引きにあります。
cli-doctor-backup-old = { $folder } の最後のバックアップは { $at } のものです。毎日 { $time } に作り、{ $keep } 個を保存する設定です。
cli-doctor-backup-old-remedy = 夜間のバックアップが動かなかった理由を調べ、すぐに「enishi backup」で作ってください。
cli-doctor-backup-read-only = バックアップの置き場所 { $folder } に書けないため、毎晩のバックアップは作られません。
cli-doctor-backup-read-only-remedy = Enishi を動かす人がそこに書けるようにしてください（chown）。systemd のサービスが書けるのは /var/lib/enishi-backup だけです。backup_dir をそこにしてください。
cli-doctor-backup-unreadable = バックアップのフォルダー { $folder } を調べられません：{ $detail }
cli-doctor-backup-unreadable-remedy = フォルダーを作り、この利用者に書込みを許可してください。
cli-doctor-fonts-ok = 日本語と欧文のフォントを内蔵しています（Noto Sans JP、{ $count } ファイル）。システムのフォントは要りません。
cli-doctor-fonts-none = フォントを内蔵せずに作られたプログラムです。日本語の見え方は読む人の環境によります。
cli-doctor-fonts-none-remedy = 配布されたプログラムを使ってください。
