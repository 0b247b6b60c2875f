// @ts-check
/** The page's elements, its words, and how values are said. */
/** @import {Doc, Drill, Load, Step, Values} from "./player-types.js" */

import { numberIn } from "./player-steps.js";

/** @type {Record<string, string>} */
const words = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("words")).textContent || "{}");

/** @template {HTMLElement} [T=HTMLElement] @param {string} id @returns {T} */
export const el = (id) => /** @type {T} */ (document.getElementById(id));

/** @param {string} name @param {Record<string, string | number>} [places] @returns {string} */
export const t = (name, places = {}) =>
  (words[name] ?? name).replace(/\{(\w+)\}/g, (_, place) => String(places[place] ?? ""));

/** @param {string} tag @param {string} [text] @param {string} [className] @returns {HTMLElement} */
export function made(tag, text = "", className = "") {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** @param {string} id @param {string[]} lines */
export const list = (id, lines) => el(id).replaceChildren(...lines.map((line) => made("li", line)));

/** Said to whoever listens to the page instead of seeing it. @param {string} text */
export function announce(text) {
  el("said").textContent = text;
}

/** Shows one screen; moves the focus to its heading unless it was shown already. @param {string} name */
export function show(name) {
  const views = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-view]"));
  const before = [...views].find((view) => !view.hidden);
  for (const view of views) view.hidden = view.dataset.view !== name;
  document.body.dataset.screen = name;
  if (before?.dataset.view !== name) fromTheTop();
  return before?.dataset.view !== name;
}

/** What was scrolled away of one screen is not hidden on the next. */
export const fromTheTop = () => scrollTo({ top: 0, behavior: "instant" });

/** The main button of a screen gets the focus, so that one key goes through a session. @param {HTMLElement} button */
export function focusOn(button) {
  const at = document.activeElement;
  const free = !at || at === document.body || !at.closest("dialog[open], details[open], .player-stepper") || hiddenNow(at);
  if (free) button.focus({ preventScroll: true });
}

/** @param {Element} element */
const hiddenNow = (element) => !element.checkVisibility();

/** @param {HTMLElement} heading @param {string} name @param {string | null} side */
export function title(heading, name, side) {
  /** @type {HTMLElement} */ (heading.querySelector("[data-name]")).textContent = name;
  const mark = /** @type {HTMLElement} */ (heading.querySelector("[data-side]"));
  mark.textContent = side ? t(side) : "";
  mark.hidden = !side;
}

/**
 * The address of a drawing: the same letters as the list a device keeps for when there is no network.
 * @param {string} address @param {string} exercise
 * @param {{tempo?: string | null, side?: string | null, still?: boolean}} how
 */
export function figureAddress(address, exercise, how) {
  const asked = new URLSearchParams();
  if (how.tempo) asked.set("tempo", how.tempo);
  if (how.side) asked.set("side", how.side);
  if (how.still) asked.set("still", "1");
  const { theme } = document.documentElement.dataset;
  if (theme && theme !== "auto") asked.set("theme", theme);
  return `${address.replace("EXERCISE", exercise)}${asked.size ? `?${asked}` : ""}`;
}

/** @param {string} id @param {string} address @param {string} exercise @param {{tempo?: string | null, side?: string | null, still?: boolean}} how */
export function picture(id, address, exercise, how) {
  const image = el(id) instanceof HTMLImageElement ? /** @type {HTMLImageElement} */ (el(id)) : null;
  if (!image) return;
  const source = figureAddress(address, exercise, how);
  if (image.getAttribute("src") === source) return;
  image.onload = () => (image.hidden = false);
  image.onerror = () => (image.hidden = true);
  image.hidden = true;
  image.src = source;
}

/** @param {Load | null} load @param {string} unit @returns {string} */
export function saidLoad(load, unit) {
  if (!load) return t("by-feel");
  switch (load.kind) {
    case "kg":
    case "lb":
      return t("load", { amount: Math.round(numberIn(load, unit) * 10) / 10, unit });
    case "band":
      return t(load.band || "band");
    case "percent-1rm":
      return t("percent", { percent: load.percent || 0 });
    case "effort":
      return t("by-feel");
    default:
      return t("body-mass");
  }
}

/** @param {{amount: number, timed: boolean}} values */
export const saidAmount = (values) => t(values.timed ? "seconds-of" : "reps-of", { amount: values.amount });

/** @param {Values} values @param {string} unit */
export const saidValues = (values, unit) =>
  t(wayOf(values.load), { amount: saidAmount(values), load: saidLoad(values.load, unit) });

/** @param {Load | null} load */
function wayOf(load) {
  if (load?.kind === "band") return "with";
  return !load || load.kind === "body-mass" || load.kind === "effort" ? "beside" : "at";
}

/** A note as a sentence. @param {string} note */
export const sentence = (note) => note && `${note[0].toUpperCase()}${note.slice(1)}${/[.!?]$/.test(note) ? "" : "."}`;

/** @param {number} seconds */
export const clock = (seconds) =>
  seconds < 60 ? String(seconds) : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** @param {number} seconds */
export const saidLeft = (seconds) =>
  seconds < 60 ? t("last-minute") : t("minutes-left", { minutes: Math.round(seconds / 60) });

/** @param {Step | null} step */
export const sideOf = (step) => (step?.side ? `, ${t(`${step.side}-said`)}` : "");

/** Now with the offset of this place, as entries say their moment. */
export function moment() {
  const now = new Date();
  const offset = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 23);
  const two = (/** @type {number} */ number) => String(Math.floor(number)).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}

/** @param {Doc} doc @param {string[]} flags what the runner reported, put into the coach's words @returns {string[]} */
export function stopWords(doc, flags) {
  const given = doc.red_flags.flags.filter((flag) => flags.includes(flag.flag));
  const said = given.map((flag) => flag.says);
  const listed = said.length > 1 ? `${said.slice(0, -1).join(", ")} ${t("and")} ${said[said.length - 1]}` : said[0] || "";
  const { stopped, emergency, today, seen, then } = doc.red_flags;
  return [
    `${t("reported", { flags: listed })} ${stopped}`,
    ...(given.some((flag) => flag.emergency) ? [emergency] : []),
    given.some((flag) => flag.same_day) ? today : seen,
    then,
  ];
}

/** A notice that stays until it is read. @param {string} text @param {() => void} [read] @param {string} [kind] */
export function notice(text, read, kind = "caution") {
  const box = made("div", "", `${kind} player-notice`);
  const button = /** @type {HTMLButtonElement} */ (made("button", "×", "player-small"));
  button.type = "button";
  button.setAttribute("aria-label", t("dismiss"));
  button.onclick = () => {
    box.remove();
    read?.();
  };
  box.append(made("p", text), button);
  el("notices").append(box);
  announce(text);
}
