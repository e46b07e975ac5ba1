# ファイルの問題の文

problem-action = 「{ $found }」は処理の指定ではありません。ADD（追加）、UPDATE（更新）、DELETE（削除）のいずれかを書くか、空欄にしてください。
problem-amount = 「{ $found }」を円の金額として読めません：{ $detail }
problem-certainty = 「{ $found }」は確かさの指定ではありません。次のいずれかを書いてください：{ $codes }
problem-claims = 異なる値の欄を読めません（{ $detail }）。field と value をもつオブジェクトの並びが必要です。
problem-claims-without-file = この記録には異なる値がありますが、書き出す先の2つ目のファイルがありません。XLSX か JSON Lines で書き出してください。
problem-column-unknown = 列「{ $found }」に当たる項目がありません。項目を割り当てるか、読み飛ばす列は「-」にしてください。
problem-column-unknown-near = 列「{ $found }」に当たる項目がありません。「{ $near }」のことでしょうか。違う場合は項目を割り当てるか、読み飛ばす列は「-」にしてください。
problem-column-unnamed = 見出しのない列に値があります。見出しを付けるか、セルを空にしてください。
problem-date = 「{ $found }」を日付として読めません：{ $detail }
problem-field-unknown = 項目「{ $found }」はありません。書き出したファイルの見出しにある項目名を使ってください。
problem-field-unknown-near = 項目「{ $found }」はありません。「{ $near }」のことでしょうか。
problem-flag = 「{ $found }」は「はい」「いいえ」のどちらにも読めません。はい／いいえ、○／×、true／false、1／0 のいずれかを書いてください。
problem-formula-error = このセルの数式がエラー { $found } になっています。表計算ソフトで直し、保存し直してください。
problem-given-twice = 二つのセルの値が食い違っています：「{ $first }」と「{ $second }」。どちらか一つにしてください。
problem-id = 「{ $found }」では記録を特定できません。{ $expected } のような参照番号か、ror:00054rx45 のように種類を付けた識別子を書いてください。
problem-identifier-scheme = 「{ $found }」がどの種類の識別子か分かりません。種類とコロンを前に付けてください。使える種類：{ $known }
problem-integer = 「{ $found }」は整数ではありません。1200 や 1,200 のように数字で書いてください。
problem-kana-without-name = この文に読みがなが付いていますが、読みがなをもてるのは名称だけです。
problem-no-case = この行に当てはまる場合が対応表にありません。条件のない場合を加えるか、値を「-」に割り当ててください。
problem-row-too-wide = 値が{ $found }個あります。この表の列は{ $limit }個です（{ $known }）。値の中の「|」は「\|」と書いてください。
problem-rows-twice = 同じ表が1つのセルと番号付きの列の両方にあります。どちらか一方にしてください。
problem-translation = 「{ $found }」から翻訳の状態を読めません。「en checked」「en machine」のように、翻訳の言語と状態を書いてください。
