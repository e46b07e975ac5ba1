# 契約（種別・項目・記入の手引き）

agreement = 契約
agreement-plural = 契約
agreement-help = 機関の間で結んだ秘密保持、共同研究、受託研究、実施許諾などの約束。契約書の写しはファイルとして添えられます。

agreement-title = 件名
agreement-title-help = 相手の名を出さずに、何の契約かが分かるように書きます（300字まで）。会員以上だけに見える欄です。
agreement-agreement-type = 契約の種類
agreement-agreement-type-help = 最もよく当てはまるものを一つ選びます。
agreement-parties = 当事者
agreement-parties-help = 契約を結んだ機関をすべて選びます。担当者と、開示を認めた相手にだけ見えます。
agreement-project = 共同研究等
agreement-project-help = この契約に基づく共同研究等を選びます。
agreement-ip-right = 知的財産権
agreement-ip-right-help = 実施許諾の対象となる知的財産権を選びます。ほかの契約では空けておきます。
agreement-since = 効力の始まり
agreement-since-help = 効力が始まる日です。署名の日と異なるときは注意してください。例：2026-04-01
agreement-until = 効力の終わり
agreement-until-help = 効力が終わる日です。自動更新のときは、いまの期間の末日を書きます。
agreement-amount = 金額
agreement-amount-help = 契約の総額を円で書きます。担当者と、開示を認めた相手にだけ見えます。例：5,000,000
agreement-terms = 取り決め
agreement-terms-help = 権利の持ち分、公表の条件、秘密を守る期間など、後で確かめたくなる点を書きます。
