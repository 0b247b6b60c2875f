// @ts-check
/** A session done otherwise than planned: what its address chooses, taken up once and kept with where one is. */
/** @import {Choice, Chosen, Deed, Doc, Walk} from "./player-types.js" */
import { itemOf } from "./player-steps.js";

const UNLOADED = "bm";

/** The words of an address. @param {string} search @returns {string[]} */
export const wordsIn = (search) => new URLSearchParams(search).getAll("change");

/** @param {string} address @param {string[]} words */
export function withWords(address, words) {
  const asked = new URLSearchParams(words.map((word) => ["change", word]));
  return words.length ? `${address}${address.includes("?") ? "&" : "?"}${asked}` : address;
}

/** @param {string[]} one @param {string[]} other */
export const sameWords = (one, other) => one.join(" ") === other.join(" ");

/**
 * What the words choose: by the document that was made for them, else, without a network, as far as the one at hand
 * goes. `missing`: not all of it could be taken up.
 * @param {Doc} doc @param {string[]} words @returns {{chosen: Chosen, missing: boolean}}
 */
export function chosenBy(doc, words) {
  if (doc.chosen && sameWords(doc.chosen.words, words)) return { chosen: doc.chosen, missing: false };
  /** @type {Chosen} */
  const chosen = { words, instead: {}, sets: {}, left_out: [] };
  let missing = false;
  for (const [planned, ...parts] of words.map((word) => word.split(":"))) {
    const item = itemOf(doc, planned);
    const of = doc.steps.find((step) => step.planned === planned)?.of || 0;
    if (!item) missing = true;
    for (const part of item ? parts : []) {
      const other = item.swaps.find((one) => one.exercise === part) || item.spares[part];
      if (part === "0") chosen.left_out.push(planned);
      else if (/^\d+$/.test(part)) chosen.sets[planned] = Math.min(Number(part), of);
      else if (other) chosen.instead[planned] = other;
      else missing = true;
      if (part === UNLOADED) missing = true;
    }
  }
  return { chosen, missing };
}

/**
 * Where one is, with what was chosen; each of it can be undone later. The same words change nothing a second time.
 * @param {Walk} walk @param {Doc} doc @param {Chosen} chosen @returns {Walk}
 */
export function taken(walk, doc, chosen) {
  if (sameWords(walk.words, chosen.words)) return walk;
  const fewer = Object.keys(chosen.sets);
  /** @type {Deed[]} */
  const deeds = [
    ...fewer.map((planned) => /** @type {Deed} */ ({ what: "fewer", planned })),
    ...Object.keys(chosen.instead).map((planned) => /** @type {Deed} */ ({ what: "swap", planned })),
    ...chosen.left_out.map((planned) => /** @type {Deed} */ ({ what: "skip", planned })),
  ];
  const known = Object.values(chosen.instead).map((choice) => [choice.exercise, doc.exercises[choice.exercise]]);
  return {
    ...walk,
    words: chosen.words,
    swaps: { ...walk.swaps, ...chosen.instead },
    fewer: { ...walk.fewer, ...chosen.sets },
    skipped: [...new Set([...walk.skipped, ...chosen.left_out])],
    known: { ...walk.known, ...Object.fromEntries(known.filter(([, exercise]) => exercise)) },
    deeds: [...deeds, ...walk.deeds],
  };
}
