// @ts-check
/** The device's store as the player uses it: what is written down, where one is, and the sending of it. */
/** @import {Entry, Walk} from "./player-types.js" */
import "./queue-core.js";

/**
 * @typedef {{seq?: number, id: string, session: string, entry: Entry, state: "waiting" | "kept" | "told" | "refused",
 *   says: string, to: string, shown?: boolean}} Row
 * @typedef {{sent: number, left: number, trouble: "" | "offline" | "sign-in" | "other-runner" | "server", moved: boolean}} Sent
 */
const queue = /** @type {any} */ (globalThis).midstanceQueue;
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 60_000;

/** Where one is before anything was done. @param {string} id @returns {Walk} */
export const fresh = (id) => ({
  id, phase: "start", drill: 0, drillSide: null, swaps: {}, skipped: [], rest: null, hold: null, begun: null,
  deeds: [], hurt: null, stopped: "", words: [], fewer: {}, known: {}, draft: null, attempt: "", over: "",
});

export class Store {
  /** @param {string} runner @param {string} to @param {IDBDatabase} database */
  constructor(runner, to, database) {
    this.runner = runner;
    this.to = to;
    this.database = database;
    this.wait = FIRST_WAIT_MS;
    this.timer = 0;
    /** @type {(sent: Sent) => void} */
    this.onsent = () => undefined;
  }

  /** @param {string} runner @param {string} to @returns {Promise<Store>} */
  static async open(runner, to) {
    const database = await queue.open(runner);
    await queue.forgetOld(database);
    return new Store(runner, to, database);
  }

  /** @param {string} session @returns {Promise<Row[]>} */
  rows(session) {
    return queue.during(this.database, ["log"], "readonly", (/** @type {IDBTransaction} */ now) =>
      queue.answer(now.objectStore("log").index("session").getAll(session)),
    );
  }

  /** @param {string} session @returns {Promise<Walk | undefined>} */
  walk(session) {
    return queue.during(this.database, ["sessions"], "readonly", (/** @type {IDBTransaction} */ now) =>
      queue.answer(now.objectStore("sessions").get(session)),
    );
  }

  /**
   * Keeps entries and where one is, both or neither; resolves when they are on the disk. An entry whose id is there
   * already, from another page of this device, is passed over.
   * @param {Entry[]} entries @param {Walk} walk
   */
  async keep(entries, walk) {
    await queue.during(this.database, ["log", "sessions"], "readwrite", async (/** @type {IDBTransaction} */ now) => {
      const log = now.objectStore("log");
      for (const entry of entries) {
        if ((await queue.answer(log.index("id").getKey(entry.id))) === undefined) {
          log.put({ id: entry.id, session: walk.id, entry, state: "waiting", says: "", to: this.to });
        }
      }
      now.objectStore("sessions").put(walk);
    });
  }

  /** What was refused or written down elsewhere first, of all sessions, and not read yet. @returns {Promise<Row[]>} */
  async unread() {
    /** @type {Row[][]} */
    const found = await queue.during(this.database, ["log"], "readonly", (/** @type {IDBTransaction} */ now) => {
      const states = now.objectStore("log").index("state");
      return Promise.all(["refused", "told", "kept"].map((state) => queue.answer(states.getAll(state))));
    });
    return found.flat().filter((row) => row.says && !row.shown);
  }

  /** A row whose words were read is not shown again. @param {Row} row */
  seen(row) {
    return queue.during(this.database, ["log"], "readwrite", (/** @type {IDBTransaction} */ now) => {
      now.objectStore("log").put({ ...row, shown: true });
    });
  }

  /** How many entries wait, of all sessions. @returns {Promise<number>} */
  async left() {
    return (await queue.waiting(this.database)).length;
  }

  /** Sends now, and again later until nothing is left. */
  async send() {
    window.clearTimeout(this.timer);
    /** @type {Sent} */
    const sent = await queue.send(this.runner, token());
    this.wait = sent.trouble ? Math.min(this.wait * 2, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
    if (sent.trouble) {
      this.timer = window.setTimeout(() => void this.send(), this.wait);
      void this.sendInBackground();
    }
    this.onsent(sent);
    return sent;
  }

  /** Where a browser can, it sends when the network is back, also with this page closed. */
  async sendInBackground() {
    try {
      const worker = await navigator.serviceWorker?.ready;
      await /** @type {any} */ (worker)?.sync?.register(queue.SYNC);
    } catch {
      // Then it is sent when this page is seen again.
    }
  }

  /** Sends when the network is back or the page is seen again. */
  sendWhenPossible() {
    addEventListener("online", () => void this.send());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.send();
    });
  }

  /** Asks that the store be kept when space runs out. @returns {Promise<boolean>} */
  async persist() {
    if (!navigator.storage?.persist) return true;
    return (await navigator.storage.persisted()) || navigator.storage.persist().catch(() => false);
  }
}

/** The token of this page; one that is too old is asked for anew. */
function token() {
  const given = document.body.getAttribute("hx-headers") || "{}";
  try {
    return String(JSON.parse(given)["X-CSRFToken"] || "");
  } catch {
    return "";
  }
}
