"""Swedish, Norwegian, Danish and Finnish words, folded (å and ä as a, ö and ø as o, æ as ae). Phrases joined by `_`."""

SWEDISH: dict[str, str] = {
    "rest": "vila vilodag ledig traningsfri ledig_dag sjuk skadad helvila total_vila",
    "active": "aktiv_vila aktiv_aterhamtning",
    "recovery": """
        aterhamtning aterhamtningsjogg aterhamtningspass aterhamtningslopning valdigt_lugnt mycket_lugnt joggvila
    """,
    "easy": """
        lugn lugnt lugna latt prattempo lugn_distans kortdistans medeldistans grundtraning grundfart lunk lunkande
        behagligt mysfart mysjogg vardagsjogg
    """,
    "longrun": "langpass langdistans langrunda langlopning lang_distans langjogg langtur lang_runda langlunk",
    "long": "lang langt langre langa",
    "thr": """
        troskel troskelpass troskelintervaller troskellopning snabbdistans tavlingsfart maratonfart halvmarafart
        mjolksyratroskel maratempo
    """,
    "tempo": "tempopass tempolopning fartpass tempolopp fartdistans hard_distans",
    "mod": "medelhard medelfart raskt rask medelhart stark",
    "prog": "progressiv fartokning fartokningspass progressivt stegrande farthojning",
    "interval": """
        intervaller intervall intervallpass intervaller_kort korta_intervaller langa_intervaller pyramid trappa
        bana snabbhet ruscher fartlekspass stege fyrahundringar tusingar
    """,
    "speed": "fart snabb snabbt",
    "hill": """
        backe backar backintervaller backintervall backpass backtraning backlopning backloppning backsprint
        trappor backtusingar
    """,
    "hilly": "kuperat kuperad",
    "stride": """
        stegringslopp stegringar koordinationslopp lopskolning lopteknik stegring teknik strides_lopp koordination
    """,
    "race": """
        lopp tavling tavlingsdag seedningslopp motionslopp testlopp loppdag varvet goteborgsvarvet lidingoloppet
        broloppet varruset tjejmilen maxtest kampen terranglopp
    """,
    "half": "halvmaraton halvmarathon halvmara halvmaran",
    "marathon": "maran maraton",
    "run": "lopning lopa runda lop loppass terrang trail lopband pass traning lopbandspass",
    "runwalk": "jogga_ga ga_jogga gang_jogg",
    "walk": "promenad promenera powerwalk vandring rask_promenad",
    "xt": """
        cykel cykling simning sim langdskidor skidor rodd crosstrainer spinning alternativtraning skidakning
        rullskidor skridskor cykeltur
    """,
    "strength": "styrka styrketraning styrkepass balstyrka gym spanst cirkeltraning benstyrka rehabstyrka",
    "other": "stretch stretching rorlighet yoga rehab naprapat massage",
    "private": "tandlakare lakare fodelsedag mote frisor semester foraldramote fest middag skola kalas",
    "warm": "uppvarmning uppjogg varma_upp",
    "cool": "nedvarvning nedjogg varva_ner",
    "jog": "distans distanspass jogg jogga joggtur",
}

NORWEGIAN_DANISH: dict[str, str] = {
    "rest": """
        hvile hviledag fridag fridag_fra_trening syk syg skadet hviledag_eller hvil sygedag pausedag treningsfri
        traeningsfri
    """,
    "active": "aktiv_hvile aktiv_restitusjon aktiv_restitution",
    "recovery": """
        restitusjon restitusjonslop restitution restitutionslob restitusjonsjogg restitutionstur veldig_rolig
        meget_rolig restitusjonstur
    """,
    "easy": """
        rolig roligt rolige lett let rolig_tur rolig_jogg grunntrening i1 i2 joggetempo rolig_lob snakketempo
        grundtraening sone_1 sone_2 lettere lobetur_let
    """,
    "longrun": """
        langtur langkjoring lang_tur langlop langlob lang_lobetur langturen rolig_langtur lang_lob
        rolig_langkjoring langtraening sondagstur
    """,
    "long": "lang lange langt laengere",
    "thr": """
        terskel terskelintervall terskellop taerskel taerskellob hurtig_langkjoring hurtig_langtur maratontempo
        halvmaratontempo i3 konkurransefart maratonfart terskeldrag terskelokt ht hurtig_tur sone_3 at_trening
        konkurrencetempo
    """,
    "tempo": "hurtig tempolop tempolob tempookt temposkift hurtiglop tempotur",
    "mod": "moderat middels rask medium frisk",
    "prog": "progressiv progressivt progressiv_tur fartsokning stigende",
    "interval": """
        intervaller intervall drag intervalltrening intervaltraening fartslek fartleg bane pyramide i4 i5
        kortintervall langintervall stigelop intervaldrag intervallokt sone_4 sone_5 intervalokt fartstrening
    """,
    "speed": "fart fort spurt spurter",
    "hill": """
        bakke bakker bakkeintervall bakkeintervaller bakkedrag bakkelop bakkelob bakketraening bakketrening
        bakkespurt motbakke motbakkelop elghufs trapper motbakkeintervall trappelop mosen_op
    """,
    "hilly": "kupert kuperet",
    "stride": """
        stigningslop stigningslob stigningsloper lopeteknikk lobeteknik koordinasjon teknikk drill fartslop
        flowlob
    """,
    "race": """
        konkurranse konkurrence lopsdag motionslob konkurransedag stevne staevne testlop testlob mesterskap
        lobsdag kretsmesterskap gatelop sentrumslopet holmenkollstafetten dhl_stafetten dm_terrang sm_terrang
        nm_terranglop dm_lop birkebeineren royal_run
    """,
    "half": "halvmaraton halvmarathon",
    "run": "lop lope loping lob lobe loeb tur okt molle lopetur tredemolle trening terreng",
    "runwalk": "ga_jogg jogg_ga gang_jogg lob_gang gang_lob",
    "walk": "gatur spasertur fottur",
    "xt": """
        sykkel sykling cykling cykel svomming svomning rulleski langrenn ski ellipse roing romaskine skitur
        staking sykkeltur mtb_tur topptur alternativ_trening
    """,
    "strength": """
        styrke styrketrening styrketraening basistrening kjerne kjernemuskulatur spenst hoppstyrke fitness
        styrkeokt
    """,
    "other": "bevegelighet uttoyning udstraekning toying smidighed mobilitet yoga fysio massasje",
    "private": """
        tannlege tandlaege lege laege bursdag fodselsdag mote mode frisor ferie foreldremote konfirmasjon middag
        skole barnedap
    """,
    "warm": "oppvarming opvarmning oppjogg",
    "cool": "nedjogg nedjogging afjog nedvarming nedtrapping",
    "jog": "jogg joggetur distanse distance jog lobetur",
}

FINNISH: dict[str, str] = {
    "rest": "lepo lepopaiva vapaa vapaapaiva sairas taysi_lepo huili",
    "active": "aktiivinen_lepo",
    "recovery": "palauttava palautus palauttelu palautuslenkki palautteleva",
    "easy": "kevyt kevyesti peruskestavyys pk pk1 pk2 peruslenkki rauhallinen perusvauhti hiljainen pk_juoksu",
    "longrun": "pitka_lenkki pitkis pitka_pk pitka_juoksu pitka pitkalenkki",
    "thr": """
        vauhtikestavyys vk vk1 vk2 maravauhti maratonvauhti kynnys tempojuoksu anaerobinen_kynnys kilpailuvauhti
        vauhtilenkki
    """,
    "mod": "reipas ripea",
    "prog": "kiihtyva progressiivinen",
    "interval": """
        vedot veto vetoja vetoharjoitus intervallit intervalliharjoitus maksimikestavyys mk rata toistot
        vauhtileikittely pyramidi nopeus
    """,
    "hill": "maki maet makivedot makitreeni makijuoksu portaat makiveto ylamaki",
    "stride": "avaavat kiihdytykset koordinaatiot juoksutekniikka tekniikka rennot_vedot avaus",
    "race": "kilpailu kisa juoksutapahtuma testijuoksu cooperin_testi kisapaiva cooper",
    "half": "puolimaraton puolikas",
    "run": "lenkki juoksu juosta matto polkujuoksu",
    "runwalk": "kavely_juoksu juoksu_kavely",
    "walk": "kavely kavelylenkki",
    "xt": "pyoraily pyora uinti hiihto soutu crosstraining vesijuoksu korvaava",
    "strength": "voima lihaskunto kuntosali sali voimaharjoitus keskivartalo kuntopiiri voimatreeni sali_treeni",
    "other": "venyttely liikkuvuus jooga kehonhuolto hieronta",
    "private": "hammaslaakari laakari syntymapaivat kokous kampaaja loma palaveri",
    "warm": "verryttely alkuverryttely verra lammittely",
    "cool": "loppuverryttely jaahdyttely loppuverra",
    "jog": "holkka",
}
