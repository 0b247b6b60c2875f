// @ts-check
/**
 * Dragging a session to another day. The server says what each day would break; days it may go to stay clear, the
 * others grey out and say why under the finger. Without this script the same is done on the page of the session.
 */

/** @typedef {{ may: boolean, here: boolean, says: string, why: string[] }} Day */
/** @typedef {{ session: string, title: string, days: Record<string, Day> }} Moving */

const HOLD_MS = 250;
const STEP_PX = 6;

const room = /** @type {HTMLElement | null} */ (document.querySelector("[data-season]"));
const say = /** @type {HTMLElement | null} */ (document.querySelector("[data-say]"));

/** @param {string} session */
function address(session) {
  return `${location.pathname.replace(/\/$/, "")}/move/${encodeURIComponent(session)}`;
}

function csrf() {
  const found = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=csrfmiddlewaretoken]"));
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return found?.value ?? cookie?.[1] ?? "";
}

/** @param {string} words */
function tell(words) {
  if (say && say.textContent !== words) say.textContent = words;
}

/** One session under a finger or a pointer. */
class Drag {
  /** @param {HTMLElement} mark @param {PointerEvent} event */
  constructor(mark, event) {
    this.mark = mark;
    this.session = mark.dataset.session ?? "";
    this.home = /** @type {HTMLElement | null} */ (mark.closest("[data-date]"))?.dataset.date ?? "";
    this.pointer = event.pointerId;
    this.touch = event.pointerType !== "mouse";
    this.from = { x: event.clientX, y: event.clientY };
    this.begun = false;
    /** @type {Moving | null} */
    this.moving = null;
    /** @type {HTMLElement | null} */
    this.over = null;
    /** @type {HTMLElement | null} */
    this.ghost = null;
    this.timer = this.touch ? setTimeout(() => this.begin(), HOLD_MS) : 0;
  }

  async begin() {
    if (this.begun || !room) return;
    this.begun = true;
    const ghost = /** @type {HTMLElement} */ (this.mark.cloneNode(true));
    ghost.classList.add("season-ghost");
    document.body.append(ghost);
    this.ghost = ghost;
    this.place(this.from.x, this.from.y);
    try {
      const answer = await fetch(`${address(this.session)}/days`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.moving = await answer.json();
    } catch {
      tell(room.dataset.unreachable ?? "The days could not be asked for. Try again when there is a network.");
      this.end();
      return;
    }
    if (!this.begun || !this.moving) return;
    document.body.classList.add("moving");
    for (const cell of room.querySelectorAll("[data-date]")) {
      const day = this.moving.days[/** @type {HTMLElement} */ (cell).dataset.date ?? ""];
      cell.classList.toggle("may", Boolean(day?.may));
    }
    tell(this.moving.title);
    this.sayOver();
  }

  /** What the day under the finger would mean; it may have been reached before the answer. */
  sayOver() {
    const day = this.moving?.days[this.over?.dataset.date ?? ""];
    if (day) tell(day.here ? day.says : [day.says, ...day.why].join(" "));
  }

  /** @param {number} x @param {number} y */
  place(x, y) {
    if (this.ghost) this.ghost.style.transform = `translate(${x - 20}px, ${y - (this.touch ? 64 : 20)}px)`;
  }

  /** @param {PointerEvent} event */
  move(event) {
    const far = Math.hypot(event.clientX - this.from.x, event.clientY - this.from.y) > STEP_PX;
    if (!this.begun) {
      if (!far) return;
      if (this.touch) this.end();
      else this.begin();
      return;
    }
    event.preventDefault();
    this.place(event.clientX, event.clientY);
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const cell = /** @type {HTMLElement | null} */ (under?.closest("[data-date]") ?? null);
    if (cell === this.over) return;
    this.over?.classList.remove("over");
    this.over = cell;
    cell?.classList.add("over");
    this.sayOver();
  }

  /** @param {boolean} [drop] */
  end(drop = false) {
    clearTimeout(this.timer);
    const date = this.over?.dataset.date ?? "";
    const day = this.moving?.days[date];
    const wasDragged = this.begun;
    this.begun = false;
    this.over?.classList.remove("over");
    this.ghost?.remove();
    document.body.classList.remove("moving");
    current = null;
    if (wasDragged) swallowClick();
    // Let go before the days were answered: the page that follows asks where a rule is in the way.
    const early = wasDragged && !this.moving && date !== "" && date !== this.home;
    if (drop && (early || (day && !day.here))) this.send(date);
  }

  /** A form of its own, so that the answer is a page like any other: moved with an undo, or the question first. @param {string} date */
  send(date) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = address(this.session);
    for (const [name, value] of Object.entries({ date, csrfmiddlewaretoken: csrf() })) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  }
}

/** A drag ends on a link; that click is none. */
function swallowClick() {
  const stop = (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }), 50);
}

/** @type {Drag | null} */
let current = null;

if (room) {
  room.addEventListener("dragstart", (event) => event.preventDefault());
  room.addEventListener("pointerdown", (event) => {
    const mark = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-session]"));
    if (mark && event.isPrimary && event.button === 0) current = new Drag(mark, event);
  });
  addEventListener("pointermove", (event) => current?.pointer === event.pointerId && current.move(event), { passive: false });
  addEventListener("pointerup", (event) => current?.pointer === event.pointerId && current.end(true));
  addEventListener("pointercancel", () => current?.end());
  addEventListener("touchmove", (event) => current?.begun && event.preventDefault(), { passive: false });
  addEventListener("contextmenu", (event) => current && event.preventDefault());
  addEventListener("keydown", (event) => event.key === "Escape" && current?.end());
}
