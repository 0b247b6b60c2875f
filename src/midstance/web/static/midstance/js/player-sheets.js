// @ts-check
/** Sheets over a screen: pain and signs to stop, another exercise, leaving, sound. */
/** @import {Choice, PlayerItem} from "./player-types.js" */
/** @import {Player} from "./player.js" */
import { el, made, notice, t } from "./player-page.js";
import { itemOf } from "./player-steps.js";

const SCALE = 10;
const MOST_AFTER_PAIN = 2;

export class Sheets {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-close]"))) {
      button.onclick = () => button.closest("dialog")?.close();
    }
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-open]"))) {
      button.onclick = () => (button.dataset.open === "pain" ? this.openPain() : this.openSwap());
    }
    el("leave").onclick = () => this.open("leave-sheet");
    el("sounds").onclick = () => this.open("sounds-sheet");
    el("end-here").onclick = () => this.endHere();
    el("pain-write").onclick = () => void this.writePain();
    el("pain-stop").onclick = () => void this.stop();
    el("pain-skip").onclick = () => this.closing("pain-sheet", () => this.player.skip());
    el("pain-end").onclick = () => this.endHere();
    el("speak-now").onclick = () => this.speak();
    this.wishes();
  }

  /** @param {string} id */
  open(id) {
    /** @type {HTMLDialogElement} */ (el(id)).showModal();
  }

  /** @param {string} id @param {() => unknown} work */
  closing(id, work) {
    /** @type {HTMLDialogElement} */ (el(id)).close();
    work();
  }

  /** What hangs on the document. */
  fill() {
    const { doc } = this.player;
    el("pain-sites").replaceChildren(...doc.pain.sites.map((one) => chip("radio", "site", one.site, t(`site-${one.site}`))));
    el("pain-scores").replaceChildren(
      ...Array.from({ length: SCALE + 1 }, (_, score) => chip("radio", "score", String(score), String(score))),
    );
    el("pain-flags").replaceChildren(
      ...doc.red_flags.flags.map((one) => {
        const line = made("label", "", "choice");
        const box = /** @type {HTMLInputElement} */ (made("input"));
        box.type = "checkbox";
        box.name = "flag";
        box.value = one.flag;
        line.append(box, one.says);
        return line;
      }),
    );
    const sore = /** @type {HTMLSelectElement} */ (el("swap-sore"));
    for (const one of doc.pain.sites) sore.add(new Option(t(`site-${one.site}`), one.site));
    sore.onchange = () => this.choices(el("swap-choices"), sore.value, "swap-sheet");
  }

  openPain() {
    /** @type {HTMLFormElement} */ (el("pain-form")).reset();
    el("pain-form").hidden = false;
    el("pain-after").hidden = true;
    el("pain-wrong").textContent = "";
    /** @type {HTMLDetailsElement} */ (el("pain-signs")).open = false;
    this.open("pain-sheet");
  }

  async writePain() {
    const form = new FormData(/** @type {HTMLFormElement} */ (el("pain-form")));
    const site = String(form.get("site") || "");
    const side = String(form.get("side") || "");
    const score = form.get("score");
    if (!site || score === null) {
      el("pain-wrong").textContent = t("pain-where");
      return;
    }
    await this.player.writePain({ site, side, score: Number(score) });
    this.afterPain(site, side, Number(score));
  }

  /** What follows from it, in the coach's words. @param {string} site @param {string} side @param {number} score */
  afterPain(site, side, score) {
    const { pain } = this.player.doc;
    const joint = pain.sites.some((one) => one.site === site && one.joint);
    const light = score > (joint ? pain.red_above_joint : pain.red_above) ? "red" : score >= pain.amber_from ? "amber" : "green";
    const where = side ? `, ${t(`${side}-said`)}` : "";
    const place = t(`site-${site}`);
    el("pain-said").textContent = t("score-of", { site: place[0].toUpperCase() + place.slice(1), side: where, score });
    el("pain-light").textContent = pain[light];
    el("pain-light").className = { red: "stop", amber: "caution", green: "said" }[light];
    const instead = light === "red" && this.player.walk.phase === "work" && !!this.player.step;
    el("pain-choices").replaceChildren();
    if (instead) this.choices(el("pain-choices"), site, "pain-sheet", MOST_AFTER_PAIN);
    el("pain-skip").hidden = !instead;
    el("pain-end").hidden = light !== "red";
    el("pain-on").hidden = instead;
    el("pain-form").hidden = true;
    el("pain-after").hidden = false;
    el("pain-said").focus();
  }

  async stop() {
    const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name='flag']:checked"));
    const flags = [...boxes].map((box) => box.value);
    if (!flags.length) {
      el("pain-wrong").textContent = t("sign-which");
      return;
    }
    /** @type {HTMLDialogElement} */ (el("pain-sheet")).close();
    await this.player.stopAll(flags);
  }

  openSwap() {
    /** @type {HTMLSelectElement} */ (el("swap-sore")).value = "";
    this.choices(el("swap-choices"), "", "swap-sheet");
    this.open("swap-sheet");
  }

  /**
   * Buttons for what may be done instead.
   * @param {HTMLElement} room @param {string} site @param {string} sheet @param {number} [most]
   */
  choices(room, site, sheet, most = Infinity) {
    const { player } = this;
    const step = player.step;
    if (!step) return;
    const all = choicesOf(itemOf(player.doc, step.planned), site);
    const found = all.filter((one) => one.exercise !== step.asked.exercise).slice(0, most);
    room.replaceChildren(
      ...found.map((choice) => {
        const button = /** @type {HTMLButtonElement} */ (made("button", "", "player-choice"));
        button.type = "button";
        const why = site ? t("spares", { site: t(`site-${site}`) }) : t(`why-${choice.why}`);
        button.append(made("strong", player.name(choice.exercise)), made("span", why), made("span", choice.says, "quiet"));
        button.onclick = () => this.closing(sheet, () => player.swap(step.planned, choice));
        return button;
      }),
      ...(found.length ? [] : [made("p", t("no-swap"))]),
    );
  }

  endHere() {
    for (const sheet of document.querySelectorAll("dialog")) sheet.close();
    this.player.clocks.stop();
    void this.player.keep([], { phase: "finish", rest: null, hold: null });
  }

  speak() {
    const { player } = this;
    if (player.step) player.screens.speak(player.step, player.screens.valuesOf(player.step).values, true);
  }

  wishes() {
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-wish]"))) {
      const name = /** @type {"sound" | "voice" | "feel" | "notify" | "awake"} */ (box.dataset.wish);
      box.checked = this.player.sounds.wishes[name];
      box.onchange = async () => {
        if (name === "notify" && box.checked && !(await allowed())) {
          box.checked = false;
          notice(t("notify-denied"));
        }
        this.player.sounds.wish(name, box.checked);
      };
    }
  }
}

/** @returns {Promise<boolean>} */
async function allowed() {
  return "Notification" in globalThis && (await Notification.requestPermission()) === "granted";
}

/** @param {PlayerItem} item @param {string} site @returns {Choice[]} */
const choicesOf = (item, site) => (site ? (item.sore[site] || []).map((name) => item.spares[name]) : item.swaps);

/** @param {string} type @param {string} name @param {string} value @param {string} text */
function chip(type, name, value, text) {
  const label = made("label", "", "player-chip");
  const box = /** @type {HTMLInputElement} */ (made("input"));
  Object.assign(box, { type, name, value });
  label.append(box, made("span", text));
  return label;
}
