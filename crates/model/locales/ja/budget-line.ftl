# 予算（種別・項目・記入の手引き）

budget-line = 予算
budget-line-plural = 予算
budget-line-help = ある年度の一つの予算額。当初、補正後、決算などは別々の記録に、総額と内訳も別々の記録にします。

budget-line-title = 件名
budget-line-title-help = 何の予算かを一行で書きます（300字まで）。例：地域イノベーションクラスタープログラム 都市エリア型
budget-line-programme = 事業・施策
budget-line-programme-help = この予算で行う事業・施策を選びます。内訳なら、その型や期を選びます。
budget-line-cluster = クラスター
budget-line-cluster-help = 一つのクラスターだけの予算なら選びます。事業全体の予算では空けておきます。
budget-line-fiscal-year = 年度
budget-line-fiscal-year-help = 予算の年度です。例：2010年度
budget-line-state = 予算の区分
budget-line-state-help = 当初か、補正後か、決算かなどを選びます。資料に区別がなければ「公表された額」です。
budget-line-part = 総額・内訳
budget-line-part-help = この額が総額か、総額の内訳かを選びます。二重に足すのを防ぎます。
budget-line-total = 元の総額
budget-line-total-help = 内訳の場合に、その総額の記録を選びます。内訳の合計が総額に合わなくても、資料のとおりに残します。
budget-line-amount = 金額
budget-line-amount-help = 円で書きます。「百万円」「億円」も使えます。資料に額がなければ空けておきます。例：12,065百万円
budget-line-stages = 対象の段階
budget-line-stages-help = シーズの創出から事業化までのうち、この予算が充てられる段階を選びます。
budget-line-remarks = 備考
budget-line-remarks-help = 資料の注記や、額の読み方について気づいたことを書きます（600字まで）。
