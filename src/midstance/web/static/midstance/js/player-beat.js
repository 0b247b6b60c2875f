// @ts-check
/** The beat of a tempo such as 3-1-1-0: bars that are seen, and on demand heard and felt. */
/** @import {Sounds} from "./player-sound.js" */

const WAYS = ["down", "pause", "up", "pause"];
const TONES = [392, 330, 523, 330];

/** @param {string | null} tempo @returns {{way: string, seconds: number, tone: number}[]} */
export function partsOf(tempo) {
  const parts = (tempo || "").split("-").map(Number);
  if (parts.length < 3 || parts.some(Number.isNaN)) return [];
  return parts
    .map((seconds, place) => ({ way: WAYS[place], seconds, tone: TONES[place] }))
    .filter((part) => part.seconds > 0);
}

export class Beat {
  /** @param {Sounds} sounds @param {HTMLElement} bars @param {HTMLElement} words */
  constructor(sounds, bars, words) {
    this.sounds = sounds;
    this.bars = bars;
    this.words = words;
    /** @type {ReturnType<typeof partsOf>} */
    this.parts = [];
    this.timer = 0;
    this.from = 0;
    this.second = -1;
    /** @type {string | null} */
    this.tempo = null;
    this.heard = false;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** @param {string | null} tempo @param {(part: {way: string, seconds: number}) => string} saying */
  show(tempo, saying) {
    const same = this.tempo === tempo && this.timer;
    this.tempo = tempo;
    this.parts = partsOf(tempo);
    this.words.textContent = this.parts.map(saying).join(" · ");
    if (same) return;
    this.stop();
    this.bars.replaceChildren(
      ...this.parts.map((part) => {
        const bar = document.createElement("span");
        bar.style.flexGrow = String(part.seconds);
        bar.className = `player-bar-${part.way}`;
        bar.append(document.createElement("i"));
        return bar;
      }),
    );
    if (!this.parts.length) return;
    this.from = performance.now();
    this.second = -1;
    this.timer = window.setInterval(() => this.tick(), this.calm.matches ? 250 : 50);
  }

  tick() {
    const whole = this.parts.reduce((sum, part) => sum + part.seconds, 0);
    const now = ((performance.now() - this.from) / 1000) % whole;
    let before = 0;
    for (const [place, part] of this.parts.entries()) {
      const share = Math.min(1, Math.max(0, (now - before) / part.seconds));
      const bar = /** @type {HTMLElement} */ (this.bars.children[place].firstElementChild);
      // Without motion a bar is either full or empty.
      bar.style.transform = `scaleX(${this.calm.matches ? (share > 0 && share < 1 ? 1 : 0) : share})`;
      if (now >= before && now < before + part.seconds) this.sound(place, Math.floor(now), part.tone, before);
      before += part.seconds;
    }
  }

  /** @param {number} place @param {number} second @param {number} tone @param {number} begins */
  sound(place, second, tone, begins) {
    if (second === this.second) return;
    this.second = second;
    if (!this.heard) return;
    const turn = second === begins;
    this.sounds.tone(tone, turn ? 0.12 : 0.05);
    if (turn) this.sounds.feel(place === 0 ? 60 : 30);
  }

  stop() {
    window.clearInterval(this.timer);
    this.timer = 0;
  }
}
