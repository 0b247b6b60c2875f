// @ts-check
/** The first screen: what is asked today, in pictures, and how it will be done otherwise. */
/** @import {PlayerItem} from "./player-types.js" */
/** @import {Player} from "./player.js" */
import { el, figureAddress, focusOn, made, show, t } from "./player-page.js";
import { answersIn } from "./player-steps.js";

const TEMPO = /^\d+-\d+/;

export class Start {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
  }

  fill() {
    const { doc } = this.player;
    const begun = answersIn(this.player.entries).size > 0;
    el("start-title").textContent = doc.session.title;
    const about = [t("minutes", { minutes: doc.session.minutes }), doc.session.stress];
    el("start-about").textContent = about.filter(Boolean).join(" · ");
    el("start-easier").replaceChildren(
      ...doc.session.easier.map((why) => made("p", t("easier-today", { why }), "caution")),
    );
    el("start-list").replaceChildren(...doc.blocks.flatMap((block) => block.items.map((item) => this.line(item))));
    const warm = doc.warm_up.length > 0 && !begun;
    el("begin").hidden = !warm;
    el("begin-work").textContent = t(begun ? "go-on" : warm ? "warm-already" : "begin");
    el("begin-work").classList.toggle("main", !warm);
    show("start");
    focusOn(warm ? el("begin") : el("begin-work"));
  }

  /** One exercise as it will be done, with its picture. @param {PlayerItem} item */
  line(item) {
    const { walk, data } = this.player;
    const swap = walk.swaps[item.planned];
    const sets = walk.fewer[item.planned];
    const exercise = swap?.exercise || item.planned;
    const out = walk.skipped.includes(item.planned);
    const line = made("li", "", out ? "player-out" : "");
    const image = /** @type {HTMLImageElement} */ (made("img", "", "figure-room player-small-figure"));
    image.alt = "";
    image.width = 80;
    image.height = 60;
    image.loading = "lazy";
    image.src = figureAddress(data.figure, exercise, { side: this.sideShown(item.planned), still: true });
    const what = made("span", "", "player-line");
    what.append(made("span", item.label, "player-label"), made("strong", this.player.name(exercise)));
    const says = [
      exercise === item.planned ? "" : t("instead", { planned: this.player.name(item.planned) }),
      out ? t("left-out") : swap ? swap.says.split(". ")[0] : item.says.slice(0, 3).filter((one) => !TEMPO.test(one)).join(" · "),
      sets && !out ? t(sets === 1 ? "only-one-set" : "only-sets", { sets }) : "",
    ];
    what.append(made("span", says.filter(Boolean).join(" · "), "quiet"));
    line.append(image, what);
    return line;
  }

  /** @param {string} planned */
  sideShown(planned) {
    return this.player.steps.find((step) => step.planned === planned)?.side || null;
  }
}
