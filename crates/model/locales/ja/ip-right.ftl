# 知的財産権（種別・項目・記入の手引き）

ip-right = 知的財産権
ip-right-plural = 知的財産権
ip-right-help = 発明の届出から出願、登録、実施許諾までの、一つの権利の歩み。公表前のものは公開範囲を「秘密」にしてください。

ip-right-title = 発明等の名称
ip-right-title-help = 公報や願書のとおりに書きます（600字まで）。公開前は内容を推測できない仮の名称にします。
ip-right-right-type = 権利の種類
ip-right-right-type-help = 特許、実用新案、意匠などから一つ選びます。
ip-right-state = 状態
ip-right-state-help = いまの段階を選び、日付と番号は「経過」に書きます。許諾先がなくなったときは「登録」に戻します。
ip-right-steps = 経過
ip-right-steps-help = 届出、出願、公開、登録などのたびに1行加えます。前の行は消さないでください。
ip-right-steps-state = 状態
ip-right-steps-since = 日付
ip-right-steps-number = 番号
ip-right-steps-number-help = 出願番号、公開番号、登録番号のうち、この段階で付いたものです。
ip-right-steps-remarks = 備考
ip-right-since = 届出・出願日
ip-right-since-help = 最初の届出の日、分からなければ出願日です。例：2025-10-07
ip-right-numbers = 番号
ip-right-numbers-help = 公開後の番号を一つずつ書きます。例：特願2004-123456、特許第1234567号
ip-right-holders = 権利者
ip-right-holders-help = 出願人または権利者をすべて選びます。
ip-right-inventors = 発明者
ip-right-inventors-help = 発明者をすべて選びます。会員以上だけに見える欄です。
ip-right-projects = 元になった共同研究等
ip-right-projects-help = この権利を生んだ共同研究等を選びます。
ip-right-seeds = 元になったシーズ
ip-right-seeds-help = この権利の元になったシーズを選びます。
ip-right-cluster = クラスター
ip-right-cluster-help = この権利を生んだクラスターを選びます。
ip-right-summary = 要旨
ip-right-summary-help = 公開された請求項と実施例を、専門外の方にも分かるように短く書きます。
