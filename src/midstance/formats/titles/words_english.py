"""English words of running plans, by what they are evidence of. Words of a phrase are joined by `_`."""

WORDS: dict[str, str] = {
    "rest": """
        rest rest_day restday day_off off_day off complete_rest full_rest total_rest rest_up no_run no_running
        no_training sick injured injury illness rested
    """,
    "active": "active_recovery active_rest",
    "recovery": """
        recovery recover regeneration regenerative very_easy super_easy rec rec_run recovery_run recovery_jog flush
        flush_out rehab return_to_run
    """,
    "easy": """
        easy ez general_aerobic ga conversational comfortable relaxed gentle maintenance slow chill social easily
        light lightly aerobically comfortably unhurried maffetone maf all_day_pace base_miles base_run filler
        doubles endurance_run talk_test nose_breathing low_intensity
    """,
    "easycode": "rpe_1 rpe_2 rpe_3 rpe_4 zone_1 zone_2 zone1 zone2 z1 z2 lit low_hr zone_1_2 sub_lt1",
    "longrun": """
        long_run longrun long_slow_distance lsd lr slr lsr long_base long_easy long_jog long_trail long_aerobic
        easy_long medium_long mid_long semi_long long_steady long_slow mlr long_endurance recovery_long
        long_specific back_to_back b2b distance_run over_distance overdistance long_hike_run long_one weekend_long
        time_on_feet long_training_run long_trail_run long_progression long_road_run long_runs lonr sunday_long
    """,
    "long": "long longer longest",
    "thr": """
        threshold thresholds lt lthr cruise lactate sub_threshold subthreshold sub_t subt double_threshold
        t_pace zone_3 z3 zone3 sweet_spot sweetspot anaerobic_threshold critical_velocity cv_pace tempo_interval
        tempo_intervals
        cruise_intervals steady_state lactate_threshold norwegian_singles norwegian threshold_run over_under over_unders
        alternations m_pace fast_finish lt2 half_pace hm_effort hmp_run mp_run tempo_reps threshold_reps
        practice_k rpe_7 canova special_block ss
    """,
    "tempo": "tempo tempos tempo_run hard_run brisk up_tempo uptempo sub_tempo",
    "mod": "steady moderate moderately mod medium aerobic_threshold aet high_aerobic steadily firm rpe_5 rpe_6",
    "prog": """
        progression progressive progressively cutdown cut_down cutdowns cut_downs negative_split negative_splits
        build_up progressing thirds crescendo fast_finish_run faster_finish descending squeeze
    """,
    "pace": "pace paced effort pacing",
    "goalpace": """
        mp hmp gmp marathon_pace half_marathon_pace hm_pace race_pace goal_pace race_effort marathon_effort
        half_marathon_effort goal_marathon_pace goal_race_pace marathon_race_pace half_marathon_race_pace hmrp mrp
        rp race_tempo target_pace marathon_goal_pace dress_rehearsal rehearsal race_rehearsal marathon_specific
        race_specific hm half_pace_run m_effort race_practice race_prep_workout hm_goal_pace grp race_speed
        specific_endurance goal_effort
    """,
    "fastpace": "5k_pace 10k_pace 3k_pace mile_pace k_pace i_pace r_pace 5k_effort 10k_effort vo2_pace interval_pace",
    "interval": """
        interval intervals repeats reps rep repetition repetitions fartlek yasso yassos vo2 vo2max vo2_max vvo2
        v02 v02max speedwork speed_work speed_session speed_run speed_play speed_endurance anaerobic track ladder
        ladders pyramid surge surges billat billats michigan mona monas mile_repeats hit hiit zone_4 zone_5 z4 z5 zone4
        zone5 rpe_8 rpe_9 rpe_10 sharpener sharpening quarters halves_workout flyer flyers ks k_s 400s 800s 200s
        300s 600s 1000s
        1200s 1600s critical_power race_pace_practice_k on_off ons_offs float floats speed_day speed_development
        kilometre_reps k_reps thirty_thirty roulette burner burners time_trial_prep tabata
    """,
    "hard": "hard fast all_out harder minute_hard hard_effort faster",
    "speed": "speed quick quicker sprint sprints sprinting leg_speed turnover fast_feet",
    "hill": """
        hill hills uphill uphills hill_repeats hill_reps hill_sprints hill_bounds hill_circuit hill_circuits
        hill_strides bridge_repeats bridge_run bridges incline climb climbs climbing stairs stair staircase
        stadium_steps bounding_hill vert vertical kenyan_hills hill_training steps_workout elevation_repeats
        uphill_treadmill downhill downhills downhill_repeats power_hike power_hiking uphill_hike hill_loops
    """,
    "hilly": """
        hilly rolling rolling_hill rolling_hills rollers undulating mountain hill_course hilly_course hilly_route
    """,
    "stride": """
        strides stride striders strider pickups pick_ups drills drill activation accelerations buildups form_work
        abc abcs stride_outs strideouts technique form_drills running_drills skips wind_sprints run_outs ws ws2 ws3
        ws4 ws5
    """,
    "shakeout": """
        shakeout shake_out opener openers primer pre_race prerace leg_opener pre_race_run tune_up_run loosener
    """,
    "race": """
        race race_day raceday racing races championship championships champs goal_race a_race b_race c_race
        tune_up_race tuneup_race tt time_trial magic_mile competition relay duathlon triathlon fun_run
        turkey_trot track_meet xc_meet goal_marathon marathon_day marathon_race half_marathon_race finish_line
        cooper_test fitness_test time_trials field_test xc_race cross_country_race virtual_race ironman relays
        relay_leg great_north_run bay_to_breakers peachtree bolder_boulder city2surf comrades utmb
        western_states cherry_blossom dipsea hood_to_coast two_oceans big_sur great_south_run
        great_manchester_run broad_street mud_run color_run gran_fondo_run obstacle_race spartan_race ccc occ
        tds hardrock leadville badwater spartathlon marathon_des_sables league fixture fixtures handicap attempt
        pb_attempt pr_attempt xc_league grand_prix race_series summer_series winter_series city_run charity_run
        santa_run santa_dash world_run memorial_run night_run_series color_me_run midnight_run leg_of_relay
        xc_championship county_champs road_relays time_trial_series jingle_bell_run jingle_jog
    """,
    "raceweak": """
        tune_up tuneup dash trot xc stampede regionals nationals sectionals invitational champs classic cup gun_time
        start_line showdown jubilee
    """,
    "test": "test testing",
    "bench": "benchmark benchmark_run assessment beep_test lactate_test threshold_test",
    "half": "half_marathon halfmarathon half_mara halfmara",
    "halfweak": "half",
    "marathon": "marathon full_marathon marathons mara",
    "ultra": "ultra ultramarathon ultra_marathon miler 100_miler",
    "parkrun": "parkrun park_run parkruns",
    "sim": """
        simulation marathon_simulation race_simulation simulator marathon_sim race_sim run_sim simulate simulated
    """,
    "run": """
        run runs running runner cross_country_run xc_run cross_country miles mileage off_road offroad treadmill
        dreadmill trail trails commute jaunt loop hike_run run_hike out_and_back neighbourhood_run junk_miles
    """,
    "runwalk": """
        run_walk walk_run runwalk walkrun run_walks couch_to_k c25k jeff_galloway galloway jog_walk walk_jog couch
        jeff walk_break walk_breaks
    """,
    "walk": "walk walking walks brisk_walk power_walk stroll",
    "xt": """
        cross cross_train crosstrain cross_training crosstraining xt x_train xtrain x_training bike biking cycle
        cycling ride rides riding spin spinning swim swimming elliptical rower rowing erg ergometer aqua pool_run
        pool_running aqua_jog aqua_jogging aqua_run deep_water deep_water_running peloton zwift mtb gravel ski
        skiing ski_erg nordic_ski xc_ski cross_country_ski stairmaster stair_climber hike hiking kayak paddle
        skate skating rollerski tennis football soccer basketball arc_trainer assault_bike airbike turbo
        turbo_trainer indoor_bike pool snowshoe rucking ruck climbing_gym bouldering low_impact_cardio non_impact
        row brick surfing
    """,
    "strength": """
        strength strengthening strengthen strength_training strength_and_conditioning s_c gym weights
        weight_training weightlifting lifting lift core core_work legs leg_day lower_body upper_body full_body
        upper lower plyo plyos plyometric plyometrics squats squat deadlift deadlifts kettlebell kettlebells
        resistance resistance_training conditioning abs glutes bodyweight crossfit circuit_training circuits
        circuit hyrox calisthenics dumbbell dumbbells barbell pushups push_ups arms trx barre muscle bodypump
        prehab leg_strength me_gym isometrics hip_strength foot_strength box_jumps jump_rope
    """,
    "other": """
        yoga pilates stretch stretching mobility foam_roll foam_rolling foam_roller flexibility physio massage
        sports_massage physiotherapy sauna ice_bath tai_chi meditation breathwork warmup_routine balance
        chiropractor visualization visualisation packet_pickup bib_pickup expo carb_load carb_loading gear_check
        weigh_in osteo
    """,
    "private": """
        long_weekend school_run
        dentist doctor dr_appointment gp meeting meetings call birthday anniversary lunch_with dinner haircut
        hairdresser appointment flight party wedding interview school parents_evening holiday vacation conference
        deadline standup stand_up dr_visit vet pickup_kids babysitter concert cinema movie theatre exam lecture
        presentation webinar invoice rent groceries shopping barber bbq barbecue optician funeral church mot
        plumber electrician delivery brunch drinks coffee_with zoom
    """,
    "errand": """
        registration register race_registration race_entry race_packet packet race_recap recap race_report
        race_weekend race_expo bib pick_up_race race_kit race_bag anmeldung inscription iscrizione inscripcion
        inscricao startnummer startunterlagen dossard anmalan pamelding tilmelding
    """,
    "warm": "warm_up warmup wu w_u warm warming_up warm_ups",
    "cool": "cool_down cooldown cd c_d warm_down warmdown wd cooling_down",
    "workout": "workout workouts session_hard key_workout club_session club_night group_workout",
    "quality": "quality key_run key_session_run quality_session q1 q2 sos quality_day key_session quality_run",
    "session": "session training workout_time",
    "neg": """
        before_race post_race after_race after_the_race before_the_race for_race day_before race_week pre_marathon
        pre_competition race_day_minus race_prep race_ready race_plan race_in
        days_to_race week_of_race until_race marathon_training half_marathon_training marathon_week marathon_plan
        marathon_prep half_marathon_plan race_morning_before marathon_training_plan
        race_recovery race_course day_before_race day_before_the_race race_tomorrow
        rest_before next_race
    """,
    "jog": "jog jg jogging foundation base endurance aerobic",
}
