// @ts-check
/** How a session ends: how hard it was, what was done against what was asked, what changes; or that it stops. */
/** @import {Entry} from "./player-types.js" */
/** @import {Player} from "./player.js" */
import { announce, el, focusOn, made, saidLoad, show, t } from "./player-page.js";
import { answersIn } from "./player-steps.js";

const SCALE = 10;
const MOST_CHANGES = 6;

/** @typedef {{name?: string, says: string, why: string}} Next */

/** @param {Next} one */
function line(one) {
  const found = made("li");
  if (one.name) found.append(made("strong", one.name));
  found.append(made("span", one.says));
  if (one.why) found.append(made("span", one.why, "quiet"));
  return found;
}

export class Ends {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.told = "";
    el("rpe").replaceChildren(
      ...Array.from({ length: SCALE + 1 }, (_, score) => {
        const button = /** @type {HTMLButtonElement} */ (made("button", String(score)));
        button.type = "button";
        button.onclick = () => void player.end(score);
        return button;
      }),
    );
    el("rpe-none").onclick = () => void player.end(null);
  }

  finish() {
    if (!answersIn(this.player.entries).size) {
      this.player.screens.trouble(t("no-set"));
      return;
    }
    if (this.player.data.outside) {
      void this.player.end(null);
      return;
    }
    el("left").textContent = "";
    if (show("finish")) {
      announce(el("finish-title").textContent || "");
      focusOn(/** @type {HTMLElement} */ (el("rpe").firstElementChild));
    }
  }

  /** @param {Entry} end */
  end(end) {
    const how = String(end.ended || "done");
    el("end-says").textContent = t(`ended-${how}`);
    el("end-rated").hidden = !!this.player.data.outside;
    el("end-rated").textContent = end.rpe === undefined ? t("not-rated") : t("rated", { rpe: Number(end.rpe) });
    this.table();
    if (show("end")) {
      announce(t(`ended-${how}`));
      el("end-title").focus();
    }
    void this.next();
  }

  /** Done against asked, one line for each planned exercise. */
  table() {
    const { player } = this;
    const answers = [...answersIn(player.entries).values()];
    const lines = [...new Set(player.doc.steps.map((step) => step.planned))].map((planned) => {
      const asked = player.doc.steps.filter((step) => step.planned === planned);
      const done = answers.filter((entry) => (entry.instead_of || entry.exercise) === planned);
      const name = done.length ? String(done[0].exercise) : planned;
      const rounds = new Set(done.map((entry) => entry.index || 1)).size;
      const loads = [...new Set(done.map((entry) => saidLoad(entry.load || { kind: "body-mass" }, player.unit)))];
      const line = made("tr");
      const head = made("th", player.name(name));
      head.setAttribute("scope", "row");
      const sets = t(asked[0].of === 1 ? "set-done" : "sets-done", { done: rounds, asked: asked[0].of });
      line.append(head, made("td", done.length ? `${sets}: ${amountsOf(done)}` : t("left-out")), made("td", loads.join(", ")));
      return line;
    });
    el("end-table").replaceChildren(...lines);
  }

  /** What comes next, as soon as everything has arrived. */
  async next() {
    const { player } = this;
    const waiting = player.rows.some((row) => row.state === "waiting");
    const about = player.rows.map((row) => `${row.id}${row.state}`).join();
    if (this.told === about) return;
    this.told = about;
    if (player.data.outside) {
      el("end-later").textContent = t("counts-beside");
      return;
    }
    el("end-later").textContent = t(waiting ? "later" : "looking");
    if (waiting) return;
    try {
      const answered = await fetch(player.data.after);
      if (!answered.ok) throw new Error(String(answered.status));
      const { exercises, plan } = /** @type {{exercises: Next[], plan: Next[]}} */ (await answered.json());
      el("end-next").replaceChildren(...exercises.map(line));
      el("end-later").textContent = exercises.length ? "" : t("nothing-new");
      el("end-plan").replaceChildren(...plan.slice(0, MOST_CHANGES).map(line));
      const more = plan.length - MOST_CHANGES;
      el("end-plan-more").textContent = more > 0 ? t(more === 1 ? "one-more" : "some-more", { count: more }) : "";
      el("end-plan-room").hidden = !plan.length;
    } catch {
      el("end-later").textContent = t("later");
      this.told = "";
    }
  }

  /** @param {string[]} lines */
  stopped(lines) {
    el("stopped-says").replaceChildren(...lines.map((line, place) => made("p", line, place ? "" : "stop")));
    if (show("stopped")) {
      announce(lines.join(" "));
      el("stopped-title").focus();
    }
  }
}

/** `8, 8, 7`; with sides `8, 8 each side` or `left 8, 8 · right 8, 7`. @param {Entry[]} done @returns {string} */
function amountsOf(done) {
  const bySide = ["left", "right", ""].map((side) => {
    const mine = done.filter((entry) => (entry.side || "") === side);
    return mine.map((entry) => (entry.reps === undefined ? `${entry.seconds} s` : String(entry.reps))).join(", ");
  });
  const [left, right, both] = bySide;
  if (left && left === right) return [t("each-side", { amounts: left }), both].filter(Boolean).join(", ");
  const sided = [left && `${t("left-said")} ${left}`, right && `${t("right-said")} ${right}`, both];
  return sided.filter(Boolean).join(" · ");
}
