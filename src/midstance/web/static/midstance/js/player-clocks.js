// @ts-check
/** Rests and holds. A clock is the moment at which it ends, so that it is right after a lock, a reload or a crash. */
/** @import {Hold, Rest} from "./player-types.js" */
/** @import {Player} from "./player.js" */
import { announce, saidAmount, sideOf, t } from "./player-page.js";
import { keyOf } from "./player-steps.js";

const TICK_MS = 200;
const READY_S = 3;
const CHANGE_S = 5;
const MORE_S = 15;

export class Clocks {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.second = -1;
    this.busy = false;
    window.setInterval(() => this.tick(), TICK_MS);
  }

  get walk() {
    return this.player.walk;
  }

  /** @param {number} seconds @returns {Rest} */
  rest(seconds) {
    const until = Date.now() + seconds * 1000;
    this.player.sounds.plan(until);
    this.second = -1;
    return { until, seconds };
  }

  more() {
    const rest = this.walk.rest;
    if (!rest) return;
    const until = Math.max(rest.until, Date.now()) + MORE_S * 1000;
    this.player.sounds.plan(until);
    void this.player.keep([], { rest: { until, seconds: rest.seconds + MORE_S } });
  }

  endRest() {
    if (!this.player.isMeant) return;
    this.stop();
    void this.player.keep([], { rest: null });
  }

  /** After a reload: a rest that goes on is heard again at its end. */
  restore() {
    const rest = this.walk.rest;
    if (rest && rest.until > Date.now()) this.player.sounds.plan(rest.until);
    else this.walk.rest = null;
  }

  /** @param {string} key @param {number} seconds @param {boolean} change whether sides are changed */
  hold(key, seconds, change) {
    const ready = Date.now() + (change ? CHANGE_S : READY_S) * 1000;
    const hold = { key, ready, until: ready + seconds * 1000, seconds, auto: change };
    this.second = -1;
    announce(t(change ? "ready-side" : "ready"));
    this.player.sounds.plan(hold.until);
    return this.player.keep([], { hold });
  }

  /** The hold ends before its time: what was held counts. */
  stopHold() {
    const hold = this.walk.hold;
    this.stop();
    if (hold) void this.held(hold, Math.floor((Date.now() - hold.ready) / 1000));
  }

  /** @param {Hold} hold @param {number} seconds */
  async held(hold, seconds) {
    const { player } = this;
    if (hold.key.startsWith("drill|")) {
      await player.screens.drillHeld();
      return;
    }
    const step = player.step;
    if (!step || keyOf(step) !== hold.key || seconds < 1) {
      await player.keep([], { hold: null });
      return;
    }
    const { values, usual } = player.screens.valuesOf(step);
    await player.logSet(step, { ...values, amount: Math.min(seconds, hold.seconds) }, usual, false);
    const next = player.step;
    const turns = next && next.planned === step.planned && next.number === step.number && next.asked.seconds;
    if (turns) await this.hold(keyOf(next), player.screens.valuesOf(next).values.amount, true);
  }

  stop() {
    this.player.sounds.silence();
    this.second = -1;
  }

  tick() {
    const { walk } = this;
    if (!walk || this.busy) return;
    if (walk.hold) this.tickHold(walk.hold);
    else if (walk.rest) this.tickRest(walk.rest);
  }

  /** @param {Rest} rest */
  tickRest(rest) {
    const left = Math.max(0, Math.ceil((rest.until - Date.now()) / 1000));
    if (left === this.second) return;
    const first = this.second === -1;
    this.second = left;
    this.player.screens.restLeft(left, rest.seconds);
    if (left === 10 && !first) {
      announce(t("rest-ten"));
      this.player.sounds.feel(80);
    }
    if (left === 0) this.over();
  }

  over() {
    const { player } = this;
    const step = player.step;
    const next = step ? `${player.name(step.asked.exercise)}${sideOf(step)}` : "";
    this.once(() => player.keep([], { rest: null }));
    player.sounds.feel([200, 100, 200]);
    void player.sounds.notify(t("notify-title"), next);
    announce(t("rest-over", { next }));
    player.sounds.say(t("rest-over", { next }));
  }

  /** @param {Hold} hold */
  tickHold(hold) {
    const now = Date.now();
    const ready = now < hold.ready;
    const left = Math.ceil(((ready ? hold.ready : hold.until) - now) / 1000);
    const mark = ready ? left : 10_000 + left;
    if (mark === this.second) return;
    this.second = mark;
    if (now >= hold.until) {
      this.player.sounds.feel([200, 100, 200]);
      this.once(() => this.held(hold, hold.seconds));
      return;
    }
    this.player.screens.holdLeft(left, ready, hold);
    if (left <= READY_S) {
      if (ready) this.player.sounds.tone(660, 0.1);
      this.player.sounds.feel(40);
    }
    if (!ready && left === hold.seconds) {
      this.player.sounds.tone(990, 0.3);
      announce(`${t("hold")}, ${saidAmount({ amount: hold.seconds, timed: true })}`);
    }
  }

  /** @param {() => Promise<unknown>} work */
  once(work) {
    this.busy = true;
    void work().finally(() => (this.busy = false));
  }
}
