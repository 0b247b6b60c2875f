// @ts-check
/**
 * What is written down on this device, and how it is sent: for the page and for the service worker alike, so that this
 * file has neither imports nor exports. Everything stands in IndexedDB, one database for each runner, before a screen
 * moves on; a row is sent until it has an answer, and sending it twice is harmless.
 *
 * @typedef {{id: string, at: string, entry: string, supersedes?: string, session?: string, [key: string]: unknown}} Entry
 * @typedef {"waiting" | "kept" | "told" | "refused"} RowState
 * @typedef {{seq?: number, id: string, session: string, entry: Entry, state: RowState, says: string, to: string,
 *   shown?: boolean, shifted?: boolean}} Row
 * @typedef {{id: string, state: "kept" | "known" | "refused", says: string, code: string, entry: Entry | null}} Taken
 * @typedef {"" | "offline" | "sign-in" | "other-runner" | "server"} SendTrouble
 * @typedef {{sent: number, left: number, trouble: SendTrouble, moved: boolean}} Sent
 */
(() => {
  const VERSION = 1;
  const AT_ONCE = 100;
  const SYNC = "midstance-entries";
  const KEEP_DAYS = 30;
  const PATIENCE_MS = 20_000;

  /** @param {string} runner @returns {string} */
  const nameOf = (runner) => `midstance.${runner}`;

  /** @param {string} runner @returns {Promise<IDBDatabase>} */
  function open(runner) {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(nameOf(runner), VERSION);
      asked.onupgradeneeded = () => {
        const rows = asked.result.createObjectStore("log", { keyPath: "seq", autoIncrement: true });
        rows.createIndex("id", "id", { unique: true });
        rows.createIndex("state", "state");
        rows.createIndex("session", "session");
        asked.result.createObjectStore("sessions", { keyPath: "id" });
      };
      asked.onsuccess = () => {
        asked.result.onversionchange = () => asked.result.close();
        resolve(asked.result);
      };
      asked.onerror = () => reject(asked.error);
      asked.onblocked = () => reject(new Error("another page holds the store"));
    });
  }

  /** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
  function answer(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  /**
   * Runs one transaction; resolves when it is on the disk.
   * @template T
   * @param {IDBDatabase} database @param {string[]} stores @param {IDBTransactionMode} mode
   * @param {(transaction: IDBTransaction) => Promise<T> | T} work
   * @returns {Promise<T>}
   */
  async function during(database, stores, mode, work) {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(undefined);
      transaction.onabort = () => reject(transaction.error || new Error("nothing was kept"));
      transaction.onerror = () => reject(transaction.error);
    });
    ended.catch(() => undefined);
    const found = await work(transaction);
    await ended;
    return found;
  }

  /** @param {IDBDatabase} database @returns {Promise<Row[]>} */
  const waiting = (database) =>
    during(database, ["log"], "readonly", (now) => answer(now.objectStore("log").index("state").getAll("waiting")));

  /**
   * Takes the answers in: what is kept, what another device had written before, what cannot be.
   * @param {IDBDatabase} database @param {Row[]} rows @param {Taken[]} answers @param {number} skew milliseconds ahead
   * @returns {Promise<boolean>} whether moments were put right
   */
  function settle(database, rows, answers, skew) {
    return during(database, ["log"], "readwrite", async (now) => {
      const log = now.objectStore("log");
      let moved = false;
      for (const [place, taken] of answers.entries()) {
        const row = rows[place];
        if (taken.state === "refused" && taken.code === "ahead" && !row.shifted && skew > 0) {
          log.put({ ...row, shifted: true, entry: { ...row.entry, at: shifted(row.entry.at, skew) } });
          moved = true;
          continue;
        }
        const told = taken.state === "known" && taken.code !== "";
        const state = taken.state === "refused" ? "refused" : told || taken.entry ? "told" : "kept";
        const same = taken.entry && taken.entry.id === row.id;
        log.put({ ...row, state: same ? "kept" : state, says: taken.says, entry: same ? taken.entry : row.entry });
        if (taken.entry && !same && (await answer(log.index("id").getKey(taken.entry.id))) === undefined) {
          log.put({ id: taken.entry.id, session: row.session, entry: taken.entry, state: "kept", says: "", to: row.to });
        }
      }
      return moved;
    });
  }

  /** @param {string} at @param {number} skew @returns {string} */
  const shifted = (at, skew) => new Date(Date.parse(at) - skew).toISOString();

  /** @param {string} to @returns {Promise<{token: string, runner: string} | null>} */
  async function tokenFor(to) {
    const answered = await fetch(to.replace(/entries$/, "token"), {
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answered.ok ? answered.json() : null;
  }

  /**
   * @param {string} to @param {string} runner @param {string} token @param {Entry[]} entries
   * @returns {Promise<Response>}
   */
  const post = (to, runner, token, entries) =>
    fetch(to, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, "Midstance-Runner": runner },
      body: JSON.stringify({ entries }),
    });

  /** @param {Response} answered @returns {SendTrouble} */
  function troubleOf(answered) {
    if (answered.type === "opaqueredirect" || [401, 403, 404].includes(answered.status)) return "sign-in";
    return answered.status === 409 ? "other-runner" : "server";
  }

  /** @param {string} runner @param {string} token @returns {Promise<Sent>} */
  async function sendNow(runner, token) {
    const database = await open(runner);
    const done = { sent: 0, left: 0, trouble: /** @type {SendTrouble} */ (""), moved: false };
    try {
      for (;;) {
        const rows = await waiting(database);
        const part = rows.filter((row) => row.to === rows[0].to).slice(0, AT_ONCE);
        done.left = rows.length;
        if (!part.length) return done;
        const entries = part.map((row) => row.entry);
        let answered = await post(part[0].to, runner, token, entries);
        if (answered.status === 403) {
          const fresh = await tokenFor(part[0].to);
          if (fresh) answered = await post(part[0].to, runner, (token = fresh.token), entries);
        }
        if (!answered.ok) return { ...done, trouble: troubleOf(answered) };
        const skew = Date.now() - Date.parse(answered.headers.get("Date") || new Date().toUTCString());
        const taken = (await answered.json()).entries;
        if (!Array.isArray(taken) || taken.length !== part.length) return { ...done, trouble: "server" };
        done.moved = (await settle(database, part, taken, skew)) || done.moved;
        done.sent += part.length;
      }
    } catch (error) {
      const name = error instanceof Error || error instanceof DOMException ? error.name : "";
      if (["TypeError", "TimeoutError", "AbortError"].includes(name)) return { ...done, trouble: "offline" };
      throw error;
    } finally {
      database.close();
    }
  }

  /**
   * Sends all that waits, one sender at a time for each runner.
   * @param {string} runner @param {string} [token] @returns {Promise<Sent>}
   */
  function send(runner, token = "") {
    const locks = globalThis.navigator.locks;
    if (!locks) return sendNow(runner, token);
    return new Promise((resolve, reject) => {
      locks.request(`${nameOf(runner)}.send`, () => sendNow(runner, token).then(resolve)).catch(reject);
    });
  }

  /** Rows that have arrived and sessions long past are let go. @param {IDBDatabase} database */
  async function forgetOld(database) {
    const before = Date.now() - KEEP_DAYS * 86_400_000;
    await during(database, ["log"], "readwrite", async (now) => {
      const log = now.objectStore("log");
      for (const row of /** @type {Row[]} */ (await answer(log.getAll()))) {
        if (row.state !== "waiting" && row.state !== "refused" && Date.parse(row.entry.at) < before) {
          log.delete(/** @type {number} */ (row.seq));
        }
      }
    });
  }

  Object.assign(globalThis, { midstanceQueue: { open, answer, during, waiting, send, forgetOld, SYNC } });
})();
