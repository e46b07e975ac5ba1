# 導入と運用の文言：設定、サーバー、ログ。

cli-help--log = ログの詳しさ：error、warn、info、debug、trace（既定：warn）
cli-help--log-format = ログの書式：text または json（既定：text）
cli-help--setting = 今回だけの設定。例：zone=Asia/Tokyo。繰り返して指定できる（一覧は「enishi config show」）
cli-help-serve = 登録簿をブラウザーで使えるようにする
cli-help-serve-more = 利用者登録の機能ができるまでは、このコンピューターと、外に HTTPS で応答するプロキシ（--base-url と --trusted-proxies）にだけ応答します。一度だけ使えるリンクを開くと、そのブラウザーが運用者になります。
cli-help-serve--listen = アドレスとポート（既定：127.0.0.1:8080）
cli-help-serve--base-url = 利用者が開くアドレス（既定：http://待ち受けるアドレス/）
cli-help-serve--trusted-proxies = このコンピューターのほかに、要求を受け付ける相手のアドレスまたはネットワーク（コンマ区切り）
cli-help-serve--metrics-listen = 計測値（Prometheus 形式）を出すアドレスとポート。このコンピューターに限る（既定：出さない）
cli-help-config = 設定
cli-help-config-show = 各設定とその由来を表示する
cli-help-config-show--format = table（人向け）または json（プログラム向け）

cli-help-completions = シェルの補完の定義を表示する
cli-help-completions--shell = bash、zsh、fish のいずれか
cli-help-man = 英語と日本語のマニュアルページをフォルダーに書き出す
cli-help-man--folder = 書き出すフォルダー。例：/usr/local/share/man

cli-error-setting = 設定 `{ $name }` に `{ $found }` は使えません
cli-setting-data_dir = フォルダーを指定してください。
cli-setting-database_url = PostgreSQL のアドレスを postgres://user@host/name の形で指定してください。
cli-setting-listen = アドレスとポートを 127.0.0.1:8080 のように指定してください。
cli-setting-base_url = パスのないアドレスを https://enishi.example.jp/ のように指定してください。
cli-setting-trusted_proxies = アドレスまたはネットワークを、10.0.0.1,10.1.0.0/16 のようにコンマで区切って指定してください。
cli-setting-metrics_listen = このコンピューターのアドレスとポートを 127.0.0.1:9464 のように指定してください。
cli-setting-lang = ja または en を指定してください。
cli-setting-color = auto、always、never のいずれかを指定してください。
cli-setting-zone = Asia/Tokyo のような IANA の時間帯の名前を指定してください。
cli-setting-max_file_mb = 1 から 1000 までの整数（MB）を指定してください。
cli-setting-contact_name = 窓口の名称を指定してください。
cli-setting-contact_email = name@example.jp の形のアドレスを、または contact_telephone か contact_address を指定してください。名称だけでは連絡できません。
cli-setting-contact_telephone = 電話番号を指定してください。
cli-setting-contact_address = 所在地を指定してください。
cli-setting-mail_server = メールサーバーを smtps://mail.example.jp、smtp+starttls://mail.example.jp:587、または同じコンピューターなら smtp://localhost:25 の形で指定してください。
cli-setting-mail_from = 差出人のメールアドレスを指定してください。
cli-setting-mail_user = メールサーバーの利用者名を、mail_password と一緒に指定してください。
cli-setting-mail_password = メールサーバーのパスワードを、mail_user と一緒に指定してください。
cli-setting-oidc_issuer = 認証サービスが名乗るアドレスを、https://id.example.jp の形でそのまま指定してください。http:// は同じコンピューターに限ります。
cli-setting-oidc_client_id = 認証サービスに登録した、このプログラムの名前を指定してください。
cli-setting-oidc_client_secret = 認証サービスがこのプログラムに渡した秘密の文字列を指定してください。
cli-setting-oidc_label = 認証サービスの呼び名を指定してください。ボタンに表示されます。
cli-setting-session_idle_minutes = 使わないでいるとログアウトになるまでの分数を、1 から 1440 までの整数で指定してください。
cli-setting-session_hours = ログインが続く時間数を、1 から 720 までの整数で指定してください。
cli-setting-backup_dir = フォルダーを指定してください。
cli-setting-backup_at = 時刻を 02:30 のように指定してください。
cli-setting-backup_keep = 1 から 1000 までの整数を指定してください。
cli-setting-log = error、warn、info、debug、trace のいずれかを指定してください。
cli-setting-log_format = text または json を指定してください。

cli-error-config-syntax = 設定ファイルが読めません：{ $detail }
cli-error-config-syntax-hint = 各行を 名前 = "値" の形で書いてください。
cli-error-config-key = `{ $found }` という設定はありません
cli-error-config-key-hint = 使えるもの：{ $known }
cli-error-config-value = 設定 `{ $name }` が文字列、数、文字列の並びのどれでもありません
cli-error-config-value-hint = { $name } = "値" の形で書いてください。
cli-error-not-loopback = { $found } で待ち受けると、ほかのコンピューターから登録簿に届いてしまいます。利用者登録の機能ができるまでは、届いた人は誰でも読め、運用者のリンクも暗号化されずに流れます
cli-error-not-loopback-hint = 127.0.0.1 で待ち受け、ほかからは SSH（ssh -L 8080:127.0.0.1:8080 ホスト）で使ってください。HTTPS のプロキシの後ろに置くときは、base_url（https://…）と trusted_proxies を設定してください。
cli-error-metrics-loopback = { $found } では、ほかのコンピューターから計測値が見えてしまいます
cli-error-metrics-loopback-hint = metrics_listen には 127.0.0.1 または [::1] を使ってください。
cli-warning-variable = 注意：環境変数 { $found } は設定ではありません。{ $near } ではありませんか。
cli-serve-metrics = 計測値：{ $address }
cli-serve-waiting = PostgreSQL が応答しません。{ $seconds } 秒まで待ちます（Ctrl+C で終了）。
cli-serve-cut = 処理の途中で終了しました。終わらなかった処理は取り消されています。取込みは準備済みのまま残っており、もう一度適用できます。
cli-error-backup-nowhere = 書き出す先が指定されていません
cli-error-backup-nowhere-hint = ファイルを指定するか、backup_dir を設定してください。
cli-error-held = このフォルダーは別のプロセス（{ $pid }、{ $since } から）が使えるようにしています
cli-error-held-hint = そのサーバーを使うか、先に終了してください。「enishi import」などのコマンドは並行して使えます。

cli-config-overruled = （無効：{ $by } が優先）
cli-warning-database = 警告：{ $by } でフォルダーが指定されているため、database_url（{ $place }）は使われません。データはそのフォルダーにあります。
cli-config-no-file = 設定ファイルは読んでいません。
cli-origin-flag = 引数
cli-origin-environment = 環境変数
cli-origin-file = 設定ファイル
cli-origin-default = 既定値
