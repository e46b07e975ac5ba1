# 事業・施策（種別・項目・記入の手引き）

programme = 事業・施策
programme-plural = 事業・施策
programme-help = 府省や地方公共団体が行う事業・施策。事業の中の型や期も、それぞれ一つの記録にします。

programme-name = 名称
programme-name-help = 正式名称を書きます（300字まで）。公式の訳がない言語は空けておきます。例：知的クラスター創成事業
programme-aliases = 略称・別の書き方
programme-aliases-help = 略称や資料による表記の違いを一つずつ書きます（1件100字まで）。例：知的クラスター、KCI
programme-ministry = 所管
programme-ministry-help = 実施する府省などを一つ選びます。府省にまたがる事業は、予算を持つところを選んでください。
programme-programme-type = 区分
programme-programme-type-help = 事業全体か、その中の型や期か、府省間の連携の仕組みかを選びます。
programme-part-of = 属する事業・施策
programme-part-of-help = 型や期の場合に、元の事業を選びます。例：都市エリア型に対する地域イノベーションクラスタープログラム
programme-under = 根拠の政策文書
programme-under-help = この事業のよりどころになっている基本計画や戦略を選びます。
programme-since = 開始
programme-since-help = 最初の月を書きます。例：2002-04
programme-until = 終了
programme-until-help = 最後の月を書きます。続いている場合は空けておきます。例：2010-03
programme-predecessors = 前身の事業・施策
programme-predecessors-help = 前身を1行に一つずつ書きます。三つの事業が一つになった場合は3行です。
programme-predecessors-programme = 前身
programme-predecessors-relation = 関係
programme-predecessors-since = いつから
programme-predecessors-remarks = 備考
programme-purpose = 目的
programme-purpose-help = 何を、だれのために、どう支援する事業かを、自分の言葉で数行にまとめます。
programme-stages = 支援する段階
programme-stages-help = シーズの創出から事業化までのうち、支援する段階をすべて選びます。
programme-fields = 対象分野
programme-fields-help = 支援する分野を選びます。分野を限っていなければ空けておきます。
programme-recipients = 対象者
programme-recipients-help = 支援を受けられる者をすべて選びます。
programme-website = ウェブサイト
programme-website-help = 事業を紹介する公式のページです。https:// または http:// で始まるアドレスを書きます。
