// @ts-check
/** The screens: each is filled from what there is, whenever something changes. */
/** @import {Drill, Entry, Hold, Load, Step, Values} from "./player-types.js" */
/** @import {Player} from "./player.js" */
import { Beat } from "./player-beat.js";
import { Ends } from "./player-ends.js";
import {
  announce, clock, el, focusOn, fromTheTop, list, made, picture, saidAmount, saidLeft, saidLoad, saidValues, sentence,
  show, sideOf, t, title,
} from "./player-page.js";
import { Start } from "./player-start.js";
import { answersIn, itemOf, keyOf, offeredLoad, sameLoad, secondsLeft, SIDES, stepped, usualOf } from "./player-steps.js";

const MOST = { amount: 120, seconds: 900, rir: 10 };

export class Screens {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.ends = new Ends(player);
    this.first = new Start(player);
    this.beat = new Beat(player.sounds, el("beat-bars"), el("beat-words"));
    this.key = "";
    this.announced = "";
    /** @type {Values} */
    this.values = { amount: 0, timed: false, load: null, rir: null };
    this.saidRir = false;
    this.wire();
  }

  wire() {
    const { player } = this;
    el("begin").onclick = () => this.go("warm");
    el("begin-work").onclick = () => this.go("work");
    el("done").onclick = () => this.done();
    el("clock").onclick = () => (player.walk.hold ? player.clocks.stopHold() : this.startClock());
    el("skip").onclick = () => void player.skip();
    el("rest-more").onclick = () => player.clocks.more();
    el("rest-skip").onclick = () => player.clocks.endRest();
    el("drill-next").onclick = () => this.nextDrill();
    el("drill-skip").onclick = () => this.afterDrills();
    el("drill-clock").onclick = () => (player.walk.hold ? player.clocks.stopHold() : this.startDrill(false));
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-undo]"))) {
      button.onclick = () => void player.undo();
    }
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-step]"))) {
      button.onclick = () => this.change(String(button.dataset.step), Number(button.dataset.by));
    }
    for (const word of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-word]"))) {
      word.textContent = t(String(word.dataset.word));
    }
    el("beat-play").onclick = () => {
      this.beat.heard = !this.beat.heard;
      el("beat-play").setAttribute("aria-pressed", String(this.beat.heard));
    };
  }

  render() {
    const { player } = this;
    const { doc, walk } = player;
    if (walk.phase !== "work" || walk.hold) this.beat.stop();
    el("left").textContent = "";
    el("place").textContent = "";
    if (doc.stop || walk.stopped) return this.ends.stopped(walk.stopped ? walk.stopped.split("\n") : [doc.stop || ""]);
    if (player.ended) return this.ends.end(player.ended);
    // What is ahead is told there; the time left begins to count with the first drill.
    if (walk.phase === "start") return this.first.fill();
    const rests = walk.rest ? Math.max(0, (walk.rest.until - Date.now()) / 1000) : 0;
    el("left").textContent = saidLeft(secondsLeft(doc, player.open, walk) + rests);
    if (walk.phase === "warm") return this.drill(doc.warm_up, "warm-up");
    if (walk.phase === "work" && player.step) return walk.rest ? this.rest(player.step) : this.set(player.step);
    const cools = walk.phase !== "finish" && doc.cool_down.length && answersIn(player.entries).size;
    return cools ? this.drill(doc.cool_down, "cool-down") : this.ends.finish();
  }

  /** @param {"warm" | "work"} phase */
  go(phase) {
    const { player } = this;
    player.sounds.touch();
    void player.sounds.stayAwake();
    const begun = player.walk.begun || (answersIn(player.entries).size ? null : Date.now());
    void player.keep([], { phase, begun, drill: 0, drillSide: null });
  }

  /** @param {Step} step @returns {{values: Values, usual: Values}} */
  valuesOf(step) {
    const usual = usualOf(this.player.doc, step, this.player.entries);
    const key = `${keyOf(step)}|${step.asked.exercise}`;
    if (key !== this.key) {
      const { draft } = this.player.walk;
      const mine = draft?.key === key ? draft : null;
      this.key = key;
      this.saidRir = !!mine?.saidRir;
      this.values = mine?.values || { ...usual, load: usual.load || offeredLoad(this.player.doc, step) };
    }
    return { values: this.values, usual };
  }

  /** @param {Step} step */
  set(step) {
    const { player } = this;
    const { values } = this.valuesOf(step);
    const item = step.asked;
    this.place(step);
    title(el("set-name"), player.name(item.exercise), step.side);
    picture("set-figure", player.data.figure, item.exercise, { tempo: item.tempo, side: step.side });
    el("dots").replaceChildren(
      ...Array.from({ length: step.of }, (_, place) => {
        const dot = made("span", place < step.number - 1 ? "●" : place === step.number - 1 ? "◐" : "○");
        dot.setAttribute("aria-hidden", "true");
        return dot;
      }),
      made("span", t("set"), "hidden-name"),
      made("span", t("place-plain", { number: step.number, count: step.of })),
    );
    this.ramp(step);
    this.how(item.exercise);
    el("beat").hidden = !item.tempo || !!player.walk.hold;
    this.beat.show(item.tempo, (part) => t("beat", { seconds: part.seconds, way: t(part.way) }));
    this.numbers(step);
    const fresh = show("set");
    const main = values.timed ? el("clock") : el("done");
    focusOn(main);
    if (this.announced !== this.key) fromTheTop();
    if (fresh || this.announced !== this.key) this.speak(step, values);
    this.announced = this.key;
  }

  /** Which exercise of how many. @param {Step} step */
  place(step) {
    const names = [...new Set(this.player.steps.map((one) => one.planned))];
    const places = { label: step.label, number: names.indexOf(step.planned) + 1, count: names.length };
    el("place").textContent = t(/^\d+$/.test(step.label) ? "place-plain" : "place", places);
  }

  /** @param {Step} step */
  ramp(step) {
    const count = step.number === 1 && step.side !== "right" ? step.asked.ramp_sets : 0;
    const note = step.number === 1 ? itemOf(this.player.doc, step.planned).note : "";
    const said = count ? t(count === 1 ? "ramp-one" : "ramp", { count }) : "";
    el("set-ramp").textContent = [said, step.asked.exercise === step.planned ? sentence(note) : ""].filter(Boolean).join(" ");
    el("set-ramp").hidden = !el("set-ramp").textContent;
  }

  /** @param {string} exercise */
  how(exercise) {
    const known = this.player.doc.exercises[exercise];
    list("set-cues", known?.cues || []);
    list("set-steps", known?.steps || []);
    list("set-faults", known?.faults || []);
    el("set-tip").textContent = known?.tip || "";
  }

  /** The big number, the load, the steppers and the main button. @param {Step} step */
  numbers(step) {
    const { values, usual } = this.valuesOf(step);
    const { unit, walk, doc } = this.player;
    const range = step.asked.reps || step.asked.seconds;
    const most = range && range[1] > values.amount ? ` ${t("up-to", { most: range[1] })}` : "";
    el("set-number").textContent = String(values.amount);
    el("set-unit").textContent = `${t(values.timed ? "seconds" : "reps")}${most}`;
    const rir = step.asked.rir ? ` · ${t("stop-with", { rir: step.asked.rir[0] })}` : "";
    el("set-load").textContent = saidLoad(values.load, unit) + rir;
    el("amount-value").textContent = saidAmount(values);
    el("load-value").textContent = saidLoad(values.load, unit);
    el("rir-value").textContent = values.rir === null ? t("left-unsaid") : t("left-in-you", { rir: values.rir });
    el("rir-stepper").hidden = !step.asked.rir;
    const loading = doc.exercises[step.asked.exercise]?.loading || "none";
    el("load-stepper").hidden = !this.nextLoad(step, 1) && !this.nextLoad(step, -1) && loading !== "external";
    const same = values.amount === usual.amount && sameLoad(values.load, usual.load) && !this.saidRir;
    el("done").textContent = !values.load
      ? t("say-load")
      : same ? t("as-asked") : t("done-with", { what: saidValues(values, unit) });
    el("steppers").hidden = !!walk.hold;
    el("clock").hidden = !values.timed;
    el("clock").textContent = t(walk.hold ? "stop-clock" : "start-clock");
    el("done").hidden = values.timed && !!walk.hold;
    el("done").classList.toggle("main", !values.timed);
  }

  /** @param {Step} step @param {number} by @returns {Load | null} */
  nextLoad(step, by) {
    const { doc, unit } = this.player;
    const loading = doc.exercises[step.asked.exercise]?.loading || "none";
    return stepped(itemOf(doc, step.planned), loading, this.valuesOf(step).values.load, by, unit);
  }

  /** @param {string} what @param {number} by */
  change(what, by) {
    const step = this.player.step;
    if (!step) return;
    const { values } = this.valuesOf(step);
    if (what === "amount") {
      const amount = values.amount + by;
      this.values = { ...values, amount: Math.min(Math.max(1, amount), values.timed ? MOST.seconds : MOST.amount) };
    } else if (what === "rir") {
      const rir = values.rir === null ? (step.asked.rir?.[0] ?? 2) : values.rir + by;
      this.values = { ...values, rir: Math.min(Math.max(0, rir), MOST.rir) };
      this.saidRir = true;
    } else {
      this.values = { ...values, load: this.nextLoad(step, by) || values.load };
    }
    this.player.jot({ key: this.key, values: this.values, saidRir: this.saidRir });
    this.numbers(step);
  }

  done() {
    const step = this.player.step;
    if (!step || this.player.walk.rest || !this.player.isMeant) return;
    const { values, usual } = this.valuesOf(step);
    if (!values.load) {
      announce(t("choose-load"));
      el("set-load").textContent = t("choose-load");
      /** @type {HTMLElement} */ (el("load-stepper").querySelector("[data-by='1']")).focus();
      return;
    }
    void this.player.logSet(step, values, usual, this.saidRir);
  }

  startClock() {
    const step = this.player.step;
    if (step) void this.player.clocks.hold(keyOf(step), this.valuesOf(step).values.amount, false);
  }

  /** @param {number} left @param {boolean} ready @param {Hold} hold */
  holdLeft(left, ready, hold) {
    const drill = hold.key.startsWith("drill|");
    const number = drill ? el("drill-number") : el("set-number");
    number.textContent = clock(left);
    number.classList.toggle("player-ready", ready);
    if (!drill) el("set-unit").textContent = t(ready ? (hold.auto ? "ready-side" : "ready") : "hold");
    else el("drill-says").textContent = t(ready ? (hold.auto ? "ready-side" : "ready") : "hold");
  }

  /** @param {Step} step */
  rest(step) {
    const { player } = this;
    const rest = /** @type {NonNullable<typeof player.walk.rest>} */ (player.walk.rest);
    const { values } = this.valuesOf(step);
    this.place(step);
    el("next-name").textContent = player.name(step.asked.exercise) + sideOf(step);
    el("next-says").textContent = `${t("set-of", { number: step.number, count: step.of })} · ${saidValues(values, player.unit)}`;
    picture("next-figure", player.data.figure, step.asked.exercise, { side: step.side, still: true });
    this.beat.stop();
    const left = Math.max(0, Math.ceil((rest.until - Date.now()) / 1000));
    this.restLeft(left, rest.seconds);
    if (show("rest")) {
      const next = `${el("next-name").textContent}, ${el("next-says").textContent}`;
      announce(t("rest-begins", { seconds: left, next }));
      focusOn(el("rest-skip"));
    }
  }

  /** @param {number} left @param {number} of */
  restLeft(left, of) {
    el("rest-number").textContent = clock(left);
    el("rest-bar").style.transform = `scaleX(${of ? Math.min(1, left / of) : 0})`;
    if (left % 15 === 0) el("left").textContent = saidLeft(secondsLeft(this.player.doc, this.player.open, this.player.walk) + left);
  }

  /** @param {Drill[]} drills @param {"warm-up" | "cool-down"} what */
  drill(drills, what) {
    const { walk, data } = this.player;
    const drill = drills[walk.drill];
    if (!drill) return this.afterDrills();
    const timed = !!drill.seconds;
    const side = timed && drill.per_side ? walk.drillSide || "left" : null;
    el("place").textContent = t(what, { number: walk.drill + 1, count: drills.length });
    title(el("drill-name"), drill.name, side);
    picture("drill-figure", data.figure, drill.exercise, { side });
    el("drill-number").textContent = drill.seconds ? clock(drill.seconds[0]) : "";
    el("drill-number").hidden = !timed;
    const twice = !!drill.seconds && !drill.per_side && drill.seconds[0] === drill.seconds[1];
    el("drill-says").textContent = twice ? "" : drill.says;
    list("drill-cues", drill.cues);
    el("drill-clock").hidden = !timed;
    el("drill-clock").textContent = t(walk.hold ? "stop-clock" : "start-clock");
    const last = walk.drill === drills.length - 1;
    el("drill-next").textContent = t(last ? (what === "warm-up" ? "drill-last" : "drill-end") : "drill-next");
    el("drill-next").classList.toggle("main", !timed);
    list("drill-steps", drill.steps);
    el("drill-undo").hidden = what === "warm-up";
    el("drill-how").hidden = !drill.steps.length;
    show("drill");
    focusOn(timed ? el("drill-clock") : el("drill-next"));
    if (this.announced !== `${what}${walk.drill}${side}`) announce(`${drill.name}${side ? `, ${t(`${side}-said`)}` : ""}, ${drill.says}`);
    this.announced = `${what}${walk.drill}${side}`;
  }

  get drills() {
    return this.player.walk.phase === "warm" ? this.player.doc.warm_up : this.player.doc.cool_down;
  }

  /** @param {boolean} change */
  startDrill(change) {
    const drill = this.drills[this.player.walk.drill];
    if (!drill?.seconds) return Promise.resolve();
    return this.player.clocks.hold(`drill|${drill.exercise}`, drill.seconds[0], change);
  }

  /** A stretch came to its end: the other side, or the next one. */
  async drillHeld() {
    const { walk } = this.player;
    const drill = this.drills[walk.drill];
    if (drill?.per_side && (walk.drillSide || SIDES[0]) === SIDES[0]) {
      await this.player.keep([], { drillSide: SIDES[1], hold: null, phase: this.drillPhase });
      await this.startDrill(true);
      return;
    }
    await this.player.keep([], { drill: walk.drill + 1, drillSide: null, hold: null, phase: this.drillPhase });
  }

  get drillPhase() {
    return /** @type {"warm" | "cool"} */ (this.player.walk.phase === "warm" ? "warm" : "cool");
  }

  nextDrill() {
    const { walk } = this.player;
    this.player.clocks.stop();
    if (walk.drill + 1 >= this.drills.length) return this.afterDrills();
    void this.player.keep([], { drill: walk.drill + 1, drillSide: null, hold: null, phase: this.drillPhase });
  }

  afterDrills() {
    this.player.clocks.stop();
    const phase = this.player.walk.phase === "warm" ? "work" : "finish";
    void this.player.keep([], { phase, drill: 0, drillSide: null, hold: null });
  }

  /** @param {Step} step @param {Values} values @param {boolean} [asked] */
  speak(step, values, asked = false) {
    const side = step.side ? `${t(`${step.side}-said`)}.` : "";
    const reserve = step.asked.rir ? t("stop-with", { rir: step.asked.rir[0] }) : "";
    const said = t("spoken-set", {
      name: this.player.name(step.asked.exercise), side, amount: saidAmount(values),
      load: saidLoad(values.load, this.player.unit), reserve,
    });
    announce(`${said} ${t("set-of", { number: step.number, count: step.of })}.`);
    this.player.sounds.say(said, asked);
  }

  /** An entry in a few words. @param {Entry} entry */
  said(entry) {
    if (entry.entry === "set") {
      const values = {
        amount: entry.reps ?? entry.seconds ?? 0, timed: entry.reps === undefined, load: entry.load || { kind: "body-mass" }, rir: null,
      };
      const side = entry.side ? `, ${t(`${entry.side}-said`)}` : "";
      return `${this.player.name(String(entry.exercise))}${side}, ${saidValues(values, this.player.unit)}`;
    }
    return t(`entry-${entry.entry}`);
  }

  /** @param {string} says */
  trouble(says) {
    el("trouble-says").textContent = says;
    show("trouble");
  }

  /** @param {number} left @param {string} trouble */
  network(left, trouble) {
    const line = el("network");
    const words = left === 1 ? t("waiting-one") : t("waiting", { count: left });
    const why = trouble === "sign-in" || trouble === "other-runner" ? t(trouble) : left ? words : "";
    line.textContent = why;
    line.hidden = !why;
  }
}
