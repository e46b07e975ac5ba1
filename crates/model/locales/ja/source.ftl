# 出典（種別・項目・記入の手引き）

source = 出典
source-plural = 出典
source-help = 記録の内容を、どの文書・ページ・データベース・聞き取りから得たかを示すもの。

source-title = 標題
source-title-help = 文書名やページ名を、版や年度が分かるように書きます。例：令和7年度 研究シーズ集（第2版）
source-source-type = 出典の種類
source-source-type-help = 最もよく当てはまるものを一つ選びます。面談や電話で聞いたことは「聞き取り」です。
source-publisher = 発行者
source-publisher-help = 発行・公開した機関の名称です。聞き取りの場合は、話した方の所属までにとどめます。
source-address = 所在（URL）
source-address-help = https:// または http:// で始まるアドレスを書きます。例：https://www.example.jp/seeds/2025.pdf
source-published = 公表日
source-published-help = 発行・公開された日です。年だけでもかまいません。例：2025-10
source-accessed = 確認日
source-accessed-help = この出典を実際に読んだ、または聞いた日です。例：2026-04-08
source-licence = 利用条件
source-licence-help = 転載や再利用の条件です（300字まで）。例：CC BY 4.0、出典明示で転載可、館内閲覧のみ
source-remarks = 備考
source-remarks-help = 読む方が知っておくべきことを書きます。例：写しで確認、原本は未確認。表2の合計は内訳と合わない。
