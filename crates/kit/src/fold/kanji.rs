//! Old and variant forms of kanji, and numbers written in kanji.
//!
//! Source: the old forms (康熙字典体) printed beside the table of characters for general use (常用漢字表, 2010) and of
//! the list for personal names (人名用漢字), and variants common in names of places, persons and firms. Old forms
//! that Unicode encodes as compatibility ideographs are not listed: NFKC already makes them new.

use std::{collections::HashMap, sync::LazyLock};

/// Old form, new form.
const OLD_TO_NEW: &str = "\
亞亜 惡悪 壓圧 圍囲 爲為 醫医 壹壱 稻稲 飮飲 隱隠 榮栄 營営 衞衛 驛駅 圓円 鹽塩 緣縁 艷艶 豔艶 應応 歐欧 毆殴 櫻桜 奧奥 \
橫横 溫温 穩穏 假仮 價価 畫画 畵画 會会 繪絵 壞壊 懷懐 槪概 擴拡 殼殻 覺覚 學学 斈学 嶽岳 樂楽 渴渇 勸勧 卷巻 寬寛 歡歓 \
罐缶 鑵缶 觀観 關関 陷陥 顏顔 旣既 歸帰 氣気 龜亀 僞偽 戲戯 戱戯 犧犠 舊旧 據拠 擧挙 舉挙 虛虚 峽峡 挾挟 敎教 强強 狹狭 \
鄕郷 鄉郷 堯尭 曉暁 區区 驅駆 駈駆 勳勲 勛勲 薰薫 徑径 惠恵 揭掲 攜携 溪渓 谿渓 經経 繼継 莖茎 螢蛍 輕軽 鷄鶏 雞鶏 \
藝芸 擊撃 缺欠 儉倹 劍剣 劒剣 劔剣 圈圏 檢検 權権 獻献 硏研 縣県 險険 顯顕 驗験 嚴厳 巖巌 效効 廣広 恆恒 鑛鉱 礦鉱 號号 \
國国 囯国 圀国 黑黒 碎砕 濟済 齋斎 劑剤 册冊 雜雑 襍雑 產産 參参 慘惨 棧桟 蠶蚕 贊賛 讚讃 殘残 絲糸 齒歯 兒児 辭辞 濕湿 \
實実 舍舎 寫写 釋釈 壽寿 收収 從従 澁渋 澀渋 獸獣 縱縦 肅粛 處処 緖緒 敍叙 敘叙 奬奨 獎奨 將将 涉渉 燒焼 稱称 證証 乘乗 剩剰 \
壤壌 孃嬢 條条 淨浄 狀状 疊畳 疉畳 讓譲 釀醸 囑嘱 觸触 寢寝 愼慎 眞真 盡尽 圖図 粹粋 醉酔 穗穂 隨随 髓髄 數数 樞枢 瀨瀬 \
聲声 靑青 靜静 齊斉 稅税 蹟跡 說説 攝摂 竊窃 專専 戰戦 淺浅 潛潜 濳潜 纖繊 纎繊 踐践 錢銭 禪禅 曾曽 雙双 壯壮 搜捜 插挿 揷挿 \
巢巣 爭争 瘦痩 總総 莊荘 裝装 騷騒 臟臓 藏蔵 卽即 屬属 續続 墮堕 體体 躰体 軆体 對対 帶帯 滯滞 臺台 瀧滝 擇択 澤沢 單単 擔担 \
膽胆 團団 彈弾 斷断 癡痴 遲遅 晝昼 蟲虫 鑄鋳 廳庁 徵徴 聽聴 敕勅 鎭鎮 遞逓 鐵鉄 鐡鉄 銕鉄 轉転 點点 傳伝 黨党 盜盗 燈灯 當当 \
鬭闘 鬪闘 德徳 悳徳 獨独 讀読 屆届 貳弐 貮弐 弍弐 惱悩 腦脳 霸覇 廢廃 癈廃 拜拝 賣売 麥麦 發発 髮髪 拔抜 晚晩 蠻蛮 祕秘 濱浜 \
濵浜 甁瓶 缾瓶 拂払 佛仏 倂併 竝並 餠餅 邊辺 邉辺 變変 辨弁 瓣弁 辯弁 辧弁 舖舗 鋪舗 步歩 寶宝 寳宝 萠萌 襃褒 豐豊 沒没 歿没 飜翻 \
每毎 槇槙 萬万 滿満 麵麺 麪麺 默黙 彌弥 藥薬 譯訳 與与 豫予 餘余 譽誉 搖揺 樣様 謠謡 遙遥 瑤瑶 慾欲 來来 賴頼 亂乱 覽覧 龍竜 \
兩両 獵猟 綠緑 淚涙 壘塁 勵励 禮礼 隸隷 靈霊 齡齢 曆暦 歷歴 戀恋 鍊錬 爐炉 勞労 樓楼 郞郎 祿禄 錄録 灣湾 亙亘 凜凛 晉晋 簞箪 \
聰聡 蔣蒋 蟬蝉 蠟蝋 諫諌 鑒鑑 鶯鴬 鷗鴎 麴麹 黃黄 嚙噛 囊嚢 塡填 屛屏 幷并 攪撹 摑掴 搔掻 檜桧 檮梼 歎嘆 潑溌 濤涛 禰祢 禱祷 \
頴穎 繡繍 脣唇 萊莱 藪薮 蘆芦 蠅蝿 逹達 鄰隣 醬醤 醱醗 閒間 頰頬 顚顛 驒騨 髙高 鰺鯵 鹼鹸 齧囓 龝秋 穐秋 峯峰 埜野 舩船 嵜崎 \
﨑崎 栁柳 桒桑 淸清 渊淵 渕淵 曻昇 昻昂 槗橋 歲歳 畧略 礪砺 稾稿 竒奇 絕絶 緜綿 羣群 聟婿 壻婿 脫脱 葢蓋 盖蓋 虵蛇 裡裏 \
軀躯 鈎鉤 銳鋭 閱閲 頹頽 悅悦 戾戻 冰氷 汙汚 决決 况況 凉涼 减減 凖準 膓腸 踴踊 尙尚 內内 卻却 吳呉 吞呑 啟啓 囘回 姬姫 娛娯 \
屢屡 廐厩 廏厩 彥彦 慙慚 戶戸 拋抛 攷考 昰是 晄晃 柹柿 棊棋 欝鬱 毗毘 毁毀 溉漑 潅灌 牀床 猨猿 珎珍 甞嘗 畍界 皋皐 \
眾衆 秊年 糺糾 羮羹 翆翠 耻恥 膸髄 薗園 蛎蠣 豬猪 贗贋 輭軟 銹錆 鏽錆 靎鶴 靏鶴 韵韻 鼔鼓 龢和 冲沖 卆卒 厰廠 \u{20BB7}吉 喆哲 \
圡土 塲場 壷壺 姊姉 姙妊 帋紙 恠怪 樑梁 濶闊 烟煙 墻牆 窗窓 窻窓 竸競 糓穀 罸罰 脉脈 菴庵 邨村 頚頸 篭籠 竃竈 \
靱靭 鴈雁";

static NEW: LazyLock<HashMap<char, char>> = LazyLock::new(|| pairs(OLD_TO_NEW).collect());

fn pairs(table: &'static str) -> impl Iterator<Item = (char, char)> {
    table.split_whitespace().filter_map(|pair| {
        let mut both = pair.chars();
        both.next().zip(both.next())
    })
}

/// The new form of an old kanji; everything else stays.
pub(super) fn new_form(c: char) -> char {
    // The first kanji of all is U+3400; most text is below it.
    if c < '\u{3400}' { c } else { NEW.get(&c).copied().unwrap_or(c) }
}

/// The form under which variants in names are one.
pub(super) fn name_form(c: char) -> char {
    match c {
        '斉' => '斎',
        '嶋' | '嶌' => '島',
        '冨' => '富',
        '舘' => '館',
        _ => c,
    }
}

/// A number below 10,000 written in kanji: 十六, 二〇〇四, 千九百.
pub(crate) fn kanji_number(text: &str) -> Option<i32> {
    let digit =
        |c: char| "〇一二三四五六七八九".chars().position(|d| d == c).and_then(|d| i32::try_from(d).ok());
    if text.is_empty() || text.chars().count() > 7 {
        return None;
    }
    if text.chars().all(|c| digit(c).is_some()) {
        let number = text.chars().try_fold(0i32, |sum, c| Some(sum * 10 + digit(c)?))?;
        return (number < 10_000).then_some(number);
    }
    let (mut sum, mut pending, mut ceiling) = (0, None, 10_000);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                // Two digits in a row belong to the positional form above.
                pending = match pending {
                    None => Some(digit(c).filter(|d| *d > 0)?),
                    Some(_) => return None,
                };
                continue;
            }
        };
        if unit >= ceiling {
            return None;
        }
        ceiling = unit;
        sum += pending.take().unwrap_or(1) * unit;
    }
    Some(sum + pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn the_table_is_well_formed() {
        let all: Vec<(char, char)> = pairs(OLD_TO_NEW).collect();
        assert!(all.len() >= 350, "{} pairs", all.len());
        let old: HashSet<char> = all.iter().map(|(old, _)| *old).collect();
        assert_eq!(old.len(), all.len(), "an old form stands twice");
        for pair in OLD_TO_NEW.split_whitespace() {
            assert_eq!(pair.chars().count(), 2, "{pair}");
        }
        for (from, to) in all {
            assert!(!old.contains(&to), "{from}{to}: the new form is itself an old form");
            assert_eq!(from.nfkc().next(), Some(from), "{from}{to}: NFKC already does it");
            assert_eq!(to.nfkc().next(), Some(to), "{from}{to}: the new form is not in NFKC");
        }
    }

    #[test]
    fn kanji_numbers_are_read() {
        for (text, number) in [
            ("十", 10),
            ("十六", 16),
            ("二十", 20),
            ("三十一", 31),
            ("二〇〇四", 2004),
            ("一六", 16),
            ("千九百八十九", 1989),
            ("九千九百九十九", 9999),
        ] {
            assert_eq!(kanji_number(text), Some(number), "{text}");
        }
        for text in ["", "十百", "一二十", "元", "16", "二〇十", "〇十", "一二三四五"] {
            assert_eq!(kanji_number(text), None, "{text}");
        }
    }
}
