// @ts-check
/** Files sent piece by piece, with how far it is; after a break it goes on from where it was. Without it, the form. */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".bring-in-form"));
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
const MOST_BREAKS = 40;
const MOST_ASTRAY = 5;

/** @typedef {{ job: string, have: number[] }} Expected */

/** An answer in words that trying again would not change. */
class Refused extends Error {}

if (form) form.addEventListener("submit", (event) => submitted(event, form));

/** @param {SubmitEvent} event @param {HTMLFormElement} sheet */
function submitted(event, sheet) {
  const chosen = /** @type {HTMLInputElement} */ (sheet.elements.namedItem("files")).files;
  if (!chosen?.length) return;
  event.preventDefault();
  const files = [...chosen];
  const whole = files.reduce((sum, file) => sum + file.size, 0);
  const words = wordsOf(sheet);
  const box = /** @type {HTMLElement} */ (sheet.querySelector(".bring-in-sent"));
  box.hidden = false;
  if (files.length > Number(sheet.dataset.mostFiles)) return void (words.textContent = words.dataset.tooMany ?? "");
  if (whole > Number(sheet.dataset.most) * 1e6) return void (words.textContent = words.dataset.tooMuch ?? "");
  const button = /** @type {HTMLButtonElement} */ (sheet.querySelector("button.main"));
  button.disabled = true;
  sendAll(sheet, files, whole).then(
    () => location.assign(sheet.dataset.page ?? location.href),
    (trouble) => {
      button.disabled = false;
      words.textContent = trouble instanceof Refused ? trouble.message : (words.dataset.broken ?? "");
    },
  );
}

/** @param {HTMLFormElement} sheet @returns {HTMLElement} */
function wordsOf(sheet) {
  return /** @type {HTMLElement} */ (sheet.querySelector(".bring-in-words"));
}

/** @param {HTMLFormElement} sheet @param {File[]} files @param {number} whole */
async function sendAll(sheet, files, whole) {
  const announce = sheet.dataset.announce ?? "";
  const listed = JSON.stringify({ files: files.map((file) => ({ name: file.name, size: file.size })) });
  const answer = await asked(sheet, announce, listed, "application/json");
  /** @type {Expected} */
  const awaited = await answer.json();
  const room = announce.replace(/announce$/, awaited.job);
  let before = 0;
  for (const [place, file] of files.entries()) {
    await sendOne(sheet, file, `${room}/${place + 1}`, awaited.have[place] ?? 0, (have) => show(sheet, before + have, whole));
    before += file.size;
  }
  await asked(sheet, `${room}/arrived`, "", "text/plain");
}

/**
 * @param {HTMLFormElement} sheet @param {File} file @param {string} room @param {number} have
 * @param {(have: number) => void} heard
 */
async function sendOne(sheet, file, room, have, heard) {
  const size = Number(sheet.dataset.piece);
  let at = have;
  let astray = 0;
  heard(at);
  while (at < file.size) {
    const answer = await asked(sheet, `${room}/${at}`, file.slice(at, at + size), "application/octet-stream");
    /** @type {{ have: number }} */
    const { have: now } = await answer.json();
    if (answer.status === 409 && (astray += 1) > MOST_ASTRAY) throw new Error("out of step");
    at = now;
    heard(at);
  }
}

/**
 * The answer of the server; where none comes, it is asked again and again, ever more seldom.
 * @param {HTMLFormElement} sheet @param {string} address @param {string | Blob} body @param {string} type
 */
async function asked(sheet, address, body, type) {
  const token = /** @type {HTMLInputElement} */ (sheet.elements.namedItem("csrfmiddlewaretoken")).value;
  for (let breaks = 0; ; breaks += 1) {
    try {
      const headers = { "X-CSRFToken": token, "Content-Type": type };
      const answer = await fetch(address, { method: "POST", headers, body, redirect: "error" });
      if (answer.ok || (answer.status === 409 && type === "application/octet-stream")) return answer;
      if (answer.status < 500 || answer.status === 507) throw new Refused(await said(sheet, answer));
    } catch (trouble) {
      if (trouble instanceof Refused || breaks >= MOST_BREAKS) throw trouble;
    }
    if (breaks >= MOST_BREAKS) throw new Error("no answer");
    wordsOf(sheet).textContent = wordsOf(sheet).dataset.again ?? "";
    await new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** breaks)));
  }
}

/** @param {HTMLFormElement} sheet @param {Response} answer */
async function said(sheet, answer) {
  try {
    return String((await answer.json()).error.says);
  } catch {
    return wordsOf(sheet).dataset.broken ?? "";
  }
}

/** @param {HTMLFormElement} sheet @param {number} sent @param {number} whole */
function show(sheet, sent, whole) {
  const bar = /** @type {HTMLProgressElement} */ (sheet.querySelector("progress"));
  bar.max = Math.max(whole, 1);
  bar.value = sent;
  const megabytes = (/** @type {number} */ size) => (size / 1e6).toLocaleString(undefined, { maximumFractionDigits: 1 });
  const words = wordsOf(sheet);
  words.textContent = (words.dataset.sent ?? "").replace("%1", megabytes(sent)).replace("%2", megabytes(whole));
}
