# 協議会・委員会（種別・項目・記入の手引き）

committee = 協議会・委員会
committee-plural = 協議会・委員会
committee-help = 府省、地方公共団体、大学、産業界が集まり、クラスターの進み具合を確かめ、調整事項を話し合う会議体。

committee-name = 名称
committee-name-help = 設置要綱などのとおりの名称を書きます（300字まで）。公式の訳がない名称は、訳さずに原文のまま残します。
committee-committee-type = 種類
committee-committee-type-help = 最もよく当てはまるものを一つ選びます。クラスター本部の会議は「本部会議」です。
committee-level = 範囲
committee-level-help = 全国、地方ブロック、地域、プロジェクトのうち、どの範囲を受け持つかを選びます。
committee-block = 地方ブロック
committee-block-help = 地方ブロックに置かれた会議体のときに選びます。全国やプロジェクトの範囲では空けておきます。
committee-clusters = 対象のクラスター
committee-clusters-help = この会議体が担当するクラスターをすべて選びます。第Ⅰ期と第Ⅱ期は別の記録です。
committee-purpose = 目的
committee-purpose-help = 何を話し合い、何を決める場かを、自分の言葉で数行に書きます。例：地域の両省の事業を並べ、引き渡せる成果を確かめる。
committee-members = 構成員
committee-members-help = 機関ごとに1行書きます。産業界、大学、地方公共団体、両省のどれかが欠けていると、一覧で知らせます。
committee-members-organisation = 機関
committee-members-person = 人
committee-members-sector = 区分
committee-members-sector-help = この会議体でどの立場を代表するかです。
committee-members-since = いつから
committee-members-until = いつまで
committee-secretariat = 事務局
committee-secretariat-help = 会議の準備と記録を受け持つ機関を選びます。
committee-since = 設置
committee-since-help = 設置された時期です。年や年月だけでもかまいません。例：2003-07
committee-until = 廃止
committee-until-help = 廃止された時期です。続いている間は空けておきます。
