# ほかの記録と照らした確かめ：何が合わないか、どう直せばよいか

# 状態の進み方

problem-state-step = 「{ LABEL($vocabulary, $from) }」から「{ LABEL($vocabulary, $to) }」へは進めません。{ $steps ->
    [0] 「{ LABEL($vocabulary, $from) }」は終わった状態です。続きがある場合は、新しい記録を作ってください。
   *[other] 次に選べるのは：{ LABEL($vocabulary, $allowed) }
}

# 前後のつながり

problem-lineage-cycle = 「{ LABEL($kind, $field) }」をたどると元に戻ってしまいます（{ NAME($circle) }）。前後が逆になっている記録を見つけ、その欄を直してください。

# 予算

problem-part-over-total = 内訳「{ NAME($part) }」の{ YEN($amount) }が、総額「{ NAME($total) }」の{ YEN($total_amount) }を上回っています。金額か、どの総額の内訳かを確かめて直してください。
problem-parts-over-total = 内訳（{ NAME($parts) }）の合計{ YEN($sum) }が、総額「{ NAME($total) }」の{ YEN($total_amount) }を上回っています。二重に数えた内訳がないか確かめてください。出典がそうなっている場合は、備考に書いてそのまま登録できます。
problem-budget-unit = 「{ NAME($title) }」の{ YEN($amount) }は、{ FISCAL($year) }の「{ NAME($before_title) }」の{ YEN($before) }と{ $factor }倍も違います。億円と百万円を取り違えていないか、出典の単位を確かめてください。正しければ、そのまま登録できます。

# 人と会議体

problem-two-holders = 「{ NAME($cluster) }」の{ LABEL("role-kind", $role) }が、同じ時期に二人います（「{ NAME($title) }」と「{ NAME($other) }」）。前任の方の終わりの日を入れてください。兼務の場合は「兼務」に印を付けます。
problem-member-sector = { $row }行目の構成員{ NAME($member) }に区分がありません。産業界、大学、地方公共団体、府省など、どの立場で加わっているかを選んでください。
problem-committee-sectors = 「{ NAME($committee) }」の構成員に、次の区分がいません：{ LABEL("sector", $missing) }。加わっている方がいれば構成員に加えてください。いなければ、そのまま登録できます。

# 順序と時期

problem-end-before-begin = 「{ LABEL($kind, $end_field) }」（{ DAY($end) }）が「{ LABEL($kind, $begin_field) }」（{ DAY($begin) }）より前になっています。どちらかを直してください。
problem-status-overlap = 「{ NAME($cluster) }」の状態「{ LABEL("cluster-state", $one) }」と「{ LABEL("cluster-state", $two) }」の期間が重なっています。{ $row }行目が始まる前の日に、もう一方を終わらせてください。
problem-conference-year = 「{ NAME($conference) }」（{ DAY($held) }）は{ FISCAL($year) }の行事ではないため、連携状況「{ NAME($tie_up) }」に入れられません。行事の開催日か、連携状況の年度を直してください。
problem-conference-undated = 「{ NAME($conference) }」は開催日も年度も分からないため、{ FISCAL($year) }の連携状況「{ NAME($tie_up) }」のものか確かめられません。行事に開催日か年度を入れてください。
problem-event-year = 「{ NAME($event) }」の開催日（{ DAY($held) }）は{ FISCAL($year) }の外です。その日は{ FISCAL($right) }に当たります。年度か開催日を直してください。

# 指標

problem-cumulative-fall = 「{ NAME($indicator) }」の累計が、{ FISCAL($year_before) }の{ $value_before }から{ FISCAL($year) }の{ $value }（「{ NAME($title) }」）に減っています。その年度だけの値を入れていないか、「数え方」を確かめてください。訂正による減少なら、根拠の欄に書いて登録できます。

# 公開の前に

problem-clearance-open = { $standing ->
    [expired] まだ公開できません。公開の同意の{ $row }行目（{ LABEL("clearer", $clearer) }{ $who }）は期限が切れています。あらためて同意を得て日付を直すか、公開範囲を「会員」以下にしてください。
    [asked] まだ公開できません。公開の同意の{ $row }行目（{ LABEL("clearer", $clearer) }{ $who }）は依頼中です。同意を得た日を入れるか、それまで公開範囲を「会員」以下にしてください。
    [not-asked] まだ公開できません。公開の同意の{ $row }行目（{ LABEL("clearer", $clearer) }{ $who }）にはまだ依頼していません。同意を得て日付を入れるか、それまで公開範囲を「会員」以下にしてください。
   *[other] まだ公開できません。公開に同意が要る方のうち、同意を得ていない方がいます。担当のコーディネータにご相談ください。
}
problem-public-name = 公開される「{ LABEL($kind, $place) }」に、公開しない欄にある名称「{ $found }」が書かれています。別の言い方に直してください。公開してよい名称であれば、そのまま登録できます。
problem-public-email = 公開される「{ LABEL($kind, $place) }」に、メールアドレスと読めるもの「{ $found }」があります：{ $context }　連絡先の欄に移すか、公開してよければそのまま登録してください。
problem-public-telephone = 公開される「{ LABEL($kind, $place) }」に、電話番号と読めるもの「{ $found }」があります：{ $context }　連絡先の欄に移すか、公開してよければそのまま登録してください。
problem-public-link = 公開される「{ LABEL($kind, $place) }」に、ホームページのアドレス「{ $found }」があります：{ $context }　企業や人が特定されないか確かめ、公開してよければそのまま登録してください。
problem-public-patent = 公開される「{ LABEL($kind, $place) }」に、特許や出願の番号と読めるもの「{ $found }」があります：{ $context }　未公開の出願でないか確かめてください。公開済みの番号は、番号の欄に書くと検索できます。
problem-public-file = 公開されるファイル「{ $file }」の中に、{ $what ->
    [name] 公開しない欄にある名称「{ $found }」が書かれています。
    [email] メールアドレスと読めるもの「{ $found }」があります：{ $context }
    [telephone] 電話番号と読めるもの「{ $found }」があります：{ $context }
    [link] ホームページのアドレス「{ $found }」があります：{ $context }
   *[patent] 特許や出願の番号と読めるもの「{ $found }」があります：{ $context }
}　公開してよいか確かめてください。よくなければ、ファイルを直して差し替えるか、ファイルの公開範囲を狭めてください。

problem-approach-day = 「接触した月」は年月で書きます。日は「日」の欄に書いてください（担当者にだけ見えます）。例：2026-05
problem-approach-neighbours = 「秘密」の記録や、相手を挙げて開示した記録は、ほかのクラスターに知らせられません。公開範囲を「コーディネータ経由」にするか、開示をやめてから選んでください。
