"""Polish, Czech, Turkish and Hungarian words, folded; and scripts without spaces, as pieces to be found anywhere."""

POLISH: dict[str, str] = {
    "rest": "odpoczynek wolne dzien_wolny wolny dzien_odpoczynku przerwa bez_biegania chory kontuzja wolna",
    "active": "aktywny_odpoczynek aktywna_regeneracja",
    "recovery": """
        regeneracja regeneracyjny regeneracyjne trucht bieg_regeneracyjny regeneracyjna roztruchtanie
        bardzo_spokojnie rozruch_po
    """,
    "easy": """
        spokojny spokojnie spokojne bs owb1 owb_1 wb1 bc1 lekki lekko luzny luzno easy_bieg bieg_spokojny swobodny
        swobodnie tlenowy owb lekkie luzne konwersacyjne
    """,
    "longrun": """
        dlugie_wybieganie wybieganie dlugi_bieg dlugie bieg_dlugi dluga dluzsze_wybieganie dlugi bd
        niedzielne_wybieganie
    """,
    "thr": """
        prog progowy progowe progowa tempo_progowe owb2 wb2 wb3 owb3 bc2 bc3 drugi_zakres ii_zakres iii_zakres
        trzeci_zakres tempo_maratonskie tempo_polmaratonskie tm tpm bieg_tempowy tempo_startowe drugim_zakresie
        trzecim_zakresie ii_zakresie zakres bieg_ciagly ciagly ciaglym bieg_progowy tempo_polmaratonu
        tempo_maratonu 2_zakres 3_zakres tempie_ciaglym
    """,
    "tempo": "tempowy tempowe tempo_bieg",
    "mod": "umiarkowany zywy mocniejszy mocny szybszy",
    "prog": "bnp narastajacy narastajaca bieg_narastajacy progresywny narastajacym",
    "interval": """
        interwaly interwal interwalowy powtorzenia zabawa_biegowa rytmy odcinki tysiaczki tempa stadion piramida
        bieznia_stadion zb bieg_zmienny czterysetki szybkosc tempowki tempowka kilometrowki dwusetki trzysetki
        zabawa krosy_mocne
    """,
    "speed": "szybko sprinty sprint szybkie",
    "hill": "podbiegi podbieg schody podbiegow skipy_pod_gore pod_gore sila_biegowa sb gorki",
    "hilly": "pagorkowaty kros krosowy krosowe",
    "stride": "przebiezki przebiezek przebiezka skipy technika gr gs",
    "shakeout": "rozruch rozruch_przedstartowy",
    "race": """
        zawody wyscig sprawdzian test_coopera dzien_startu dzien_zawodow start_kontrolny mistrzostwa
        start_docelowy start_glowny
    """,
    "half": "polmaraton",
    "run": "bieg bieganie biegi bieznia biegowy start",
    "runwalk": "marszobieg marsz_bieg bieg_marsz",
    "walk": "marsz spacer chodzenie",
    "xt": "rower basen plywanie orbitrek wioslarz narty biegowki trening_uzupelniajacy rolki ergometr_wioslarski",
    "strength": """
        sila silownia trening_silowy silowy silowe sprawnosc cwiczenia_silowe wzmacnianie nogi brzuch gs_sila
        core_stability trening_obwodowy obwod ogolnorozwojowy ogolnorozwojowe
    """,
    "other": "rozciaganie rolowanie joga mobilnosc masaz fizjoterapia fizjo gibkosc",
    "private": "dentysta lekarz urodziny spotkanie fryzjer wizyta urlop zebranie wesele",
    "warm": "rozgrzewka rozgrzewki",
    "cool": "schlodzenie wyciszenie",
    "jog": "rozbieganie truchtanie",
}

CZECH: dict[str, str] = {
    "rest": "volno odpocinek den_volna nemoc",
    "recovery": "regenerace regeneracni vyklus_po velmi_lehce",
    "easy": "lehky lehce klus volne_behani volny_beh klidny klidne vyklusani lehke klidny_beh souvisly_beh",
    "longrun": "dlouhy_beh dlouhy dlouhe delsi_beh dlouhy_vyklus vytrvalost_dlouha",
    "thr": "prah prahovy tempovy tempovy_beh anaerobni_prah maratonske_tempo zavodni_tempo prahovy_beh",
    "mod": "stredni svizny",
    "prog": "stupnovany stupnovany_beh",
    "interval": "intervaly useky draha draze opakovani rychlost",
    "hill": "kopce kopec vybehy vybeh do_kopce schody",
    "stride": "rovinky abeceda bezecka_abeceda",
    "race": "zavod zavody bechovice velka_kunraticka",
    "half": "pulmaraton",
    "run": "beh behani",
    "runwalk": "indiansky_beh chuze_beh",
    "walk": "chuze prochazka",
    "xt": "kolo plavani bezky veslovani cyklo",
    "strength": "posilovani posilovna sila_trening posileni",
    "other": "protazeni protahovani joga mobilita masaz",
    "private": "zubar doktor narozeniny schuzka kadernik",
    "warm": "rozklusani rozcviceni",
    "cool": "vyklusani_konec vyklus",
}

TURKISH: dict[str, str] = {
    "rest": "dinlenme dinlenme_gunu izin bos_gun tatil_gunu",
    "recovery": "toparlanma yenilenme toparlanma_kosusu",
    "easy": "kolay hafif rahat yavas jog_kosu",
    "longrun": "uzun_kosu uzun",
    "thr": "esik yaris_temposu esik_kosusu maraton_temposu",
    "tempo": "tempo_kosusu tempolu",
    "prog": "progresif artan_tempo",
    "interval": "interval araliklar tekrarlar tekrar hiz hiz_calismasi",
    "hill": "yokus tepe yokus_tekrarlari merdiven",
    "stride": "acilma hizlanma",
    "race": "yaris yarisi yaris_gunu",
    "half": "yari_maraton",
    "marathon": "maratonu",
    "run": "kosu kosusu",
    "walk": "yuruyus",
    "xt": "bisiklet yuzme capraz_antrenman",
    "strength": "kuvvet guc agirlik kuvvet_antrenmani",
    "other": "esneme yoga_seansi germe",
    "private": "dis_hekimi doktor dogum_gunu toplanti",
    "warm": "isinma",
    "cool": "soguma",
}

HUNGARIAN: dict[str, str] = {
    "rest": "piheno pihenonap",
    "recovery": "regeneralo",
    "easy": "konnyu laza kocogas",
    "longrun": "hosszu hosszu_futas",
    "thr": "kuszob",
    "interval": "resztav resztavok resztavos",
    "hill": "dombozas emelkedo",
    "race": "verseny",
    "half": "felmaraton",
    "run": "futas",
    "xt": "kerekpar uszas bringa",
    "strength": "erosites edzoterem",
    "other": "nyujtas",
    "private": "fogorvos orvos",
}

PIECES: dict[str, str] = {
    "rest": "ξεκουραση ρεπο відпочин 休養 休足 休み 休息 完全休 オフ レスト 休跑 휴식 отдых выходнои",
    "active": "アクティブレスト 積極的休養",
    "recovery": "排酸 リカバリー 回復 疲労抜き 恢复 恢復 회복 восстановительн",
    "jog": "ジョグ ジョギング 慢跑 조깅",
    "easy": """
        基础 基礎 普通 日常 自由跑 晨跑 夜跑 早跑 晚跑 χαλαρ ευκολ легк イージー ゆっくり 轻松 輕鬆 有氧 有氧跑 이지
        легк трусц спокоин кросс
    """,
    "longrun": """
        μακρυ довг 超长 ロング走 ロングラン ロングジョグ 距離走 長距離 长距离 长跑 長跑 long走 롱런 장거리 длительн
        длинн
        마라닉 マラニック ロング 30キロ走 lsd
    """,
    "thr": """
        马配 馬配 半马配 半馬配
        κατωφλι ρυθμο темпов темпо поріг 持久走 持続走 閾値 ペース走 テンポ走 テンポ 節奏 节奏 阈值 閾值 乳酸
        マラソンペース 配速跑 马拉松配速 馬拉松配速
        템포 темпов порог 역치 レースペース 比赛配速 比賽配速 tペース mペース
    """,
    "prog": "进阶 進階 递增 遞增 ビルドアップ ビルドup 渐进 漸進 渐加速跑 漸加速跑 加速走 прогрессив 빌드업",
    "easycode": "eペース e走",
    "interval": """
        折返 变速 變速 全力 強度 强度 速耐力 快跑 重复跑 重複跑 ポイント練習 刺激走 διαλειμματ інтервал прискорен 간헐
        インターバル レペ レペティション ファルトレク 変化走 可変走 间歇 間歇 法特莱克 法特萊克 スピード練習 スピード
        トラック 인터벌 интервал фартлек 速度 冲刺 ショートインターバル 반복 ヤッソ повтор 亚索
    """,
    "hill": "ανηφορ пагорб 坂道 坂 峠走 ヒル 坡 爬坡 山坡 上坡 階段 언덕 горк в_гору 楼梯",
    "stride": "流し ウィンドスプリント 加速跑 ドリル 動きづくり 快步跑 跑姿 ускорени сбу 질주 动作练习",
    "race": """
        レース 大会 本番 記録会 タイムトライアル 駅伝 比赛 比賽 赛事 경기 대회 соревнован забег старт 测试跑
        競走 αγωνας змаганн
    """,
    "half": "ハーフマラソン ハーフ 半程马拉松 半馬 半马 半程馬拉松 полумарафон 하프마라톤 하프",
    "marathon": "μαραθωνι マラソン フルマラソン 马拉松 馬拉松 全马 全馬 марафон 마라톤",
    "run": "τρεξιμο біг ラン 走 跑 달리기 런 бег пробежк トレイル 越野",
    "walk": "ウォーキング 散歩 散步 步行 快走 걷기 ходьб прогулк",
    "xt": """
        クロストレーニング 自転車 バイク 水泳 スイム プール エアロバイク 骑行 騎行 骑车 单车 單車
        游泳 交叉训练 交叉訓練 椭圆机 자전거 수영 велосипед плавани лыжи 登山 ハイキング 徒步
    """,
    "strength": "筋トレ 補強 体幹 ウエイト 力量 核心 肌力 重量訓練 근력 코어 웨이트 силов офп ジム 健身 스쿼트",
    "other": "ヨガ ストレッチ ピラティス 瑜伽 瑜珈 拉伸 拉筋 按摩 整体 マッサージ 요가 스트레칭 растяжк иога массаж",
    "private": "歯医者 病院 会議 誕生日 飲み会 牙医 牙醫 医生 会议 會議 生日 치과 회의 생일 стоматолог врач совещани",
    "warm": "アップ 热身 熱身 разминк 워밍업 ウォームアップ",
    "cool": "ダウン 冷身 заминк クールダウン 放松",
    "sim": "シミュレーション",
    "test": "测试 テスト тест 테스트",
}
