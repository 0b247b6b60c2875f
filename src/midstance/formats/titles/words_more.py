"""Catalan, Romanian, Croatian and Slovene, Slovak, Estonian and Indonesian words, folded; few, but those plans turn on.

They stand last, so that no word of a language with more words is taken from it.
"""

CATALAN: dict[str, str] = {
    "rest": "descans dia_lliure lliure",
    "recovery": "recuperacio regeneratiu",
    "easy": "suau facil tranquil comode lleuger",
    "longrun": "tirada_llarga rodatge_llarg llarga tirada",
    "thr": "llindar ritme_marato ritme_mitja ritme_controlat ritme_objectiu",
    "prog": "progressiu progressiva",
    "pace": "ritme",
    "interval": "canvis_de_ritme intervals fraccionat",
    "hill": "costes pujades pujada escales",
    "stride": "rectes progressius tecnica",
    "race": "cursa competicio mitja_marato campionat",
    "run": "correr cinta sortida",
    "xt": "bicicleta natacio eliptica",
    "strength": "forca gimnas peses",
    "jog": "rodatge trot cursa_continua",
}

ROMANIAN: dict[str, str] = {
    "rest": "odihna zi_libera repaus pauza",
    "recovery": "recuperare refacere",
    "easy": "usor usoara lejer lejera lent_usor",
    "longrun": "alergare_lunga tura_lunga lunga",
    "thr": "prag ritm_maraton ritm_semimaraton",
    "tempo": "alergare_tempo sustinut",
    "prog": "progresiv progresiva",
    "pace": "ritm",
    "interval": "intervale repetari fractionat",
    "hill": "panta pante deal dealuri urcari",
    "stride": "accelerari",
    "race": "concurs cursa competitie",
    "half": "semimaraton",
    "run": "alergare",
    "xt": "bicicleta inot",
    "strength": "forta sala",
}

CROATIAN: dict[str, str] = {
    "rest": "odmor slobodan_dan pocitek prost_dan dan_odmora",
    "recovery": "oporavak regeneracija lagano_rastrcavanje",
    "easy": "lagano lagani lahkoten lahek lahkotno polako opusteno lagan",
    "longrun": "duzina dugo_trcanje dugi_trk dolgi_tek dolg_tek duga dugi dolgi duzinsko",
    "thr": "prag maratonski_tempo tempo_trcanje tempo_tek anaerobni_prag",
    "prog": "progresivno stopnjevani_tek",
    "interval": "intervali ponavljanja dionice odseki fartlek_trk",
    "hill": "uzbrdo brda brdo klanci klanec uzbrdice stepenice",
    "stride": "ubrzanja stopnjevanja skola_trcanja",
    "race": "utrka utrka_dana tekma natjecanje trka",
    "half": "polumaraton polmaraton",
    "run": "trcanje trk tek",
    "xt": "bicikl plivanje kolesarjenje plavanje",
    "strength": "snaga teretana moc fitnes",
}

SLOVAK: dict[str, str] = {
    "rest": "oddych pokoj",
    "easy": "lahky lahko klusanie",
    "longrun": "dlhy_beh dlhy dlhe",
    "interval": "useky intervalovy opakovania",
    "hill": "kopce vybehy_do_kopca",
    "race": "preteky pretek",
    "strength": "posilnovanie",
    "xt": "bicykel plavanie",
}

ESTONIAN: dict[str, str] = {
    "rest": "puhkepaev puhkus",
    "recovery": "taastav taastusjooks",
    "easy": "rahulik kerge sorkjooks",
    "longrun": "pikk_jooks pikk",
    "thr": "lavi tempojooks maratonitempo",
    "interval": "intervallid loigud",
    "hill": "kunkad maejooks tousud",
    "race": "voistlus",
    "run": "jooks",
    "xt": "ratas ujumine",
    "strength": "joud jousaal",
}

INDONESIAN: dict[str, str] = {
    "rest": "istirahat libur",
    "recovery": "pemulihan",
    "easy": "santai lari_santai ringan",
    "longrun": "lari_jauh lari_panjang jarak_jauh",
    "thr": "ambang",
    "interval": "lari_interval",
    "hill": "tanjakan bukit",
    "race": "lomba hari_lomba",
    "run": "lari",
    "xt": "sepeda renang",
    "strength": "kekuatan",
}

TABLES: tuple[dict[str, str], ...] = (CATALAN, ROMANIAN, CROATIAN, SLOVAK, ESTONIAN, INDONESIAN)
