// @ts-check
/** The drawings of a session, asked for once while there is a network; whoever keeps pages keeps them too. */
/** @import {Doc, Item, Side, Step} from "./player-types.js" */
import { figureAddress } from "./player-page.js";
import { SIDES } from "./player-steps.js";

/** @param {string} address @param {Doc} doc @param {Step[]} steps in the order of the session, as they will be done */
export async function keepDrawings(address, doc, steps) {
  if (!navigator.serviceWorker?.controller) return;
  for (const one of new Set([...drills(address, doc), ...asked(address, steps), ...instead(address, doc)])) {
    await fetch(one).catch(() => undefined);
  }
}

/** @param {string} address @param {Doc} doc */
const drills = (address, doc) =>
  [...doc.warm_up, ...doc.cool_down].flatMap((drill) =>
    sides(drill.per_side && !!drill.seconds).map((side) => figureAddress(address, drill.exercise, { side })),
  );

/** @param {string} address @param {Step[]} steps */
const asked = (address, steps) =>
  steps.flatMap(({ asked: { exercise, tempo }, side }) => [
    figureAddress(address, exercise, { tempo, side }),
    figureAddress(address, exercise, { side, still: true }),
  ]);

/** @param {string} address @param {Doc} doc */
const instead = (address, doc) =>
  doc.blocks
    .flatMap((block) => block.items.flatMap((item) => [...item.swaps, ...Object.values(item.spares)]))
    .flatMap(({ item: { exercise, tempo, per_side } }) =>
      sides(per_side).map((side) => figureAddress(address, exercise, { tempo, side })),
    );

/** @param {boolean} each @returns {Side[]} */
const sides = (each) => (each ? SIDES : [null]);
