// @ts-check
/**
 * Work outside the plan: a device plays an attempt of its own. Its entries name no session and nothing that was asked,
 * and nothing of it has an end but where one is.
 */
/** @import {Doc, Entry, Walk} from "./player-types.js" */

const ATTEMPT_MS = 12 * 3_600_000;

/**
 * The attempt goes on after a reload or a crash; who comes back after its end, or on another day, begins anew.
 * @param {Walk} walk @param {string} name @param {string} stamp @returns {string} empty where it goes on
 */
export function newAttempt(walk, name, stamp) {
  const [how] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const again = how && how.type !== "navigate";
  const old = walk.begun !== null && Date.now() - walk.begun > ATTEMPT_MS;
  return walk.attempt && !old && (!walk.over || again) ? "" : `${name}.${stamp}`;
}

/** The document with the attempt before its slots. @param {Doc} doc @param {string} attempt @returns {Doc} */
export const ofAttempt = (doc, attempt) => ({
  ...doc,
  session: { ...doc.session, ids: attempt },
  steps: doc.steps.map((step) => ({ ...step, slot: `${attempt}.${step.slot}` })),
});

/** An entry as it is written down. @param {Doc} doc @param {Entry} entry @returns {Entry} */
export function bare(doc, entry) {
  const { session, asked, instead_of, ...left } = entry;
  const first = entry.entry === "set" && entry.index === 1 && entry.side !== "right";
  return first && doc.session.note ? { ...left, note: doc.session.note } : left;
}

/** An entry with the exercise in whose place it was done, told by its id. @param {Doc} doc @param {Entry} entry */
export function placed(doc, entry) {
  const root = entry.id.split("~")[0];
  const slot = doc.steps.find((step) => root === step.slot || root.startsWith(`${step.slot}.`));
  return slot && slot.planned !== entry.exercise ? { ...entry, instead_of: slot.planned } : entry;
}
