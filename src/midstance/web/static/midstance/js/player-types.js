// @ts-check
/**
 * The shapes the player works with; the document's are described in docs/reference/api.md.
 *
 * @typedef {"left" | "right" | null} Side
 * @typedef {{kind: string, kg?: number, lb?: number, band?: "light" | "medium" | "heavy", percent?: number}} Load
 * @typedef {{exercise: string, sets: number, reps: [number, number] | null, seconds: [number, number] | null,
 *   per_side: boolean, load: Load, rir: [number, number] | null, tempo: string | null, rest_s: number,
 *   ramp_sets: number}} Item
 * @typedef {{exercise: string, why: string, says: string, item: Item, work_s: number}} Choice
 * @typedef {{slot: string, block: number, label: string, planned: string, number: number, of: number, side: Side,
 *   rest_s: number, work_s: number, asked: Item}} Step
 * @typedef {{planned: string, label: string, says: string[], note: string, last_load: Load | null, step_kg: number,
 *   step_lb: number, swaps: Choice[], sore: Record<string, string[]>, spares: Record<string, Choice>}} PlayerItem
 * @typedef {{kind: string, label: string, says: string, items: PlayerItem[]}} Block
 * @typedef {{exercise: string, name: string, says: string, seconds: [number, number] | null, per_side: boolean,
 *   work_s: number, steps: string[], cues: string[]}} Drill
 * @typedef {{name: string, steps: string[], cues: string[], faults: string[], cautions: string[], tip: string,
 *   loading: string, per_side: boolean}} Exercise
 * @typedef {{flag: string, says: string, emergency: boolean, same_day: boolean}} Flag
 * @typedef {{id: string, at: string, entry: string, supersedes?: string, session?: string, exercise?: string,
 *   index?: number, side?: Side, reps?: number, seconds?: number, load?: Load, rir?: number, pain?: number,
 *   extra?: boolean, instead_of?: string, rpe?: number, ended?: string, [key: string]: unknown}} Entry
 * @typedef {{session: {id: string, ids: string, title: string, date: string, minutes: number, state: string, stress: string,
 *   why: string[], easier: string[], outside?: boolean, note?: string}, stop: string | null, warm_up: Drill[], blocks: Block[], steps: Step[],
 *   cool_down: Drill[], exercises: Record<string, Exercise>, entries: Entry[], chosen?: Chosen,
 *   pain: {sites: {site: string, joint: boolean}[], amber_from: number, red_above: number, red_above_joint: number,
 *     green: string, amber: string, red: string},
 *   red_flags: {flags: Flag[], stopped: string, emergency: string, today: string, seen: string, then: string}}} Doc
 * @typedef {{words: string[], instead: Record<string, Choice>, sets: Record<string, number>, left_out: string[]}} Chosen
 * @typedef {"start" | "warm" | "work" | "cool" | "finish"} Phase
 * @typedef {{what: "set", id: string} | {what: "pain", id: string} | {what: "skip", planned: string}
 *   | {what: "swap", planned: string} | {what: "fewer", planned: string}} Deed
 * @typedef {{until: number, seconds: number}} Rest
 * @typedef {{key: string, ready: number, until: number, seconds: number, auto: boolean}} Hold
 * @typedef {{id: string, phase: Phase, drill: number, drillSide: Side, swaps: Record<string, Choice>,
 *   skipped: string[], rest: Rest | null, hold: Hold | null, begun: number | null, deeds: Deed[],
 *   hurt: {key: string, score: number} | null, stopped: string, words: string[], fewer: Record<string, number>,
 *   known: Record<string, Exercise>, draft: Draft | null, attempt: string,
 *   over: string}} Walk
 * @typedef {{key: string, values: Values, saidRir: boolean}} Draft
 * @typedef {{amount: number, timed: boolean, load: Load | null, rir: number | null}} Values
 */
export {};
