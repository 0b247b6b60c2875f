"""German and Dutch words of running plans, folded (no umlauts, ß as ss). Words of a phrase are joined by `_`."""

GERMAN: dict[str, str] = {
    "rest": """
        ruhetag ruhe pause frei trainingsfrei laufpause lauffrei ruhetage pausentag krank verletzt urlaubstag
        freier_tag trainingspause rasttag kein_training laufrei erholungstag
    """,
    "active": "aktive_erholung aktive_regeneration aktive_pause",
    "recovery": """
        regeneration regenerativ regenerativer regenerative regeneratives regenerationslauf reg rekom kb erholung
        erholungslauf erholsam auslaufen auslauf sehr_locker sehr_ruhig rekompensation regenerieren
        regenerationsdauerlauf ausschwitzen austraben nach_wettkampf rl regl
    """,
    "easy": """
        locker lockerer lockere lockeres lockern ruhig ruhiger ruhiges ruhige langsam langsamer langsames langsame
        grundlage grundlagen grundlagenausdauer grundlagenlauf extensiv extensiver extensive leicht leichter
        leichtes gemutlich gemutlicher gemuetlich entspannt entspannter aerob aerober rdl dl1 wohlfuhltempo
        wohlfuhllauf lockerlauf einfach basis basislauf plaudertempo eingehen gemutliches genusslauf lauftreff
        nuchternlauf morgenlauf feierabendlauf grundlagendauerlauf ladl lodl lol ldl_locker edl exdl ext_dl dl_1 regdl
    """,
    "easycode": "ga1 ga_1 lit nuchtern g1 hf_zone_2 zone_2 zone_1 bereich_1",
    "longrun": """
        langer_lauf langer_dauerlauf lala langer_dl lange_dl ll longrun langstreckenlauf langer_trail
        langer_ruhiger lange_lauf langer_langsamer uberdistanz langer_traillauf langer_lockerer sonntagslauf_lang
        langer_laufe langlaufen_zu_fuss lange_laufe langzeitlauf marathonlauf_lang ga1_lang lsd langsamer_langer
        locker_lang ruhig_lang langer_ga1 langer langer_gemutlicher
    """,
    "long": "lang lange langes langen",
    "thr": """
        schwelle schwellenlauf schwellentraining schwellenintervalle laktatschwelle tdl tempodauerlauf wsa
        wettkampfspezifisch wettkampfspezifische eb entwicklungsbereich ga2 ga_2 ga12 ga1_2 ga1_ga2 dl2 dl3 dl4
        tempowechsel tempowechsellauf tempowechseldauerlauf twl wechseldauerlauf ga_1_2 anaerobe_schwelle dl_3
        intensiver_dl intensiver_dauerlauf schneller_dl schneller_dauerlauf zdl tdl1 tdl2 zudl zuedl sdl idl intdl
        dl_2 dl_4 schwellenblocke ga_3 wdl wechsellauf
    """,
    "tempo": "tempo tempolauf tempolaufe tempoeinheit temporunde tempotraining tempoblock tempoblocke",
    "mod": """
        zugig zugiger zugiges zuegig zuegiger flott flotter flottes mittel mittlerer mittleres mdl moderat
        moderater dl_zugig schneller_lauf straff kontrolliert forciert
    """,
    "prog": """
        steigerungslauf steigerungsdauerlauf progressiv progressiver progression crescendo crescendolauf
        endbeschleunigung progressionslauf endspurtlauf fahrtsteigerung schneller_werdend negativsplit
    """,
    "pace": "pace renntempogefuhl",
    "goalpace": """
        mrt hmrt renntempo marathonrenntempo marathontempo halbmarathontempo hm_tempo m_tempo wettkampftempo
        zieltempo hmt marathon_renntempo halbmarathon_renntempo marathon_tempo halbmarathon_tempo hm_renntempo
        mrtlauf zielpace marathonpace hm_pace wk_tempo
    """,
    "interval": """
        intervall intervalle intervallen intervalltraining ivs iv intervallauf fahrtspiel wiederholungslauf
        wiederholungslaufe wiederholungen pyramide pyramidenlauf bahn bahntraining tempo_intervalle vo2max
        minutenlaufe sb spitzenbereich hit tempowiederholungen kilometerlaufe hm_intervalle bahneinheit treppchen
        leiter schnelligkeit schnelligkeitsausdauer sprinttraining spielerischer tempointervalle 1000er 400er
        fs ivt wdh_lauf parlauf minutenintervalle laufintervalle tempolaufe_kurz 800er 200er 300er 500er 600er 1200er
        2000er 3000er
    """,
    "speed": "sprint sprints antritte antritt schnell",
    "hill": """
        berg_intervalle berg_intervall berg_sprints berglauf berglaufe bergsprint bergsprints berganlauf berganlaufe
        bergintervalle hugel hugellauf hugellaufe
        hugelsprints hugeltraining huegel huegellauf huegellaeufe treppen treppenlauf treppenlaufe treppe bergauf
        bergauflaufe bergtraining anstieg anstiege ka kraftausdauerlauf bergeinheit berge rampen bruckenlaufe
    """,
    "hilly": "hugelig hugeliger huegelig wellig welliges profiliert profilierter profilierte bergig",
    "stride": """
        steigerungen steigerung steigerungslaufe stl lauf_abc laufabc koordination lauftechnik technik laufschule
        abc aktivierung koordinationslaufe lauf_a_b_c koordinationstraining vorbelastung
    """,
    "shakeout": "vorwettkampf anschwitzen vorstart aktivierungslauf",
    "race": """
        wettkampf wk volkslauf stadtlauf silvesterlauf strassenlauf testwettkampf aufbauwettkampf
        vorbereitungswettkampf rennen laufveranstaltung meisterschaft meisterschaften hauptwettkampf staffel
        staffellauf firmenlauf nikolauslauf osterlauf citylauf leistungstest leistungsdiagnostik testlauf
        stundenlauf kreismeisterschaft crosslauf_wettkampf benefizlauf zieleinlauf zielwettkampf frauenlauf
        nachtlauf b2run neujahrslauf herbstlauf fruhlingslauf
    """,
    "half": "halbmarathon halb_marathon hm_lauf",
    "run": """
        lauf laufen laufe run traillauf waldlauf trail laufband lauftraining laufeinheit crosslauf gelandelauf
        einheit runde hausrunde
    """,
    "runwalk": "gehpausen gehpause laufen_gehen gehen_laufen lauf_geh",
    "walk": "spaziergang spazieren gehen walken walking wanderung wandern nordic_walking",
    "xt": """
        radfahren rad radeln rennrad mountainbike ergometer schwimmen aquajogging aqua crosstrainer
        ellipsentrainer rudern langlauf skilanglauf skifahren ski inline inliner stepper alternativtraining
        koppeltraining rollentraining rolle rolltraining fahrrad spinning radtour ausgleichstraining alternativ
        kraulen radtraining fussball klettern tennis
    """,
    "strength": """
        kraft krafttraining kraftausdauer stabi stabilisation stabitraining rumpf rumpfkraft rumpftraining
        rumpfaufbau rumpfstabi athletik athletiktraining fitnessstudio studio beinkraft maximalkraft schnellkraft
        sprungkraft sprungtraining krafteinheit zirkel zirkeltraining kraftigung kraftigungsubungen kraeftigung
        core beintraining ganzkorper bauch functional stabilisationstraining stabilitat stabiubungen gewichte
    """,
    "other": """
        gymnastik dehnen yoga blackroll black_roll faszien mobilitat beweglichkeit physio massage sauna
        faszienrolle faszientraining mobilisation stretching dehnung physiotherapie startunterlagen eisbad
    """,
    "private": """
        zahnarzt arzt arzttermin termin geburtstag elternabend besprechung friseur urlaub sitzung konzert kino
        hochzeit kita schule telefonat augenarzt hausarzt frauenarzt kinderarzt feier abendessen mittagessen
        ferien impfung tuv werkstatt mulltonne mull steuererklarung steuer umzug einkaufen
    """,
    "warm": "einlaufen aufwarmen warmlaufen aufwaermen ein_laufen",
    "cool": "cooldown auslaufen_danach ablaufen",
    "neg": "vor_wettkampf nach_dem_wettkampf nach_wettkampf vor_dem_wettkampf wettkampfwoche wettkampfspezifisch",
    "jog": "dauerlauf dl joggen jogging dauerlaufe trab traben jog ausdauer",
}

DUTCH: dict[str, str] = {
    "rest": "rust rustdag geen_training vrij vrije_dag ziek volledige_rust",
    "active": "actief_herstel actieve_rust",
    "recovery": """
        herstelloop herstel hersteltraining herstelduurloop herstelrun losloop loslopen losdraven zeer_rustig
        heel_rustig
    """,
    "easy": """
        rustig rustige d1 dl1 ontspannen makkelijk makkelijke licht lichte rustigaan praattempo
        extensieve_duurloop rdl easy_loop basisduurloop
    """,
    "longrun": """
        lange_duurloop ldl lange_loop lange_run lange_rustige lange_training duurloop_lang lange_trail
        lange_afstand zondagsloop_lang lange_langzame
    """,
    "long": "lange",
    "thr": """
        drempel drempeltraining drempelloop tempoduurloop d2 d3 wisselduurloop blokloop dl2 dl3 wisseltempo
        anaerobe_drempel snelle_duurloop omslagpunt
    """,
    "tempo": "tempoloop tempoblok tempoblokken tempoloopjes tempotraining",
    "mod": "vlot vlotte stevig stevige matig duurloop_2 gemiddeld pittig pittige",
    "prog": "climaxloop climaxduurloop progressieve_duurloop progressieve versnellend climax oplopende oplopend",
    "goalpace": "marathontempo wedstrijdtempo halve_marathon_tempo hm_tempo doeltempo racetempo",
    "interval": """
        interval intervallen intervaltraining vaartspel blokken blokjes piramide baantraining tempo_s
        extensieve_interval intensieve_interval herhalingen snelheidstraining snelheid minutenloop baan
    """,
    "speed": "sprintjes snel snelle",
    "hill": """
        heuvel heuvels heuveltraining heuvelsprints heuvelloop heuvelinterval bruggetraining bruggen trappen
        duinen
    """,
    "hilly": "heuvelachtig heuvelachtige glooiend",
    "stride": "versnellingen versnelling steigerungen loopscholing looptechniek techniek steigerungs",
    "race": """
        wedstrijd prestatieloop testloop stratenloop wedstrijddag zevenheuvelenloop bruggenloop singelloop
        kampioenschap
    """,
    "half": "halve_marathon halve_van",
    "halfweak": "halve",
    "run": "loop looptraining hardlopen rondje",
    "runwalk": "wandelpauzes wandelen_hardlopen hardlopen_wandelen loop_wandel",
    "walk": "wandelen wandeling",
    "xt": """
        fietsen fiets wielrennen zwemmen roeien crosstrainer schaatsen aquajoggen spinnen alternatieve_training
        hometrainer mountainbiken
    """,
    "strength": """
        kracht krachttraining krachtoefeningen corestability core_stability romp buikspieren sportschool
        spierversterking
    """,
    "other": "rekken stretchen lenigheid yoga foamrollen fysio",
    "private": "tandarts dokter huisarts verjaardag vergadering kapper afspraak vakantie ouderavond feestje",
    "warm": "inlopen opwarming warming_up opwarmen",
    "cool": "uitlopen cooling_down",
    "neg": "voor_wedstrijd na_wedstrijd wedstrijdweek",
    "jog": "duurloop duurtraining joggen lopen loopje dribbelen",
}
