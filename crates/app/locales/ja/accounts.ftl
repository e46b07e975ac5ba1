# アカウント：断られた理由、メール、記録される出来事
error-unknown-account = アカウント「{ $found }」はありません。
error-unknown-account-hint = メールアドレスをそのまま入れてください。一覧は enishi user list で見られます。
error-account-state = このアカウントの状態（{ $state }）では、その操作はできません。
error-last-administrator = 使える管理者がいなくなるため、できません。
error-last-administrator-hint = 先に別の人を管理者にしてください。
error-sign-in-failed = メールアドレスかパスフレーズが違います。
error-sign-in-failed-hint = 大文字・小文字と全角・半角を確かめてください。忘れたときは「パスフレーズを忘れた」から決め直せます。
error-sign-in-again = 時間が過ぎました。もう一度、はじめからログインしてください。
error-sign-in-needed = ログインが必要です。
error-sign-in-needed-hint = ログインしてから、もう一度開いてください。
error-sign-in-wait = 試した回数が多いため、あと { $seconds } 秒お待ちください。
error-sign-in-wait-hint = 待てば、また試せます。アカウントが使えなくなることはありません。
error-code-failed = コードが違うか、すでに使われています。
error-code-failed-hint = 端末の時計が合っているか確かめ、次に表示されるコードを入れてください。端末がないときは、リカバリーコードを使えます。
error-passphrase-wrong = いまのパスフレーズが違います。
error-key-unknown = この API キーは使えません。期限が切れたか、取り消されたか、発行されていません。
error-key-unknown-hint = 「アカウント」のページで新しいキーを発行してください。
error-key-scope = この API キーは読み取り専用です。
error-key-scope-hint = 書き込むには、書き込みもできるキーを発行してください。
error-no-mail = このシステムからはメールを送れません。
error-no-mail-hint = 管理者に連絡して、リンクを受け取ってください。
problem-passphrase-short = { $limit } 文字以上にしてください（いまは { $length } 文字）。短い文をそのまま使うと覚えやすくなります。
problem-passphrase-common = 多くの人が使っていて、すぐに当てられます。別のものにしてください。
problem-passphrase-own = 自分の名前やメールアドレスがほとんどです。別の言葉にしてください。
problem-email-taken = このメールアドレスのアカウントは、すでにあります。
problem-key-days = 1日から { $limit } 日までの日数を入れてください。

mail-parting =
    縁（Enishi） { $site }
    このメールは自動で送られています。
mail-invitation-subject = Enishi への招待
mail-invitation-body =
    { $name } 様

    { $site } へ招待されました。
    次のリンクを開き、氏名とパスフレーズを決めると使い始められます。

    { $link }

    リンクは { $hours } 時間以内に、一度だけ使えます。
    心当たりがないときは、このメールを捨ててください。何も起こりません。
mail-reset-subject = Enishi のパスフレーズの決め直し
mail-reset-body =
    { $name } 様

    パスフレーズの決め直しの申し込みがありました。
    次のリンクを開いて、新しいパスフレーズを決めてください。

    { $link }

    リンクは { $minutes } 分以内に、一度だけ使えます。
    申し込んでいないときは、このメールを捨ててください。いまのパスフレーズのままです。
mail-passphrase-changed-subject = Enishi のパスフレーズが変わりました
mail-passphrase-changed-body =
    { $name } 様

    あなたのアカウントのパスフレーズが変わり、ほかの端末のログインはすべて終わりました。
    ご自身の操作でないときは、すぐに管理者に知らせてください。
mail-second-step-on-subject = Enishi の2段階認証が始まりました
mail-second-step-on-body =
    { $name } 様

    次のログインから、端末のコードも使います。
    ご自身の操作でないときは、すぐに管理者に知らせてください。
mail-second-step-off-subject = Enishi の2段階認証がなくなりました
mail-second-step-off-body =
    { $name } 様

    次のログインから、パスフレーズだけで入れます。
    ご自身の操作でないときは、すぐに管理者に知らせてください。

account-event-first-administrator = 最初の管理者を作成
account-event-invited = 招待
account-event-invited-again = 招待のリンクを再発行
account-event-accepted = 招待を受けて利用開始
account-event-signed-in = ログイン
account-event-sign-in-failed = ログインの失敗
account-event-code-failed = 2段階目のコードの失敗
account-event-signed-out = ログアウト
account-event-session-ended = ログイン状態を一つ終了
account-event-sessions-ended = ほかのログイン状態を終了
account-event-reset-asked = パスフレーズの決め直しの申し込み
account-event-reset-sent = 決め直しのリンクを発行
account-event-passphrase-reset = リンクでパスフレーズを決め直し
account-event-passphrase-changed = パスフレーズを変更
account-event-renamed = 氏名・言語を変更
account-event-second-step-on = 2段階認証を開始
account-event-second-step-off = 2段階認証を終了
account-event-second-step-dropped = 2段階認証を解除（管理者）
account-event-codes-made = リカバリーコードを再発行
account-event-suspended = 利用を停止
account-event-resumed = 利用を再開
account-event-made-administrator = 管理者にした
account-event-unmade-administrator = 管理者から外した
account-event-person-linked = 人物の記録と結びつけ
account-event-person-unlinked = 人物の記録との結びつきを解除
account-event-closed = アカウントを終了
account-event-key-made = API キーを発行
account-event-key-revoked = API キーを取り消し
account-event-data-copied = 本人についての情報の写しを作成
