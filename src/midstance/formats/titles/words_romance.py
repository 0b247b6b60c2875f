"""French, Spanish, Italian and Portuguese words of running plans, folded (no accents). Phrases joined by `_`."""

FRENCH: dict[str, str] = {
    "rest": "repos repos_complet jour_de_repos off jour_off pas_de_course malade blesse coupure relache repos_total",
    "active": "recuperation_active repos_actif recup_active",
    "recovery": """
        recuperation recup decrassage regeneration regeneratif deblocage_recup footing_de_recuperation tres_facile
    """,
    "easy": """
        facile ef endurance_fondamentale fondamentale endurance_de_base tranquille souple lent lente cool aisance
        aerobie aisance_respiratoire footing_facile endurance_douce doux douce rando_course
        endurance_active_facile leger legere sortie_facile confort trottiner mise_en_route sortie_courte
    """,
    "easycode": "ef1 ef_z2 ef_z1",
    "longrun": """
        sortie_longue sl sortie_tres_longue longue_sortie endurance_longue footing_long sortie_long
        sortie_longue_trail rando_course_longue sortie_trail footing_longue run_long bloc_long sortie_dimanche
    """,
    "long": "long longue longues",
    "thr": """
        seuil seuil_1 seuil_2 seuil2 seuil1 au_seuil as21 as42 as_21 as_42 allure_semi allure_marathon
        allure_specifique allure_semi_marathon endurance_active ea resistance_douce seuil_anaerobie sv1 sv2
        allure_course allure_objectif tempo_seuil bloc_specifique intermittent_long spe_marathon specifique active
        capacite_aerobie
    """,
    "tempo": "soutenu soutenue rythme allure_soutenue tempo_run vif",
    "mod": "modere moderee moyenne allure_moderee actif",
    "prog": "progressif progressive progressivement accelere acceleration_progressive footing_progressif",
    "pace": "allure",
    "goalpace": "allure_specifique_marathon allure_semi_10 allure_cible asm",
    "fastpace": "as5 as10 as_10 as_5 allure_10_km allure_5_km allure_10 allure_5",
    "interval": """
        fractionne fractionnes fractionnee vma vma_courte vma_longue pma intermittent pyramide piste serie series
        repetitions repetition resistance intervalles intervalle vitesse variation_d_allure variations fartlek pms
        court_court
    """,
    "speed": "sprints vite rapide rapides",
    "hill": """
        cote cotes montee montees en_cote escalier escaliers denivele bosses bosse grimpe seance_cotes
        sprints_en_cote rampe d_plus force_en_cote cote_longue
    """,
    "hilly": "vallonne vallonnee vallonnes vallonee",
    "stride": """
        lignes_droites ligne_droite educatifs gammes gamme accelerations ppe pieds gammes_athletiques activation
        technique_de_course ecole_de_course educatif ld lds ldr
    """,
    "shakeout": "deblocage reveil_musculaire veille_de_course reveil",
    "race": """
        competition jour_j jour_de_course jour_de_la_course championnat championnats test_de_niveau test_vma
        demi_cooper corrida_de_noel course_officielle course_objectif course_preparatoire relais cross_club
        cross_departemental cross_regional cross_scolaire interclubs dossard ekiden saintelyon marseille_cassis
        paris_versailles sierre_zinal diagonale_des_fous objectif_course course_a course_b course_de_preparation
        la_course
    """,
    "raceweak": "course objectif cross_court cross_du cross_des cross_de foulees_de foulees_du foulees_des foulees_d",
    "half": "semi_marathon semimarathon demi_marathon semi semi_de semi_du",
    "run": "course_a_pied cap sortie courir tapis tapis_de_course seance foulees",
    "runwalk": "marche_course course_marche alterner_marche alternance_marche",
    "walk": "marche marche_rapide marche_nordique balade",
    "xt": """
        velo natation piscine home_trainer elliptique rameur vtt aquajogging entrainement_croise ski_de_fond
        randonnee marche_sportive sortie_velo nage aviron ski_roues gravel rando patinage
    """,
    "strength": """
        renforcement renforcement_musculaire renfo muscu musculation gainage ppg pliometrie salle abdos
        preparation_physique poids jambes renfos circuit_training salle_de_sport proprioception chaise squats
    """,
    "other": "etirements etirement yoga souplesse mobilite kine osteo massage assouplissement retrait_dossard",
    "private": """
        dentiste medecin rdv reunion anniversaire coiffeur rendez_vous vacances ecole mariage diner dejeuner
        conference docteur
    """,
    "warm": "echauffement ech echauf",
    "cool": "retour_au_calme rac ret_au_calme",
    "neg": "avant_course apres_course avant_la_course apres_la_course avant_competition plan_marathon prepa_marathon",
    "jog": "footing jogging endurance",
}

SPANISH: dict[str, str] = {
    "rest": """
        descanso descanso_total dia_libre libre dia_de_descanso descansar reposo lesionado enfermo
        descanso_completo sin_entrenar
    """,
    "active": "descanso_activo recuperacion_activa",
    "recovery": """
        recuperacion regenerativo regenerativa regeneracion trote_regenerativo muy_suave soltar recuperar descarga
    """,
    "easy": """
        suave facil tranquilo tranquila comodo comoda aerobico aerobica ligero ligera ritmo_suave base_aerobica
        carrera_suave rodaje_suave lento lenta cc1 ccs ccl ritmo_comodo
    """,
    "easycode": "zona_2 zona_1 z2 cca",
    "longrun": """
        tirada_larga tirada rodaje_largo largo_suave tiradon fondo_largo carrera_larga trote_largo trail_largo
        fondo_dominical tl rl_larga salida_larga largo_dominical fondo_de
    """,
    "long": "larga largo",
    "thr": """
        umbral umbral_anaerobico ritmo_umbral ritmo_controlado controlado ritmo_maraton ritmo_media
        ritmo_medio_maraton ritmo_media_maraton cc2 cc3 ritmo_competicion ritmo_carrera ritmo_objetivo tempo_run
        series_umbral ritmo_de_carrera ritmo_vivo rodaje_controlado zona_3 carrera_continua_rapida
        carrera_continua_media ccr
    """,
    "tempo": "ritmos vivo rodaje_rapido",
    "mod": "medio moderado moderada rodaje_medio alegre rodaje_alegre",
    "prog": "progresivo progresiva progresion",
    "pace": "ritmo",
    "fastpace": "ritmo_5k ritmo_10k",
    "interval": """
        series serie cambios_de_ritmo cambios fartleks intervalos intervalo repeticiones pista piramide velocidad
        intervalado fraccionado escalera cambio_de_ritmo fartlek_piramidal
    """,
    "speed": "rapido rapidos rapida fuerte",
    "hill": "cuestas cuesta subidas subida escaleras cuestas_cortas cuestas_largas desnivel cuesta_arriba",
    "hilly": "ondulado rompepiernas",
    "stride": """
        rectas progresiones tecnica tecnica_de_carrera aceleraciones activacion multisaltos_tecnica progresivos
    """,
    "shakeout": "soltar_piernas precompeticion pre_carrera activacion_pre_carrera previo",
    "race": """
        competicion behobia zegama carrera_popular dia_de_la_carrera carrera_objetivo dia_de_carrera milla campeonato
        san_silvestre test_de_cooper carrera_de_preparacion dia_d
    """,
    "raceweak": "carrera cross_del cross_di",
    "half": "media_de media_maraton medio_maraton media_marathon medio_marathon mediomaraton",
    "marathon": "maraton",
    "run": "correr cinta salida trail entrenamiento carrera_a_pie",
    "runwalk": "caco correr_caminar caminar_correr correr_y_caminar",
    "walk": "caminar caminata andar paseo marcha",
    "xt": """
        bici bicicleta natacion nadar eliptica remo entrenamiento_cruzado ciclismo piscina rodillo senderismo btt
        spinning padel futbol
    """,
    "strength": """
        fuerza gimnasio gym pesas musculacion fortalecimiento core piernas pliometria abdominales multisaltos
        tren_inferior tren_superior funcional
    """,
    "other": "estiramientos estiramiento movilidad yoga flexibilidad fisio masaje fisioterapia estirar",
    "private": "dentista medico cumpleanos reunion cita peluqueria vacaciones boda cena comida_con colegio",
    "warm": "calentamiento calentar cal",
    "cool": "vuelta_a_la_calma enfriamiento",
    "neg": "despues_de_carrera antes_de_carrera plan_maraton post_carrera antes_de_la_carrera",
    "jog": "rodaje trote carrera_continua cc trotar rodar continuo rodajes",
}

ITALIAN: dict[str, str] = {
    "rest": "riposo giorno_di_riposo riposo_completo giorno_libero riposo_assoluto malato infortunato",
    "active": "riposo_attivo recupero_attivo",
    "recovery": """
        recupero rigenerante corsa_di_recupero corsa_rigenerante scarico defaticante rigenerativa molto_lento
        rigenerativo
    """,
    "easy": """
        lento lenta facile corsa_lenta fondo_lento cl fl corsa_facile tranquilla tranquillo blanda blando
        corsa_continua_lenta agile aerobico_lento leggera leggero corsa_blanda sciolto sciolta
    """,
    "longrun": """
        lungo fondo lunghissimo lungo_lento corsa_lunga fondo_lungo lungo_collinare lunghi collinare_lungo
        medio_lungo_lento
    """,
    "long": "lunga",
    "thr": """
        soglia fondo_medio fondo_veloce corto_veloce cv corsa_media cm fm corsa_veloce tempo_medio ritmo_maratona
        ritmo_mezza ritmo_gara rg rm
        ritmo_soglia medio_veloce ripetute_medio ritmo_mezza_maratona passo_gara passo_maratona corto_veloce_cv
    """,
    "tempo": "veloce ritmo_medio",
    "mod": "medio media cm_medio",
    "prog": "progressivo progressione progressiva corsa_progressiva fp fondo_progressivo",
    "pace": "ritmo passo",
    "interval": """
        ripetute ripetuta variazioni variazione prove_ripetute pista piramidale serie intervalli rip
        ripetute_brevi ripetute_medie ripetute_lunghe interval_training scala
    """,
    "hill": """
        salita salite in_salita ripetute_in_salita sprint_in_salita scatti_in_salita salite_brevi collinare_forte
    """,
    "hilly": "collinare ondulato collina",
    "stride": "allunghi allungo andature tecnica_di_corsa progressivi esercizi_di_andatura attivazione",
    "shakeout": "risveglio_muscolare rifinitura sgambata pre_gara",
    "race": """
        gara giorno_della_gara competizione gara_test campionato tapasciata campestre campestri gara_obiettivo
        maratonina_gara stramilano vivicitta
        garetta stracittadina
    """,
    "half": "mezza_maratona mezza mezzamaratona mezza_di",
    "marathon": "maratona",
    "run": "corsa correre tapis_roulant uscita allenamento",
    "runwalk": "corsa_camminata camminata_corsa camminata_e_corsa cammina_corri",
    "walk": "camminata camminare passeggiata",
    "xt": """
        bici bicicletta nuoto ciclismo ellittica cyclette rulli vogatore sci_di_fondo piscina cross_training
        escursione
    """,
    "strength": "potenziamento palestra pesi forza core gambe addominali rinforzo pliometria funzionale circuito",
    "other": "stretching mobilita yoga allungamento fisioterapia massaggio fisioterapista",
    "private": "dentista medico compleanno riunione parrucchiere appuntamento vacanza matrimonio cena scuola",
    "warm": "riscaldamento risc",
    "cool": "defaticamento def",
    "neg": "prima_della_gara dopo_gara pre_gara post_gara dopo_la_gara",
    "jog": "corsetta",
}

PORTUGUESE: dict[str, str] = {
    "rest": "descanso folga dia_de_descanso repouso descanso_total dia_livre day_off lesionado doente",
    "active": "descanso_ativo recuperacao_ativa",
    "recovery": """
        recuperacao regenerativo regenerativa trote_regenerativo corrida_regenerativa muito_leve soltura
        recovery_run
    """,
    "easy": """
        leve facil corrida_leve tranquila tranquilo confortavel moderado_leve lento lenta solto solta
        base_aerobica aerobio corrida_facil rodagem_leve suave
    """,
    "longrun": "longao longo treino_longo corrida_longa rodagem_longa longa longuinho longuao rodagem_longa_lenta",
    "thr": """
        limiar ritmo_de_prova ritmo_prova ritmo_de_maratona ritmo_de_meia ritmo_limiar treino_de_ritmo tempo_run
        ritmo_alvo ritmo_maratona ritmo_de_meia_maratona ritmo_forte treino_ritmado ritmado
    """,
    "tempo": "ritmo_medio",
    "mod": "moderado moderada medio media",
    "prog": "progressivo progressiva progressao",
    "pace": "ritmo pace",
    "interval": """
        tiros tiro intervalado intervalados intervalo fracionado fraccionado fartlek pista treino_de_velocidade
        velocidade series repeticoes piramide variacao_de_ritmo escada
    """,
    "speed": "rapido forte rapidos",
    "hill": "subidas subida ladeira ladeiras rampas rampa treino_de_subida morro escadas escadaria",
    "stride": "educativos educativo tecnica_de_corrida aceleracoes retas acelerados ativacao coordenativo tecnica",
    "shakeout": "pre_prova soltar_as_pernas vespera",
    "race": """
        prova dia_da_prova competicao corrida_de_rua prova_alvo dia_de_prova campeonato prova_teste sao_silvestre
    """,
    "half": "meia_maratona meia_de meia_do meia_da",
    "halfweak": "meia",
    "marathon": "maratona",
    "run": "corrida correr esteira treino treino_de_corrida",
    "runwalk": "corrida_caminhada caminhada_corrida caminhada_e_corrida corre_anda",
    "walk": "caminhada caminhar",
    "xt": "bike pedal natacao ciclismo eliptico remo bicicleta treino_cruzado pedalada spinning rolo futebol",
    "strength": """
        musculacao fortalecimento ginasio academia funcional forca pernas core reforco_muscular reforco pliometria
    """,
    "other": "alongamento alongamentos mobilidade yoga ioga fisioterapia massagem liberacao_miofascial",
    "private": "dentista medico aniversario reuniao cabeleireiro consulta ferias casamento jantar escola",
    "warm": "aquecimento aq",
    "cool": "desaquecimento volta_a_calma arrefecimento retorno_a_calma desaceleracao",
    "neg": "pre_prova pos_prova antes_da_prova depois_da_prova",
    "jog": "rodagem trote continuo continua corrida_continua",
}
