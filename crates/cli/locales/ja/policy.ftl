# enishi policy
cli-help-policy = だれが何を見てよいか、してよいかの決まりを表示する・理由を確かめる
cli-help-policy-show = 決まり（Cedar）をそのまま表示する
cli-help-policy-explain = ある人のある操作が許されるか、どの決まりによるかを示す
cli-help-policy-explain--who = 人の参照番号。だれでもない人は public
cli-help-policy-explain--action = see, create, update, delete, attach, undo, import, merge, publish, open, administer
cli-help-policy-explain--on = 記録の参照番号。see なら公開範囲ごとに答えます
cli-help-policy-explain--format = table または json
cli-policy-action = 操作
cli-policy-on = 対象
cli-policy-verdict = 判定
cli-policy-by = 根拠の決まり
cli-policy-permitted = 可
cli-policy-refused = 不可
