// @ts-check
/** The player: reads what there is, shows one screen at a time, and keeps everything before it moves on. */
/** @import {Choice, Deed, Doc, Draft, Entry, Step, Values, Walk} from "./player-types.js" */
/** @import {Row, Sent} from "./player-store.js" */
import { chosenBy, sameWords, taken, withWords, wordsIn } from "./player-chosen.js";
import { Clocks } from "./player-clocks.js";
import { announce, el, moment, notice, saidValues, show, stopWords, t } from "./player-page.js";
import { keepDrawings } from "./player-figures.js";
import { bare, newAttempt, ofAttempt, placed } from "./player-outside.js";
import { Screens } from "./player-screens.js";
import { Sheets } from "./player-sheets.js";
import { Sounds } from "./player-sound.js";
import { answersIn, counting, idOf, identity, isDone, keyOf, openSteps, setEntry, stepsWith } from "./player-steps.js";
import { fresh, Store } from "./player-store.js";

const REFRESH_MS = 15_000;
const SECOND_TAP_MS = 300;

export class Player {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.data = /** @type {Record<string, string>} */ ({ ...root.dataset });
    this.unit = this.data.unit || "kg";
    this.device = crypto.getRandomValues(new Uint16Array(1))[0].toString(36);
    this.sounds = new Sounds({ sound: !!this.data.sound, voice: !!this.data.voice }, this.data.language);
    this.clocks = new Clocks(this);
    this.screens = new Screens(this);
    this.sheets = new Sheets(this);
    /** @type {Row[]} */
    this.rows = [];
    // Both are there before anything is shown (`begin`).
    this.doc = /** @type {Doc} */ (/** @type {unknown} */ (undefined));
    /** @type {Walk} */
    this.walk = fresh(this.data.session);
    this.gone = false;
    this.away = false;
    this.looked = 0;
    /** Ids of rows whose words are on the page. @type {Set<string>} */
    this.told = new Set();
    this.shown = "";
    this.shownAt = 0;
    this.logging = false;
    /** @type {Promise<unknown>} */
    this.doing = Promise.resolve();
  }

  async begin() {
    try {
      this.store = await Store.open(this.data.runner, this.data.entries);
    } catch (error) {
      notice(t("no-room", { why: String(/** @type {Error} */ (error)?.message || error) }), undefined, "stop");
      return;
    }
    this.rows = await this.store.rows(this.data.session);
    this.walk = { ...fresh(this.data.session), ...(await this.store.walk(this.data.session)) };
    if (this.data.outside) await this.beginAttempt();
    const words = wordsIn(location.search);
    const doc = await this.document(words.length ? words : this.walk.words);
    if (!doc) {
      this.screens.trouble(t(this.gone ? "not-there" : this.away ? "sign-in" : "no-document"));
      void this.store.send();
      return;
    }
    this.take(doc);
    if (words.length && !sameWords(words, this.walk.words)) await this.choose(words);
    // A clock that ran out while nobody looked says nothing of what was done.
    if (this.walk.hold) {
      if (Date.now() > this.walk.hold.until) notice(t("clock-ran-out"), undefined, "said");
      this.walk.hold = null;
    }
    this.takeUpSwaps();
    this.sheets.fill();
    this.store.onsent = (sent) => void this.afterSending(sent);
    this.store.sendWhenPossible();
    document.addEventListener("pointerdown", () => this.sounds.touch());
    document.addEventListener("keydown", () => this.sounds.touch());
    document.addEventListener("visibilitychange", () => void this.seenAgain());
    this.clocks.restore();
    this.render();
    // Sessions of the plan are kept beforehand; this one was not known to be played, or not like this.
    if (this.data.outside || this.walk.words.length) void keepDrawings(this.data.figure, this.doc, this.steps);
    void this.store.send();
    void this.sounds.stayAwake();
    void this.store.persist();
  }

  /** What is known of exercises chosen once stays known. @param {Doc} doc */
  take(doc) {
    const mine = this.data.outside ? ofAttempt(doc, this.walk.attempt) : doc;
    this.doc = { ...mine, exercises: { ...this.walk.known, ...doc.exercises } };
  }

  /** Work outside the plan: the attempt that was begun goes on, else another begins. */
  async beginAttempt() {
    const [, name] = /^([^.]*)/.exec(this.data.session) || ["", ""];
    const attempt = newAttempt(this.walk, name, this.stamp);
    if (!attempt) return;
    this.walk = { ...fresh(this.data.session), attempt };
    await /** @type {Store} */ (this.store).keep([], this.walk);
  }

  /** What the address chooses to be done otherwise, kept at once. @param {string[]} words */
  async choose(words) {
    const { chosen, missing } = chosenBy(this.doc, words);
    if (missing) notice(t("not-chosen"));
    this.walk = taken(this.walk, this.doc, chosen);
    await /** @type {Store} */ (this.store).keep([], this.walk);
  }

  /**
   * The document from the network, or as it was last kept by the service worker.
   * @param {string[]} [words] @returns {Promise<Doc | null>}
   */
  async document(words = this.walk.words) {
    try {
      const address = withWords(this.data.document, words);
      const answered = await fetch(address, { headers: { Accept: "application/json" } });
      if (answered.status === 422 && words.length) return this.document([]);
      this.gone = answered.status === 404;
      this.away = answered.redirected || [401, 403].includes(answered.status);
      return answered.ok && !answered.redirected ? await answered.json() : null;
    } catch {
      return null;
    }
  }

  /** What counts of this session: what the diary said last, and what this device wrote down. @returns {Entry[]} */
  get entries() {
    const own = this.rows.filter((row) => row.state === "waiting" || row.state === "kept").map((row) => row.entry);
    const all = [...new Map([...own, ...this.doc.entries].map((entry) => [entry.id, entry])).values()];
    if (!this.data.outside) return all;
    return all.filter((one) => one.id.startsWith(`${this.walk.attempt}.`)).map((one) => placed(this.doc, one));
  }

  get steps() {
    return stepsWith(this.doc, this.walk.swaps, this.walk.fewer);
  }

  get open() {
    return openSteps(this.steps, answersIn(this.entries), this.walk.skipped);
  }

  /** @returns {Step | null} */
  get step() {
    return this.open[0] || null;
  }

  /** The end of the session where it is written down. @returns {Entry | undefined} */
  get ended() {
    const { over } = this.walk;
    if (this.data.outside) return over ? { entry: "session", id: "", at: "", ended: over } : undefined;
    return counting(this.entries).find((entry) => entry.entry === "session");
  }

  /** A moment and this device, in the order of time: the end of an id of a correction. */
  get stamp() {
    return `${Date.now().toString(36).padStart(9, "0")}${this.device}`;
  }

  /** Another exercise that was done in a planned one's place stays there, from whatever device it came. */
  takeUpSwaps() {
    for (const entry of counting(this.entries)) {
      const planned = typeof entry.instead_of === "string" ? entry.instead_of : "";
      if (!planned || this.walk.swaps[planned]) continue;
      const item = this.doc.blocks.flatMap((block) => block.items).find((one) => one.planned === planned);
      const choice = item?.swaps.find((one) => one.exercise === entry.exercise) || item?.spares[String(entry.exercise)];
      if (choice) this.walk.swaps[planned] = choice;
    }
  }

  /**
   * Keeps entries and where one is on the disk, then shows the next screen. One at a time.
   * @param {Entry[]} entries @param {Partial<Walk>} [changes]
   */
  keep(entries, changes = {}) {
    const next = this.doing.then(async () => {
      if (!this.data.write) {
        notice(t("only-look"));
        return;
      }
      const walk = { ...this.walk, ...changes };
      try {
        const kept = this.data.outside ? entries.map((entry) => bare(this.doc, entry)) : entries;
        await /** @type {Store} */ (this.store).keep(kept, walk);
      } catch (error) {
        notice(t("no-room", { why: String(/** @type {Error} */ (error)?.message || error) }), undefined, "stop");
        return;
      }
      this.walk = walk;
      if (entries.length) this.rows = await /** @type {Store} */ (this.store).rows(this.data.session);
      this.render();
      if (entries.length) void /** @type {Store} */ (this.store).send();
    });
    this.doing = next.catch((error) => notice(String(error), undefined, "stop"));
    return next;
  }

  /** What was set but not written down yet, so that it is there after a reload too. @param {Draft} draft */
  jot(draft) {
    this.walk = { ...this.walk, draft };
    if (!this.data.write) return;
    const kept = this.doing.then(() => /** @type {Store} */ (this.store).keep([], this.walk));
    this.doing = kept.catch((error) => notice(String(error), undefined, "stop"));
  }

  /** @param {Step} step @param {Values} values @param {Values} usual @param {boolean} saidRir */
  async logSet(step, values, usual, saidRir) {
    if (this.logging || isDone(step, answersIn(this.entries))) return;
    this.logging = true;
    const hurt = this.walk.hurt && this.walk.hurt.key === keyOf(step) ? this.walk.hurt.score : null;
    const how = { at: moment(), stamp: this.stamp, saidRir, pain: hurt };
    const entry = setEntry(this.doc, step, values, usual, this.entries, how);
    const deeds = [...this.walk.deeds, /** @type {Deed} */ ({ what: "set", id: idOf(step) })];
    const more = openSteps(this.steps, new Map([...answersIn(this.entries), [keyOf(step), entry]]), this.walk.skipped);
    const rest = more.length && step.rest_s ? this.clocks.rest(step.rest_s) : null;
    announce(t("logged", { what: saidValues(values, this.unit) }));
    await this.keep([entry], { deeds, rest, hold: null, hurt: null, draft: null }).finally(() => (this.logging = false));
  }

  /** @param {number | null} rpe @param {"done" | "partly" | "stopped"} [how] @param {Entry[]} [with_] */
  end(rpe, how, with_ = []) {
    const root = `${this.doc.session.ids}.end`;
    const begun = this.walk.begun;
    const minutes = begun ? Math.round((Date.now() - begun) / 60_000) : 0;
    const all = stepsWith(this.doc, this.walk.swaps);
    const ended = how || (openSteps(all, answersIn(this.entries), []).length ? "partly" : "done");
    this.clocks.stop();
    if (this.data.outside) return this.keep(with_, { phase: "finish", over: ended, rest: null, hold: null });
    const entry = {
      entry: "session",
      ...identity(this.entries, root, this.stamp),
      at: moment(),
      session: this.data.session,
      ...(ended === "done" ? {} : { ended }),
      ...(minutes >= 5 && minutes <= 240 ? { minutes } : {}),
      ...(rpe === null ? {} : { rpe }),
    };
    return this.keep([...with_, entry], { phase: "finish", rest: null, hold: null });
  }

  /** @param {string[]} flags */
  stopAll(flags) {
    const signs = { entry: "red-flag", id: `${this.doc.session.ids}.stop.${this.stamp}`, at: moment(), flags };
    const stopped = stopWords(this.doc, flags);
    this.walk.stopped = stopped.join("\n");
    const done = answersIn(this.entries).size > 0;
    if (done) return this.end(null, "stopped", [signs]);
    this.clocks.stop();
    return this.keep([signs], { stopped: this.walk.stopped, rest: null, hold: null });
  }

  /** @param {{site: string, side: string, score: number}} pain */
  writePain(pain) {
    const joint = this.doc.pain.sites.some((one) => one.site === pain.site && one.joint);
    const step = this.walk.phase === "work" ? this.step : null;
    /** @type {Entry} */
    const entry = {
      entry: "pain",
      id: `${this.doc.session.ids}.pain.${this.stamp}`,
      at: moment(),
      site: pain.site,
      score: pain.score,
      ...(pain.side ? { side: /** @type {"left" | "right"} */ (pain.side) } : {}),
      ...(joint ? { joint } : {}),
      session: this.data.session,
      ...(step ? { exercise: step.asked.exercise } : {}),
    };
    const deeds = [...this.walk.deeds, /** @type {Deed} */ ({ what: "pain", id: entry.id })];
    const hurt = step ? { key: keyOf(step), score: pain.score } : null;
    return this.keep([entry], { deeds, hurt });
  }

  /** @param {string} planned @param {Choice} choice */
  swap(planned, choice) {
    announce(t("swapped", { name: this.name(choice.exercise), planned: this.name(planned) }));
    const deeds = [...this.walk.deeds, /** @type {Deed} */ ({ what: "swap", planned })];
    return this.keep([], { swaps: { ...this.walk.swaps, [planned]: choice }, deeds, hold: null, hurt: null });
  }

  skip() {
    const step = this.step;
    if (!step) return Promise.resolve();
    announce(t("was-skipped", { name: this.name(step.asked.exercise) }));
    const deeds = [...this.walk.deeds, /** @type {Deed} */ ({ what: "skip", planned: step.planned })];
    this.clocks.stop();
    return this.keep([], { skipped: [...this.walk.skipped, step.planned], deeds, rest: null, hold: null });
  }

  /** Takes back the last thing: by an entry of its own where it was written down. */
  undo() {
    this.clocks.stop();
    const calm = { rest: null, hold: null, hurt: null, over: "" };
    const end = this.ended;
    if (end?.id) {
      announce(t("undone-end"));
      return this.keep([this.retraction(end.id)], { ...calm, phase: "work", stopped: "" });
    }
    const deeds = this.walk.deeds.slice();
    const last = deeds.pop() || this.lastSet();
    if (!last) {
      announce(t("nothing-to-undo"));
      return Promise.resolve();
    }
    const work = { ...calm, deeds, phase: /** @type {const} */ ("work") };
    if (last.what === "skip") {
      announce(t("undone-skip", { name: this.name(last.planned) }));
      return this.keep([], { ...work, skipped: this.walk.skipped.filter((name) => name !== last.planned) });
    }
    if (last.what === "swap") {
      const swaps = { ...this.walk.swaps };
      delete swaps[last.planned];
      announce(t("undone-swap", { name: this.name(last.planned) }));
      return this.keep([], { ...work, swaps });
    }
    if (last.what === "fewer") {
      const fewer = { ...this.walk.fewer };
      delete fewer[last.planned];
      announce(t("undone-fewer", { name: this.name(last.planned) }));
      return this.keep([], { ...work, fewer });
    }
    const entry = counting(this.rows.map((row) => row.entry).concat(this.entries)).find((one) => one.id === last.id);
    if (!entry) return this.keep([], work);
    announce(t("undone", { what: this.screens.said(entry) }));
    return this.keep([this.retraction(last.id)], work);
  }

  /** The set that was written down last, on whatever device. @returns {Deed | undefined} */
  lastSet() {
    const sets = counting(this.entries).filter((entry) => entry.entry === "set");
    return sets.length ? { what: "set", id: sets[sets.length - 1].id } : undefined;
  }

  /** @param {string} root @returns {Entry} */
  retraction(root) {
    const all = [...this.rows.map((row) => row.entry), ...this.doc.entries];
    const made = identity(all, root, this.stamp);
    return { entry: "retracted", at: moment(), ...made, supersedes: made.supersedes || root };
  }

  /** @param {string} exercise */
  name(exercise) {
    return this.doc.exercises[exercise]?.name || exercise.replaceAll("-", " ");
  }

  /** What became of what was sent: told in words, never dropped. @param {Sent} sent */
  async afterSending(sent) {
    if (sent.sent) {
      const doc = await this.document();
      if (doc) this.take(doc);
    }
    const store = /** @type {Store} */ (this.store);
    this.rows = await store.rows(this.data.session);
    if (sent.moved) notice(t("moved-clock"), undefined, "said");
    for (const row of (await store.unread()).filter((one) => !this.told.has(one.id))) {
      const what = this.screens.said(row.entry);
      const refused = t("refused", { what, says: row.says });
      notice(row.state === "refused" ? refused : t("told", { says: row.says }), () => void store.seen(row));
      this.told.add(row.id);
    }
    this.takeUpSwaps();
    this.render();
    this.screens.network(await store.left(), sent.trouble);
  }

  /** Back from another app: what others wrote down meanwhile is looked at. */
  async seenAgain() {
    if (document.visibilityState !== "visible") return;
    void this.sounds.stayAwake();
    this.clocks.tick();
    if (Date.now() - this.looked < REFRESH_MS) return;
    this.looked = Date.now();
    const doc = await this.document();
    if (doc) {
      this.take(doc);
      this.takeUpSwaps();
      this.render();
    }
  }

  render() {
    this.screens.render();
    const now = `${document.body.dataset.screen}${this.step ? keyOf(this.step) : ""}`;
    if (now !== this.shown) this.shownAt = performance.now();
    this.shown = now;
  }

  /** A second tap of the same thumb was not meant for what has just come under it. */
  get isMeant() {
    return performance.now() - this.shownAt > SECOND_TAP_MS;
  }
}

const player = new Player(el("player"));
show("loading");
void player.begin();
