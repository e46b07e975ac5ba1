# 認証サービス（OpenID Connect）と、メールアドレスの変更
error-service-none = ここでは、ほかの認証サービスでログインできません。
error-service-none-hint = メールアドレスとパスフレーズでログインしてください。
error-service-unreachable = { $service }につながりません。
error-service-unreachable-hint = しばらくしてからもう一度試すか、パスフレーズでログインしてください。続くときは管理者に知らせてください。
error-service-refused = { $service }で、あなたが本人であることを確かめられませんでした。
error-service-refused-hint = もう一度はじめから試してください。続くときは管理者に知らせてください。パスフレーズでもログインできます。
error-service-unknown = { $service }のあなたと結びついた、使えるアカウントがありません。
error-service-unknown-hint = アカウントがあるときは、パスフレーズでログインし、「自分のアカウント」で結びつけてください。招待を受けたときは、招待のリンクを開いてください。
error-service-taken = { $service }のあなたは、別のアカウントと結びついています。
error-service-taken-hint = そのアカウントで使っていないときは、管理者に知らせてください。
error-service-only = パスフレーズがないため、結びつきをなくすとログインできなくなります。
error-service-only-hint = 先に「パスフレーズを忘れた」からパスフレーズを決めてください。
problem-email-same = いまのメールアドレスと同じです。
account-event-service-linked = 認証サービスと結びつけ
account-event-service-unlinked = 認証サービスとの結びつきを解除
account-event-service-failed = 認証サービスでの確認の失敗
account-event-address-asked = メールアドレスの変更の申し込み
account-event-address-changed = メールアドレスを変更
mail-address-subject = Enishi のメールアドレスの確認
mail-address-body =
    { $name } 様

    Enishi のアカウントのメールアドレスを、このアドレスに変える申し込みがありました。
    ログインしたまま次のリンクを開き、「このアドレスに変える」を押すと変わります。

    { $link }

    リンクは { $hours } 時間以内に、一度だけ使えます。
    申し込んでいないときは、このメールを捨ててください。何も起こりません。
mail-address-changed-subject = Enishi のメールアドレスが変わりました
mail-address-changed-body =
    { $name } 様

    あなたのアカウントのメールアドレスが、別のアドレスに変わりました。このアドレスには、もうお知らせを送りません。
    ご自身の操作でないときは、すぐに管理者に知らせてください。
mail-service-linked-subject = Enishi に認証サービスでログインできるようになりました
mail-service-linked-body =
    { $name } 様

    あなたのアカウントが認証サービスと結びつき、パスフレーズを入れなくてもログインできるようになりました。
    ご自身の操作でないときは、すぐに管理者に知らせてください。
mail-service-unlinked-subject = Enishi と認証サービスの結びつきがなくなりました
mail-service-unlinked-body =
    { $name } 様

    次のログインから、認証サービスでは入れません。パスフレーズを使ってください。
    ご自身の操作でないときは、すぐに管理者に知らせてください。
