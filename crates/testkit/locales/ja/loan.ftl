# 貸し出し（試験の種別）

loan = 貸し出し
loan-plural = 貸し出し
loan-help = 棚から貸し出した物です。

loan-title = 名称
loan-title-help = 貸し出した物の呼び名です。
loan-shelf = 棚
loan-shelf-help = もとの棚です。
loan-since = 初日
loan-since-help = 貸し出した日です。
loan-until = 末日
loan-until-help = 戻ってくる日です。
loan-states = 状態
loan-states-help = いつ、どのような状態だったかを書きます。
loan-states-grade = 程度
loan-states-grade-help = その間の程度です。
loan-states-since = 初日
loan-states-since-help = その状態になった日です。
loan-states-until = 末日
loan-states-until-help = その状態の最後の日です。
