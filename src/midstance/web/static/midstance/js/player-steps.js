// @ts-check
/** What comes when in a session, what is done of it, and what an entry of it says: no page, no store, no clock. */
/** @import {Choice, Doc, Entry, Item, Load, PlayerItem, Side, Step, Values, Walk} from "./player-types.js" */

const POUNDS = 2.20462262;
const NEARLY = 0.02;

/** The figure of a load in a unit. @param {Load} load @param {string} unit @returns {number} */
export function numberIn(load, unit) {
  if (load.kind === "kg") return (load.kg || 0) * (unit === "lb" ? POUNDS : 1);
  return load.kind === "lb" ? (load.lb || 0) / (unit === "lb" ? 1 : POUNDS) : 0;
}

export const SIDES = /** @type {Side[]} */ (["left", "right"]);

/**
 * The entries that count, as the diary counts them: a correction takes the place of what it corrects.
 * @param {Entry[]} entries @returns {Entry[]}
 */
export function counting(entries) {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  /** @type {Map<string, Entry[]>} */
  const heirs = new Map();
  for (const entry of byId.values()) {
    if (entry.supersedes && entry.supersedes !== entry.id) {
      heirs.set(entry.supersedes, [...(heirs.get(entry.supersedes) || []), entry]);
    }
  }
  const found = [];
  for (const entry of byId.values()) {
    if (entry.supersedes && byId.has(entry.supersedes)) continue;
    const last = lastHeir(entry, heirs);
    if (last.entry !== "retracted") found.push({ ...last, id: entry.id, at: entry.at, supersedes: undefined });
  }
  return found.sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || (one.id < other.id ? -1 : 1));
}

/** @param {Entry} entry @param {Map<string, Entry[]>} heirs @returns {Entry} */
function lastHeir(entry, heirs) {
  const seen = new Set([entry.id]);
  for (;;) {
    const following = (heirs.get(entry.id) || []).filter((heir) => !seen.has(heir.id));
    if (!following.length) return entry;
    entry = following.reduce((one, other) => (one.id > other.id ? one : other));
    seen.add(entry.id);
  }
}

/** What the next entry about a root has to supersede. @param {Entry[]} entries @param {string} root */
export function latestOf(entries, root) {
  const heirs = new Map();
  for (const entry of entries) {
    if (entry.supersedes) heirs.set(entry.supersedes, [...(heirs.get(entry.supersedes) || []), entry]);
  }
  const first = entries.find((entry) => entry.id === root);
  return first ? lastHeir(first, heirs).id : null;
}

/** @param {{planned: string, number: number, side: Side}} step */
export const keyOf = (step) => `${step.planned}|${step.number}|${step.side || ""}`;

/** @param {Step} step */
export const idOf = (step) => (step.side ? `${step.slot}.${step.side}` : step.slot);

/**
 * All sets in order, with what stands in the place of planned exercises, and without those that are one too many.
 * @param {Doc} doc @param {Record<string, Choice>} swaps @param {Record<string, number>} [fewer] @returns {Step[]}
 */
export function stepsWith(doc, swaps, fewer = {}) {
  /** @type {Step[]} */
  const found = [];
  for (const given of doc.steps) {
    const step = { ...given, of: Math.min(fewer[given.planned] ?? given.of, given.of) };
    if (step.number > step.of) {
      // The rest after a round stays with what is left of it.
      const before = found[found.length - 1];
      if (before?.block === step.block) before.rest_s = Math.max(before.rest_s, step.rest_s);
      continue;
    }
    const swap = swaps[step.planned];
    if (!swap) {
      found.push(step);
      continue;
    }
    // One line for each turn: the sides are those of the exercise that takes the place.
    const last = found[found.length - 1];
    if (last && last.planned === step.planned && last.number === step.number && last.asked === swap.item) {
      found[found.length - 1] = { ...last, rest_s: Math.max(last.rest_s, step.rest_s) };
      continue;
    }
    const sides = swap.item.per_side ? SIDES : [null];
    for (const side of sides) {
      const rest_s = side === sides[sides.length - 1] ? step.rest_s : 0;
      found.push({ ...step, side, rest_s, work_s: swap.work_s, asked: swap.item });
    }
  }
  return found;
}

/** The sets of the session that are written down, by the step they answer. @param {Entry[]} entries */
export function answersIn(entries) {
  /** @type {Map<string, Entry>} */
  const found = new Map();
  for (const entry of counting(entries)) {
    if (entry.entry === "set" && !entry.extra) {
      const planned = String(entry.instead_of || entry.exercise);
      found.set(keyOf({ planned, number: entry.index || 1, side: entry.side || null }), entry);
    }
  }
  return found;
}

/** @param {Step} step @param {Map<string, Entry>} answers */
export function isDone(step, answers) {
  const { planned, number, side } = step;
  return (
    answers.has(keyOf(step)) ||
    answers.has(keyOf({ planned, number, side: null })) ||
    (side === null && answers.has(keyOf({ planned, number, side: "right" })))
  );
}

/** @param {Step[]} steps @param {Map<string, Entry>} answers @param {string[]} skipped */
export const openSteps = (steps, answers, skipped) =>
  steps.filter((step) => !skipped.includes(step.planned) && !isDone(step, answers));

/** @param {Doc} doc @param {string} planned @returns {PlayerItem} */
export function itemOf(doc, planned) {
  const all = doc.blocks.flatMap((block) => block.items);
  return /** @type {PlayerItem} */ (all.find((item) => item.planned === planned));
}

/** @param {Load} load */
export const isPicked = (load) => load.kind === "effort" || load.kind === "percent-1rm";

/**
 * What "as asked" stands for: the low end of the range, with the load of the set before or the one asked. The low end,
 * since one tap should never earn a rise that was not done. A load that was never said has to be said first.
 * @param {Doc} doc @param {Step} step @param {Entry[]} entries @returns {Values}
 */
export function usualOf(doc, step, entries) {
  const item = step.asked;
  const before = counting(entries).filter((entry) => entry.entry === "set" && entry.exercise === item.exercise);
  const last = before.length ? before[before.length - 1].load : undefined;
  const range = item.reps || item.seconds || [1, 1];
  return {
    amount: range[0],
    timed: !item.reps && !!item.seconds,
    load: before.length ? last || { kind: "body-mass" } : isPicked(item.load) ? null : item.load,
    rir: item.rir ? item.rir[0] : null,
  };
}

/** The load offered where none is known: that of the last time. @param {Doc} doc @param {Step} step */
export const offeredLoad = (doc, step) =>
  itemOf(doc, step.planned).planned === step.asked.exercise ? itemOf(doc, step.planned).last_load : null;

/** @param {Load | null} one @param {Load | null} other */
export const sameLoad = (one, other) =>
  !!one && !!other && one.kind === other.kind && one.kg === other.kg && one.lb === other.lb && one.band === other.band;

/**
 * A load one step of the runner's kit up or down; null where there is none.
 * @param {PlayerItem} item @param {string} loading @param {Load | null} load @param {number} by @param {string} unit
 * @returns {Load | null}
 */
export function stepped(item, loading, load, by, unit) {
  if (load && load.kind === "band") {
    const strengths = /** @type {("light" | "medium" | "heavy")[]} */ (["light", "medium", "heavy"]);
    const place = load.band ? strengths.indexOf(load.band) + by : by > 0 ? 0 : -1;
    return strengths[place] ? { kind: "band", band: strengths[place] } : null;
  }
  const step = unit === "lb" ? item.step_lb : item.step_kg;
  const number = load ? numberIn(load, unit) : 0;
  const own = !load || load.kind === unit;
  // Loads of the other unit fall between the steps of this one.
  const whole = by > 0 ? Math.floor(number / step + NEARLY) + 1 : Math.ceil(number / step - NEARLY) - 1;
  const next = Math.round((own ? number + by * step : whole * step) * 1000) / 1000;
  if (!step || next < 0 || (next === 0 && (by > 0 || loading === "external"))) return null;
  if (next === 0) return number === 0 ? null : { kind: "body-mass" };
  return unit === "lb" ? { kind: "lb", lb: next } : { kind: "kg", kg: next };
}

/**
 * The entry of a set. Reps in reserve are taken as asked only where amount and load are.
 * @param {Doc} doc @param {Step} step @param {Values} values @param {Values} usual @param {Entry[]} entries
 * @param {{at: string, stamp: string, saidRir: boolean, pain: number | null}} how @returns {Entry}
 */
export function setEntry(doc, step, values, usual, entries, how) {
  const otherwise = values.amount < usual.amount || !sameLoad(values.load, usual.load);
  const rir = how.saidRir || !otherwise ? values.rir : null;
  const swapped = step.asked.exercise !== step.planned;
  return {
    entry: "set",
    ...identity(entries, idOf(step), how.stamp),
    at: how.at,
    exercise: step.asked.exercise,
    session: doc.session.id,
    index: step.number,
    ...(step.side ? { side: step.side } : {}),
    ...(values.timed ? { seconds: values.amount } : { reps: values.amount }),
    load: values.load || { kind: "body-mass" },
    ...(rir === null ? {} : { rir }),
    ...(how.pain === null ? {} : { pain: how.pain }),
    ...(swapped ? { instead_of: step.planned } : { asked: plannedItem(doc, step) }),
  };
}

/** What the plan asks, also where it is done without its load. @param {Doc} doc @param {Step} step @returns {Item} */
const plannedItem = (doc, step) => doc.steps.find((one) => one.planned === step.planned)?.asked || step.asked;

/**
 * The id of an entry: its own where there is none of it yet, else that of a correction.
 * @param {Entry[]} entries @param {string} root @param {string} stamp @returns {{id: string, supersedes?: string}}
 */
export function identity(entries, root, stamp) {
  const latest = latestOf(entries, root);
  return latest === null ? { id: root } : { id: `${root}~${stamp}`, supersedes: latest };
}

/**
 * Seconds of what is still to be done, rests, warm-up and cool-down with it.
 * @param {Doc} doc @param {Step[]} open @param {Walk} walk
 */
export function secondsLeft(doc, open, walk) {
  const work = open.reduce((sum, step) => sum + step.work_s + step.rest_s, 0);
  const last = open.length ? open[open.length - 1].rest_s : 0;
  const warm = walk.phase === "start" ? doc.warm_up : walk.phase === "warm" ? doc.warm_up.slice(walk.drill) : [];
  const cool = walk.phase === "finish" ? [] : open.length ? doc.cool_down : doc.cool_down.slice(walk.drill);
  return work - last + [...warm, ...cool].reduce((sum, drill) => sum + drill.work_s, 0);
}
